"""Drafts notices of one dispute: first what would be drafted and why not more, then, confirmed, the drafts."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from yanpan.api.answers import status_of
from yanpan.console.desk import Desk
from yanpan.console.forms import Form, acting, done
from yanpan.drafting import draft_seen, prospects_of
from yanpan.finding import living_dispute
from yanpan_domain.errors import YanpanError


def drafting_routes(desk: Desk) -> APIRouter:
    """The page and its form."""
    routes = APIRouter()

    @routes.get("/disputes/{dispute_id}/notices")
    def drafting_page(request: Request, dispute_id: str) -> HTMLResponse:
        return _page(desk, request, dispute_id)

    @routes.post("/disputes/{dispute_id}/notices")
    def draft(request: Request, dispute_id: str, posted: Form) -> Response:
        dispute = living_dispute(desk.app, dispute_id)
        try:
            actor = posted.actor()
            made = draft_seen(desk.app, dispute, actor=actor, now=desk.now(), seen=posted.one("seen"))
        except YanpanError as error:
            problem, status = error.sentence, status_of(error)
            return _page(desk, request, dispute_id, problem=problem, written=posted.one("post"), status=status)
        return done(f"/notices/{made[0].id}" if len(made) == 1 else f"/disputes/{dispute.id}#notices", actor)

    return routes


def _page(
    desk: Desk, request: Request, dispute_id: str, *, problem: str = "", written: str = "", status: int = 200
) -> HTMLResponse:
    dispute = living_dispute(desk.app, dispute_id)
    found = prospects_of(desk.app, dispute, actor=acting(request), now=desk.now())
    return desk.page(
        request, "drafting.html.j2", status=status, dispute=dispute, prospects=found, problem=problem, written=written
    )
