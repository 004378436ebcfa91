"""Numbers as newspapers write them, in Arabic or Chinese, exact or approximate, read as ranges with a basis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from yanpan_domain.codes import Basis

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2, "俩": 2, "仨": 3, "弌": 1}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000} | _LARGE

CHINESE = "〇○零一二三四五六七八九十百千万亿两俩廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
"""Every character a Chinese number is written with, in simplified script."""

MORE = "多余馀来几"
"""What follows a round number that is exceeded: 五十多, 百余, 十来, 十几."""

BEFORE_AT_LEAST = ("超过", "超", "逾", "至少", "不少于", "不低于", "不下", "起码", "多于", "大于", "突破", "最少")
BEFORE_ABOUT = (
    "近",
    "约",
    "大约",
    "大概",
    "将近",
    "接近",
    "约莫",
    "差不多",
    "近乎",
    "不足",
    "不到",
    "未满",
    "大致",
    "估计",
    "左右近",
)
BEFORE_AT_MOST = ("最多", "至多", "不超过", "不多于", "不高于")
BEFORE_WORD = ("上", "成", "好")
AFTER_ABOUT = ("左右", "上下", "许")
AFTER_AT_LEAST = ("以上", "之多", "开外", "起")
# Most numbers are not qualified; one sign tells.
_LAST_BEFORE = frozenset(word[-1] for word in BEFORE_AT_LEAST + BEFORE_ABOUT + BEFORE_AT_MOST + BEFORE_WORD)
_FIRST_AFTER = frozenset(word[0] for word in AFTER_ABOUT + AFTER_AT_LEAST)


@dataclass(frozen=True, slots=True)
class Number:
    """A stated number as a range: `low` is the figure itself or its lower bound, `high` None where it is open-ended.

    An approximate figure ("约40", "近百") keeps the stated figure as both bounds; its basis says that it is not exact.
    """

    low: float
    high: float | None
    basis: Basis

    def times(self, factor: float) -> Number:
        return Number(self.low * factor, None if self.high is None else self.high * factor, self.basis)


def number(core: str, before: str = "", after: str = "") -> Number | None:
    """The number written as CORE ("3.5万多", "三四十", "数百"), qualified by the words just BEFORE and AFTER it.

    None when CORE is no number. BEFORE may be any text that ends where the number starts.
    """
    base = _core(core)
    if base is None:
        return None
    before = before.rstrip()
    if before[-1:] in _LAST_BEFORE or after[:1] in _FIRST_AFTER:
        return _qualified(base, before, after)
    return base


def _qualified(base: Number, before: str, after: str) -> Number:
    if before.endswith(BEFORE_AT_MOST):
        return Number(0, base.high if base.high is not None else base.low, Basis.ABOUT)
    if before.endswith(BEFORE_AT_LEAST) or after.startswith(AFTER_AT_LEAST):
        return Number(base.low, None, Basis.AT_LEAST)
    if before.endswith(BEFORE_ABOUT) or after.startswith(AFTER_ABOUT):
        return Number(base.low, base.high, Basis.ABOUT)
    if before.endswith(BEFORE_WORD) and base.basis is Basis.EXACT and _is_power_of_ten(base.low):
        return Number(base.low, None, Basis.WORD)
    return base


def _is_power_of_ten(value: float) -> bool:
    return value in {10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000}


@lru_cache(maxsize=4096)
def _core(core: str) -> Number | None:
    text = core.replace(",", "").replace("，", "").replace(" ", "")
    if not text:
        return None
    if text.isdecimal() and text.isascii():
        return Number(float(text), float(text), Basis.EXACT)
    if text[0] in "几数":
        return _some(text[1:])
    head, factor = _split_scale(text)
    for place, sign in enumerate(head):
        if sign in MORE and place:
            return _more(head[:place], head[place + 1 :], sign, factor)
    neighbours = _neighbours(head)
    if neighbours is not None:
        return neighbours.times(factor)
    value = exact(text)
    return None if value is None else Number(value, value, Basis.EXACT)


def _some(rest: str) -> Number | None:
    """数百, 几十万, 数名: two to nine of the unit."""
    scale = 1.0
    for sign in rest.rstrip(MORE):
        if sign not in _UNITS:
            return None
        scale *= _UNITS[sign]
    return Number(2 * scale, 10 * scale - 1, Basis.WORD)


def _split_scale(text: str) -> tuple[str, float]:
    """The part before trailing 万/亿, and their product, where a MORE sign or two neighbouring digits may stand."""
    head, factor = text, 1.0
    while head and head[-1] in _LARGE:
        factor *= _LARGE[head[-1]]
        head = head[:-1]
    return (head, factor) if head else (text, 1.0)


def _more(head: str, tail: str, sign: str, factor: float) -> Number | None:
    """五十多, 3.5万余, 300多万, 十几万, 二十来: up to the next round figure."""
    value = exact(head)
    if value is None:
        return None
    for mark in tail:
        if mark not in _UNITS:
            return None
        factor *= _UNITS[mark]
    step = _step(head, value)
    basis = Basis.WORD if sign in "几来" or head[0] in _SMALL else Basis.AT_LEAST
    return Number(value * factor, max(value * factor, (value + step) * factor - 1), basis)


def _step(head: str, value: float) -> float:
    """The size of the last digit that is stated: 100 for 300, 1000 for 3.5万, 10 for 五十."""
    scale = 1.0
    digits = head
    while digits and digits[-1] in _UNITS:
        scale *= _UNITS[digits[-1]]
        digits = digits[:-1]
    if "." in digits:
        return scale * 10.0 ** -len(digits.split(".")[1])
    step, whole = 1.0, round(value)
    while whole and whole % 10 == 0:
        whole //= 10
        step *= 10
    return step


def _neighbours(head: str) -> Number | None:
    """三四十, 五六百, 十七八, 两三: two digits side by side that follow each other."""
    for place in range(len(head) - 1):
        first, second = _DIGITS.get(head[place]), _DIGITS.get(head[place + 1])
        if first is None or second is None:
            continue
        follows = place + 2 == len(head) or head[place + 2] in _UNITS
        if second - first != 1 or first == 0 or not follows or _digit_string(head):
            return None
        low = exact(head[: place + 1] + head[place + 2 :])
        high = exact(head[:place] + head[place + 1 :])
        return None if low is None or high is None else Number(low, high, Basis.WORD)
    return None


def _digit_string(head: str) -> bool:
    """二〇二三 is a year, not a range."""
    return len(head) > 2 and all(sign in _DIGITS for sign in head)


def exact(text: str) -> float | None:
    """The value of a plainly written number ("1,234.5", "1.2亿", "一百七十三万", "两百五", "二〇二三"); None if it is none."""
    text = text.replace(",", "").replace("，", "")
    if not text:
        return None
    if text == "半":
        return 0.5
    if len(text) > 1 and all(sign in _DIGITS for sign in text):
        return float("".join(str(_DIGITS[sign]) for sign in text))
    total, section, digits, last = 0.0, 0.0, "", 1.0
    for sign in text:
        if sign in "0123456789.":
            digits += sign
        elif sign in _DIGITS:
            digits = str(_DIGITS[sign]) if _DIGITS[sign] else ""
            last = 1.0 if not _DIGITS[sign] else last
        elif sign in _LARGE:
            total, section = _grow(total, section, digits, _LARGE[sign])
            digits, last = "", _LARGE[sign]
        elif sign in _SMALL:
            section += (_value(digits) or 1.0) * _SMALL[sign]
            digits, last = "", 10 if sign in "廿卅" else _SMALL[sign]
        else:
            return None
    rest = _value(digits) if digits else 0.0
    # 两百五 is 250, 一万二 is 12,000, 112万4 too: a last bare digit counts the next lower unit; 一百零五 is 105.
    if digits and len(digits) == 1 and last > 10 and (text[-1] not in "0123456789" or text[-2] in _LARGE):
        rest *= last / 10
    return total + section + rest


def _grow(total: float, section: float, digits: str, scale: float) -> tuple[float, float]:
    section += _value(digits)
    if scale == _LARGE["亿"]:
        return ((total + section) or 1.0) * scale, 0.0
    return total + (section or 1.0) * scale, 0.0


def _value(digits: str) -> float:
    try:
        return float(digits) if digits else 0.0
    except ValueError:
        return 0.0
