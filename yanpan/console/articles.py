"""The page of an article."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from yanpan.console.article_page import article_page
from yanpan.console.corrections import correction_routes
from yanpan.console.desk import Desk

# An article tells of a few disputes; an address that names more was not made by us.
MOST_DISPUTES = 20


def article_routes(desk: Desk) -> APIRouter:
    """The page and what is sent from it."""
    routes = APIRouter()

    @routes.get("/articles/{article_id}")
    def article(
        request: Request, article_id: str, reading: str = "", changed: Annotated[int | None, Query(ge=0)] = None,
        was: Annotated[list[str], Query(max_length=MOST_DISPUTES)] = [],  # noqa: B006 - FastAPI copies it
    ) -> HTMLResponse:  # fmt: skip
        return article_page(desk, request, article_id, reading, changed=changed, was=tuple(was))

    routes.include_router(correction_routes(desk))
    return routes
