"""The console's pages. Each asks the index and the ledger what the command line asks, and draws the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from briefings.meeting import running
from briefings.numbers import day_words
from briefings.unusual import disputes_behind, subject_words, unusual
from crawlers.catalogue import load_catalogue
from crawlers.health import State, source_states
from index.interface import Hit
from index.query import Query, Sort
from yanpan.app import App
from yanpan.finding import living_dispute
from yanpan.job import OPEN, briefing_options, most_urgent
from yanpan.reasons import raised, reasons
from yanpan_domain.codes import Level
from yanpan_domain.dispute import Dispute, Reading
from yanpan_domain.figures import amount, people
from yanpan_domain.judgment import JudgedArticle
from yanpan_domain.zone import SHANGHAI

TEMPLATES = Path(__file__).parent / "templates"
# Hits on one page of search results.
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a fragment, matched or not."""

    text: str
    matched: bool


def console_routes(app: App) -> APIRouter:
    """Every page, bound to APP."""
    routes = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @routes.get("/")
    def first_page() -> str:
        open_ones = app.index.find_disputes(Query(text=OPEN, limit=0, facets=("level", "place", "issue")))
        articles = app.index.find(Query(limit=0, facets=("relevance",)))
        return draw(
            "first.html.j2", disputes=most_urgent(app), open_total=open_ones.total, levels=dict(open_ones.facets.get("level", ())),
            articles=articles.total, relevance=dict(articles.facets.get("relevance", ())), **_sources(app),
            meeting=running(app.ledger), Level=Level, OPEN=OPEN,
        )  # fmt: skip

    @routes.get("/disputes/bursts")
    def bursts_page(on: date | None = None) -> str:
        day = on or datetime.now(SHANGHAI).date()
        told = unusual(app.index, app.ledger, day, briefing_options(app))
        shown = [(burst, disputes_behind(app.index, burst)) for burst in told.found]
        return draw("bursts.html.j2", told=told, shown=shown)

    @routes.get("/disputes")
    def disputes_page(q: str = "", cursor: str | None = None) -> str:
        asked = Query(text=q if q.strip() else OPEN, sort=Sort.URGENCY, limit=PER_PAGE, cursor=cursor)
        return draw("disputes.html.j2", q=q, page=app.index.find_disputes(asked))

    @routes.get("/disputes/{dispute_id}")
    def dispute_page(dispute_id: str) -> str:
        dispute = living_dispute(app, dispute_id)
        return draw("dispute.html.j2", dispute=dispute, articles=app.index.articles(dispute.articles))

    @routes.get("/search")
    def search_page(q: str = "", cursor: str | None = None) -> str:
        asked = Query(text=q, sort=Sort.RELEVANCE if q.strip() else Sort.PUBLISHED, limit=PER_PAGE, cursor=cursor, highlight=True)  # fmt: skip
        return draw("search.html.j2", q=q, page=app.index.find(asked))

    return routes


def error_page(sentence: str) -> str:
    """A page that says what went wrong and what to do."""
    return draw("error.html.j2", sentence=sentence)


def _sources(app: App) -> dict[str, object]:
    """The sources that were asked, troubled ones first, and how many never were."""
    states = source_states(app.ledger, load_catalogue(app.settings.catalogue_path), datetime.now(SHANGHAI))
    asked = [one for one in states if one.state not in {State.NEVER, State.DISABLED}]
    asked.sort(key=lambda one: (one.state is State.OK, one.state is State.STALE))
    return {"asked": asked, "unasked": sum(one.state is State.NEVER for one in states)}


def lowered(dispute: Dispute) -> list[Reading]:
    """The readings that lower the score."""
    return [r for r in dispute.urgency.readings if r.strength * r.weight < 0] if dispute.urgency else []


def pieces(hit: Hit[JudgedArticle]) -> list[Piece]:
    """The first fragment of HIT's text cut at its matches, for marking; the start of the text when nothing matched."""
    for highlight in hit.highlights:
        if highlight.field == "text":
            return _cut(highlight.fragment, highlight.spans)
    return [Piece(hit.record.article.text[:120] + "…", False)]


def _cut(fragment: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    cut, at = [], 0
    for start, end in spans:
        cut += [Piece(fragment[at:start], False), Piece(fragment[start:end], True)]
        at = end
    return [piece for piece in [*cut, Piece(fragment[at:], False)] if piece.text]


def day(moment: datetime | None) -> str:
    """A day in Beijing as people write it; 不详 when unknown."""
    if moment is None:
        return "不详"
    local = moment.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "day": day,
        "amount": amount,
        "people": people,
        "raised": raised,
        "reasons": reasons,
        "lowered": lowered,
        "pieces": pieces,
        "subject_words": subject_words,
        "day_words": day_words,
    }
    return environment


def draw(template: str, **values: object) -> str:
    """TEMPLATE filled with VALUES."""
    return _environment().get_template(template).render(**values)
