"""The meetings (一会三研判): those held, and the form that opens one."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from briefings.meeting_store import meetings
from briefings.period import last_complete
from yanpan.api.answers import status_of
from yanpan.console.desk import Desk
from yanpan.console.forms import Form, Posted, done
from yanpan.console.judging import judging_routes
from yanpan.console.meeting_acts import meeting_act_routes
from yanpan.console.meeting_page import meeting_page
from yanpan.console.minutes import minutes_routes
from yanpan.console.posts_written import posts_in
from yanpan.meetings import SLOTS, open_for
from yanpan_domain.briefing import Product
from yanpan_domain.errors import YanpanError

# A year of weekly meetings and the daily ones of two months.
MOST_MEETINGS = 100
SLOT_WORDS = {"daily": "日研判", "weekly": "周研判", "monthly": "月研判"}


def meeting_routes(desk: Desk) -> APIRouter:
    """The list, the form that opens, and every page of a meeting."""
    routes = APIRouter()

    @routes.get("/meetings")
    def meetings_page(request: Request) -> HTMLResponse:
        return _page(desk, request)

    @routes.post("/meetings")
    def open_one(request: Request, posted: Form) -> Response:
        try:
            actor, now = posted.actor(), desk.now()
            made = open_for(
                desk.app, posted.one("slot"), posted.one("period") or None, cut_off=now, now=now, actor=actor,
                place=posted.one("place") or None, attendance=posts_in(posted.one("attendance")),
            )  # fmt: skip
        except YanpanError as error:
            return _page(desk, request, posted=posted, problem=error.sentence, status=status_of(error))
        return done(f"/meetings/{made.id}", actor)

    @routes.get("/meetings/{meeting_id}")
    def one_meeting(request: Request, meeting_id: str, preset: str | None = None) -> HTMLResponse:
        return meeting_page(desk, request, meeting_id, preset=preset)

    for room in (meeting_act_routes, judging_routes, minutes_routes):
        routes.include_router(room(desk))
    return routes


def _page(
    desk: Desk, request: Request, *, posted: Posted | None = None, problem: str = "", status: int = 200
) -> HTMLResponse:
    now = desk.now()
    written: Mapping[str, str] = {name: posted.one(name) for name in posted.fields} if posted else {}
    periods = {slot: last_complete(Product(slot), now) for slot in SLOTS}
    return desk.page(
        request, "meetings.html.j2", status=status, held=meetings(desk.app.ledger, MOST_MEETINGS), periods=periods, slots=SLOT_WORDS, problem=problem,
        written=written,
    )  # fmt: skip
