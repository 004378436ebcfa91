"""Every page of the console."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from yanpan.console.articles import article_routes
from yanpan.console.audit import audit_routes
from yanpan.console.desk import Desk
from yanpan.console.disputes import dispute_routes
from yanpan.console.learning import learning_routes
from yanpan.console.meetings import meeting_routes
from yanpan.console.notices import notice_routes
from yanpan.console.overview import overview_routes
from yanpan.console.post_page import post_routes
from yanpan.console.register import register_routes
from yanpan.console.search import search_routes

ROOMS = (
    overview_routes,
    dispute_routes,
    notice_routes,
    register_routes,
    meeting_routes,
    search_routes,
    article_routes,
    audit_routes,
    learning_routes,
    post_routes,
)


def console_routes(desk: Desk) -> APIRouter:
    """Every page, at DESK. Each asks the index and the ledger what the command line asks, and draws the answer."""
    routes = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    for room in ROOMS:
        routes.include_router(room(desk))
    return routes
