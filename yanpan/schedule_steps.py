"""What each job of the schedule does, with an open App."""

from __future__ import annotations

from datetime import datetime

from yanpan.app import App
from yanpan.schedule import Step
from yanpan_domain.briefing import Product
from yanpan_domain.errors import OperatorError
from yanpan_domain.zone import SHANGHAI


class SourcesFailed(OperatorError):
    code = "sources_failed"


def steps(app: App) -> dict[str, Step]:
    """Every job's step on APP."""
    return {
        "crawl": lambda due: _crawl(app, due),
        "alerts": lambda due: _alerts(app, due),
        "rescore": lambda due: _rescore(app, due),
        "daily": lambda due: _product(app, Product.DAILY, due),
        "weekly": lambda due: _product(app, Product.WEEKLY, due),
        "monthly": lambda due: _product(app, Product.MONTHLY, due),
        "notices": lambda due: _notices(app, due),
        "outbox": lambda due: _outbox(app, due),
    }


def _crawl(app: App, due: datetime) -> str:
    """Crawl what is due and decide the disputes; a run in which every source failed is a failure."""
    from crawlers.catalogue import load_catalogue
    from crawlers.run import crawl
    from yanpan.job import crawl_options
    from yanpan.pipeline import ingest

    catalogue = load_catalogue(app.settings.catalogue_path)
    with ingest(app, due.astimezone(SHANGHAI).date()) as opened:
        report = crawl(
            catalogue, app.ledger, opened.deliver, crawl_options(app), now=lambda: datetime.now(SHANGHAI),
            progress=lambda outcome: None,
        )  # fmt: skip
    failed = [outcome for outcome in report.outcomes if not outcome.answered]
    if failed and len(failed) == len(report.outcomes):
        raise SourcesFailed(f"{len(failed)}个来源全部采集失败，请用 yanpan sources health 查看原因。")
    return f"采集{len(report.outcomes)}个来源，失败{len(failed)}个，新收{sum(opened.counts.values())}篇"


def _alerts(app: App, due: datetime) -> str:
    """Ask the saved searches; what is new waits in the outbox until a channel or `yanpan alerts take` takes it."""
    from index.alerts import run

    return f"保存的检索有{len(run(app.ledger, app.index, due))}条新提醒"


def _rescore(app: App, due: datetime) -> str:
    """A new day changes clocks and scores though nothing was published."""
    from yanpan.pipeline import ingest

    with ingest(app, due.astimezone(SHANGHAI).date()) as opened:
        pass
    return f"重新评分，变动{opened.disputes_changed}宗"


def _product(app: App, product: Product, due: datetime) -> str:
    """Issue the newest complete period, with the cut-off at the full hour before the slot."""
    from briefings.issue import issue
    from briefings.period import last_complete
    from briefings.write import write_briefing
    from crawlers.catalogue import load_catalogue
    from yanpan.job import PROGRAM, briefing_options, health_of

    cut_off = due.replace(minute=0, second=0, microsecond=0)
    options = briefing_options(app)
    made = issue(
        app.index, app.ledger, product=product, period=last_complete(product, cut_off), cut_off=cut_off, options=options,
        health=health_of(app, load_catalogue(app.settings.catalogue_path), cut_off), actor=PROGRAM,
    )  # fmt: skip
    paths = write_briefing(made, app.settings.data / "products", templates=options.templates, fonts=options.fonts)
    return f"{product.label}{made.period}第{made.revision}版，{len(paths)}个文件"


def _notices(app: App, due: datetime) -> str:
    from yanpan.drafting import draft_all
    from yanpan.job import PROGRAM

    return f"拟稿{len(draft_all(app, actor=PROGRAM, now=due))}份"


def _outbox(app: App, due: datetime) -> str:
    """Only what two people signed leaves; drafts stay."""
    from yanpan.job import PROGRAM
    from yanpan.sending import send_notices

    return f"发出{len(send_notices(app, actor=PROGRAM, now=due))}份"
