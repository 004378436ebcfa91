"""The pages of disputes: the list, one of them, unusual counts."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from briefings.unusual import disputes_behind, unusual
from index.query import Query, Sort
from yanpan.console.desk import Desk
from yanpan.console.dispute_page import dispute_page
from yanpan.console.drafting import drafting_routes
from yanpan.console.search import PER_PAGE
from yanpan.job import OPEN, briefing_options


def dispute_routes(desk: Desk) -> APIRouter:
    """Every page of disputes."""
    routes, app = APIRouter(), desk.app

    @routes.get("/disputes/bursts")
    def bursts_page(request: Request, on: date | None = None) -> HTMLResponse:
        told = unusual(app.index, app.ledger, on or desk.today(), briefing_options(app))
        shown = [(burst, disputes_behind(app.index, burst)) for burst in told.found]
        return desk.page(request, "bursts.html.j2", told=told, shown=shown)

    @routes.get("/disputes")
    def disputes_page(request: Request, q: str = "", cursor: str | None = None) -> HTMLResponse:
        asked = Query(text=q if q.strip() else OPEN, sort=Sort.URGENCY, limit=PER_PAGE, cursor=cursor, now=desk.now())
        return desk.page(request, "disputes.html.j2", q=q, page=app.index.find_disputes(asked))

    @routes.get("/disputes/{dispute_id}")
    def one_dispute(request: Request, dispute_id: str) -> HTMLResponse:
        return dispute_page(desk, request, dispute_id)

    routes.include_router(drafting_routes(desk))
    return routes
