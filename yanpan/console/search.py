"""The search page: words, facets with counts, dates and order; an address that can be kept and shared."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from crawlers.catalogue import load_catalogue
from crawlers.source import CatalogueError
from index.interface import Page
from yanpan.api.answers import status_of
from yanpan.app import App
from yanpan.console.desk import Desk
from yanpan.console.facets import COUNTED, conditions, facets
from yanpan.console.narrowing import FACETS, SORTS, read_search
from yanpan_domain.errors import CallerError
from yanpan_domain.judgment import JudgedArticle

# Hits on one page of search results.
PER_PAGE = 20


def search_routes(desk: Desk) -> APIRouter:
    """The search page."""
    routes, app = APIRouter(), desk.app
    # Reading the catalogue takes longer than searching; a source that is added meanwhile is shown by its key.
    titles = lru_cache(maxsize=1)(lambda: _titles(app))

    @routes.get("/search", response_class=HTMLResponse)
    def search_page(request: Request) -> Response:
        asked_for = request.query_params.multi_items()
        search = read_search(asked_for)
        if not all(value for _, value in asked_for):
            # A form sends its empty fields too; the address that is kept and shared has none.
            return RedirectResponse(search.address(), status_code=303)
        page: Page[JudgedArticle]
        try:
            asked = replace(search.query(PER_PAGE), facets=FACETS, facet_size=COUNTED, now=desk.now())
            page, problem, status = app.index.find(asked), "", 200
        except CallerError as error:
            page, problem, status = Page(hits=(), total=0), error.sentence, status_of(error)
        return desk.page(
            request, "search.html.j2", status=status, search=search, page=page, problem=problem, sorts=SORTS,
            facets=facets(search, page.facets, titles()), conditions=conditions(search, titles()),
            next_page=replace(search, cursor=page.next_cursor).address() if page.next_cursor else "",
        )  # fmt: skip

    return routes


def _titles(app: App) -> dict[str, str]:
    """The titles of sources by their keys; none where the catalogue is broken, which the overview tells and no search needs."""
    try:
        return {one.key: one.title for one in load_catalogue(app.settings.catalogue_path).sources}
    except CatalogueError:
        return {}
