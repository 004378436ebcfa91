"""Meetings as the ledger keeps them: the records of its rows, and every question that changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from briefings.tables import MEETING_JUDGMENTS, MEETINGS, RESOLUTIONS
from yanpan_domain.codes import Trend
from yanpan_domain.dispute import Quotation
from yanpan_domain.errors import CallerError
from yanpan_domain.meeting import AgendaItem, Meeting, MeetingJudgment, MeetingState, Preset, Resolution
from yanpan_ledger.engine import Ledger


class MeetingError(CallerError):
    code = "meeting"


class UnknownMeeting(MeetingError):
    code = "unknown_meeting"


def meetings(ledger: Ledger, most: int | None = None) -> list[Meeting]:
    """Every meeting, or the MOST newest, newest period first."""
    with ledger.read() as connection:
        rows = connection.execute(select(MEETINGS).order_by(MEETINGS.c.start.desc(), MEETINGS.c.id).limit(most)).all()
        return [meeting_of(connection, row) for row in rows]


def overdue_resolutions(ledger: Ledger, today: date) -> list[Resolution]:
    """What was resolved and is past its day without an outcome, the longest first."""
    with ledger.read() as connection:
        late = select(RESOLUTIONS).where(RESOLUTIONS.c.done.is_(False), RESOLUTIONS.c.due < today)
        return [resolution_of(row) for row in connection.execute(late.order_by(RESOLUTIONS.c.due, RESOLUTIONS.c.id))]


def resolutions_now(ledger: Ledger, ids: Sequence[int]) -> dict[int, Resolution]:
    """The resolutions called IDS as they stand now; a meeting keeps the last one's as they stood when it opened."""
    with ledger.read() as connection:
        rows = connection.execute(select(RESOLUTIONS).where(RESOLUTIONS.c.id.in_(ids)))
        return {row.id: resolution_of(row) for row in rows}


def running(ledger: Ledger) -> Meeting | None:
    """The newest meeting that is not closed: what the console's first page shows."""
    with ledger.read() as connection:
        open_ones = select(MEETINGS).where(MEETINGS.c.state != MeetingState.CLOSED.value)
        row = connection.execute(open_ones.order_by(MEETINGS.c.start.desc(), MEETINGS.c.id).limit(1)).first()
        return meeting_of(connection, row) if row is not None else None


def meeting_called(connection: Connection, meeting_id: str) -> Meeting:
    """The meeting whose id begins with MEETING_ID, or which alone is of that period. Raises MeetingError."""
    found = MEETINGS.c.id.startswith(meeting_id, autoescape=True) | (MEETINGS.c.period == meeting_id)
    rows = (
        connection.execute(select(MEETINGS).where(found).order_by(MEETINGS.c.id).limit(2)).all()
        if meeting_id and meeting_id.isprintable()
        else []
    )
    if len(rows) != 1:
        raise UnknownMeeting(
            f"“{meeting_id[:60]}”：{'有多次会议符合，请写会议编号' if rows else '没有这次会议，yanpan meeting list 可列出'}。"
        )
    return meeting_of(connection, rows[0])


def of_plan(connection: Connection, preset: Preset, place: str | None) -> list[Meeting]:
    rows = connection.execute(
        select(MEETINGS)
        .where(MEETINGS.c.preset == preset.value, MEETINGS.c.place == (place or ""))
        .order_by(MEETINGS.c.start)
    )
    return [meeting_of(connection, row) for row in rows.all()]


def meeting_of(connection: Connection, row: Any) -> Meeting:
    judgments = connection.execute(
        select(MEETING_JUDGMENTS).where(MEETING_JUDGMENTS.c.meeting == row.id).order_by(MEETING_JUDGMENTS.c.id)
    )
    resolutions = connection.execute(
        select(RESOLUTIONS).where(RESOLUTIONS.c.meeting == row.id).order_by(RESOLUTIONS.c.id)
    )
    return Meeting(
        id=row.id, preset=Preset(row.preset), slot=row.slot, period=row.period, start=row.start, end=row.end, cut_off=row.cut_off,
        state=MeetingState(row.state), scorer=row.scorer, place=row.place or None,
        agenda=msgspec.json.decode(row.agenda, type=tuple[AgendaItem, ...]),
        followed_up=msgspec.json.decode(row.followed_up, type=tuple[Resolution, ...]),
        attendance=msgspec.json.decode(row.attendance, type=tuple[str, ...]),
        judgments=tuple(judgment_of(one) for one in judgments), resolutions=tuple(resolution_of(one) for one in resolutions),
        drafted_by=row.drafted_by, reviewed_by=row.reviewed_by, signed_by=row.signed_by, opened=row.opened, signed=row.signed,
    )  # fmt: skip


def judgment_of(row: Any) -> MeetingJudgment:
    """The record of a row of `meeting_judgments`."""
    return MeetingJudgment(
        id=row.id, dispute=row.dispute, cadence=row.cadence, stage=row.stage, nature=row.nature, trend=Trend(row.trend),
        response=row.response, basis=row.basis, confidence=row.confidence,
        evidence=msgspec.json.decode(row.evidence, type=tuple[Quotation, ...]), dissent=row.dissent, actor=row.actor, at=row.at,
    )  # fmt: skip


def resolution_of(row: Any) -> Resolution:
    return Resolution(
        id=row.id, meeting=row.meeting, dispute=row.dispute, text=row.text, unit=row.unit, due=row.due, notice=row.notice,
        outcome=row.outcome, done=row.done,
    )  # fmt: skip
