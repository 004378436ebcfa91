"""How each field is asked for: codes to choose from, or rows of cells. Nothing but codes, numbers, dates and words of the article.

Whoever corrects can write no free text into the record, and so no person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from judgment.facts.clocks import CLOCKS
from judgment.facts.measures import MEASURES
from judgment.feedback import CODES
from yanpan.console.field_words import DATE_KINDS, PRECISIONS
from yanpan_domain.codes import Basis, Circumstance, Labelled, MoneyKind, PartyRole
from yanpan_domain.figures import trimmed
from yanpan_domain.judgment import Judgment

# Fields that hold several codes; the other coded ones hold one.
SEVERAL = frozenset(("issues", "form", "vulnerable"))
# Rows that stand empty below the present ones, and how many a form may have: the engine keeps 200 dates at most.
SPARE, MOST_ROWS = 2, 220

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One cell of every row. `kind`: choice, number, date, words (of the article) or name."""

    name: str
    label: str
    kind: str
    choices: Choices = ()
    hint: str = ""


def _codes(kind: Iterable[Any]) -> Choices:
    return tuple((one.value, one.label) for one in kind)


def _pairs(told: Mapping[str, Any]) -> Choices:
    return tuple((code, word if isinstance(word, str) else word[0]) for code, word in told.items())


_BASIS = Column("basis", "说法", "choice", _codes(Basis))
_WORDS = Column("words", "原文", "words", hint="照抄文中字句")
_RANGE = (Column("min", "至少", "number"), Column("max", "至多", "number", hint="与至少相同可不填"))
TABLES: dict[str, tuple[Column, ...]] = {
    "employers": (
        Column("name", "名称", "name"),
        Column("role", "角色", "choice", (("", "不详"), *_codes(PartyRole))),
        Column("words", "文中写法", "words", hint="与名称相同可不填"),
    ),
    "workers": (*_RANGE, _BASIS, _WORDS),
    "money": (Column("kind", "性质", "choice", _codes(MoneyKind)), *_RANGE, _BASIS, _WORDS),
    "arrears_months": (Column("months", "月数", "number", hint="例如 3 或 2.5"),),
    "places": (Column("place", "地区", "name", hint="六位代码或全名"), _WORDS),
    "dates": (
        Column("day", "日期", "date"),
        Column("precision", "精确到", "choice", _pairs(PRECISIONS)),
        Column("kind", "是什么日期", "choice", _pairs(DATE_KINDS)),
        _WORDS,
    ),
    "clocks": (Column("code", "时效", "choice", _pairs(CLOCKS)), Column("start", "起算日", "date"), _WORDS),
    "circumstances": (Column("code", "情形", "choice", _codes(Circumstance)), _WORDS),
    "measures": (
        Column("code", "处置", "choice", _pairs(MEASURES)),
        Column("actor", "由谁", "words", hint="文中的机关"),
        _WORDS,
    ),
    "demands": (_WORDS,),
}
# Fields that say one thing; the others are lists.
SINGLE = frozenset(("workers", "arrears_months"))

Cells = dict[str, str]


def choices(field: str) -> Choices:
    """The codes of FIELD with their words; an industry may be unknown."""
    kind = CODES[field]
    assert issubclass(kind, Labelled)
    return (("", "不详"), *_codes(kind)) if field == "industry" else _codes(kind)


def chosen_codes(field: str, judgment: Judgment) -> list[str]:
    """The codes that JUDGMENT has in FIELD."""
    value = getattr(judgment, field)
    if field == "tone":
        return [value.label.value]
    if field == "issues":
        return [one.code.value for one in value]
    return [one.value for one in value] if isinstance(value, tuple) else [value.value if value else ""]


def rows_of(field: str, judgment: Judgment) -> list[Cells]:
    """What JUDGMENT says in FIELD, as the cells of its form."""
    value = getattr(judgment, field)
    return [cells(field, one) for one in (value if isinstance(value, tuple) else (() if value is None else (value,)))]


def with_spare_rows(field: str, rows: list[Cells]) -> list[Cells]:
    """ROWS and the empty ones below them; a field that says one thing has one row."""
    if field in SINGLE:
        return rows[:1] or [{}]
    return [*rows, *({} for _ in range(min(SPARE, max(0, MOST_ROWS - len(rows)))))]


def cells(field: str, one: Any) -> Cells:
    """ONE thing that a judgment says in FIELD, as the cells of a row."""
    match field:
        case "employers":
            return {"name": one.name, "role": one.role.value if one.role else "", "words": ""}
        case "workers" | "money":
            kind = {"kind": one.kind.value} if field == "money" else {}
            return kind | {"min": _number(one.min), "max": _number(one.max), "basis": one.basis.value} | _quoted(one)
        case "arrears_months":
            return {"months": _number(one)}
        case "places":
            return {"place": one.name, "words": ""}
        case "dates":
            return {"day": one.day.isoformat(), "precision": one.precision, "kind": one.kind} | _quoted(one)
        case "clocks":
            return {"code": one.code, "start": one.start.isoformat()} | _quoted(one)
        case "circumstances":
            return {"code": one.code.value} | _quoted(one)
        case "measures":
            return {"code": one.code, "actor": one.actor} | _quoted(one)
    return {"words": one.quote}


def _quoted(one: Any) -> Cells:
    return {"words": one.evidence.quote if one.evidence else ""}


def _number(value: float | None) -> str:
    """VALUE as people write it into a form: 30, 2.5, 85万."""
    if value is None:
        return ""
    return f"{trimmed(value / 1e4, 4)}万" if value >= 1e4 and value % 1 == 0 else trimmed(value, 2)
