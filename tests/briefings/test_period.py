from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefings.period import PeriodError, last_complete, parse_period, period_of
from yanpan_domain.briefing import Product

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("product", "text", "start", "end", "label"),
    [
        (Product.DAILY, "2026-11-20", "2026-11-19T08:00", "2026-11-20T08:00", "2026年11月19日8时至11月20日8时"),
        (Product.WEEKLY, "2026-W47", "2026-11-16T00:00", "2026-11-23T00:00", "2026年11月16日至11月22日"),
        (Product.WEEKLY, "2026-W01", "2025-12-29T00:00", "2026-01-05T00:00", "2025年12月29日至2026年1月4日"),
        (Product.MONTHLY, "2026-12", "2026-12-01T00:00", "2027-01-01T00:00", "2026年12月"),
        (Product.QUARTERLY, "2026-Q4", "2026-10-01T00:00", "2027-01-01T00:00", "2026年第四季度"),
        (Product.YEARLY, "2026", "2026-01-01T00:00", "2027-01-01T00:00", "2026年"),
    ],
)
def test_a_period_is_half_open_and_has_its_label(product, text, start, end, label):
    period = parse_period(product, text)
    assert period.start == datetime.fromisoformat(start).replace(tzinfo=ZONE)
    assert period.end == datetime.fromisoformat(end).replace(tzinfo=ZONE)
    assert period.label == label
    assert period.start in period
    assert period.end not in period


@pytest.mark.parametrize("product", [Product.DAILY, Product.WEEKLY, Product.MONTHLY, Product.QUARTERLY, Product.YEARLY])
def test_periods_follow_each_other_without_gap_or_overlap(product):
    period = period_of(product, datetime(2026, 3, 1, 7, 59, tzinfo=ZONE))
    for _ in range(60):
        before = period.previous()
        assert before.end == period.start
        assert parse_period(product, before.name) == before
        assert period_of(product, before.start) == before
        assert period_of(product, before.end - timedelta(seconds=1)) == before
        period = before


def test_the_year_before_keeps_the_week_and_survives_a_53rd():
    assert parse_period(Product.WEEKLY, "2026-W47").year_before().name == "2025-W47"
    assert parse_period(Product.WEEKLY, "2026-W53").year_before().name == "2025-W52"
    assert parse_period(Product.DAILY, "2024-02-29").year_before().name == "2023-02-28"


def test_the_newest_complete_week_on_a_monday_morning_is_last_week():
    assert last_complete(Product.WEEKLY, datetime(2026, 11, 23, 8, tzinfo=ZONE)).name == "2026-W47"
    assert last_complete(Product.DAILY, datetime(2026, 11, 23, 8, tzinfo=ZONE)).name == "2026-11-23"
    assert last_complete(Product.DAILY, datetime(2026, 11, 23, 7, 59, tzinfo=ZONE)).name == "2026-11-22"


@pytest.mark.parametrize("text", ["2026-W54", "2025-W53", "W47", "2026-13", "", "上周"])
def test_a_wrong_week_says_how_it_is_written(text):
    with pytest.raises(PeriodError, match="2026-W47"):
        parse_period(Product.WEEKLY, text)
