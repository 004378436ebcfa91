"""What is done to a meeting as a whole: attendance, resolutions, review, signature, closing, assignments."""

from __future__ import annotations

from datetime import date, datetime

from fastapi import APIRouter, Request, Response

from briefings import meeting as room
from yanpan.api.answers import status_of
from yanpan.app import App
from yanpan.console.desk import Desk
from yanpan.console.forms import Form, Posted, done
from yanpan.console.meeting_page import Denied, meeting_page
from yanpan.console.notice_acts import short_text
from yanpan.console.posts_written import posts_in
from yanpan.finding import NotFound
from yanpan.meetings import assign_resolutions
from yanpan.registering import unit_named
from yanpan_domain.errors import CallerError, YanpanError

ACTS = ("attend", "resolve", "review", "sign", "close", "assign")


class BadDay(CallerError):
    code = "bad_day"


def meeting_act_routes(desk: Desk) -> APIRouter:
    """The forms of a meeting's page."""
    routes = APIRouter()

    @routes.post("/meetings/{meeting_id}/acts/{act}")
    def act(request: Request, meeting_id: str, act: str, posted: Form) -> Response:
        if act not in ACTS:
            raise NotFound(f"会议没有名为 {act[:40]} 的办理。")
        try:
            actor = posted.actor()
            _do(desk.app, meeting_id, act, posted, actor, desk.now())
        except YanpanError as error:
            return _again(desk, request, meeting_id, act, posted, error)
        return done(f"/meetings/{meeting_id}#{act}", actor)

    @routes.post("/meetings/{meeting_id}/resolutions/{number}")
    def finish(request: Request, meeting_id: str, number: int, posted: Form) -> Response:
        try:
            actor, outcome = posted.actor(), short_text(posted, "outcome")
            room.finish_resolution(desk.app.ledger, number, outcome=outcome, actor=actor, now=desk.now())
        except YanpanError as error:
            return _again(desk, request, meeting_id, f"finish-{number}", posted, error)
        return done(f"/meetings/{meeting_id}#followed", actor)

    return routes


def _again(desk: Desk, request: Request, meeting_id: str, form: str, posted: Posted, error: YanpanError) -> Response:
    denied = Denied(form, error.sentence, {name: posted.one(name) for name in posted.fields})
    return meeting_page(desk, request, meeting_id, denied=denied, status=status_of(error))


def _do(app: App, meeting: str, act: str, posted: Posted, actor: str, now: datetime) -> None:
    ledger, seen = app.ledger, int(posted.one("seen")) if posted.one("seen").isdecimal() else None
    if act == "attend":
        room.attend(ledger, meeting, posts_in(posted.one("attendance")), actor=actor, now=now)
    elif act == "resolve":
        room.resolve(
            ledger, meeting, text=short_text(posted, "text"), unit=unit_named(posted.one("unit")), due=_day(posted.one("due")),
            dispute=posted.one("dispute") or None, actor=actor, now=now,
        )  # fmt: skip
    elif act == "review":
        room.review_meeting(ledger, meeting, actor=actor, now=now, seen=seen)
    elif act == "sign":
        room.sign(ledger, meeting, actor=actor, now=now)
    elif act == "close":
        room.close(ledger, meeting, actor=actor, now=now)
    else:
        assign_resolutions(app, meeting, actor=actor, now=now)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise BadDay(f"时限“{written[:30]}”应写作 2026-11-30。") from error
