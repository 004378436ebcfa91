"""The counts beside a search, each a link that narrows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from judgment.places.gazetteer import gazetteer
from yanpan.console.narrowing import FACETS, Search
from yanpan_domain.codes import Form, Industry, Issue, Labelled, Relevance, Stage, Tier, Vulnerable
from yanpan_domain.locality import Locality

LABELS = {
    "relevance": "相关性", "issue": "争议类型", "stage": "阶段", "place": "地区", "industry": "行业", "form": "形式",
    "vulnerable": "群体", "tier": "来源层级", "source": "来源", "month": "月份",
}  # fmt: skip
_CODES: Mapping[str, type[Labelled]] = {
    "relevance": Relevance, "issue": Issue, "stage": Stage, "industry": Industry, "form": Form, "vulnerable": Vulnerable,
    "tier": Tier,
}  # fmt: skip
# Values that are shown at once; the others open on demand. Counted are enough for every division of a province.
SHOWN, COUNTED = 8, 400


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet with its count; `address` is the search narrowed to it, "" where it is chosen already."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    label: str
    shown: tuple[Value, ...]
    more: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in force; `address` is the search without it."""

    label: str
    address: str


def facets(search: Search, counts: Mapping[str, Iterable[tuple[str, int]]], sources: Mapping[str, str]) -> list[Facet]:
    """Every facet that has values in the hits of SEARCH; SOURCES are the titles of sources by name."""
    return [facet for field in FACETS if (facet := _facet(search, field, list(counts.get(field, ())), sources)).shown]


def conditions(search: Search, sources: Mapping[str, str]) -> list[Condition]:
    """What narrows SEARCH, each with the way out of it."""
    found = [
        Condition(
            f"{LABELS[field]}：{_words(field, value, sources, whole=True)}", search.without(field, value).address()
        )
        for field, value in search.chosen
    ]
    if search.since:
        found.append(Condition(f"发布自：{search.since}", search.without("since").address()))
    if search.until:
        found.append(Condition(f"早于：{search.until}", search.without("until").address()))
    return found


def _facet(search: Search, field: str, counts: list[tuple[str, int]], sources: Mapping[str, str]) -> Facet:
    chosen = {value for name, value in search.chosen if name == field}
    told = _next_places(counts, chosen) if field == "place" else counts
    if field == "month":
        told = sorted(told, reverse=True)
    values = [
        Value(_words(field, value, sources), count, "" if value in chosen else search.narrowed(field, value).address())
        for value, count in told
    ]
    return Facet(LABELS[field], tuple(values[:SHOWN]), tuple(values[SHOWN:]))


def _next_places(counts: list[tuple[str, int]], chosen: set[str]) -> list[tuple[str, int]]:
    """The divisions just below the narrowest chosen one, or the provinces; divisions that no book names are passed over."""
    named = [(code, count) for code, count in counts if gazetteer().division(code)]
    known = {code for code, _ in named}
    base = max(chosen & known, key=lambda code: len(_above(code)), default="")
    return [(code, count) for code, count in named if _parent(code, known) == base]


def _parent(code: str, known: set[str]) -> str:
    return next((one for one in reversed(_above(code)) if one in known), "")


@lru_cache(maxsize=4000)
def _above(code: str) -> tuple[str, ...]:
    """The divisions that hold CODE, outermost first."""
    return tuple(one for one in Locality(code=code, name="").ancestors() if one != code)


def _words(field: str, value: str, sources: Mapping[str, str], *, whole: bool = False) -> str:
    if field == "place":
        division = gazetteer().division(value)
        return (gazetteer().full_name(value) if whole else division.name) if division else value
    if field == "source":
        return sources.get(value, value)
    if field == "month" and len(value) == 7:
        return f"{value[:4]}年{int(value[5:])}月" if value[5:].isdecimal() else value
    return _CODES[field](value).label if field in _CODES and value in set(_CODES[field]) else value
