"""`yanpan import`: saved news into the index, through the same pipeline as crawled news."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from yanpan.cli.frame import console, echo_json, frame
from yanpan.cli.progress import progress
from yanpan_domain.codes import Relevance

command = typer.Typer(rich_markup_mode=None)


@command.command()
def import_(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹：html、gz、warc、jsonl、csv")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只读取并研判，不入库")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="每个文件一行 JSON")] = False,
) -> None:
    """读入已存的新闻，遮蔽、研判、入库并归并争议。读不了的逐条列出；一篇也没读到时以状态 1 结束。"""
    from yanpan.imports import import_files

    with frame(context).open_app() as app, progress("读入") as tell:
        lines = import_files(app, paths, today=datetime.now().astimezone().date(), keep=not dry_run, tell=tell)
    counts = Counter(line.outcome for line in lines)
    for line in lines:
        if as_json:
            echo_json({"where": line.where, "outcome": line.outcome, "title": line.title, "cause": line.cause})
        else:
            console().print(
                f"{_word(line.outcome):　<6}{line.title or line.cause or ''}  〔{line.where}〕", soft_wrap=True
            )
    read = sum(count for outcome, count in counts.items() if outcome != "skipped")
    if not as_json:
        told = "，".join(f"{_word(outcome)} {count}" for outcome, count in sorted(counts.items()))
        console().print(f"共 {len(lines)} 条：{told or '没有可读的文件'}。" + ("（未入库）" if dry_run else ""))
    raise typer.Exit(0 if read else 1)


def _word(outcome: str) -> str:
    return "跳过" if outcome == "skipped" else Relevance(outcome).label
