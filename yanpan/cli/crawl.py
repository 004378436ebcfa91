"""`yanpan crawl`: ask the sources that are due, judge and keep what is new."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from yanpan.cli.frame import console, day_of, frame, print_rows, this_moment
from yanpan.cli.progress import progress
from yanpan_domain.errors import CallerError

if TYPE_CHECKING:
    from crawlers.outcome import CrawlReport, SourceOutcome

command = typer.Typer(rich_markup_mode=None)

CatalogueOption = Annotated[
    Path | None, typer.Option("--catalogue", help="来源目录：YAML 文件或文件夹；默认为设置所指或内置目录")
]
VERDICTS = {"ok": "有应答", "failed": "失败", "not_due": "未到时间", "leased": "他处在采", "disabled": "已停用"}


@command.command()
def crawl(
    context: typer.Context,
    catalogue: CatalogueOption = None,
    once: Annotated[bool, typer.Option("--once", help="到期的来源各采一遍就结束（不加也是如此）")] = True,
    source: Annotated[list[str] | None, typer.Option("--source", help="只采这个来源；可多次给出")] = None,
    now: Annotated[bool, typer.Option("--now", help="未到时间的来源也采")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="回溯：翻页收取这一天起的文章，例如 2026-11-01")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出会采什么，不访问任何网站")] = False,
    warc: Annotated[Path | None, typer.Option("--warc", help="把原始网页加密存入这个文件夹（默认不存）")] = None,
    warc_key: Annotated[
        Path | None, typer.Option("--warc-key", help="钥匙文件，用 yanpan sources vault-key 新建；勿与档案放在一处")
    ] = None,
    warc_days: Annotated[int, typer.Option("--warc-days", min=1, max=365, help="加密网页保留几天")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="每个来源一行 JSON")] = False,
) -> None:
    """采集到期的来源。来源都有应答时退出状态为 0，有来源失败时为 1。"""
    from crawlers.catalogue import load_catalogue
    from crawlers.options import CrawlOptions
    from crawlers.plan import planned
    from crawlers.run import crawl as crawl_once
    from yanpan.pipeline import deliverer

    day = day_of(since, "日期") if since is not None else None
    with frame(context).open_app(catalogue=catalogue) as app:
        sources = load_catalogue(app.settings.catalogue_path).only(tuple(source or ()))
        options = CrawlOptions(
            **app.settings.crawl.model_dump(), force=now or day is not None, since=day,
            **_vault_options(warc, warc_key, warc_days, this_moment()),
        )  # fmt: skip
        if dry_run:
            _print_plan(planned(sources, app.ledger, options, this_moment()), as_json=as_json)
            return
        with deliverer(app) as deliver, progress("采集") as tell:
            done = 0

            def told(outcome: SourceOutcome) -> None:
                nonlocal done
                done += 1
                tell(outcome.title, done, len(sources))

            report = crawl_once(sources, app.ledger, deliver, options, now=this_moment, progress=told)
    (_print_json if as_json else _print_table)(report)
    raise typer.Exit(report.exit_status)


def _vault_options(folder: Path | None, key: Path | None, days: int, now: datetime) -> dict[str, Any]:
    """Where raw pages are kept sealed, if they are; files whose time is over are deleted at this moment."""
    if folder is None:
        return {}
    if key is None:
        raise CallerError(
            "保存原始网页必须加密：请用 --warc-key 指定钥匙文件（yanpan sources vault-key 文件 可新建）。"
        )
    from crawlers.vault import forget_expired, read_key

    forget_expired(folder, now)
    return {"vault": folder, "vault_key": read_key(key), "vault_expires": now + timedelta(days=days)}


def _print_json(report: CrawlReport) -> None:
    from crawlers.run import outcome_row

    print_rows(outcome_row(outcome) for outcome in report.outcomes)


def _print_table(report: CrawlReport) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"采集 {len(report.outcomes)} 个来源，用时 {report.seconds:.1f} 秒")
    for name in ("来源", "结果", "新", "已知", "未变", "其他", "请求", "原因"):
        table.add_column(name, justify="right" if name in {"新", "已知", "未变", "请求"} else "left", overflow="fold")
    for outcome in report.outcomes:
        counts = dict(outcome.counts)
        plain = [str(counts.pop(name, 0)) for name in ("new", "known", "not_modified")]
        rest = "，".join(f"{OUTCOMES.get(name, name)} {count}" for name, count in counts.items())
        cells = [
            outcome.title,
            VERDICTS[outcome.verdict.value],
            *plain,
            rest,
            str(outcome.requests),
            outcome.cause or "",
        ]
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)


OUTCOMES = {
    "empty": "无正文", "blocked": "被拒", "challenge": "验证页", "parse_failure": "无法解析", "failed": "失败",
    "too_large": "过大", "refused": "不予访问", "date_missing": "无日期", "future_date": "日期在未来", "gone": "已删除",
    "deferred": "留待下次",
}  # fmt: skip


def _print_plan(rows: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        print_rows(rows)
        return
    for row in rows:
        when = "到期" if row["due"] else f"下次 {row['next_due']}" if row["next_due"] else "已停用"
        hosts = row["hosts"]
        paced = (
            "、".join(f"{host}（间隔 {delay:g} 秒）" for host, delay in hosts.items())
            if isinstance(hosts, dict)
            else ""
        )
        console().print(f"{row['title']}：{when}；{paced}；待取 {row['pending']}")
