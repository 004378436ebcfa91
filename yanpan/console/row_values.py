"""One row of a form as the plain JSON of the fact it tells: numbers, days, places of the gazetteer, words of the article."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from judgment.facts.clocks import clock
from judgment.feedback import BadCorrection
from judgment.places.gazetteer import gazetteer
from yanpan.console.field_forms import Cells
from yanpan.console.readings import stated_spans
from yanpan_domain.codes import Basis
from yanpan_domain.judgment import Judgment

_NUMBER = re.compile(r"(\d{1,15}(?:\.\d{1,4})?)(万|亿)?元?人?")
_UNITS = {None: 1.0, "万": 1e4, "亿": 1e8}
# What lies outside is a slip of the hand: more workers or money than there are in the country, a day that no living law reaches.
EARLIEST, LATEST = date(1949, 10, 1), date(2100, 12, 31)
MOST_WORKERS, MOST_YUAN, MOST_MONTHS = 10_000_000, 1e13, 600.0


@dataclass(frozen=True, slots=True)
class Words:
    """Where words of the article stand."""

    field: str
    start: int
    end: int
    quote: str

    def evidence(self) -> dict[str, Any]:
        return {
            "field": self.field, "start": self.start, "end": self.end, "quote": self.quote, "rule": "analyst",
            "confidence": 1.0,
        }  # fmt: skip


def found_words(written: str, judgment: Judgment, known: str = "") -> Words:
    """Where WRITTEN stands in the article: where the field KNOWN has it already, else in the text rather than in the title.

    Raises BadCorrection where it does not stand.
    """
    for one in stated_spans(judgment, known) if known else ():
        if one.quote == written:
            return Words(one.field, one.start, one.end, written)
    for field, body in (("text", judgment.text), ("title", judgment.title)):
        start = body.find(written)
        if written and start >= 0:
            return Words(field, start, start + len(written), written)
    raise BadCorrection(
        f"文中没有“{written[:40]}”。请照抄文中的字句。" if written else "请照抄文中的一处字句作为依据。"
    )


def _optional(written: str, judgment: Judgment, known: str) -> dict[str, Any] | None:
    return found_words(written, judgment, known).evidence() if written else None


def _amount(written: str, what: str, most: float) -> float:
    match = _NUMBER.fullmatch(written.replace(",", "").replace("，", "").replace(" ", ""))
    if match is None:
        raise BadCorrection(f"{what}“{written[:20]}”不是数，请写作 30 或 4.5万。")
    value = round(float(match[1]) * _UNITS[match[2]], 2)
    if value > most:
        raise BadCorrection(f"{what}“{written[:20]}”过大，请核对。")
    return value


def _bounds(row: Cells, most: float) -> dict[str, Any]:
    """Lower and upper bound; without an upper one it is the lower, but for "at least", which is open."""
    if not row["min"]:
        raise BadCorrection("请填“至少”。")
    low = _amount(row["min"], "至少", most)
    if row["max"]:
        high: float | None = _amount(row["max"], "至多", most)
    else:
        high = None if row["basis"] == Basis.AT_LEAST else low
    if high is not None and high < low:
        raise BadCorrection("“至多”小于“至少”，请核对。")
    return {"min": low, "max": high, "basis": row["basis"]}


def _workers(row: Cells, judgment: Judgment) -> object:
    told = _bounds(row, MOST_WORKERS)
    for name in ("min", "max"):
        if told[name] is not None and (told[name] != int(told[name]) or told[name] < 1):
            raise BadCorrection("人数应为正整数。")
        told[name] = None if told[name] is None else int(told[name])
    return told | {"raw": row["words"] or f"{told['min']}人", "evidence": _optional(row["words"], judgment, "workers")}


def _money(row: Cells, judgment: Judgment) -> object:
    told = _bounds(row, MOST_YUAN)
    raw = row["words"] or f"{told['min']:.0f}元"
    return told | {"kind": row["kind"], "raw": raw, "evidence": _optional(row["words"], judgment, "money")}


def _months(row: Cells, judgment: Judgment) -> object:
    months = _amount(row["months"].removesuffix("个月").removesuffix("月"), "月数", MOST_MONTHS)
    if not months:
        raise BadCorrection("月数应大于 0；不详请留空。")
    return months


def _employer(row: Cells, judgment: Judgment) -> object:
    name = row["name"]
    if not name:
        raise BadCorrection("请填用人单位的名称。")
    if len(name) > 100:
        raise BadCorrection("用人单位的名称过长，最多 100 个字。")
    known = next((one for one in judgment.employers if one.name == name), None)
    if known is not None and not row["words"]:
        return {**msgspec.to_builtins(known), "role": row["role"] or None}
    words = found_words(row["words"] or name, judgment)
    return {"name": name, "role": row["role"] or None, "field": words.field, "start": words.start, "end": words.end}


def _place(row: Cells, judgment: Judgment) -> object:
    code, name = _division(row["place"])
    if row["words"]:
        words = found_words(row["words"], judgment)
        return {"code": code, "name": name, "field": words.field, "start": words.start, "end": words.end}
    return {"code": code, "name": name, "field": "text", "start": 0, "end": 0}


def _division(written: str) -> tuple[str, str]:
    """Code and full name of the division WRITTEN as a code, a full name, or a name that only one division has."""
    book = gazetteer()
    if not written:
        raise BadCorrection("请填地区，例如 440306 或 广东省深圳市宝安区。")
    if written.isascii() and written.isdigit():
        name = book.full_name(written)
        if not name:
            raise BadCorrection(f"没有代码为 {written[:12]} 的行政区划。")
        return written, name
    named = [code for code in book.in_force if book.full_name(code) == written]
    named = named or [one.code for one in book.readings.get(written, ()) if one.code]
    if len(named) == 1:
        return named[0], book.full_name(named[0])
    if not named:
        raise BadCorrection(f"没有名为“{written[:30]}”的行政区划，请写六位代码或全名，例如 广东省深圳市宝安区。")
    shown = "、".join(f"{book.full_name(code)} {code}" for code in named[:8])
    raise BadCorrection(f"“{written[:30]}”不止一处，请写代码或全名：{shown}。")


def _day(written: str, what: str) -> str:
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise BadCorrection(f"{what}应写作 2026-11-30。") from error
    if not EARLIEST <= day <= LATEST:
        raise BadCorrection(f"{what}应在 {EARLIEST.year} 至 {LATEST.year} 年之间，请核对。")
    return day.isoformat()


def _date(row: Cells, judgment: Judgment) -> object:
    day = _day(row["day"], "日期")
    words = found_words(row["words"], judgment, "dates").evidence()
    return {"day": day, "precision": row["precision"], "kind": row["kind"], "evidence": words}


def _clock(row: Cells, judgment: Judgment) -> object:
    start = date.fromisoformat(_day(row["start"], "起算日"))
    told: dict[str, Any] = msgspec.to_builtins(clock(row["code"], start))
    return told | {"evidence": _optional(row["words"], judgment, "clocks")}


def _circumstance(row: Cells, judgment: Judgment) -> object:
    return {"code": row["code"], "evidence": found_words(row["words"], judgment, "circumstances").evidence()}


def _measure(row: Cells, judgment: Judgment) -> object:
    actor = found_words(row["actor"], judgment).quote if row["actor"] else ""
    return {"code": row["code"], "actor": actor, "evidence": found_words(row["words"], judgment, "measures").evidence()}


def _demand(row: Cells, judgment: Judgment) -> object:
    return found_words(row["words"], judgment).evidence()


ROW_READERS: dict[str, Callable[[Cells, Judgment], object]] = {
    "employers": _employer, "workers": _workers, "money": _money, "arrears_months": _months, "places": _place,
    "dates": _date, "clocks": _clock, "circumstances": _circumstance, "measures": _measure, "demands": _demand,
}  # fmt: skip
