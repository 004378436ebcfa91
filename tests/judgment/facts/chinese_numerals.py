"""Writes whole numbers in Chinese, so that reading can be tested by the round trip."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def chinese(value: int) -> str:
    """VALUE (0 .. 10**12) in Chinese numerals: 1205 → 一千二百零五."""
    if value == 0:
        return "零"
    text = _section(value // 10**8, "亿") + _section(value // 10**4 % 10**4, "万") + _section(value % 10**4, "")
    text = _zero_between(value, text)
    return "十" + text[2:] if text.startswith("一十") else text


def _section(value: int, unit: str) -> str:
    if value == 0:
        return ""
    if value >= 10**4:
        return chinese(value) + unit
    text, skipped = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if digit:
            text += ("零" if skipped and text else "") + _DIGITS[digit] + name
            skipped = False
        elif text:
            skipped = True
    return text + unit


def _zero_between(value: int, text: str) -> str:
    """一万零五: a lower section that does not fill its thousands is led by 零."""
    for unit, below in (("万", value % 10**4), ("亿", value % 10**8)):
        at = text.rfind(unit)
        if 0 < below < 10 ** (3 if unit == "万" else 7) and at >= 0 and text[at + 1] != "零":
            text = text[: at + 1] + "零" + text[at + 1 :]
    return text
