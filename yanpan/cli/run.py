"""`yanpan run`: the main job on real sources."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yanpan.cli.frame import frame, this_moment
from yanpan.cli.job_report import print_job, print_job_json
from yanpan.cli.progress import progress

command = typer.Typer(rich_markup_mode=None)


@command.command()
def run(
    context: typer.Context,
    catalogue: Annotated[Path | None, typer.Option("--catalogue", help="来源目录：YAML 文件或文件夹")] = None,
    period: Annotated[str | None, typer.Option("--period", help="周报的周，例如 2026-W47；默认为昨天所在的周")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="产品写到哪里；默认为数据目录下的 products")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="结果为 JSON 行")] = False,
) -> None:
    """采集、研判、入库、归并、出周报、拟通知，一次走完。再次运行只取新的。"""
    from crawlers.catalogue import load_catalogue
    from yanpan.job import run_job

    with frame(context).open_app(catalogue=catalogue) as app:
        sources = load_catalogue(app.settings.catalogue_path)
        folder = out or app.settings.data / "products"
        with progress("采集") as tell:
            report = run_job(app, sources, now=this_moment(), period=period, out=folder, tell=tell)
        (print_job_json if as_json else print_job)(report)
    raise typer.Exit(report.crawl.exit_status)
