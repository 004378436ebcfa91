"""`yanpan index`: look after the index."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Annotated, Any

import typer

from yanpan.cli.frame import console, echo_json, frame
from yanpan_domain.errors import CallerError

command = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="检查、修复、重建、压缩、复制索引，删除过期文章"
)
JsonOption = Annotated[bool, typer.Option("--json", help="结果为一行 JSON")]


@command.command()
def check(context: typer.Context, as_json: JsonOption = False) -> None:
    """核对索引的每个文件与每条记录；有问题时退出码为 1。"""
    from index.care import check as check_index

    health = check_index(_where(context))
    _print(health, as_json)
    if not health["sound"] and not as_json:
        console().print(
            "不完好：有损坏的用 yanpan index repair 修复；结构版本与本程序不同的用 yanpan index rebuild 重写。"
        )
    raise typer.Exit(0 if health["sound"] else 1)


@command.command()
def repair(context: typer.Context, as_json: JsonOption = False) -> None:
    """舍去读不出的部分，重写其余；报告丢失的条数。"""
    from index.care import repair as repair_index

    _print(repair_index(_where(context)), as_json)


@command.command()
def rebuild(context: typer.Context, as_json: JsonOption = False) -> None:
    """按本程序的结构重写整个索引（升级后使用）；期间可以继续检索。"""
    from index.care import rebuild as rebuild_index

    _print(rebuild_index(_where(context)), as_json)


@command.command()
def compact(context: typer.Context, as_json: JsonOption = False) -> None:
    """去掉已删除记录占用的空间。"""
    from index.care import compact as compact_index

    _print(compact_index(_where(context)), as_json)


@command.command()
def copy(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FROM", help="索引目录或 Elasticsearch 地址")],
    target: Annotated[str, typer.Argument(metavar="TO", help="索引目录或 Elasticsearch 地址")],
    as_json: JsonOption = False,
) -> None:
    """把 FROM 的全部内容复制到 TO；中断后再次运行会接着做，最后逐条比对。"""
    from index.copying import copy as copy_index
    from index.open import open_index

    if source == target:
        raise CallerError("FROM 与 TO 是同一个索引，请换一个。")
    if not source.startswith("http") and not Path(source).is_dir():
        raise CallerError(f"找不到索引目录 {source}。请检查路径。")
    mark = blake2b(f"{source}\n{target}".encode(), digest_size=6).hexdigest()
    with frame(context).open_app() as app:
        state = app.settings.data / f"index-copy-{mark}.json"
    with open_index(source) as old, open_index(target) as new:
        copied = copy_index(old, new, state)
    told = {
        "equal": copied.equal,
        "source": {
            "articles": copied.source.articles,
            "disputes": copied.source.disputes,
            "digest": copied.source.digest,
        },
        "target": {
            "articles": copied.target.articles,
            "disputes": copied.target.disputes,
            "digest": copied.target.digest,
        },
    }
    _print(told, as_json)
    raise typer.Exit(0 if copied.equal else 1)


@command.command()
def expire(
    context: typer.Context,
    before: Annotated[str, typer.Option(help="删除此日之前的文章，如 2024-11-24")],
    as_json: JsonOption = False,
) -> None:
    """按保存期限删除旧文章；争议及其事实不受影响。"""
    from index.query import day_bound
    from index.retention import expire as expire_articles

    day = day_bound(before)
    assert day is not None  # the option is required
    with frame(context).open_app() as app:
        _print({"deleted": expire_articles(app.index, day)}, as_json)


def _where(context: typer.Context) -> str:
    with frame(context).open_app() as app:
        return app.settings.index_url


def _print(told: dict[str, Any], as_json: bool) -> None:
    if as_json:
        echo_json(told)
        return
    for name, value in told.items():
        console().print(f"{WORDS.get(name, name)}：{_shown(value)}", soft_wrap=True)


# The keys of these answers as people read them.
WORDS = {
    "sound": "完好", "schema": "结构版本", "generation": "代次", "articles": "文章", "disputes": "争议", "segments": "分段", "indices": "索引",
    "deleted": "已删除的记录", "bytes": "占用字节", "before": "整理前字节", "broken": "损坏之处", "unreadable": "读不出的记录", "lost": "丢失的记录",
    "health": "服务器状态", "doubled": "重复的文章", "equal": "两边一致", "source": "来处", "target": "去处", "digest": "摘要",
}  # fmt: skip


def _shown(value: object) -> str:
    match value:
        case True:
            return "是"
        case False:
            return "否"
        case None | [] | ():
            return "无"
        case dict():
            return "，".join(f"{WORDS.get(name, name)} {_shown(one)}" for name, one in value.items())
        case list() | tuple():
            return "、".join(map(str, value))
    return str(value)
