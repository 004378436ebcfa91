"""台账: every dispute that somebody answers for, numbered, with its unit and post; never a name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, insert, select, update

from briefings.tables import OWNERS
from yanpan_domain.errors import CallerError
from yanpan_ledger.audit import record
from yanpan_ledger.engine import Ledger


class OwnerError(CallerError):
    code = "owner"


def own(ledger: Ledger, dispute: str, *, unit: str, post: str, actor: str, now: datetime) -> int:
    """UNIT and POST answer for DISPUTE from now on; its number in the register, which it keeps."""
    if not unit.strip() or not post.strip():
        raise OwnerError("须写明责任单位（--unit）和包案岗位（--post，岗位而非人名）。")
    with ledger.begin() as connection:
        number = connection.execute(select(OWNERS.c.number).where(OWNERS.c.dispute == dispute)).scalar()
        if number is None:
            number = (connection.execute(select(func.max(OWNERS.c.number))).scalar() or 0) + 1
            connection.execute(insert(OWNERS).values(dispute=dispute, number=number, unit=unit, post=post, at=now))
        else:
            connection.execute(update(OWNERS).where(OWNERS.c.dispute == dispute).values(unit=unit, post=post, at=now))
        record(connection, at=now, actor=actor, act="dispute.own", subject=dispute, detail={"unit": unit, "post": post})
    return int(number)


def owners(ledger: Ledger) -> dict[str, tuple[int, str, str]]:
    """Number, unit and post of every dispute in the register."""
    with ledger.read() as connection:
        rows = connection.execute(select(OWNERS).order_by(OWNERS.c.number))
        return {row.dispute: (row.number, row.unit, row.post) for row in rows}
