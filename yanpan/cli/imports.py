"""`yanpan import`: saved news into the index, through the same pipeline as crawled news."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from yanpan.cli.frame import console, echo_json, frame, this_moment
from yanpan.cli.progress import progress
from yanpan_domain.codes import Relevance

command = typer.Typer(rich_markup_mode=None)


@command.command()
def import_(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="文件或文件夹：html、gz、warc、jsonl、csv、xlsx、docx、eml、txt；- 为粘贴的文字（标准输入）"
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只读取并研判，不入库")] = False,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="表格的列对照（JSON，由 --save-mapping 存下）")
    ] = None,
    save_mapping: Annotated[
        Path | None, typer.Option("--save-mapping", help="把认出的列对照存到这里，下次用 --mapping")
    ] = None,
    hotline: Annotated[
        bool, typer.Option("--hotline", help="读入 12351 热线汇总（csv、xlsx）；含个人信息列的整表拒收")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="每个文件一行 JSON")] = False,
) -> None:
    """读入已存的新闻，遮蔽、研判、入库并归并争议。读不了的逐条列出，退出状态为 1。"""
    from crawlers.imports.columns import read_mapping
    from yanpan.imports import import_files, saved_mapping

    if hotline:
        _hotline(context, paths, dry_run, as_json)
        return
    columns = read_mapping(mapping) if mapping else None
    named = [path for path in paths if str(path) != "-"]
    if save_mapping:
        columns = saved_mapping(named, save_mapping, columns)
    pasted = sys.stdin.buffer.read() if len(named) < len(paths) else None
    with frame(context).open_app() as app, progress("读入") as tell:
        lines = import_files(
            app, named, today=this_moment().date(), keep=not dry_run, tell=tell, mapping=columns, pasted=pasted
        )  # fmt: skip
    counts = Counter(line.outcome for line in lines)
    for line in lines:
        if as_json:
            echo_json({"where": line.where, "outcome": line.outcome, "title": line.title, "cause": line.cause})
        else:
            console().print(
                f"{_word(line.outcome):　<6}{line.title or line.cause or ''}  〔{line.where}〕", soft_wrap=True
            )
    if not as_json:
        told = "，".join(f"{_word(outcome)} {count}" for outcome, count in sorted(counts.items()))
        console().print(f"共 {len(lines)} 条：{told or '没有可读的文件'}。" + ("（未入库）" if dry_run else ""))
    raise typer.Exit(1 if counts["skipped"] or not lines else 0)


def _hotline(context: typer.Context, paths: list[Path], dry_run: bool, as_json: bool) -> None:
    from yanpan.imports import import_hotline

    with frame(context).open_app() as app:
        kept = import_hotline(app, paths, now=this_moment(), keep=not dry_run)
    if as_json:
        echo_json({"hotline": kept, "kept": not dry_run})
    else:
        console().print(f"读入热线汇总 {kept} 条。" + ("（未入库）" if dry_run else ""))
    raise typer.Exit(0 if kept else 1)


def _word(outcome: str) -> str:
    return "跳过" if outcome == "skipped" else Relevance(outcome).label
