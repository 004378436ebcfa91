"""`yanpan search`: articles or disputes that fit a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from yanpan.cli.frame import console, echo_json, frame

if TYPE_CHECKING:
    from index.interface import Hit, Page

command = typer.Typer(rich_markup_mode=None)


@command.command()
def search(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(help='检索式，如 深圳 欠薪 -足球 place:440300 workers:>=30 published:7d；"" 为全部')
    ] = "",
    sort: Annotated[str, typer.Option(help="relevance published oldest urgency workers money id")] = "relevance",
    limit: Annotated[int, typer.Option(help="每页条数")] = 20,
    cursor: Annotated[str | None, typer.Option(help="上一页给出的翻页标记")] = None,
    facets: Annotated[str, typer.Option(help="分面统计的字段，逗号分隔，如 place,issue,stage")] = "",
    histogram: Annotated[str | None, typer.Option(help="按 day、week、month 或 year 统计")] = None,
    since: Annotated[str | None, typer.Option(help="发布不早于（日期）")] = None,
    until: Annotated[str | None, typer.Option(help="发布早于（日期）")] = None,
    synonyms: Annotated[bool, typer.Option("--synonyms/--no-synonyms", help="是否连同义词一起检索")] = True,
    partial: Annotated[bool, typer.Option("--partial", help="也列出只命中部分词的，排在后面")] = False,
    disputes: Annotated[bool, typer.Option("--disputes", help="检索争议而不是文章")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="每条命中一行 JSON，末行为总数与分面")] = False,
) -> None:
    """检索文章（或争议）。词与词之间须同时命中；可用 AND OR NOT + - "短语" 字段:值 与区间。"""
    from index.fields import QueryError
    from index.query import Query, Sort, day_bound

    if sort not in list(Sort):
        raise QueryError(f"没有“{sort}”这种排序，可用：{'、'.join(Sort)}。")
    asked = Query(
        text=query,
        since=day_bound(since),
        until=day_bound(until),
        sort=Sort(sort),
        limit=limit,
        cursor=cursor,
        facets=tuple(name.strip() for name in facets.split(",") if name.strip()),
        histogram=histogram,
        highlight=True,
        synonyms=synonyms,
        partial=partial,
    )
    with frame(context).open_app() as app:
        page: Page[Any] = app.index.find_disputes(asked) if disputes else app.index.find(asked)
    (_print_json if as_json else _print_table)(page)


def _print_json(page: Page[Any]) -> None:
    from index.rows import hit_row

    for hit in page.hits:
        echo_json(hit_row(hit))
    counted = {
        name: [{"value": value, "count": count} for value, count in values] for name, values in page.facets.items()
    }
    last: dict[str, Any] = {"total": page.total, "facets": counted, "took_ms": round(page.took_ms, 3)}
    if page.histogram:
        last["histogram"] = [{"value": value, "count": count} for value, count in page.histogram]
    if page.next_cursor:
        last["next_cursor"] = page.next_cursor
    echo_json(last)


def _print_table(page: Page[Any]) -> None:
    from rich.table import Table

    from index.rows import hit_row

    out = console(wide=True)
    table = Table(box=None)
    table.add_column("日期", no_wrap=True)
    for heading in ("标题", "出处"):
        table.add_column(heading, overflow="fold")
    table.add_column("编号", no_wrap=True)
    for hit in page.hits:
        row = hit_row(hit)
        table.add_row((row["published"] or "不详")[:10], row["title"] or "（无标题）", _stretch(hit), row["id"])
    if page.hits:
        out.print(table)
    out.print(f"共 {page.total} 条，用时 {page.took_ms:.0f} 毫秒")
    for name, values in page.facets.items():
        out.print(f"{name}：" + "  ".join(f"{value} {count}" for value, count in values))
    if page.histogram:
        out.print("  ".join(f"{value} {count}" for value, count in page.histogram))
    if page.next_cursor:
        out.print(f"下一页：--cursor {page.next_cursor}")


def _stretch(hit: Hit[Any]) -> str:
    """The first stretch of the text that matched, on one line."""
    found = [one.fragment for one in hit.highlights if one.field == "text"]
    return " ".join(found[0].split()) if found else ""
