"""Months, days, shares and changes in the words of a briefing; people and money: `yanpan_domain/figures.py`."""

from __future__ import annotations

from datetime import date, datetime

from yanpan_domain.fact import Quantity
from yanpan_domain.figures import UNKNOWN, trimmed
from yanpan_domain.zone import SHANGHAI


def months(value: float | None) -> str:
    return UNKNOWN if value is None else f"{trimmed(value)}个月"


def day_words(value: date | datetime | None, *, year: bool = True) -> str:
    """2026年11月5日: digits without padding; a moment reads by its day in China."""
    if value is None:
        return "日期不详"
    day = value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value
    return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"


def moment_words(value: datetime) -> str:
    """2026年11月23日8时, or 8时30分."""
    local = value.astimezone(SHANGHAI)
    minutes = f"{local.minute}分" if local.minute else ""
    return f"{day_words(local)}{local.hour}时{minutes}"


def share(part: int, whole: int) -> str:
    """A percentage with one decimal; 不详 of nothing."""
    return UNKNOWN if whole == 0 else f"{trimmed(100 * part / whole)}%"


def change(now: int, before: int | None, unit: str, against: str) -> str:
    """较上周增加3件 (+25%), 与上周持平, 上周无数据."""
    if before is None:
        return f"{against}无数据"
    if now == before:
        return f"与{against}持平"
    word = "增加" if now > before else "减少"
    ratio = f"（{'+' if now > before else '−'}{trimmed(100 * abs(now - before) / before)}%）" if before >= 10 else ""
    return f"较{against}{word}{abs(now - before)}{unit}{ratio}"


def numeral(number: int) -> str:
    """一、二 … 十、十一 … for headings, up to 99."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("" if tens == 1 else digits[tens]) + "十") + (digits[ones] if ones else "")


def bucket(quantity: Quantity | None) -> str:
    """The band of workers that a table counts by."""
    if quantity is None:
        return UNKNOWN
    for top, name in (
        (1, "1人"),
        (9, "2—9人"),
        (29, "10—29人"),
        (99, "30—99人"),
        (299, "100—299人"),
        (999, "300—999人"),
    ):
        if quantity.min <= top:
            return name
    return "1000人以上"
