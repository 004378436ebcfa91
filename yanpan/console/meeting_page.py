"""Draws a meeting: what became of the last one, the frozen agenda, what is held of each dispute, what is resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from briefings.meeting import signature_refused
from briefings.meeting_store import meeting_called, resolutions_now
from briefings.notices.store import UnknownNotice, notice_called
from briefings.period import parse_period
from briefings.presets import grouped, slot_name
from yanpan.console.desk import Desk
from yanpan.console.dispute_page import units_of
from yanpan.console.forms import acting
from yanpan.meetings import preset_called
from yanpan_domain.briefing import Product
from yanpan_domain.meeting import Meeting, Preset
from yanpan_domain.notice import Notice


@dataclass(frozen=True, slots=True)
class Denied:
    """A form of the meeting's page that could not be taken: which one, why, and what was written."""

    form: str = ""
    problem: str = ""
    written: Mapping[str, str] = field(default_factory=dict)


def meeting_page(
    desk: Desk, request: Request, meeting_id: str, *, preset: str | None = None, denied: Denied = Denied(), status: int = 200
) -> HTMLResponse:  # fmt: skip
    """The page of a meeting, its judgments grouped by PRESET."""
    chosen = preset_called(preset)
    with desk.app.ledger.read() as connection:
        meeting = meeting_called(connection, meeting_id)
        notices = _notices(connection, meeting)
    now = resolutions_now(desk.app.ledger, [one.id for one in meeting.followed_up])
    articles = desk.app.index.articles({q.article for one in meeting.judgments for q in one.evidence})
    return desk.page(
        request, "meeting.html.j2", status=status, meeting=meeting, denied=denied, notices=notices, articles=articles,
        title=title_of(meeting), followed=[now.get(one.id, one) for one in meeting.followed_up],
        groups=grouped(meeting, chosen or meeting.preset), preset=chosen or meeting.preset, presets=list(Preset),
        titles={one.dispute: one.title for one in meeting.agenda}, held={one.dispute: meeting.judgments_of(one.dispute) for one in meeting.agenda},
        refused=signature_refused(meeting, acting(request)), today=desk.today(), units=units_of(desk),
    )  # fmt: skip


def title_of(meeting: Meeting) -> str:
    """What the meeting is called: its period and its slot."""
    label = parse_period(Product(meeting.slot), meeting.period).label
    return f"{label}{slot_name(meeting.preset, meeting.slot)}会议"


def _notices(connection: Connection, meeting: Meeting) -> dict[str, Notice]:
    """The assignments that the meeting's resolutions, and those followed up, became."""
    found = {}
    for one in (*meeting.resolutions, *meeting.followed_up):
        if one.notice is not None:
            try:
                found[one.notice] = notice_called(connection, one.notice)
            except UnknownNotice:  # a ledger that was put together by hand
                continue
    return found
