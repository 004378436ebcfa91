"""Half-open periods in Asia/Shanghai: parsed from their names, named again, and the ones before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yanpan_domain.briefing import Product
from yanpan_domain.errors import CallerError
from yanpan_domain.zone import SHANGHAI

# A day of the daily product runs from 08:00 to 08:00, so that it is ready for the morning meeting.
MORNING = time(8)


class PeriodError(CallerError):
    code = "bad_period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """[start, end) with its product's name: `2026-11-20`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`."""

    product: Product
    name: str
    start: datetime
    end: datetime

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    @property
    def label(self) -> str:
        """How the period reads in a heading."""
        first, last = self.start.astimezone(SHANGHAI), (self.end - timedelta(seconds=1)).astimezone(SHANGHAI)
        if self.product is Product.DAILY:
            end = self.end.astimezone(SHANGHAI)
            return f"{first.year}年{first.month}月{first.day}日8时至{end.month}月{end.day}日8时"
        if self.product is Product.WEEKLY:
            close = f"{last.year}年" if last.year != first.year else ""
            return f"{first.year}年{first.month}月{first.day}日至{close}{last.month}月{last.day}日"
        if self.product is Product.MONTHLY:
            return f"{first.year}年{first.month}月"
        if self.product is Product.QUARTERLY:
            return f"{first.year}年第{'一二三四'[(first.month - 1) // 3]}季度"
        return f"{first.year}年"

    @property
    def unit(self) -> str:
        """How the period before is called: 上日, 上周, 上月 …"""
        return {"daily": "上日", "weekly": "上周", "monthly": "上月", "quarterly": "上季度"}.get(self.product, "上年")

    def previous(self) -> Period:
        """The period before."""
        return period_of(self.product, self.start - timedelta(hours=1))

    def year_before(self) -> Period:
        """The same period of the year before; the same ISO week number, or the last week where there is no 53rd."""
        if self.product is Product.WEEKLY:
            year, week, _ = self.start.date().isocalendar()
            last = date(year - 1, 12, 28).isocalendar().week
            return _week(year - 1, min(week, last))
        if self.product is Product.DAILY:
            day = (self.end - timedelta(hours=8)).date()
            before = date(day.year - 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
            return _day(before)
        return period_of(self.product, self.start.replace(year=self.start.year - 1))


def parse_period(product: Product, text: str) -> Period:
    """The period of PRODUCT called TEXT. Raises PeriodError with an example of the right form."""
    found = _PATTERNS[product].fullmatch(text.strip()) if product in _PATTERNS else None
    if found is None:
        raise PeriodError(f"时段“{text}”不合{product.label}的写法，应如 {_EXAMPLES.get(product, '2026-W47')}。")
    numbers = [int(group) for group in found.groups()]
    try:
        return _BUILDERS[product](*numbers)
    except ValueError as error:
        raise PeriodError(f"时段“{text}”并不存在，应如 {_EXAMPLES[product]}。") from error


def period_of(product: Product, moment: datetime) -> Period:
    """The period of PRODUCT that holds MOMENT."""
    local = moment.astimezone(SHANGHAI)
    if product is Product.DAILY:
        return _day(local.date() + timedelta(days=1) if local.time() >= MORNING else local.date())
    if product is Product.MONTHLY:
        return _month(local.year, local.month)
    if product is Product.QUARTERLY:
        return _quarter(local.year, (local.month - 1) // 3 + 1)
    if product is Product.YEARLY:
        return _year(local.year)
    year, week, _ = local.date().isocalendar()
    return _week(year, week)


def last_complete(product: Product, moment: datetime) -> Period:
    """The newest period of PRODUCT that had ended by MOMENT."""
    period = period_of(product, moment)
    return period if period.end <= moment else period.previous()


def _at(day: date, hour: time = time()) -> datetime:
    return datetime.combine(day, hour, SHANGHAI)


def _day(day: date) -> Period:
    start = _at(day - timedelta(days=1), MORNING)
    return Period(product=Product.DAILY, name=day.isoformat(), start=start, end=_at(day, MORNING))


def _day_of(year: int, month: int, day: int) -> Period:
    return _day(date(year, month, day))


def _week(year: int, week: int) -> Period:
    monday = date.fromisocalendar(year, week, 1)
    end = _at(monday + timedelta(days=7))
    return Period(product=Product.WEEKLY, name=f"{year}-W{week:02d}", start=_at(monday), end=end)


def _month(year: int, month: int) -> Period:
    following = date(year + month // 12, month % 12 + 1, 1)
    start = _at(date(year, month, 1))
    return Period(product=Product.MONTHLY, name=f"{year}-{month:02d}", start=start, end=_at(following))


def _quarter(year: int, quarter: int) -> Period:
    if not 1 <= quarter <= 4:
        raise ValueError(quarter)
    end = _month(year, quarter * 3).end
    start = _at(date(year, quarter * 3 - 2, 1))
    return Period(product=Product.QUARTERLY, name=f"{year}-Q{quarter}", start=start, end=end)


def _year(year: int) -> Period:
    start, end = _at(date(year, 1, 1)), _at(date(year + 1, 1, 1))
    return Period(product=Product.YEARLY, name=f"{year}", start=start, end=end)


_PATTERNS = {
    Product.DAILY: re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"),
    Product.WEEKLY: re.compile(r"(\d{4})-?[Ww](\d{1,2})"),
    Product.MONTHLY: re.compile(r"(\d{4})-(\d{1,2})"),
    Product.QUARTERLY: re.compile(r"(\d{4})-?[Qq](\d)"),
    Product.YEARLY: re.compile(r"(\d{4})"),
}
_EXAMPLES = {
    Product.DAILY: "2026-11-20",
    Product.WEEKLY: "2026-W47",
    Product.MONTHLY: "2026-11",
    Product.QUARTERLY: "2026-Q4",
    Product.YEARLY: "2026",
}
_BUILDERS: dict[Product, Callable[..., Period]] = {
    Product.DAILY: _day_of,
    Product.WEEKLY: _week,
    Product.MONTHLY: _month,
    Product.QUARTERLY: _quarter,
    Product.YEARLY: _year,
}
