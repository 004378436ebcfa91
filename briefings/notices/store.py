"""Reads and keeps notices in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select

from briefings.tables import NOTICES, TRANSITIONS
from yanpan_domain.errors import CallerError
from yanpan_domain.notice import Notice, NoticeBody, NoticeForm, NoticeState, Transition


@dataclass(frozen=True, slots=True)
class Outline:
    """What puts a notice into its place in a list, without its text."""

    id: str
    state: NoticeState
    level: str
    due: date | None
    drafted_by: str


class UnknownNotice(CallerError):
    code = "unknown_notice"


def notice_called(connection: Connection, notice_id: str) -> Notice:
    """The notice whose id or number is, or whose id begins with, NOTICE_ID. Raises UnknownNotice for none or several."""
    exact = NOTICES.c.id.startswith(notice_id, autoescape=True) | (NOTICES.c.number == notice_id)
    rows = (
        connection.execute(select(NOTICES).where(exact).limit(2)).all() if notice_id.isprintable() and notice_id else []
    )
    if len(rows) != 1:
        problem = "有多份通知以它开头，请写全" if rows else "台账中没有这份通知，yanpan notices list 可列出"
        raise UnknownNotice(f"“{notice_id[:60]}”：{problem}。")
    return _notice(rows[0], _steps(connection, [rows[0].id]).get(rows[0].id, []))


def notices_in(
    connection: Connection, states: tuple[NoticeState, ...] = (), *, dispute: str | None = None
) -> list[Notice]:  # fmt: skip
    """Every notice, or those in STATES, or about DISPUTE; newest draft first."""
    query = select(NOTICES).order_by(NOTICES.c.drafted.desc(), NOTICES.c.id)
    if states:
        query = query.where(NOTICES.c.state.in_([state.value for state in states]))
    if dispute is not None:
        query = query.where(NOTICES.c.dispute == dispute)
    rows = connection.execute(query).all()
    steps = _steps(connection, [row.id for row in rows])
    return [_notice(row, steps.get(row.id, [])) for row in rows]


def outlines(connection: Connection, states: tuple[NoticeState, ...] = ()) -> list[Outline]:
    """Every notice, or those in STATES, newest draft first."""
    columns = NOTICES.c.id, NOTICES.c.state, NOTICES.c.level, NOTICES.c.due, NOTICES.c.drafted_by
    query = select(*columns).order_by(NOTICES.c.drafted.desc(), NOTICES.c.id)
    if states:
        query = query.where(NOTICES.c.state.in_([state.value for state in states]))
    rows = connection.execute(query)
    return [Outline(row.id, NoticeState(row.state), row.level, row.due, row.drafted_by) for row in rows]


def notices_called(connection: Connection, ids: Sequence[str]) -> list[Notice]:
    """The notices whose ids are IDS, in that order."""
    rows = {row.id: row for row in connection.execute(select(NOTICES).where(NOTICES.c.id.in_(ids)))}
    steps = _steps(connection, ids)
    return [_notice(rows[one], steps.get(one, [])) for one in ids if one in rows]


def chain_of(connection: Connection, notice: Notice) -> list[Notice]:
    """Every notice to the same recipient about the same dispute, NOTICE among them, oldest first: updates and urgings."""
    of_dispute = notices_in(connection, dispute=notice.dispute)
    return [one for one in reversed(of_dispute) if one.body.recipient == notice.body.recipient]


def count_by_state(connection: Connection) -> dict[NoticeState, int]:
    """How many notices are in each state; states without one are left out."""
    rows = connection.execute(select(NOTICES.c.state, func.count()).group_by(NOTICES.c.state))
    return {NoticeState(state): number for state, number in rows}


def add_transition(
    connection: Connection, notice_id: str, before: NoticeState | None, after: NoticeState, actor: str, at: datetime, reason: str
) -> None:  # fmt: skip
    """Append a step; steps of a notice are numbered from 1 without gaps."""
    last = (
        connection.execute(select(func.max(TRANSITIONS.c.seq)).where(TRANSITIONS.c.notice == notice_id)).scalar() or 0
    )
    connection.execute(
        insert(TRANSITIONS).values(
            notice=notice_id, seq=last + 1, before=before.value if before else None, after=after.value, actor=actor, at=at,
            reason=reason,
        )
    )  # fmt: skip


# SQLite takes some thousands of values in one question at most.
_AT_ONCE = 500


def _steps(connection: Connection, notices: Sequence[str]) -> dict[str, list[Transition]]:
    """The steps of each of NOTICES, in order."""
    found: dict[str, list[Transition]] = {}
    for start in range(0, len(notices), _AT_ONCE):
        asked = select(TRANSITIONS).where(TRANSITIONS.c.notice.in_(notices[start : start + _AT_ONCE]))
        for row in connection.execute(asked.order_by(TRANSITIONS.c.notice, TRANSITIONS.c.seq)):
            found.setdefault(row.notice, []).append(_transition(row))
    return found


def _transition(row: Any) -> Transition:
    return Transition(
        seq=row.seq, before=NoticeState(row.before) if row.before else None, after=NoticeState(row.after), actor=row.actor,
        at=row.at, reason=row.reason,
    )  # fmt: skip


def _notice(row: Any, steps: Iterable[Transition]) -> Notice:
    return Notice(
        id=row.id,
        form=NoticeForm(row.form),
        dispute=row.dispute,
        material_state=row.material_state,
        state=NoticeState(row.state),
        version=row.version,
        body=msgspec.json.decode(row.body, type=NoticeBody),
        number=row.number,
        drafted_by=row.drafted_by,
        reviewed_by=row.reviewed_by,
        approved_by=row.approved_by,
        drafted=row.drafted,
        level=row.level,
        workdays=row.workdays,
        due=row.due,
        due_estimated=row.due_estimated,
        update_of=row.update_of,
        transitions=tuple(steps),
    )
