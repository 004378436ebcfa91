"""`yanpan demo`: the main job on the bundled demonstration sites, served on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from yanpan.cli.frame import console, frame
from yanpan.cli.job_report import print_job, print_job_json
from yanpan.cli.progress import progress

command = typer.Typer(rich_markup_mode=None)
# Where the demonstration writes when --data names no other folder.
DATA = Path(".demo")
# A year of the office's own hotline summaries, made up like the sites.
HOTLINE = Path(__file__).parents[1] / "demo" / "hotline.csv"


@command.command()
def demo(
    context: typer.Context,
    later: Annotated[bool, typer.Option("--later", help="站点多出几篇新文章，看再次运行只取新的")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="结果为 JSON 行")] = False,
) -> None:
    """在本机演示站点（示例：单位与人物均属虚构）上走完全程：采集、研判、入库、归并、周报、通知草稿。"""
    from crawlers.catalogue import load_catalogue
    from yanpan.demo.cutoff import CUT_OFF, PERIOD
    from yanpan.demo.site import serve_demo
    from yanpan.imports import import_hotline
    from yanpan.job import run_job

    framed = frame(context)
    data = Path(framed.overrides.get("data") or DATA)
    with serve_demo(later=later) as sites:
        sources = sites.catalogue(data / "sources")
        # The sites are on loopback and ours, so they may be asked without the usual delay.
        opened = framed.open_app(**{"data": data, "crawl.allow_private": sites.hosts, "crawl.delay_seconds": 0.0})
        with opened as app, progress("采集") as tell:
            import_hotline(app, [HOTLINE], now=CUT_OFF)
            report = run_job(app, load_catalogue(sources), now=CUT_OFF, period=PERIOD, out=data / "products", tell=tell)
    (print_job_json if as_json else print_job)(report)
    if not as_json:
        place = opened.settings.serve
        console().print(
            f"打开控制台：{called_again()} --data {data} serve，再访问 http://{place.host}:{place.port}/",
            soft_wrap=True,
        )
    raise typer.Exit(report.crawl.exit_status)


def called_again() -> str:
    """How this program is called again from the same shell: by its name where that is on the path."""
    called = Path(sys.argv[0])
    if shutil.which("yanpan"):
        return "yanpan"
    return "python -m yanpan.cli.main" if called.suffix == ".py" else os.path.relpath(called)
