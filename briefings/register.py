"""台账: every dispute that somebody answers for, numbered, with its unit and post; never a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from briefings.tables import OWNERS
from yanpan_domain.errors import BusyError, CallerError
from yanpan_ledger.audit import record
from yanpan_ledger.engine import Ledger


class OwnerError(CallerError):
    code = "owner"


class OwnedMeanwhile(BusyError):
    """Another post wrote into the register after the caller had read it."""

    code = "owned_meanwhile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """An entry of the register: UNIT and POST answer for the dispute, since `at`."""

    number: int
    unit: str
    post: str
    at: datetime

    @property
    def mark(self) -> str:
        """What tells this entry from the one that replaces it."""
        return f"{self.unit}/{self.post}"


def own(
    ledger: Ledger, dispute: str, *, unit: str, post: str, actor: str, now: datetime, seen: str | None = None
) -> int:  # fmt: skip
    """UNIT and POST answer for DISPUTE from now on; its number in the register, which it keeps.

    SEEN is the mark of the entry that the caller had read, "" for none; when it is another by now, OwnedMeanwhile is raised.
    """
    if not unit.strip() or not post.strip():
        raise OwnerError("须写明责任单位和包案岗位（岗位，不写人名）。")
    try:
        with ledger.begin() as connection:
            # On PostgreSQL two may write at once: the second waits here, and then sees what the first wrote.
            connection.execute(select(OWNERS.c.number).where(OWNERS.c.dispute == dispute).with_for_update())
            before = _owner(connection, dispute)
            if seen is not None and (before.mark if before else "") != seen:
                told = f"责任单位 {before.unit}、包案岗位 {before.post}" if before else "没有登记"
                raise OwnedMeanwhile(f"打开此页之后，台账已改为：{told}。请看过再决定是否改登。")
            number = _keep(connection, dispute, before, unit.strip(), post.strip(), now)
            told_of = {"unit": unit.strip(), "post": post.strip()}
            record(connection, at=now, actor=actor, act="dispute.own", subject=dispute, detail=told_of)
    except IntegrityError as error:  # on PostgreSQL another process took the number at the same moment
        raise BusyError("台账刚被另一岗位登记，请再提交一次。") from error
    return number


def owners(ledger: Ledger) -> dict[str, Owner]:
    """The register by dispute, in the order of its numbers."""
    with ledger.read() as connection:
        return {row.dispute: _entry(row) for row in connection.execute(select(OWNERS).order_by(OWNERS.c.number))}


def owner_of(ledger: Ledger, dispute: str) -> Owner | None:
    """Who answers for DISPUTE."""
    with ledger.read() as connection:
        return _owner(connection, dispute)


def _keep(connection: Connection, dispute: str, before: Owner | None, unit: str, post: str, now: datetime) -> int:
    if before is not None:
        connection.execute(update(OWNERS).where(OWNERS.c.dispute == dispute).values(unit=unit, post=post, at=now))
        return before.number
    number: int = (connection.execute(select(func.max(OWNERS.c.number))).scalar() or 0) + 1
    connection.execute(insert(OWNERS).values(dispute=dispute, number=number, unit=unit, post=post, at=now))
    return number


def _owner(connection: Connection, dispute: str) -> Owner | None:
    row = connection.execute(select(OWNERS).where(OWNERS.c.dispute == dispute)).first()
    return _entry(row) if row is not None else None


def _entry(row: Any) -> Owner:
    return Owner(number=row.number, unit=row.unit, post=row.post, at=row.at)
