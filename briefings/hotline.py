"""Summaries of a union hotline (12351) in the ledger; `crawlers.imports.hotline` reads them. Never counted as news."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from briefings.tables import HOTLINE
from yanpan_domain.codes import Industry, Issue
from yanpan_domain.hotline import HotlineSummary
from yanpan_ledger.audit import record
from yanpan_ledger.engine import Ledger


def keep_hotline(ledger: Ledger, rows: Iterable[HotlineSummary], *, actor: str, now: datetime) -> int:
    """ROWS in the ledger; a row put again replaces itself. How many there were."""
    listed = {row.id: row for row in rows}
    with ledger.begin() as connection:
        for row in listed.values():
            connection.execute(delete(HOTLINE).where(HOTLINE.c.id == row.id))
            connection.execute(
                insert(HOTLINE).values(
                    id=row.id, day=row.day, place=row.place, issue=row.issue.value, calls=row.calls, employer=row.employer,
                    industry=row.industry.value if row.industry else None, summary=row.summary,
                )
            )  # fmt: skip
        record(connection, at=now, actor=actor, act="hotline.keep", subject="hotline", detail={"rows": len(listed)})
    return len(listed)


def hotline_between(connection: Connection, start: date, end: date) -> tuple[HotlineSummary, ...]:
    """The summaries of the days from START up to but not including END, in order."""
    rows = connection.execute(
        select(HOTLINE).where(HOTLINE.c.day >= start, HOTLINE.c.day < end).order_by(HOTLINE.c.day, HOTLINE.c.id)
    )
    return tuple(
        HotlineSummary(
            id=row.id, day=row.day, place=row.place, issue=Issue(row.issue), calls=row.calls, employer=row.employer,
            industry=Industry(row.industry) if row.industry else None, summary=row.summary,
        )
        for row in rows
    )  # fmt: skip
