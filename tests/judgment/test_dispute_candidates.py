"""Which tellings meet: a name in common, a word in one city where one of the two names nobody, two hints elsewhere."""

from __future__ import annotations

from array import array

import pytest

from judgment.disputes.candidates import Candidates, blocking_keys
from judgment.disputes.features import Facts

SHENZHEN, WUHAN = 440306, 420106


def a_telling(employer: str = "", place: int = 0, words: tuple[int, ...] = (), workers: int = 0) -> Facts:
    return Facts(
        employers=(employer,) if employer else (), placed=(place,) if place else (), issues=1, at=0, workers=workers, money=(),
        words=array("I", sorted(words)).tobytes(), is_wide=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (a_telling("百佳超市", SHENZHEN), a_telling("百佳超市", WUHAN), True),
        (a_telling("百佳", SHENZHEN), a_telling("百佳超市"), True),
        (a_telling("宏远电子", SHENZHEN, (7,)), a_telling("", SHENZHEN, (7,)), True),
        (a_telling("", SHENZHEN, (7,)), a_telling("", SHENZHEN, (7,)), True),
        (a_telling("宏远电子", SHENZHEN, (7,)), a_telling("天成鞋业", SHENZHEN, (7,)), False),
        (a_telling("", SHENZHEN, (7,)), a_telling("", WUHAN, (7,)), False),
        (a_telling("宏远电子", SHENZHEN, (7,)), a_telling("", 0, (7,)), False),
        (a_telling("宏远电子", SHENZHEN, (7, 8)), a_telling("", 0, (7, 8)), True),
        (a_telling("", SHENZHEN, (7,), workers=86), a_telling("", 0, (7,), workers=86), True),
    ],
)
def test_who_meets_whom_is_the_same_both_ways_round(one: Facts, other: Facts, meet: bool) -> None:
    for first, second in ((one, other), (other, one)):
        book = Candidates()
        book.enter(1, blocking_keys(first))
        assert book.met(blocking_keys(second)) == ({1} if meet else set())
        book.leave(1, blocking_keys(first))
        assert book.met(blocking_keys(second)) == set()
