"""Many articles at once are made ready by other processes: nothing else may differ by it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.embedded import preparing
from index.embedded.backend import EmbeddedWriter
from index.embedded.preparing import TOGETHER
from index.interface import Index
from index.open import open_index
from index.query import Query, Sort
from tests.contract.corpus import articles
from tests.factories import a_judged
from yanpan_domain.judgment import JudgedArticle

MANY = TOGETHER


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """An index whose writers start two helpers after the first batch."""
    monkeypatch.setattr(preparing, "MANY", MANY)
    monkeypatch.setattr(preparing, "SAMPLES", MANY)
    monkeypatch.setattr(preparing, "processors", lambda: 2)
    with open_index(tmp_path / "index") as opened:
        yield opened


def _helpers(writer: object) -> list[int]:
    assert isinstance(writer, EmbeddedWriter)
    started = writer._preparing._helpers
    return [] if started is None else [one.pid for one in started._all]


def _many(count: int = 8 * TOGETHER) -> list[JudgedArticle]:
    return [a_judged(number=number, title=f"第{number}号厂拖欠工资") for number in range(count)]


def test_helpers_write_what_the_writer_itself_would(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [*articles(), *_many()]
    with index.writer() as writer:
        writer.put(given)
        assert len(_helpers(writer)) == 2
    monkeypatch.setattr(preparing, "processors", lambda: 1)
    with open_index(tmp_path / "alone") as alone:
        with alone.writer() as writer:
            writer.put(given)
            assert not _helpers(writer)
        for query in (
            Query(text="拖欠工资", limit=500, facets=("place", "issue", "month"), highlight=True),
            Query(sort=Sort.ID, limit=2_000),
        ):
            assert replace(index.find(query), took_ms=0) == replace(alone.find(query), took_ms=0)


def test_the_order_of_writing_is_kept(index: Index) -> None:
    first, again = _many(), [replace(one, urgency=77.0) for one in _many()]
    with index.writer() as writer:
        writer.put(first)
        writer.put(again)
        writer.delete(one.article.id for one in again[::2])
        writer.put(again[:1])
    kept = {again[0].article.id, *(one.article.id for one in again[1::2])}
    assert {one.article.id: one.urgency for one in index.scan(Query())} == dict.fromkeys(kept, 77.0)


def test_a_helper_that_dies_costs_time_and_nothing_else(index: Index) -> None:
    given = _many()
    with index.writer() as writer:
        writer.put(given[: 3 * TOGETHER])
        for pid in _helpers(writer):
            os.kill(pid, signal.SIGKILL)
        writer.put(given[3 * TOGETHER :])
    assert index.find(Query()).total == len(given)


def test_helpers_end_with_their_writer_even_after_an_error(index: Index) -> None:
    with pytest.raises(RuntimeError, match="broken"), index.writer() as writer:
        writer.put(_many())
        started = _helpers(writer)
        raise RuntimeError("broken")
    assert len(started) == 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in started)
    assert index.find(Query()).total == 0
