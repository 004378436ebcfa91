"""Every field that can be searched, sorted or counted, with the names analysts may use for it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from yanpan_domain.errors import CallerError

# Stands for "not stated" in number fields, which both engines want filled for sorting. Below every real value.
UNKNOWN = -(2**53)


class QueryError(CallerError):
    code = "query"


class Kind(Enum):
    """How a field is kept: exact words (may repeat), one whole number, or text with positions."""

    KEYWORD = "keyword"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """`unit` tells how a number is written in a query: "count", "yuan", "score" or "moment".

    A keyword is `counted` unless nearly every record has another value: then a facet would say nothing and cost room.
    """

    name: str
    kind: Kind
    chinese: tuple[str, ...] = ()
    unit: str = ""
    counted: bool = True


def _keyword(name: str, *chinese: str) -> Field:
    return Field(name, Kind.KEYWORD, chinese)


def _unique(name: str, *chinese: str) -> Field:
    return Field(name, Kind.KEYWORD, chinese, counted=False)


def _number(name: str, unit: str, *chinese: str) -> Field:
    return Field(name, Kind.NUMBER, chinese, unit)


def _text(name: str, *chinese: str) -> Field:
    return Field(name, Kind.TEXT, chinese)


_SHARED = (
    _unique("id"),
    _text("title", "标题"),
    _text("text", "正文"),
    _text("employer_words"),
    _keyword("employer", "用人单位", "单位", "企业"),
    _keyword("place", "地区", "地点"),
    _keyword("issue", "类型", "争议类型"),
    _keyword("form", "形式"),
    _keyword("stage", "阶段"),
    _keyword("level", "等级"),
    _keyword("industry", "行业"),
    _keyword("vulnerable", "群体"),
    _keyword("circumstance", "情形"),
    _keyword("family", "转载族"),
    _keyword("day"),
    _keyword("week"),
    _keyword("month", "月份"),
    _keyword("year", "年份"),
    _number("published", "moment", "发布", "日期"),
    _number("dated", "moment"),
    _number("workers", "count", "人数"),
    _number("money", "yuan", "金额"),
    _number("arrears", "score", "欠薪月数"),
    _number("urgency", "score", "紧迫度"),
)
ARTICLE_FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        *_SHARED,
        _keyword("source", "来源"),
        _keyword("origin", "原载"),
        _keyword("tier", "层级"),
        _keyword("relevance", "相关性"),
        _keyword("tone", "语气"),
        _keyword("dispute", "争议"),
        _unique("url", "网址"),
    )
}
DISPUTE_FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        *_SHARED,
        _keyword("article", "文章"),
        _keyword("tier", "层级"),
        _keyword("superseded", "已并入"),
        _keyword("superseded_by"),
        _number("first_seen", "moment", "首次报道"),
        _number("last_seen", "moment", "最近报道"),
    )
}


def field_called(name: str, fields: dict[str, Field]) -> Field:
    """The field an analyst means by NAME, English or Chinese. Raises QueryError that suggests the nearest."""
    for field in fields.values():
        if name == field.name or name in field.chinese:
            return field
    known = [other for field in fields.values() for other in (field.name, *field.chinese)]
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"是否想写 {near[0]}？" if near else f"可用：{'、'.join(field.name for field in fields.values())}。"
    raise QueryError(f"没有名为“{name}”的检索字段，{hint}")
