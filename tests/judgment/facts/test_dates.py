from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.judgment.facts.reading import facts


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2018年5月10日", date(2018, 5, 10), "day"),
        ("2018年5月起", date(2018, 5, 1), "month"),
        ("2017年，", date(2017, 1, 1), "year"),
        ("去年12月", date(2023, 12, 1), "month"),
        ("今年3月起", date(2024, 3, 1), "month"),
        ("上月5日，", date(2024, 2, 5), "day"),
        ("本月5日，", date(2024, 3, 5), "day"),
        ("12月5日", date(2023, 12, 5), "day"),
        ("4月15日前付清", date(2024, 4, 15), "day"),
        ("昨天下午", date(2024, 3, 19), "day"),
        ("周一，", date(2024, 3, 18), "day"),
        ("周五，", date(2024, 3, 15), "day"),
        ("上周五，", date(2024, 3, 15), "day"),
        ("上周一（11日）", date(2024, 3, 11), "day"),
        ("25日，工人", date(2024, 2, 25), "day"),
        ("2月29日，工人", date(2024, 2, 29), "day"),
    ],
)
def test_dates_are_resolved_against_the_publication(text: str, day: date, precision: str) -> None:
    found = facts(text).dates[0]
    assert (found.day, found.precision) == (day, precision)


@pytest.mark.parametrize("text", ["2023年13月45日", "2023年2月30日，工人", "去年2月30日", "本月31日，工人"])
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert facts(text, published=datetime(2024, 2, 20, tzinfo=UTC)).dates == ()


def test_a_day_without_a_year_follows_the_year_stated_last() -> None:
    days = [one.day for one in facts("2018年5月10日投诉，6月7日申请，同年7月被辞退。").dates]
    assert days == [date(2018, 5, 10), date(2018, 6, 7), date(2018, 7, 1)]


def test_without_a_publication_only_full_dates_are_resolved() -> None:
    found = facts("上月拖欠工资，2023年2月30日，2023年1月3日辞退。", published=None).dates
    assert [(one.day, one.kind) for one in found] == [(date(2023, 1, 3), "dismissal")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024年1月3日，他在车间作业时受伤。", "injury"),
        ("2024年1月3日，公司将其辞退。", "dismissal"),
        ("公司自2023年10月起拖欠工资。", "arrears"),
        ("2019年5月入职。", "hired"),
        ("公司承诺2024年4月5日前付清。", "promised"),
        ("2024年1月3日，记者来到现场。", "event"),
    ],
)
def test_a_date_says_of_what_it_is(text: str, kind: str) -> None:
    assert facts(text).dates[0].kind == kind
