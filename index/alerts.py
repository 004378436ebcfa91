"""Saved searches: each tells of a new dispute once, and again only when something material has changed.

What is told goes into an outbox in the same transaction that remembers it as told, so a crash loses nothing and says
nothing twice; whoever empties the outbox marks what was taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from index.asking import read_clause
from index.interface import IndexReader
from index.living import merged_into
from index.material import State, changes, state_of
from index.query import Query
from index.tables import OUTBOX, SAVED_SEARCH, TOLD
from yanpan_domain.errors import CallerError
from yanpan_domain.identifiers import digest
from yanpan_ledger.engine import Ledger

KINDS = ("dispute", "article")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A named question; `owner` is a post or a unit, never a person's name."""

    id: str
    owner: str
    name: str
    kind: str
    text: str
    synonyms: bool
    created: datetime
    last_run: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing to tell: `reasons` is empty for a new subject, else what has changed."""

    seq: int
    search: str
    subject: str
    number: int
    reasons: tuple[str, ...]
    title: str
    created: datetime


def save(
    ledger: Ledger,
    index: IndexReader,
    *,
    owner: str,
    name: str,
    text: str,
    now: datetime,
    kind: str = "dispute",
    synonyms: bool = True,
) -> SavedSearch:
    """Keep a question. What it finds already is taken as known: alerts begin with what comes after.

    Raises CallerError when the question can't be read or OWNER has one of that NAME.
    """
    if kind not in KINDS:
        raise CallerError(f"保存的检索只能针对 dispute 或 article，不能是“{kind}”。")
    if not owner.strip() or not name.strip():
        raise CallerError("保存检索要写明名称与归属岗位（--owner）。")
    read_clause(Query(text=text, synonyms=synonyms, now=now), kind)
    search = SavedSearch(
        id=digest(f"{owner}\n{name}", "s"), owner=owner, name=name, kind=kind, text=text, synonyms=synonyms, created=now
    )  # fmt: skip
    known = list(_found(index, search, now))
    try:
        with ledger.begin() as connection:
            values = {field: getattr(search, field) for field in SavedSearch.__slots__}
            connection.execute(insert(SAVED_SEARCH).values(values | {"last_run": now}))
            for subject, state, _ in known:
                _remember(connection, search, subject, state, now, known=False)
    except IntegrityError as error:
        raise CallerError(f"{owner} 已有名为“{name}”的检索，请换一个名称或先删除它。") from error
    return search


def saved(ledger: Ledger) -> list[SavedSearch]:
    """Every saved search, by owner and name."""
    with ledger.read() as connection:
        rows = connection.execute(select(SAVED_SEARCH).order_by(SAVED_SEARCH.c.owner, SAVED_SEARCH.c.name))
        return [SavedSearch(**row._mapping) for row in rows]


def forget(ledger: Ledger, *, owner: str, name: str) -> None:
    """Drop a saved search with all it remembers. Raises CallerError when there is none."""
    identifier = digest(f"{owner}\n{name}", "s")
    with ledger.begin() as connection:
        for table in (OUTBOX, TOLD):
            connection.execute(delete(table).where(table.c.search == identifier))
        if not connection.execute(delete(SAVED_SEARCH).where(SAVED_SEARCH.c.id == identifier)).rowcount:
            raise CallerError(f"{owner} 没有名为“{name}”的检索。")


def run(ledger: Ledger, index: IndexReader, now: datetime) -> list[Alert]:
    """Ask every saved search and put what is new or materially changed into the outbox; what was put there."""
    return [alert for search in saved(ledger) for alert in _run(ledger, index, search, now)]


def pending(ledger: Ledger, limit: int = 1000) -> list[Alert]:
    """The oldest alerts that nobody has taken yet."""
    with ledger.read() as connection:
        rows = connection.execute(select(OUTBOX).where(OUTBOX.c.taken.is_(None)).order_by(OUTBOX.c.seq).limit(limit))
        return [_alert(row._mapping) for row in rows]


def take(ledger: Ledger, sequence: Iterable[int], now: datetime) -> int:
    """Mark alerts as taken; how many of them nobody had taken before."""
    wanted = list(sequence)
    with ledger.begin() as connection:
        done = update(OUTBOX).where(OUTBOX.c.seq.in_(wanted), OUTBOX.c.taken.is_(None)).values(taken=now)
        return int(connection.execute(done).rowcount)


def _run(ledger: Ledger, index: IndexReader, search: SavedSearch, now: datetime) -> list[Alert]:
    found = list(_found(index, search, now))
    alerts: list[Alert] = []
    with ledger.begin() as connection:
        told = {row.subject: row.state for row in connection.execute(select(TOLD).where(TOLD.c.search == search.id))}
        for subject, state, title in found:
            before = told.get(subject) or _merged(index, search, subject, told)
            reasons = () if before is None else changes(_state(before), state)
            if before is None or reasons:
                alerts.append(_put(connection, search, subject, reasons, title, now))
            if before is None or reasons or subject not in told:
                _remember(connection, search, subject, state, now, known=subject in told)
        connection.execute(update(SAVED_SEARCH).where(SAVED_SEARCH.c.id == search.id).values(last_run=now))
    return alerts


def _found(index: IndexReader, search: SavedSearch, now: datetime) -> Iterator[tuple[str, State, str]]:
    """(subject, state, title) of what the search finds: living disputes, or families of reprints once each."""
    query = Query(text=search.text, synonyms=search.synonyms, now=now)
    if search.kind == "dispute":
        for dispute in index.scan_disputes(query):
            if dispute.is_living:
                yield dispute.id, state_of(dispute), dispute.title
        return
    seen: set[str] = set()
    for judged in index.scan(query):
        subject = judged.family or judged.article.id
        if subject not in seen:
            seen.add(subject)
            yield subject, State(), judged.judgment.title or judged.article.title


def _merged(index: IndexReader, search: SavedSearch, subject: str, told: dict[str, str]) -> str | None:
    """What was told of a dispute that has since been merged into SUBJECT: the same case is not news."""
    if search.kind != "dispute" or not told:
        return None
    return next((told[identifier] for identifier in merged_into(index, subject) if identifier in told), None)


def _remember(
    connection: Connection, search: SavedSearch, subject: str, state: State, now: datetime, *, known: bool
) -> None:
    values = {"state": msgspec.json.encode(state).decode(), "told": now}
    if known:
        connection.execute(update(TOLD).where(TOLD.c.search == search.id, TOLD.c.subject == subject).values(values))
    else:
        connection.execute(insert(TOLD).values(values | {"search": search.id, "subject": subject}))


def _put(
    connection: Connection, search: SavedSearch, subject: str, reasons: tuple[str, ...], title: str, now: datetime
) -> Alert:
    before = select(func.count()).where(OUTBOX.c.search == search.id, OUTBOX.c.subject == subject)
    number = connection.execute(before).scalar_one() + 1
    values = {
        "search": search.id,
        "subject": subject,
        "number": number,
        "reasons": msgspec.json.encode(reasons).decode(),
        "title": title,
        "created": now,
    }
    written = connection.execute(insert(OUTBOX).values(values))
    return _alert(values | {"seq": _key(written.inserted_primary_key)})


def _alert(row: object) -> Alert:
    told = dict(row)  # type: ignore[call-overload]  # a mapping of the table's columns
    told.pop("taken", None)
    return Alert(**told | {"reasons": tuple(msgspec.json.decode(told["reasons"]))})


def _state(told: str) -> State:
    return msgspec.json.decode(told, type=State)


def _key(primary: object) -> int:
    """The number the database gave the new row."""
    assert isinstance(primary, Sequence)  # an insert of one row always has it
    return int(primary[0])
