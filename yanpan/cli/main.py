"""The `yanpan` program: commands are loaded when they are called, so that `--help` and completion stay quick."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from yanpan.cli.frame import Frame, echo_json
from yanpan_domain.errors import YanpanError

# Command → (module whose `command` is its Typer app, one line of help).
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("yanpan.cli.run", "采集、研判、入库、出简报：一次走完"),
    "crawl": ("yanpan.cli.crawl", "按来源目录采集到期的来源"),
    "import": ("yanpan.cli.imports", "读入已存的网页、WARC、CSV、JSONL"),
    "export": ("yanpan.cli.export", "导出文章或争议"),
    "extract": ("yanpan.cli.extract", "从网页文件取出标题、正文、日期（JSON 行）"),
    "judge": ("yanpan.cli.judge", "研判文章（JSON 行）"),
    "disputes": ("yanpan.cli.disputes", "归并同一争议；比较两段文字；查看争议"),
    "rank": ("yanpan.cli.rank", "按需要帮助的紧迫程度排列争议"),
    "search": ("yanpan.cli.search", "检索文章与争议"),
    "alerts": ("yanpan.cli.alerts", "保存的检索与提醒"),
    "index": ("yanpan.cli.index", "检查、修复、重建、复制索引"),
    "meeting": ("yanpan.cli.meeting", "一会三研判"),
    "brief": ("yanpan.cli.brief", "日报、周报、月报等简报"),
    "notices": ("yanpan.cli.notices", "通知的拟稿、审核、签发与跟踪"),
    "tick": ("yanpan.cli.tick", "运行到期的任务（供定时器调用）"),
    "schedule": ("yanpan.cli.schedule", "一直运行并按时执行任务；查看最近时次"),
    "sources": ("yanpan.cli.sources", "来源目录与来源健康"),
    "audit": ("yanpan.cli.audit", "核对审计链"),
    "doctor": ("yanpan.cli.doctor", "检查安装与数据"),
    "demo": ("yanpan.cli.demo", "在本机演示站点上走完全程"),
    "serve": ("yanpan.cli.serve", "打开控制台与 API"),
}


class LazyGroup(TyperGroup):
    """Imports a command's module when it is first asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module, help_line = COMMANDS[cmd_name]
        loaded = typer.main.get_command(importlib.import_module(module).command)
        loaded.name, loaded.short_help = cmd_name, help_line
        loaded.help = loaded.help or help_line
        # Completion is the program's, not each command's.
        loaded.params = [one for one in loaded.params if one.name not in {"install_completion", "show_completion"}]
        return loaded


cli = typer.Typer(cls=LazyGroup, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


def _version(asked: bool) -> None:
    if asked:
        from yanpan.versions import versions

        if "--json" in sys.argv:
            echo_json(versions())
        else:
            typer.echo("\n".join(f"{name} {value}" for name, value in versions().items()))
        raise typer.Exit


@cli.callback()
def root(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option("--config", help="设置文件（默认 ./yanpan.yaml）")] = None,
    data: Annotated[Path | None, typer.Option("--data", help="数据目录")] = None,
    index: Annotated[str | None, typer.Option("--index", help="Elasticsearch 地址")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, help="版本（加 --json 为一行 JSON）")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    """研判：监看公开报道的劳动争议，判断谁最需要帮助，并送到能帮的人手中。"""
    given: dict[str, Any] = {"data": data, "index": index}
    context.obj = Frame(config=config, overrides={key: value for key, value in given.items() if value is not None})


def main() -> None:
    """Run the program; our own errors end as one sentence on standard error and the error's exit status."""
    try:
        _run()
    except YanpanError as error:
        sys.stderr.write(f"错误：{error.sentence}\n")
        sys.exit(error.exit_status)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        sys.stderr.write(f"错误：{_untold(error)}\n")
        # What could not be written is still in the buffer; the interpreter would try again and fail on its own terms.
        os._exit(1)


def _run() -> None:
    """The command line with what it wrote brought out: a short answer stays in the buffer until the interpreter ends."""
    try:
        cli()
    finally:
        sys.stdout.flush()


def _untold(error: OSError) -> str:
    """What the machine refused, when no part of the program said it in its own words."""
    where = f" {error.filename}" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"磁盘已满，写不了{where or '输出'}。请腾出空间后重试。"
    return f"读写{where or '文件'}失败：{error.strerror or error}。请检查路径、权限与磁盘空间。"


if __name__ == "__main__":
    main()
