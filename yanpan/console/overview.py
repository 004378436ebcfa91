"""The first page: who needs help first, the meeting, the sources."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from briefings.meeting_store import running
from crawlers.catalogue import load_catalogue
from crawlers.health import SourceState, State, source_states
from index.query import Query
from yanpan.app import App
from yanpan.console.desk import Desk
from yanpan.console.forms import acting
from yanpan.console.todo import todo
from yanpan.job import OPEN, most_urgent
from yanpan_domain.codes import Level


def overview_routes(desk: Desk) -> APIRouter:
    """The first page."""
    routes, app = APIRouter(), desk.app

    @routes.get("/")
    def first_page(request: Request) -> HTMLResponse:
        open_ones = app.index.find_disputes(Query(text=OPEN, limit=0, facets=("level", "place", "issue")))
        articles = app.index.find(Query(limit=0, facets=("relevance",)))
        asked, unasked = _sources(app, desk.now())
        return desk.page(
            request, "first.html.j2", disputes=most_urgent(app), open_total=open_ones.total,
            levels=dict(open_ones.facets.get("level", ())), articles=articles.total,
            relevance=dict(articles.facets.get("relevance", ())), asked=asked, unasked=unasked, meeting=running(app.ledger),
            tasks=todo(app, acting(request), desk.today()), Level=Level, OPEN=OPEN,
        )  # fmt: skip

    return routes


def _sources(app: App, now: datetime) -> tuple[list[SourceState], int]:
    """The sources that were asked, troubled ones first, and how many never were."""
    states = source_states(app.ledger, load_catalogue(app.settings.catalogue_path), now)
    asked = [one for one in states if one.state not in {State.NEVER, State.DISABLED}]
    asked.sort(key=lambda one: (one.state is State.OK, one.state is State.STALE))
    return asked, sum(one.state is State.NEVER for one in states)
