"""Analysts' rulings in the ledger: kept for ever, each with the post that made it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select

from judgment.disputes.decisions import Decision, Verdict
from judgment.disputes.tables import RULING
from yanpan_ledger.audit import record
from yanpan_ledger.engine import Ledger


def keep(ledger: Ledger, decisions: Iterable[Decision], *, act: str, actor: str, reason: str, now: datetime) -> None:
    """Enter DECISIONS, made by one ACT, with its entry in the audit chain."""
    made = list(decisions)
    with ledger.begin() as connection:
        for one in made:
            connection.execute(
                insert(RULING).values(
                    verdict=one.verdict.value, one=one.one, other=one.other, actor=actor, reason=reason, at=now
                )
            )
        record(
            connection, at=now, actor=actor, act=f"dispute.{act}", subject=made[0].one,
            detail={"reason": reason, "pairs": [[one.verdict.value, one.one, one.other] for one in made]},
        )  # fmt: skip


def rulings(ledger: Ledger) -> tuple[Decision, ...]:
    """Every ruling in the order made: a later one about the same pair wins."""
    with ledger.read() as connection:
        rows = connection.execute(select(RULING.c.verdict, RULING.c.one, RULING.c.other).order_by(RULING.c.id)).all()
    return tuple(Decision(verdict=Verdict(row.verdict), one=row.one, other=row.other) for row in rows)
