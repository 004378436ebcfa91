"""What each field of a judgment says, in the words people see."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from judgment.facts.measures import MEASURES
from judgment.feedback import BadCorrection, read_value
from yanpan_domain.figures import amount, people, trimmed

LABELS = {
    "relevance": "相关性", "issues": "争议类型", "form": "形式", "stage": "阶段", "tone": "语气", "industry": "行业",
    "vulnerable": "群体", "employers": "用人单位", "workers": "人数", "money": "金额", "arrears_months": "欠薪月数",
    "places": "地区", "dates": "日期", "clocks": "法定时效", "circumstances": "情形", "measures": "处置", "demands": "诉求",
}  # fmt: skip
"""Every field that may be corrected with its Chinese name, in the order in which a page tells them."""

DATE_KINDS = {
    "event": "事件", "arrears": "欠薪起", "injury": "伤亡", "dismissal": "解除", "layoff": "裁员", "promised": "承诺",
    "hired": "入职", "arbitration": "仲裁诉讼",
}  # fmt: skip
PRECISIONS = {"day": "日", "month": "月", "year": "年"}
UNKNOWN = "不详"


def field_words(field: str, value: Any, today: date) -> tuple[str, ...]:
    """VALUE of FIELD as short phrases, one for each thing it says; days left are counted from TODAY."""
    if value is None or value == ():
        return (UNKNOWN,) if field in {"industry", "workers", "arrears_months"} else ("无",)
    if field == "clocks":
        return tuple(
            f"{one.name}：{one.start:%Y-%m-%d} 至 {one.end:%Y-%m-%d}，{_left(one.days_left(today))}" for one in value
        )
    return tuple(_WORDS[field](one) for one in (value if isinstance(value, tuple) else (value,)))


def stored_words(field: str, stored: str, today: date) -> str:
    """The JSON of a stored correction in the same words; as it stands where this version cannot read it."""
    try:
        return "、".join(field_words(field, read_value(field, json.loads(stored)), today))
    except (BadCorrection, ValueError):
        return stored


def _left(days: int) -> str:
    return f"剩 {days} 天" if days >= 0 else f"已过 {-days} 天"


def _employer(one: Any) -> str:
    return f"{one.name}（{one.role.label}）" if one.role else str(one.name)


def _date(one: Any) -> str:
    shown = {"year": f"{one.day:%Y}", "month": f"{one.day:%Y-%m}"}.get(one.precision, f"{one.day:%Y-%m-%d}")
    return f"{shown} {DATE_KINDS.get(one.kind, one.kind)}"


def _measure(one: Any) -> str:
    told = MEASURES.get(one.code, one.code)
    return f"{told}（{one.actor}）" if one.actor else told


def _label(one: Any) -> str:
    return str(one.label)


_WORDS: dict[str, Callable[[Any], str]] = {
    "relevance": _label,
    "issues": lambda one: str(one.code.label),
    "form": _label,
    "stage": _label,
    "tone": lambda one: str(one.label.label),
    "industry": _label,
    "vulnerable": _label,
    "employers": _employer,
    "workers": people,
    "money": lambda one: f"{one.kind.label} {amount(one)}",
    "arrears_months": lambda one: f"{trimmed(one)} 个月",
    "places": lambda one: str(one.name),
    "dates": _date,
    "circumstances": lambda one: str(one.code.label),
    "measures": _measure,
    "demands": lambda one: str(one.quote),
}
