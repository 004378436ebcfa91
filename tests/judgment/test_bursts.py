"""Unusual counts are found within a day, and what is usual stays silent."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from judgment.assess import assess
from judgment.bursts import Sighting, Subject, bursts, sightings, tail
from yanpan_domain.article import Article
from yanpan_domain.codes import Industry, Issue
from yanpan_domain.hotline import HotlineSummary

TODAY = date(2026, 11, 20)
BEGUN = TODAY - timedelta(days=390)


def call(
    day: date, employer: str | None, calls: int = 1, place: str = "440304", issue: Issue = Issue.TERMINATION
) -> HotlineSummary:
    return HotlineSummary(
        id=f"h{day}{employer}{place}{issue}", day=day, place=place, issue=issue, calls=calls,
        industry=Industry.F, employer=employer,
    )  # fmt: skip


def background(seed: int) -> list[HotlineSummary]:
    """A year of calls about many employers, some every week, fewer on rest days."""
    chance, rows = Random(seed), []
    for step in range(390):
        day = BEGUN + timedelta(days=step)
        for number in range(chance.randrange(6) if day.weekday() < 5 else chance.randrange(2)):
            name = f"{'甲乙丙丁戊己庚辛壬癸'[chance.randrange(10)]}{'山水田林河'[chance.randrange(5)]}电子厂"
            place = chance.choice(("440304", "440104", "310115", "110105"))
            rows.append(call(day, name, place=place, issue=list(Issue)[(step + number) % 8]))
    return rows


def story(number: int, day: date, text: str) -> Article:
    at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    return Article(
        id=f"a{number}", source="s", url=f"https://example.org/{number}", title="", text=text, fetched=at, published=at
    )


def employers(found: object) -> set[str]:
    return {burst.key for burst in found if burst.subject is Subject.EMPLOYER}  # type: ignore[attr-defined]  # a tuple of Burst


def test_news_that_are_read_since_last_week_only_are_no_rush_of_news() -> None:
    """All subjects of the first crawl would look unusual beside a year of hotline rows."""
    fresh = [
        Sighting(day=TODAY - timedelta(days=back), subject=Subject.EMPLOYER, key="新源电子厂", count=1, is_hotline=False, source=f"a{back}")
        for back in (5, 4, 3, 2, 1)
    ]  # fmt: skip
    rows = list(sightings([], background(8)))
    assert "新源电子厂" not in employers(bursts([*rows, *fresh], TODAY))
    called = [replace(one, is_hotline=True, source=f"h{one.source}") for one in fresh]
    [found] = [burst for burst in bursts([*rows, *fresh, *called], TODAY) if burst.key == "新源电子厂"]
    assert (found.news, found.calls) == (0, 5)
    assert {"a5", "ha5"} <= set(found.sources)


def test_several_calls_about_one_supermarket_chain_in_one_month() -> None:
    """The seed's example: calls about branches of 百佳, and one news story, none of them striking by itself."""
    days = [TODAY - timedelta(days=back) for back in (25, 17, 9, 2)]
    names = ("百佳超市", "百佳超市天河店", "百佳", "百佳超市有限公司")
    calls = [
        call(day, name, place=place)
        for day, name, place in zip(days, names, ("440304", "440106", "440304", "440106"), strict=True)
    ]
    news = assess(
        story(
            1,
            TODAY - timedelta(days=5),
            "百佳超市关闭门店，30名员工被解除劳动合同，公司拖欠经济补偿，员工申请劳动仲裁。",
        )
    )
    seen = sightings([news], background(1) + calls)
    [found] = [burst for burst in bursts(seen, TODAY, since=BEGUN) if "百佳" in burst.key]
    assert (found.calls, found.news, found.start) == (4, 1, TODAY - timedelta(days=29))
    assert found.chance < 0.001
    assert {"a1", calls[0].id} <= set(found.sources)
    assert "热线4" in found.because


def test_it_is_found_on_the_day_of_the_call_that_makes_it_unusual() -> None:
    calls = [call(TODAY - timedelta(days=back), "百佳超市") for back in (20, 12, 3)]
    seen = sightings([], background(2) + calls)
    third = TODAY - timedelta(days=3)
    assert "百佳超市" not in employers(bursts(seen, third - timedelta(days=1), since=BEGUN))
    assert "百佳超市" in employers(bursts(seen, third, since=BEGUN))


def test_a_chain_with_calls_every_week_is_no_burst_until_it_doubles() -> None:
    weekly = [call(BEGUN + timedelta(days=step), "百佳超市") for step in range(0, 390, 7)]
    assert "百佳超市" not in employers(bursts(sightings([], weekly), TODAY, since=BEGUN))
    rush = [call(TODAY - timedelta(days=back), "百佳超市", calls=2) for back in range(6)]
    assert "百佳超市" in employers(bursts(sightings([], weekly + rush), TODAY, since=BEGUN))


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_an_ordinary_year_raises_hardly_an_alarm(seed: int) -> None:
    """Some 70 subjects on each of 30 days; at 1 in 1,000 a handful of days may speak."""
    seen = sightings([], background(seed))
    alarms = sum(len(bursts(seen, TODAY - timedelta(days=back), since=BEGUN)) for back in range(0, 30, 3))
    assert alarms <= 3


def test_a_reprint_counts_once_and_another_story_does_not_count() -> None:
    text = "百佳超市关闭门店，30名员工被解除劳动合同，公司拖欠经济补偿，员工申请劳动仲裁。"
    one, other = assess(story(1, TODAY, text)), assess(story(2, TODAY, text))
    same = [replace(one, family="f1"), replace(other, family="f1")]
    assert len(sightings(same, [])) == len(sightings(same[:1], []))
    assert sightings([assess(story(3, TODAY, "百佳超市本周末打折促销，市民踊跃选购。"))], []) == ()


def test_a_rush_in_one_city_is_found_as_a_place() -> None:
    rush = [call(TODAY - timedelta(days=back), None, calls=5, place="320500") for back in range(3)]
    found = bursts(sightings([], background(6) + rush), TODAY, since=BEGUN)
    assert [burst.key for burst in found if burst.subject is Subject.PLACE] == ["320500"]


def test_rest_days_are_expected_to_be_quiet() -> None:
    """Four reports on a Sunday, where workdays bring two and rest days a tenth of that, are unusual; on a Monday not."""

    def seen(day: date) -> list[Sighting]:
        usual = [
            Sighting(day=each, subject=Subject.ISSUE, key="wages", count=2, is_hotline=True, source=str(each))
            for each in (BEGUN + timedelta(days=step) for step in range(389))
            if each.weekday() < 5 and each < day
        ]
        return [*usual, Sighting(day=day, subject=Subject.ISSUE, key="wages", count=4, is_hotline=True, source="x")]

    sunday, monday = date(2026, 11, 15), date(2026, 11, 16)
    assert [burst.start for burst in bursts(seen(sunday), sunday, since=BEGUN)] == [sunday]
    assert bursts(seen(monday), monday, since=BEGUN) == ()


def test_too_short_a_history_says_nothing() -> None:
    calls = [call(TODAY - timedelta(days=back), "百佳超市", calls=3) for back in range(10)]
    assert bursts(sightings([], calls), TODAY) == ()
    assert bursts((), TODAY) == ()


@pytest.mark.parametrize(("mean", "shape"), [(2.0, 3.0), (2.0, float("inf")), (0.04, 0.5)])
def test_the_tail_is_the_laws(mean: float, shape: float) -> None:
    assert tail(0, mean, shape) == 1.0
    nothing = math.exp(-mean) if math.isinf(shape) else (1 + mean / shape) ** -shape
    assert tail(1, mean, shape) == pytest.approx(1 - nothing)
    assert 0 < tail(40, mean, shape) < tail(20, mean, shape) < tail(10, mean, shape)
