"""One process at a time decides which article belongs to which dispute; any number may judge and append meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from judgment.disputes.tables import OWNER
from yanpan_domain.errors import BusyError
from yanpan_ledger.engine import Ledger
from yanpan_ledger.holders import is_gone, new_holder

# A crash on another machine keeps the rest from deciding for at most this long; the owner renews it between its steps.
LEASE = timedelta(minutes=10)
# Deciding takes seconds; whoever waits longer than a lease lasts waits for nothing.
PATIENCE = timedelta(minutes=11)
_PAUSE = 0.2
_ROW = 1


@dataclass(frozen=True, slots=True)
class Owner:
    """The right to decide, as long as it is renewed in time."""

    ledger: Ledger
    holder: str
    now: Callable[[], datetime]

    def renew(self) -> None:
        """Prolong the lease. Raises BusyError when it ran out and another process took it: then nothing may be written."""
        with self.ledger.begin() as connection:
            kept = connection.execute(
                update(OWNER)
                .where(OWNER.c.id == _ROW, OWNER.c.holder == self.holder)
                .values(lease_until=self.now() + LEASE)
            )
        if not kept.rowcount:
            raise BusyError("争议归并权已由另一进程接管，本次归并未写入；稍后会重新归并。")


@contextmanager
def owning(
    ledger: Ledger,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
    patience: timedelta = PATIENCE,
) -> Iterator[Owner]:
    """The right to decide, waited for while another process has it. Raises BusyError when that takes too long."""
    holder = new_holder()
    deadline = now() + patience
    while not _taken(ledger, holder, now()):
        if now() >= deadline:
            raise BusyError("另一进程正在归并争议，等候过久；请稍后再试。")
        sleep(_PAUSE)
    try:
        yield Owner(ledger, holder, now)
    finally:
        with ledger.begin() as connection:
            connection.execute(
                update(OWNER).where(OWNER.c.id == _ROW, OWNER.c.holder == holder).values(holder=None, lease_until=None)
            )


def _taken(ledger: Ledger, holder: str, now: datetime) -> bool:
    with ledger.begin() as connection:
        if connection.scalar(select(OWNER.c.id)) is None:
            # Another process may insert it in this very moment.
            with suppress(IntegrityError), connection.begin_nested():
                connection.execute(insert(OWNER).values(id=_ROW))
        held = connection.scalar(select(OWNER.c.holder))
        free = or_(OWNER.c.holder.is_(None), OWNER.c.lease_until <= now)
        if held is not None and is_gone(held):
            free = or_(free, OWNER.c.holder == held)
        taken = connection.execute(
            update(OWNER).where(OWNER.c.id == _ROW, free).values(holder=holder, lease_until=now + LEASE)
        )
        return bool(taken.rowcount)
