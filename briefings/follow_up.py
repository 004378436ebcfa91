"""What became of the notices: sent, due, overdue, closed, and which disputes of the upper levels have no owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from briefings.notices.replies import Reply, read_reply
from briefings.provinces import within
from briefings.tables import NOTICES, OWNERS, TRANSITIONS
from yanpan_domain.notice import NoticeForm, NoticeState

# The steps of the funnel: a notice has passed a step when it has ever been in one of its states.
STEPS: tuple[tuple[str, frozenset[NoticeState]], ...] = (
    ("拟稿", frozenset({NoticeState.DRAFT})),
    ("签发", frozenset({NoticeState.APPROVED})),
    ("发出", frozenset({NoticeState.SENT, NoticeState.DELIVERED})),
    ("签收", frozenset({NoticeState.ACKNOWLEDGED})),
    ("反馈", frozenset({NoticeState.REPLIED})),
    ("办结", frozenset({NoticeState.CLOSED})),
)
_ENDED = {NoticeState.CLOSED, NoticeState.REVISITED, NoticeState.DISCARDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One notice as the follow-up section shows it."""

    id: str
    form: NoticeForm
    number: str | None
    dispute: str
    title: str
    recipient: str
    state: NoticeState
    due: date | None
    passed: frozenset[NoticeState]
    closed_at: datetime | None
    sent_at: datetime | None = None
    acknowledged_at: datetime | None = None
    first_published: datetime | None = None
    visited: str = ""
    recovered: float | None = None
    helped: int | None = None

    def is_overdue(self, today: date) -> bool:
        return self.due is not None and self.due < today and self.state not in _ENDED

    def is_pending(self) -> bool:
        return self.state not in _ENDED


def followed(connection: Connection, *, before: datetime, place: str | None) -> tuple[Followed, ...]:
    """Every notice drafted before BEFORE for PLACE, as it stood at that moment."""
    steps: dict[str, list[Any]] = {}
    rows = connection.execute(
        select(TRANSITIONS).where(TRANSITIONS.c.at < before).order_by(TRANSITIONS.c.notice, TRANSITIONS.c.seq)
    )
    for row in rows:
        steps.setdefault(row.notice, []).append(row)
    notices = connection.execute(select(NOTICES).order_by(NOTICES.c.id))
    return tuple(_followed(row, steps[row.id]) for row in notices if row.id in steps and within(row.place, place))


def owned(connection: Connection) -> frozenset[str]:
    """Disputes that a unit and a post answer for."""
    return frozenset(connection.execute(select(OWNERS.c.dispute)).scalars())


def _followed(row: Any, steps: list[Any]) -> Followed:
    body = msgspec.json.decode(row.body)
    closed = [step.at for step in steps if step.after == NoticeState.CLOSED]
    approved = any(step.after == NoticeState.APPROVED for step in steps)
    told = _reply(steps)
    return Followed(
        id=row.id,
        form=NoticeForm(row.form),
        number=row.number if approved else None,
        dispute=row.dispute,
        title=body["title"],
        recipient=body["recipient_name"],
        state=NoticeState(steps[-1].after),
        due=row.due if approved else None,
        passed=frozenset(NoticeState(step.after) for step in steps),
        closed_at=closed[-1] if closed else None,
        sent_at=_first(steps, NoticeState.SENT),
        acknowledged_at=_first(steps, NoticeState.ACKNOWLEDGED),
        first_published=row.first_published,
        visited=next((step.reason for step in reversed(steps) if step.after == NoticeState.REVISITED), ""),
        recovered=told.recovered if told else None,
        helped=told.helped if told else None,
    )


def _first(steps: list[Any], state: NoticeState) -> datetime | None:
    return next((step.at for step in steps if step.after == state), None)


def _reply(steps: list[Any]) -> Reply | None:
    """The last reply."""
    told = (read_reply(step.reason) for step in reversed(steps) if step.after == NoticeState.REPLIED)
    return next((one for one in told if one is not None), None)
