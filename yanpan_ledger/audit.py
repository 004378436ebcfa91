"""Who did what to which record, chained so that a changed or missing entry shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from yanpan_ledger.tables import AUDIT

FIRST = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act. `actor` is a post or a program, never a name; `detail` is JSON; `digest` covers all of it and `previous`."""

    seq: int
    at: datetime
    actor: str
    act: str
    subject: str
    detail: str
    previous: str
    digest: str


def record(
    connection: Connection,
    *,
    at: datetime,
    actor: str,
    act: str,
    subject: str,
    detail: Mapping[str, object] | None = None,
) -> Entry:
    """Append an entry in the caller's transaction, so that the act and its record land together."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE")
    last = connection.execute(select(AUDIT.c.seq, AUDIT.c.digest).order_by(AUDIT.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.digest) if last else (1, FIRST)
    told = json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, default=str)
    moment = at.astimezone(UTC)
    entry = Entry(
        seq=seq, at=moment, actor=actor, act=act, subject=subject, detail=told, previous=previous,
        digest=_digest(seq, moment, actor, act, subject, told, previous),
    )  # fmt: skip
    connection.execute(insert(AUDIT).values({name: getattr(entry, name) for name in Entry.__slots__}))
    return entry


def entries(connection: Connection) -> Iterator[Entry]:
    """Every entry, oldest first."""
    for row in connection.execute(select(AUDIT).order_by(AUDIT.c.seq)):
        yield Entry(**row._mapping)


def first_break(connection: Connection) -> int | None:
    """The number of the first entry that is missing or was changed; None when the chain is whole."""
    previous, expected = FIRST, 1
    for entry in entries(connection):
        told = _digest(entry.seq, entry.at, entry.actor, entry.act, entry.subject, entry.detail, previous)
        if entry.seq != expected or entry.previous != previous or entry.digest != told:
            return expected
        previous, expected = entry.digest, expected + 1
    return None


def _digest(seq: int, at: datetime, actor: str, act: str, subject: str, detail: str, previous: str) -> str:
    text = json.dumps(
        [seq, at.isoformat(timespec="microseconds"), actor, act, subject, detail, previous], ensure_ascii=False
    )
    return sha256(text.encode()).hexdigest()
