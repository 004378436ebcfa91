"""A host is asked by one process at a time: leases in SQL that run out when their holder dies."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from crawlers.tables import HOST
from yanpan_domain.zone import SHANGHAI
from yanpan_ledger.holders import is_gone

# A holder renews every third of this; a crash keeps the host from other machines for at most this long.
LEASE = timedelta(seconds=90)
# A holder waits out a delay up to this; a host that wants more quiet is left for a later run.
PATIENCE = timedelta(seconds=660)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """What a holder learns with a host: when it may first be asked, and its robots.txt if one is kept."""

    host: str
    until: datetime
    not_before: datetime | None
    robots_status: int | None
    robots_body: bytes | None
    robots_fetched: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """Why a host cannot be had now, and until when."""

    host: str
    until: datetime
    reason: str
    dead: bool


def take(
    connection: Connection,
    host: str,
    holder: str,
    now: datetime,
    *,
    revive: bool = False,
    delay: timedelta = timedelta(0),
) -> Lease | Unavailable:
    """Lease HOST to HOLDER unless another holds it or it is left alone for a while; REVIVE tries one thought dead.

    A holder that died on this machine holds nothing any more; it may have asked just now, so DELAY is owed.
    """
    row = _locked(connection, host)
    if row is None:
        # Another process may insert it in this very moment; the locked read below then sees its row.
        with suppress(IntegrityError), connection.begin_nested():
            connection.execute(insert(HOST).values(host=host, failures=0))
        row = _locked(connection, host)
    orphaned = row is not None and row.holder not in {None, holder} and is_gone(row.holder)
    held = (
        row is not None and row.holder not in {None, holder} and row.lease_until is not None and row.lease_until > now
    )
    if row is None or (held and not orphaned):
        until = row.lease_until if row is not None and row.lease_until else now + LEASE
        return Unavailable(host=host, until=until, reason=f"主机 {host} 正由另一个采集进程访问", dead=False)
    rest = row.dead_until if row.dead_until is not None and not revive else now
    if row.not_before is not None and row.not_before > now + PATIENCE:
        rest = max(rest, row.not_before)
    if rest > now:
        told = f"主机 {host} 暂停访问至 {rest.astimezone(SHANGHAI):%m-%d %H:%M}（{row.cause or '多次失败'}）"
        return Unavailable(host=host, until=rest, reason=told, dead=True)
    until = now + LEASE
    connection.execute(update(HOST).where(HOST.c.host == host).values(holder=holder, lease_until=until))
    return Lease(
        host=host, until=until, not_before=max(row.not_before or now, now + delay) if orphaned else row.not_before, robots_status=row.robots_status,
        robots_body=row.robots_body, robots_fetched=row.robots_fetched,
    )  # fmt: skip


def renew(connection: Connection, hosts: list[str], holder: str, now: datetime) -> list[str]:
    """Prolong the leases HOLDER still has; the hosts that it kept."""
    kept = []
    for host in sorted(hosts):
        changed = connection.execute(
            update(HOST).where(HOST.c.host == host, HOST.c.holder == holder).values(lease_until=now + LEASE)
        )
        if changed.rowcount:
            kept.append(host)
    return kept


def rest(connection: Connection, host: str, holder: str, not_before: datetime) -> None:
    """Leave HOST alone until NOT_BEFORE, or longer where the host said so; HOLDER keeps it."""
    told = connection.scalar(select(HOST.c.not_before).where(HOST.c.host == host))
    not_before = max(not_before, told) if told is not None else not_before
    connection.execute(update(HOST).where(HOST.c.host == host, HOST.c.holder == holder).values(not_before=not_before))


def release(connection: Connection, host: str, holder: str, not_before: datetime) -> None:
    """Give HOST back; whoever takes it next waits until NOT_BEFORE, or longer where the host said so."""
    rest(connection, host, holder, not_before)
    connection.execute(
        update(HOST).where(HOST.c.host == host, HOST.c.holder == holder).values(holder=None, lease_until=None)
    )


def kept_robots(connection: Connection, host: str) -> tuple[int, bytes] | None:
    """Status and body of the robots.txt kept of HOST."""
    row = connection.execute(select(HOST.c.robots_status, HOST.c.robots_body).where(HOST.c.host == host)).first()
    return None if row is None or row.robots_status is None else (row.robots_status, row.robots_body or b"")


def keep_robots(connection: Connection, host: str, status: int, body: bytes, fetched: datetime) -> None:
    connection.execute(
        update(HOST).where(HOST.c.host == host).values(robots_status=status, robots_body=body, robots_fetched=fetched)
    )


def host_answered(connection: Connection, host: str) -> None:
    connection.execute(update(HOST).where(HOST.c.host == host).values(failures=0, dead_until=None, cause=None))


def host_failed(connection: Connection, host: str, cause: str, now: datetime) -> None:
    """One more run in which HOST did not answer; from the third on it is left alone for 1, 2, 4 … 24 hours."""
    failures = (connection.scalar(select(HOST.c.failures).where(HOST.c.host == host)) or 0) + 1
    dead_until = now + timedelta(hours=min(2 ** (failures - 3), 24)) if failures >= 3 else None
    values = {"failures": failures, "dead_until": dead_until, "cause": cause}
    connection.execute(update(HOST).where(HOST.c.host == host).values(values))


def leave_until(connection: Connection, host: str, until: datetime, cause: str) -> None:
    """HOST's own word (Retry-After): nobody asks it before UNTIL, by force neither."""
    connection.execute(update(HOST).where(HOST.c.host == host).values(not_before=until, cause=cause))


def _locked(connection: Connection, host: str) -> Any:
    query = select(HOST).where(HOST.c.host == host)
    if connection.dialect.name == "postgresql":
        query = query.with_for_update()
    return connection.execute(query).first()
