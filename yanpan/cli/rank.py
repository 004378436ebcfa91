"""`yanpan rank FILE|-`: the disputes that the articles tell of, most urgent first. Stores nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yanpan.cli.frame import day_of, frame, print_rows, this_moment

command = typer.Typer(rich_markup_mode=None)


@command.command()
def rank(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="JSON 行文件：id、title、text，可有 url、published；- 为标准输入")],
    today: Annotated[str | None, typer.Option("--today", help="按哪一天评分，例如 2026-11-23；默认今天")] = None,
    as_json: Annotated[bool, typer.Option("--json/--table", help="JSON 行（默认）或表格")] = True,
) -> None:
    """研判每篇文章，归并争议，最需要帮助的在前；一宗一行。不存任何东西。"""
    from judgment.urgency.rank import rank as ranked
    from yanpan.article_lines import judged_lines, read_lines
    from yanpan.cli.ranking import print_ranking, ranking_rows
    from yanpan.grouping import grouped

    day = day_of(today, "--today ") if today is not None else this_moment().date()
    lines = read_lines(file)
    book = grouped(judged_lines(lines, frame(context).judgment_options()))
    disputes = ranked(book.disputes(), day)
    print_rows(one.error for one in lines if one.error)
    if as_json:
        given = {one.article.id: one.identifier for one in lines if one.article}
        print_rows(ranking_rows(disputes, given))
    else:
        print_ranking(disputes)
    raise typer.Exit(1 if any(one.error for one in lines) else 0)
