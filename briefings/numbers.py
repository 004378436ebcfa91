"""House style for figures: Arabic digits, 万 and 亿 from ten thousand up, unknown as 不详, never 0."""

from __future__ import annotations

from datetime import date, datetime

from briefings.period import ZONE
from yanpan_domain.codes import Basis
from yanpan_domain.fact import Money, Quantity

UNKNOWN = "不详"


def trimmed(value: float, digits: int = 1) -> str:
    """VALUE without a trailing zero: 3, 3.5."""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yuan(value: float) -> str:
    """An amount: 8600元, 45万元, 1.25亿元."""
    if value >= 1e8:
        return f"{trimmed(value / 1e8, 2)}亿元"
    if value >= 1e4:
        return f"{trimmed(value / 1e4, 2)}万元"
    return f"{trimmed(value, 2)}元"


def people(quantity: Quantity | None) -> str:
    """A number of people as firmly as it was stated: 30人, 约30人, 100人以上, 11至19人."""
    if quantity is None:
        return UNKNOWN
    low, high = quantity.min, quantity.max
    if high is None:
        return f"{low}人以上"
    if low != high:
        return f"{low}至{high}人"
    return {Basis.ABOUT: f"约{low}人", Basis.AT_LEAST: f"{low}人以上"}.get(quantity.basis, f"{low}人")


def amount(money: Money | None) -> str:
    """An amount as firmly as it was stated."""
    if money is None:
        return UNKNOWN
    if money.max is None:
        return f"{yuan(money.min)}以上"
    if money.min != money.max:
        return f"{yuan(money.min)}至{yuan(money.max)}"
    about = {Basis.ABOUT: "约{}", Basis.WORD: "约{}", Basis.AT_LEAST: "{}以上"}.get(money.basis, "{}")
    return about.format(yuan(money.min))


def months(value: float | None) -> str:
    return UNKNOWN if value is None else f"{trimmed(value)}个月"


def day_words(value: date | datetime | None, *, year: bool = True) -> str:
    """2026年11月5日: digits without padding; a moment reads by its day in China."""
    if value is None:
        return "日期不详"
    day = value.astimezone(ZONE).date() if isinstance(value, datetime) else value
    return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"


def moment_words(value: datetime) -> str:
    """2026年11月23日8时, or 8时30分."""
    local = value.astimezone(ZONE)
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
