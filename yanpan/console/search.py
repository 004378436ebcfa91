"""The search page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from index.query import Query, Sort
from yanpan.console.desk import Desk

# Hits on one page of search results.
PER_PAGE = 20


def search_routes(desk: Desk) -> APIRouter:
    """The search page."""
    routes, app = APIRouter(), desk.app

    @routes.get("/search")
    def search_page(request: Request, q: str = "", cursor: str | None = None) -> HTMLResponse:
        asked = Query(text=q, sort=Sort.RELEVANCE if q.strip() else Sort.PUBLISHED, limit=PER_PAGE, cursor=cursor, highlight=True)  # fmt: skip
        return desk.page(request, "search.html.j2", q=q, page=app.index.find(asked))

    return routes
