"""House style for people and money: Arabic digits, 万 and 亿 from ten thousand up, unknown as 不详, never 0."""

from __future__ import annotations

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
