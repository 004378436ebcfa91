"""Values of a query read as the engines hold them: codes from Chinese words, numbers, money, dates and spans of time."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from index.clauses import Between
from index.documents import CHINA, moment
from index.fields import UNKNOWN, Field, QueryError
from yanpan_domain.codes import (
    Circumstance,
    Form,
    Industry,
    Issue,
    Labelled,
    Level,
    Relevance,
    Stage,
    Tier,
    ToneLabel,
    Vulnerable,
)

_VOCABULARIES: dict[str, type[Labelled]] = {
    "issue": Issue,
    "form": Form,
    "stage": Stage,
    "level": Level,
    "industry": Industry,
    "vulnerable": Vulnerable,
    "circumstance": Circumstance,
    "tier": Tier,
    "relevance": Relevance,
    "tone": ToneLabel,
}
_UNITS = {"": 1, "千": 1_000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000, "k": 1_000, "w": 10_000}
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s*(百万|[千万亿kw])?\s*[元人个月]?", re.IGNORECASE)
_RELATIVE = re.compile(r"(\d{1,5})([hdwmy时天日周月年])")
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:[-/年](\d{1,2})(?:[-/月](\d{1,2})日?)?月?)?年?")
_SPANS = {"h": 1 / 24, "时": 1 / 24, "d": 1, "天": 1, "日": 1, "w": 7, "周": 7, "m": 30, "月": 30, "y": 365, "年": 365}


def keyword_values(field: Field, value: str) -> tuple[str, ...]:
    """The stored forms of VALUE: a code for its Chinese label, a division's code for its name."""
    vocabulary = _VOCABULARIES.get(field.name)
    if vocabulary is not None:
        return (_code(field, value, vocabulary),)
    if field.name == "place":
        return _place_codes(value)
    return (value,)


def _code(field: Field, value: str, vocabulary: type[Labelled]) -> str:
    from difflib import get_close_matches

    for member in vocabulary:
        if value in (member.value, member.label) or value.lower() == member.value.lower():
            return member.value
    known = [name for member in vocabulary for name in (member.value, member.label)]
    near = get_close_matches(value, known, n=1, cutoff=0.4)
    hint = f"是否想写 {near[0]}？" if near else f"可用：{'、'.join(f'{m.value}（{m.label}）' for m in vocabulary)}。"
    raise QueryError(f"{field.name} 没有“{value}”这个值，{hint}")


def _place_codes(value: str) -> tuple[str, ...]:
    if re.fullmatch(r"\d{2,12}", value):
        return (value[:6].ljust(6, "0"),)
    codes = division_codes().get(value, ())
    if not codes:
        raise QueryError(f"没有名为“{value}”的地区，请写行政区划代码（如 place:440300）或全称（如 place:深圳市）。")
    return codes


@lru_cache(maxsize=1)
def division_codes() -> dict[str, tuple[str, ...]]:
    """Codes of every division by its name, with and without 省 市 区 县."""
    from importlib.resources import files

    found: dict[str, list[str]] = {}
    for line in files("judgment").joinpath("data/gazetteer.tsv").read_text("utf-8").splitlines():
        code, _, rest = line.partition("\t")
        if re.fullmatch(r"\d{6}", code):
            name = rest.split("\t", 1)[0]
            for form in {
                name,
                re.sub(r"(?<=..)(省|市|区|县|自治区|特别行政区|壮族自治区|回族自治区|维吾尔自治区)$", "", name),
            }:
                found.setdefault(form, []).append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def number_range(field: Field, low: str, high: str, with_low: bool, with_high: bool, now: datetime) -> Between:
    """FIELD between LOW and HIGH as written; * is open. What is not stated is never inside."""
    first = last = None
    if low != "*":
        start, end = _span(field, low, now)
        first = start if with_low else end
    if high != "*":
        start, end = _span(field, high, now)
        last = end - 1 if with_high else start - 1
    return Between(field.name, UNKNOWN + 1 if first is None else first, last)


def _span(field: Field, written: str, now: datetime) -> tuple[int, int]:
    """What WRITTEN covers, half-open, in the field's stored unit."""
    if field.unit == "moment":
        return _moments(written.strip('"'), now)
    found = _NUMBER.fullmatch(written.strip('"'))
    if not found:
        raise QueryError(f"{field.name} 的值“{written}”不是数字，例如 {field.name}:>=30、{field.name}:[10 TO 30]。")
    value = float(found.group(1)) * _UNITS[(found.group(2) or "").lower()]
    scaled = round(value * 1000) if field.unit == "score" else round(value)
    return scaled, scaled + 1


def _moments(written: str, now: datetime) -> tuple[int, int]:
    relative = _RELATIVE.fullmatch(written)
    if relative:
        start = now - timedelta(days=int(relative.group(1)) * _SPANS[relative.group(2)])
        return moment(start), moment(now) + 1
    try:
        first, last = _days(written, now)
    except (ValueError, OverflowError) as error:
        raise QueryError(f"没有“{written}”这个日期，请写作 2026-11-24、2026-11、2026-W47 或 7d。") from error
    return moment(_midnight(first)), moment(_midnight(last))


def _days(written: str, now: datetime) -> tuple[date, date]:
    named = {"today": 0, "今天": 0, "yesterday": 1, "昨天": 1}
    if written in named:
        return _one_day(now.astimezone(CHINA).date() - timedelta(days=named[written]))
    week = _WEEK.fullmatch(written)
    if week:
        monday = date.fromisocalendar(int(week.group(1)), int(week.group(2)), 1)
        return monday, monday + timedelta(days=7)
    found = _DAY.fullmatch(written)
    if not found:
        raise ValueError(written)
    year, month, day = int(found.group(1)), found.group(2), found.group(3)
    if day:
        return _one_day(date(year, int(month), int(day)))
    if month:
        first = date(year, int(month), 1)
        return first, date(year + first.month // 12, first.month % 12 + 1, 1)
    return date(year, 1, 1), date(year + 1, 1, 1)


def _one_day(day: date) -> tuple[date, date]:
    return day, day + timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)
