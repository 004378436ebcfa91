"""Crawl state in SQL: every step is one transaction, so that a crash anywhere loses nothing and doubles nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from crawlers.outcome import SourceOutcome, Verdict
from crawlers.tables import ITEM, LIST, RUN, SOURCE
from yanpan_domain.identifiers import article_id, canonical_url, digest

# An address that failed this often is left alone until it is replayed by hand.
MAX_ATTEMPTS = 4
# SQL engines bound the number of parameters in a statement; SQLite's old limit was 999.
CHUNK = 500
LEAST_INTERVAL = timedelta(minutes=10)
MOST_INTERVAL = timedelta(hours=24)


def list_id(source: str, url: str) -> str:
    return digest(f"{source}\n{canonical_url(url)}", "l")


def register_found(
    connection: Connection, source: str, items: Sequence[tuple[str, datetime | None]], now: datetime
) -> list[int]:
    """Note every address not known so far as pending; the positions of these. What was noted survives a crash."""
    ids = [article_id(url) for url, _ in items]
    known: set[str] = set()
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        known.update(connection.scalars(select(ITEM.c.id).where(ITEM.c.id.in_(chunk))))
    rows: dict[str, dict[str, object]] = {}
    for identifier, (url, listed) in zip(ids, items, strict=True):
        if identifier in known or identifier in rows:
            continue
        rows[identifier] = (
            {
                "id": identifier, "source": source, "url": url, "state": "pending", "found": now,
                "listed_date": listed, "attempts": 0, "cause": None, "changed": now,
            }
        )  # fmt: skip
    mine = _inserted(connection, list(rows.values()))
    first = {identifier: position for position, identifier in reversed(list(enumerate(ids)))}
    return sorted(first[identifier] for identifier in mine)


def _inserted(connection: Connection, rows: list[dict[str, object]]) -> set[str]:
    """The ids of ROWS that were not there; another process may register the same address at the same moment."""
    from sqlalchemy.dialects import postgresql, sqlite

    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    mine: set[str] = set()
    for start in range(0, len(rows), CHUNK // 10):
        statement = make(ITEM).values(rows[start : start + CHUNK // 10]).on_conflict_do_nothing().returning(ITEM.c.id)
        mine.update(connection.scalars(statement))
    return mine


def pending_items(connection: Connection, source: str, limit: int) -> list[tuple[str, datetime | None]]:
    """Addresses of SOURCE that wait, oldest first."""
    rows = connection.execute(
        select(ITEM.c.url, ITEM.c.listed_date)
        .where(ITEM.c.source == source, ITEM.c.state == "pending")
        .order_by(ITEM.c.found, ITEM.c.id)
        .limit(limit)
    )
    return [(row.url, row.listed_date) for row in rows]


def mark_seen(connection: Connection, urls: Iterable[str], now: datetime) -> None:
    """These were delivered; they are never fetched again."""
    ids = [article_id(url) for url in urls]
    for start in range(0, len(ids), CHUNK):
        connection.execute(
            update(ITEM).where(ITEM.c.id.in_(ids[start : start + CHUNK])).values(state="seen", cause=None, changed=now)
        )


def seen_among(connection: Connection, urls: Sequence[str]) -> set[str]:
    """Those ids of URLS that were delivered already."""
    ids = [article_id(url) for url in urls]
    return set(connection.scalars(select(ITEM.c.id).where(ITEM.c.id.in_(ids), ITEM.c.state == "seen")))


def mark_missed(connection: Connection, url: str, cause: str, *, gone: bool, counts: bool, now: datetime) -> None:
    """One more attempt failed: tried again next run, until MAX_ATTEMPTS put it into quarantine. GONE ends it at once.

    With COUNTS false the address itself is not at fault (its host was busy or dead), and it simply stays pending.
    """
    identifier = article_id(url)
    row = connection.execute(select(ITEM.c.attempts).where(ITEM.c.id == identifier)).first()
    if row is None or not counts:
        return
    attempts = row.attempts + 1
    state = "gone" if gone else "quarantined" if attempts >= MAX_ATTEMPTS else "pending"
    connection.execute(
        update(ITEM).where(ITEM.c.id == identifier).values(state=state, attempts=attempts, cause=cause, changed=now)
    )


def replay_quarantine(connection: Connection, source: str | None, now: datetime) -> int:
    """Put quarantined addresses (of SOURCE) back in line; how many."""
    condition = [ITEM.c.state == "quarantined"] + ([ITEM.c.source == source] if source else [])
    return connection.execute(
        update(ITEM).where(*condition).values(state="pending", attempts=0, cause=None, changed=now)
    ).rowcount


def quarantined(connection: Connection, source: str | None = None) -> list[tuple[str, str, str]]:
    """Source, address and cause of what is in quarantine."""
    condition = [ITEM.c.state == "quarantined"] + ([ITEM.c.source == source] if source else [])
    rows = connection.execute(
        select(ITEM.c.source, ITEM.c.url, ITEM.c.cause).where(*condition).order_by(ITEM.c.changed)
    )
    return [(row.source, row.url, row.cause or "") for row in rows]


def validators(connection: Connection, source: str) -> dict[str, tuple[str | None, str | None]]:
    """ETag and Last-Modified of the lists of SOURCE, by address."""
    rows = connection.execute(select(LIST.c.url, LIST.c.etag, LIST.c.last_modified).where(LIST.c.source == source))
    return {row.url: (row.etag, row.last_modified) for row in rows}


def keep_validators(
    connection: Connection, source: str, url: str, etag: str | None, last_modified: str | None, now: datetime
) -> None:
    """Replace the validators of a list. It is noted without any too, so that an unchanged index can name it."""
    identifier = list_id(source, url)
    connection.execute(delete(LIST).where(LIST.c.id == identifier))
    connection.execute(
        insert(LIST).values(id=identifier, source=source, url=url, etag=etag, last_modified=last_modified, checked=now)
    )


def forget_validators(connection: Connection, source: str, url: str) -> None:
    """The list is asked without conditions next time, so that no 304 can hide a failure."""
    connection.execute(delete(LIST).where(LIST.c.id == list_id(source, url)))


def is_due(connection: Connection, source: str, now: datetime) -> datetime | None:
    """None when SOURCE may be asked now, else the moment it is due.

    What lies further ahead than any interval was written by a clock that ran ahead, and does not hold.
    """
    due = connection.scalar(select(SOURCE.c.next_due).where(SOURCE.c.source == source))
    return due if due is not None and now < due <= now + MOST_INTERVAL else None


def note_run(connection: Connection, outcome: SourceOutcome, started: datetime, now: datetime, *, fresh: bool) -> None:
    """Record a finished run and set the next. FRESH: the list itself was read, so the run may change the verdict on its health.

    A run that only met 304 says nothing new: after a failure the source stays failing.
    """
    connection.execute(
        insert(RUN).values(
            source=outcome.source, started=started, seconds=outcome.seconds, verdict=outcome.verdict.value,
            counts=json.dumps(dict(outcome.counts), sort_keys=True), cause=outcome.cause, newest_item=outcome.newest_item,
        )
    )  # fmt: skip
    row = connection.execute(select(SOURCE).where(SOURCE.c.source == outcome.source)).first()
    interval = next_interval(row.interval_seconds if row else LEAST_INTERVAL.total_seconds() * 3, outcome)
    newest = max((moment for moment in (row.newest_item if row else None, outcome.newest_item) if moment), default=None)
    failed = outcome.verdict is Verdict.FAILED
    healthy = row.healthy if row else None
    cause = row.cause if row else None
    if failed:
        healthy, cause = 0, outcome.cause
    elif fresh:
        healthy, cause = 1, None
    values = {
        "source": outcome.source, "next_due": now + timedelta(seconds=interval), "interval_seconds": interval,
        "last_run": now, "last_success": now if not failed and healthy else (row.last_success if row else None),
        "newest_item": newest, "failures": (row.failures if row else 0) + 1 if failed else 0,
        "healthy": healthy, "cause": cause,
    }  # fmt: skip
    if row is None:
        connection.execute(insert(SOURCE).values(values))
    else:
        connection.execute(update(SOURCE).where(SOURCE.c.source == outcome.source).values(values))


def next_interval(current: float, outcome: SourceOutcome) -> float:
    """Seconds until the source is asked again, from the share of known items: mostly new → sooner, nothing new → later."""
    new, known = outcome.counts.get("new", 0), outcome.counts.get("known", 0)
    if outcome.verdict is Verdict.FAILED:
        factor = 2.0
    elif new == 0:
        factor = 1.5
    else:
        share = known / (new + known)
        # Half of the list new: something was nearly missed, so halve; one in ten new: about right.
        factor = 0.5 if share < 0.5 else 0.8 if share < 0.9 else 1.0
    return min(max(current * factor, LEAST_INTERVAL.total_seconds()), MOST_INTERVAL.total_seconds())


def forget_old_runs(connection: Connection, before: datetime) -> None:
    """Runs older than the window of the health test are of no more use."""
    connection.execute(delete(RUN).where(RUN.c.started < before))
