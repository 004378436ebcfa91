"""`yanpan export articles|disputes`: all of them, in a form that other programs or spreadsheets read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from yanpan.cli.frame import frame

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@command.callback()
def group() -> None:
    """导出已入库的内容；全文已脱敏。"""


@command.command()
def disputes(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="检索式；留空为全部，含已化解的")] = "",
    form: Annotated[str, typer.Option("--format", help="jsonl、csv 或 xlsx")] = "jsonl",
    out: Annotated[Path | None, typer.Option("--out", help="写到文件；默认标准输出")] = None,
) -> None:
    """导出争议，一宗一行：事实、评分理由，以及台账的编号、责任单位和包案岗位。并入别案的不列。"""
    from index.export import write_rows
    from index.query import Query
    from yanpan.dispute_rows import COLUMNS, dispute_rows

    with frame(context).open_app() as app:
        write_rows(dispute_rows(app, Query(text=query)), form, sys.stdout if out is None else out, COLUMNS)


@command.command()
def articles(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="检索式；留空为全部")] = "",
    since: Annotated[str | None, typer.Option(help="发布不早于（日期）；不写则连日期不详的也导出")] = None,
    until: Annotated[str | None, typer.Option(help="发布早于（日期）")] = None,
    form: Annotated[str, typer.Option("--format", help="jsonl、csv 或 xlsx")] = "jsonl",
    out: Annotated[Path | None, typer.Option("--out", help="写到文件；默认标准输出")] = None,
) -> None:
    """逐条导出文章，按发布先后，不设条数上限。写到文件时中断了，再写同一条命令即接着写（xlsx 从头写）。"""
    from index.export import export, rows, write_rows
    from index.query import Query, day_bound

    asked = Query(text=query, since=day_bound(since), until=day_bound(until))
    with frame(context).open_app() as app:
        if out is not None:
            export(app.index, asked, form, out)
        else:
            write_rows(rows(app.index, asked), form, sys.stdout)
