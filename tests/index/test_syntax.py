"""The query language: read alike by many threads at once, dates counted from the given day, mistakes pointed at."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from index.clauses import AllOf, AnyOf, Between, Clause, Match, Prefer, Word, matches
from index.fields import ARTICLE_FIELDS, QueryError
from index.syntax import Reading, read_query
from index.values import moment

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
READING = Reading(ARTICLE_FIELDS, NOW)


def _day(text: str) -> int:
    return moment(datetime.fromisoformat(f"{text}T00:00+08:00"))


def test_many_threads_read_what_one_reads() -> None:
    texts = [
        '深圳 AND (欠薪 OR "拖欠工资") -足球 workers:[10 TO 30]',
        "+社保 骑手 place:440300",
        "NOT (裁员 OR 解雇) published:2026-W47",
        "(深圳",
    ]

    def read(text: str) -> Clause | str:
        try:
            return read_query(text, READING)
        except QueryError as error:
            return error.sentence

    alone = [read(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(read, texts * 600))
    assert together == alone * 600


@pytest.mark.parametrize(
    ("written", "first", "after"),
    [
        ("published:2026-11-24", "2026-11-24", "2026-11-25"),
        ("published:2026-11", "2026-11-01", "2026-12-01"),
        ("published:2026年12月", "2026-12-01", "2027-01-01"),
        ("published:2026", "2026-01-01", "2027-01-01"),
        ("published:2026-W47", "2026-11-16", "2026-11-23"),
        ("published:今天", "2026-11-24", "2026-11-25"),
        ("published:[2026-01 TO 2026-02-10}", "2026-01-01", "2026-02-10"),
    ],
)
def test_dates_are_days_in_china(written: str, first: str, after: str) -> None:
    assert read_query(written, READING) == Between("published", _day(first), _day(after) - 1)


def test_relative_dates_count_from_now() -> None:
    assert read_query("published:7d", READING) == Between("published", moment(NOW) - 7 * 86_400_000, moment(NOW))


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("workers:>=30", 30, None),
        ("workers:>30", 31, None),
        ("money:<5万", -(2**53) + 1, 49_999),
        ("money:[1.5万 TO 2亿]", 15_000, 200_000_000),
    ],
)
def test_numbers(written: str, low: int, high: int | None) -> None:
    found = read_query(written, READING)
    assert isinstance(found, Between)
    assert (found.low, found.high) == (low, high)


def test_the_chinese_keyboard_and_full_width_signs_are_understood() -> None:
    assert read_query("（深圳 OR 广州） issue：欠薪 “劳动合同”", READING) == read_query(
        '(深圳 OR 广州) issue:欠薪 "劳动合同"', READING
    )


def test_plus_prefers_the_rest() -> None:
    plain = Reading(ARTICLE_FIELDS, NOW, synonyms=False)
    assert read_query("+深圳 广州", plain) == Prefer(AllOf((Match((Word("深圳"),)),)), (Match((Word("广州"),)),))


@pytest.mark.parametrize(
    ("written", "column"), [("深圳 )", "第 4 列"), ("深圳 AND", "末尾"), ("workers:[1 TO", "末尾")]
)
def test_a_mistake_is_pointed_at(written: str, column: str) -> None:
    with pytest.raises(QueryError, match=column):
        read_query(written, READING)


@pytest.mark.parametrize("other", ["社会保险", "五险", "社保"])
def test_a_meaning_written_in_two_words_weighs_as_one(other: str) -> None:
    both = read_query(f"社保 OR {other}", READING)
    assert isinstance(both, Prefer)
    assert [leaf.meaning for leaf in matches(both.must) if leaf.meaning] == ["社保"]
    with_third = read_query(f"社保 OR {other} OR 深圳", READING)
    assert isinstance(with_third, AnyOf)
    assert with_third.clauses[0] == both
    assert len(with_third.clauses) == 2
