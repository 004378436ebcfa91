"""The main job: crawl, judge, decide, brief, draft notices. `yanpan run`, `yanpan demo` and the schedule call it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from yanpan.app import App
from yanpan.pipeline import ingest
from yanpan_domain.codes import Relevance
from yanpan_domain.dispute import Dispute
from yanpan_domain.errors import OperatorError
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from briefings.options import BriefingOptions, Health
    from crawlers.catalogue import Catalogue
    from crawlers.run import CrawlOptions, CrawlReport
    from yanpan_domain.briefing import Briefing
    from yanpan_domain.notice import Notice

# How many disputes the closing table shows.
SHOWN = 10
# Who drafts when nobody is at the keyboard: a post, so that it can never approve its own draft.
PROGRAM = "研判程序"
# Disputes in which help may still be needed.
OPEN = "superseded:false -stage:settled -stage:judged"

Tell = Callable[[str, int, int | None], None]


class MissingFolder(OperatorError):
    code = "missing_folder"
    exit_status = 2


class RenderingDied(OperatorError):
    code = "rendering_died"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReport:
    """What one run did: what came in, what needs help first, which files and drafts were made."""

    crawl: CrawlReport
    taken: Counter[Relevance]
    disputes_changed: int
    ranking: tuple[Dispute, ...]
    files: tuple[Path, ...]
    notices: tuple[Notice, ...]


def run_job(app: App, catalogue: Catalogue, *, now: datetime, period: str | None, out: Path, tell: Tell) -> JobReport:
    """Do the main job as of NOW; the weekly briefing is of PERIOD, or of the week that holds the day before NOW."""
    from crawlers.run import crawl

    today = now.astimezone(SHANGHAI).date()
    with ingest(app, today) as opened:
        report = crawl(
            catalogue, app.ledger, opened.deliver, crawl_options(app), now=lambda: datetime.now(SHANGHAI),
            progress=lambda outcome: tell(outcome.source, sum(opened.counts.values()), None),
        )  # fmt: skip
    files, notices = brief_and_draft(app, now=now, period=period, out=out, health=health_of(app, catalogue, now))
    return JobReport(
        crawl=report, taken=opened.counts, disputes_changed=opened.disputes_changed, ranking=most_urgent(app),
        files=files, notices=notices,
    )  # fmt: skip


def crawl_options(app: App) -> CrawlOptions:
    """How APP's settings want sources to be asked."""
    from crawlers.run import CrawlOptions

    return CrawlOptions(**app.settings.crawl.model_dump())


def most_urgent(app: App, most: int = SHOWN) -> tuple[Dispute, ...]:
    """The open disputes that need help first."""
    from index.query import Query, Sort

    page = app.index.find_disputes(Query(text=OPEN, sort=Sort.URGENCY, limit=most))
    return tuple(hit.record for hit in page.hits)


def brief_and_draft(
    app: App, *, now: datetime, period: str | None, out: Path, health: Health | None = None
) -> tuple[tuple[Path, ...], tuple[Notice, ...]]:
    """The weekly briefing's files and the notices drafted for the localities concerned.

    The week is PERIOD, or the last one that was complete before NOW.
    """
    from briefings.issue import issue
    from briefings.period import last_complete, parse_period
    from yanpan.drafting import draft_all
    from yanpan_domain.briefing import Product

    asked = parse_period(Product.WEEKLY, period) if period else last_complete(Product.WEEKLY, now)
    options = briefing_options(app)
    weekly = issue(
        app.index, app.ledger, product=Product.WEEKLY, period=asked, cut_off=now, options=options, health=health,
        actor=PROGRAM,
    )  # fmt: skip
    files = written_apart(weekly, out, options)
    return tuple(files), tuple(draft_all(app, actor=PROGRAM, now=now))


def health_of(app: App, catalogue: Catalogue, now: datetime) -> Health:
    """How the sources did, what analysts corrected and what we seem to miss: for the data-quality section of products."""
    from briefings.options import Health, SourceHealth
    from crawlers.health import State, source_states
    from judgment.audit_sample import miss_rate, sample
    from judgment.feedback import corrections

    with app.ledger.read() as connection:
        corrected = sum(len(made) for made in corrections(connection).values())
        missed = miss_rate(sample(connection))
    return Health(
        sources=tuple(
            SourceHealth(
                source=one.source, title=one.title, answered=one.state in {State.OK, State.STALE},
                newest_days=(now - one.newest_item).days if one.newest_item else None, cause=one.cause or "",
            )
            for one in source_states(app.ledger, catalogue, now)
        ),
        corrections=corrected or None,
        miss_rate=(missed.rate, missed.low, missed.high) if missed else None,
        miss_sample=missed.marked if missed else 0,
    )  # fmt: skip


def open_disputes(app: App) -> Iterator[Dispute]:
    """Every dispute in which help may still be needed."""
    from index.query import Query

    return app.index.scan_disputes(Query(text=OPEN))


def written_apart(briefing: Briefing, out: Path, options: BriefingOptions) -> list[Path]:
    """BRIEFING's files, rendered in a process of its own: charts and PDF take 150 MB that this one would never give back."""
    from briefings.write import write_briefing

    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(write_briefing, briefing, out, templates=options.templates, fonts=options.fonts).result()
        except BrokenProcessPool as error:
            raise RenderingDied(
                "编制简报的进程意外终止，可能是内存不足。请腾出内存后运行 yanpan brief weekly。"
            ) from error


def briefing_options(app: App) -> BriefingOptions:
    """How APP's settings want products to be made. Raises MissingFolder for templates or fonts that are not there."""
    from briefings.options import BriefingOptions
    from yanpan_domain.meeting import Preset

    chosen = app.settings.briefing
    for name, folder in (("templates", chosen.templates), ("fonts", chosen.fonts)):
        if folder is not None and not folder.is_dir():
            raise MissingFolder(f"设置 briefing.{name} 所指的目录 {folder} 不存在。请改正路径，或留空用内置的。")
    return BriefingOptions(
        organisation=chosen.organisation, code=chosen.code, preset=Preset(chosen.preset), templates=chosen.templates,
        recipients=chosen.recipients,
        fonts=chosen.fonts,
        workdays=chosen.workdays,
    )  # fmt: skip
