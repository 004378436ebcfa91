"""The page of an article."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from yanpan.console.article_page import MOST_DISPUTES, Outcome, article_page
from yanpan.console.corrections import correction_routes
from yanpan.console.desk import Desk

Ids = Annotated[list[str], Query(max_length=MOST_DISPUTES)]


def article_routes(desk: Desk) -> APIRouter:
    """The page and what is sent from it."""
    routes = APIRouter()

    @routes.get("/articles/{article_id}")
    def article(
        request: Request, article_id: str, reading: str = "", done: bool = False, was: Ids = [], updated: Ids = [],  # noqa: B006 - FastAPI copies them
    ) -> HTMLResponse:  # fmt: skip
        outcome = Outcome(was=tuple(was), updated=frozenset(updated)) if done else None
        return article_page(desk, request, article_id, reading, outcome=outcome)

    routes.include_router(correction_routes(desk))
    return routes
