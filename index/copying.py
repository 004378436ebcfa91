"""Copies one index into another, of whatever backend: can be cut off and goes on; counted and compared at the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from index.interface import Index, IndexWriter
from index.query import Query, Sort

# Records read, and committed, at once: few commits make few segments, and what is held stays within some 50 MB.
STEP = 5_000
KINDS = ("articles", "disputes")


@dataclass(frozen=True, slots=True)
class Contents:
    """How many records an index holds, and a digest that depends on all of them and not on their order."""

    articles: int
    disputes: int
    digest: str


@dataclass(frozen=True, slots=True)
class Copied:
    source: Contents
    target: Contents

    @property
    def equal(self) -> bool:
        return self.source == self.target


def copy(
    source: Index, target: Index, state: Path, tell: Callable[[str, int], None] = lambda kind, done: None
) -> Copied:
    """Put everything of SOURCE into TARGET; STATE remembers how far it got and is removed when both are compared.

    What TARGET holds beside stays; then the two differ, and the answer says so.
    """
    reached = _read(state)
    with target.writer() as writer:
        for kind in KINDS:
            progress = reached.get(kind) or {"cursor": None, "done": 0, "finished": False}
            while not progress["finished"]:
                progress = _step(source, writer, kind, progress)
                reached[kind] = progress
                _write(state, reached)
                tell(kind, progress["done"])
    copied = Copied(contents(source), contents(target))
    state.unlink(missing_ok=True)
    return copied


def _step(source: Index, writer: IndexWriter, kind: str, progress: dict[str, Any]) -> dict[str, Any]:
    """Copy the next records; they are committed before the progress is written, and putting them twice does no harm."""
    query = Query(sort=Sort.OLDEST, limit=STEP, cursor=progress["cursor"])
    page: Any = source.find(query) if kind == "articles" else source.find_disputes(query)
    records = [hit.record for hit in page.hits]
    if kind == "articles":
        writer.put(records)
    else:
        writer.put_disputes(records)
    writer.commit()
    return {"cursor": page.next_cursor, "done": progress["done"] + len(records), "finished": page.next_cursor is None}


def contents(index: Index) -> Contents:
    """What INDEX holds."""
    total, counts = 0, []
    for found in (index.scan(Query()), index.scan_disputes(Query())):
        count = 0
        for record in found:
            total += int.from_bytes(blake2b(msgspec.json.encode(record), digest_size=16).digest(), "big")
            count += 1
        counts.append(count)
    return Contents(counts[0], counts[1], f"{total % 2**128:032x}")


def _read(state: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(state.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return told


def _write(state: Path, reached: dict[str, Any]) -> None:
    state.parent.mkdir(parents=True, exist_ok=True)
    part = state.with_name(state.name + ".part")
    part.write_text(json.dumps(reached), encoding="utf-8")
    part.replace(state)
