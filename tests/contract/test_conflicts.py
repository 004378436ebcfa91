"""Two writers and one dispute on a real server: nothing that one of them wrote is written over unseen."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from index.interface import ConflictError, Index
from index.open import open_index
from index.query import Query
from tests.factories import a_dispute, a_judged
from yanpan_domain.dispute import Dispute

pytestmark = [
    pytest.mark.server,
    pytest.mark.parametrize("index", ["elasticsearch-8", "elasticsearch-9"], indirect=True),
]


@pytest.fixture
def other(index: Index) -> Iterator[Index]:
    """Another process's view of the same indices."""
    connection = index._connection  # type: ignore[attr-defined]
    with open_index(f"{connection.shown}/{connection.prefix}") as opened:
        yield opened


def _put(index: Index, *disputes: Dispute) -> None:
    with index.writer() as writer:
        writer.put_disputes(disputes)


def test_what_another_wrote_since_it_was_read_is_kept(index: Index, other: Index) -> None:
    one, two = a_dispute(number=1), a_dispute(number=2)
    _put(index, one, two)
    theirs = replace(one, title="他们的题目")
    writer = index.writer()
    with pytest.raises(ConflictError, match=one.id) as error, writer:
        read = list(index.scan_disputes(Query()))
        _put(other, theirs)
        index.dispute(one.id)  # a look at it for another purpose excuses nothing
        writer.put([a_judged(number=1)])
        writer.put_disputes(replace(each, title="我们的题目") for each in read)
    assert two.id not in str(error.value)
    assert index.dispute(one.id) == theirs
    # All else of the same commit was written.
    assert index.dispute(two.id) == replace(two, title="我们的题目")
    assert index.find(Query()).total == 1
    # Decided again from what is there now, it goes through.
    with index.writer() as writer:
        now = index.dispute(one.id)
        assert now is not None
        writer.put_disputes([replace(now, workers=None, title=now.title + "，补记")])
    assert other.find_disputes(Query(text="补记")).total == 1


def test_one_writer_may_write_a_dispute_again_and_again(index: Index) -> None:
    with index.writer() as writer:
        for number in range(3):
            writer.put_disputes([a_dispute(number=1, title=f"第{number}版")])
            writer.commit()
    assert index.find_disputes(Query(text="第2版")).total == 1


def test_an_earlier_revision_does_not_replace_a_later_one_unread(index: Index, other: Index) -> None:
    later = a_dispute(number=1, revision=5)
    _put(other, later)
    with pytest.raises(ConflictError):
        _put(index, replace(later, title="旧的", revision=4))
    _put(index, replace(later, title="新的", revision=6))
    assert other.find_disputes(Query(text="新的")).total == 1


def test_of_two_that_race_one_is_told(index: Index, other: Index) -> None:
    disputes = [a_dispute(number=number) for number in range(30)]
    _put(index, *disputes)
    ready = Barrier(2)

    def race(own: Index, title: str) -> set[str]:
        """Read all, and write all as soon as both have read; the ids that were refused."""
        try:
            with own.writer() as writer:
                read = list(own.scan_disputes(Query()))
                writer.put_disputes(
                    replace(each, title=f"{title}{each.id}", revision=each.revision + 1) for each in read
                )
                ready.wait(timeout=300)
        except ConflictError as error:
            return {str(error)}
        return set()

    for round_ in range(3):
        with ThreadPoolExecutor(2) as threads:
            told: list[Any] = list(threads.map(race, (index, other), ("甲", "乙")))
        found = list(other.scan_disputes(Query()))
        # Each dispute was replaced exactly once in each round, by one of both; who wrote none over nothing was told of it.
        assert {each.revision for each in found} == {round_ + 2}
        assert len(found) == len(disputes)
        assert any(told)
