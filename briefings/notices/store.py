"""Reads and keeps notices in the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select

from briefings.tables import NOTICES, TRANSITIONS
from yanpan_domain.errors import CallerError
from yanpan_domain.notice import Notice, NoticeBody, NoticeForm, NoticeState, Transition


class UnknownNotice(CallerError):
    code = "unknown_notice"


def notice_called(connection: Connection, notice_id: str) -> Notice:
    """The notice whose id or number is, or whose id begins with, NOTICE_ID. Raises UnknownNotice for none or several."""
    exact = NOTICES.c.id.startswith(notice_id, autoescape=True) | (NOTICES.c.number == notice_id)
    rows = connection.execute(select(NOTICES).where(exact).limit(2)).all() if notice_id else []
    if len(rows) != 1:
        problem = "有多份通知以它开头，请写全" if rows else "台账中没有这份通知，yanpan notices list 可列出"
        raise UnknownNotice(f"“{notice_id}”：{problem}。")
    return _notice(connection, rows[0])


def notices_in(connection: Connection, states: tuple[NoticeState, ...] = ()) -> list[Notice]:
    """Every notice, or those in STATES, newest draft first."""
    query = select(NOTICES).order_by(NOTICES.c.drafted.desc(), NOTICES.c.id)
    if states:
        query = query.where(NOTICES.c.state.in_([state.value for state in states]))
    return [_notice(connection, row) for row in connection.execute(query).all()]


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


def _notice(connection: Connection, row: Any) -> Notice:
    steps = connection.execute(select(TRANSITIONS).where(TRANSITIONS.c.notice == row.id).order_by(TRANSITIONS.c.seq))
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
        transitions=tuple(
            Transition(
                seq=step.seq,
                before=NoticeState(step.before) if step.before else None,
                after=NoticeState(step.after),
                actor=step.actor,
                at=step.at,
                reason=step.reason,
            )
            for step in steps
        ),
    )
