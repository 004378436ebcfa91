"""What we miss: drawn once, by a lot nobody chooses, with an honest interval."""

from __future__ import annotations

from datetime import date

import pytest

from judgment.audit_sample import NotInSample, Sampled, draw, mark, miss_rate, monday, sample, set_aside, wilson
from tests.factories import a_judged, a_moment
from yanpan_domain.codes import Relevance

NOW = a_moment("2026-03-09T09:00")
WEEK = monday(date(2026, 3, 4))


def test_a_week_is_named_by_its_monday():
    assert {monday(date(2026, 3, day)) for day in range(2, 9)} == {"2026-03-02"}


def test_a_sample_is_drawn_once_and_no_order_of_ids_changes_it(ledger):
    ids = [f"a{number}" for number in range(100)]
    with ledger.begin() as connection:
        first = draw(connection, WEEK, ids, at=NOW)
        again = draw(connection, WEEK, [*ids[::-1], "later"], at=NOW)
        other = draw(connection, "2026-03-09", ids[::-1], at=NOW)
    assert len(first) == 20
    assert first == again
    assert {one.article for one in other} != {one.article for one in first}
    assert {one.population for one in first} == {100}


def test_marks_make_a_rate_with_its_interval(ledger):
    with ledger.begin() as connection:
        drawn = draw(connection, WEEK, [f"a{number}" for number in range(50)], at=NOW, size=10)
        assert miss_rate(drawn) is None
        mark(connection, drawn[0].article, Relevance.DISPUTE, actor="复核岗", at=NOW)
        for one in drawn[1:]:
            mark(connection, one.article, Relevance.UNRELATED, actor="复核岗", at=NOW)
        rate = miss_rate(sample(connection))
    assert rate is not None
    assert (rate.marked, rate.missed, rate.population, rate.rate) == (10, 1, 50, 0.1)
    assert 0 < rate.low < 0.1 < rate.high < 0.5


def test_none_missed_of_twenty_is_not_none_at_all():
    low, high = wilson(0, 20)
    assert low == 0
    assert 0.1 < high < 0.2  # the "rule of three" gives 0.15


def test_an_article_outside_the_sample_has_no_mark(ledger):
    with pytest.raises(NotInSample), ledger.begin() as connection:
        mark(connection, "elsewhere", Relevance.DISPUTE, actor="复核岗", at=NOW)


def test_only_what_was_set_aside_is_drawn_from():
    aside, ours = a_judged(number=1, relevance=Relevance.UNRELATED), a_judged(number=2)
    assert set_aside([aside, ours]) == [aside.article.id]


def test_a_labour_story_without_dispute_is_no_miss():
    marked = [Sampled(week=WEEK, article="a", population=1, mark=Relevance.LABOUR_GENERAL)]
    rate = miss_rate(marked)
    assert rate is not None
    assert rate.missed == 0
