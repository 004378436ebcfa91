"""The main job: crawl, judge, decide, brief, draft notices. `yanpan run`, `yanpan demo` and the schedule call it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from yanpan.app import App
from yanpan.pipeline import SHANGHAI, ingest
from yanpan_domain.codes import Relevance
from yanpan_domain.dispute import Dispute

if TYPE_CHECKING:
    from briefings.options import BriefingOptions
    from crawlers.run import CrawlOptions, CrawlReport

    from crawlers.catalogue import Catalogue
    from yanpan_domain.notice import Notice

# How many disputes the closing table shows.
SHOWN = 10
# Disputes in which help may still be needed.
OPEN = "superseded:false -stage:settled -stage:judged"

Tell = Callable[[str, int, int | None], None]


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
    files, notices = brief_and_draft(app, now=now, period=period, out=out)
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


def brief_and_draft(app: App, *, now: datetime, period: str | None, out: Path) -> tuple[tuple[Path, ...], tuple[Notice, ...]]:
    """The weekly briefing's files and the notices drafted for the localities concerned."""
    from briefings.compose import compose
    from briefings.period import Period, parse_period, period_of
    from briefings.write import write_briefing
    from yanpan_domain.briefing import Product

    asked: Period = parse_period(Product.WEEKLY, period) if period else period_of(Product.WEEKLY, now - timedelta(days=1))
    options = briefing_options(app)
    weekly = compose(app.index, app.ledger, product=Product.WEEKLY, period=asked, cut_off=now, options=options)
    files = write_briefing(weekly, out, templates=options.templates)
    return tuple(files), ()


def briefing_options(app: App) -> BriefingOptions:
    """How APP's settings want products to be made."""
    from briefings.options import BriefingOptions
    from yanpan_domain.meeting import Preset

    chosen = app.settings.briefing
    return BriefingOptions(
        organisation=chosen.organisation, code=chosen.code, preset=Preset(chosen.preset), templates=chosen.templates,
    )  # fmt: skip
