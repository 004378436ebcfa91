"""Notices that follow from others: assignments from a signed meeting's resolutions, urging for what is overdue."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import update

from briefings.meeting_store import meeting_called
from briefings.notices.compose import draft_notices
from briefings.notices.routing import Recipients
from briefings.notices.store import Outline, notices_in
from briefings.numbers import day_words
from briefings.options import BriefingOptions
from briefings.tables import RESOLUTIONS
from index.interface import IndexReader
from yanpan_domain.codes import Level
from yanpan_domain.errors import CallerError
from yanpan_domain.meeting import MeetingState, Resolution
from yanpan_domain.notice import Notice, NoticeForm, NoticeState
from yanpan_ledger.engine import Ledger

_OUT = (NoticeState.SENT, NoticeState.DELIVERED, NoticeState.ACKNOWLEDGED, NoticeState.REOPENED)


class NotSigned(CallerError):
    code = "not_signed"


def assign(
    index: IndexReader, ledger: Ledger, meeting_id: str, recipients: Recipients, *, now: datetime, actor: str,
    options: BriefingOptions | None = None,
) -> list[Notice]:  # fmt: skip
    """An assignment for every resolution of a signed meeting that names a dispute and has no notice yet. Raises NotSigned.

    The unit that the resolution names gets it where it is a recipient; else those of the dispute's places.
    """
    with ledger.read() as connection:
        meeting = meeting_called(connection, meeting_id)
    if meeting.state not in {MeetingState.SIGNED, MeetingState.CLOSED}:
        raise NotSigned("会议签发之后，决议才能成为交办单。")
    made: list[Notice] = []
    for resolution in meeting.resolutions:
        dispute = index.dispute(resolution.dispute) if resolution.dispute and resolution.notice is None else None
        if dispute is None:
            continue
        named = frozenset(one.id for one in recipients.listed if resolution.unit in {one.id, one.name})
        drafted = draft_notices(
            [dispute], ledger, recipients, index=index, now=now, actor=actor, options=options, form=NoticeForm.ASSIGNMENT,
            levels=tuple(Level), only=named or None,
            request=f"会议议定：{resolution.text}，责任单位{resolution.unit}，{day_words(resolution.due)}前反馈。",
        )  # fmt: skip
        if drafted:
            with ledger.begin() as connection:
                connection.execute(
                    update(RESOLUTIONS).where(RESOLUTIONS.c.id == resolution.id).values(notice=drafted[0].id)
                )
        made += drafted
    return made


def not_assigned(ledger: Ledger, meeting_id: str) -> tuple[Resolution, ...]:
    """Resolutions of the meeting on no single dispute: no form can tell their unit, so somebody has to."""
    with ledger.read() as connection:
        meeting = meeting_called(connection, meeting_id)
    return tuple(one for one in meeting.resolutions if one.dispute is None and not one.done)


def is_overdue(notice: Notice | Outline, today: date) -> bool:
    """Whether NOTICE is out, past its day, and not answered."""
    return notice.state in _OUT and notice.due is not None and notice.due < today


def overdue(ledger: Ledger, today: date) -> list[Notice]:
    """Notices that are out, past their day, and not answered; the longest overdue first."""
    with ledger.read() as connection:
        late = [one for one in notices_in(connection, _OUT) if is_overdue(one, today)]
    return sorted(late, key=lambda one: (one.due or today, one.id))


def urge(
    index: IndexReader, ledger: Ledger, recipients: Recipients, *, today: date, now: datetime, actor: str,
    options: BriefingOptions | None = None,
) -> list[Notice]:  # fmt: skip
    """A 督办单 draft for each overdue notice, once for each material state of its dispute."""
    made: list[Notice] = []
    for late in overdue(ledger, today):
        dispute = index.dispute(late.dispute)
        if dispute is None or late.form is NoticeForm.URGING or late.due is None:
            continue
        days = (today - late.due).days
        made += draft_notices(
            [dispute], ledger, recipients, index=index, now=now, actor=actor, options=options, form=NoticeForm.URGING,
            levels=tuple(Level), only=frozenset({late.body.recipient}),
            request=f"我部{late.number}办理时限为{day_words(late.due)}，已逾期{days}天，请立即反馈办理情况。",
        )  # fmt: skip
    return made
