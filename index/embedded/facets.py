"""The columns that facets are counted on: each holds exactly one value a record, which Tantivy counts twenty times as fast as several.

A field of a small vocabulary is kept as the whole set a record has ("wage_arrears|termination"); places, whose sets are too
many, by level: province, city and county, of the first and of the second place. They lie in one JSON field, because each
text field would cost every record a byte for its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

COLUMNS = "facets"
# Fields whose values are few, so that the sets of them that occur are few too.
SETS = ("issue", "form", "vulnerable", "circumstance", "tier")
PLACE = "place"
LEVELS = ("province", "city", "county")
# Of each level a record has two at most in columns of their own; more go where there may be several.
SLOTS = 2
MORE = f"{PLACE}_more"
SLOT_NAMES = tuple(f"{level}_{slot}" for slot in range(SLOTS) for level in LEVELS)
JOIN = "|"
# Stands in a column that would be empty: a column without gaps is read in a fraction of the time.
NOTHING = "-"
# A facet is counted over this many values at least, then sorted and cut, so that ties are cut alike everywhere.
VALUES = 2_000
# Counties are three thousand and seldom among the most frequent places: first only so many of them are looked at.
COUNTIES = 60


def has_own_column(name: str) -> bool:
    """Whether field NAME is counted on itself."""
    return name not in SETS and name != PLACE


def columns(keywords: Mapping[str, tuple[str, ...]]) -> dict[str, str | list[str]]:
    """What the columns of a record with KEYWORDS hold."""
    found: dict[str, str | list[str]] = {name: JOIN.join(keywords.get(name, ())) or NOTHING for name in SETS}
    found |= dict.fromkeys(SLOT_NAMES, NOTHING)
    more: list[str] = []
    taken = dict.fromkeys(LEVELS, 0)
    for code in keywords.get(PLACE, ()):
        level = _level(code)
        if taken[level] < SLOTS:
            found[f"{level}_{taken[level]}"] = code
            taken[level] += 1
        else:
            more.append(code)
    return found | {MORE: more} if more else found


def aggregations(name: str, size: int, *, whole: bool = False) -> dict[str, Any]:
    """What to ask the engine for, to count field NAME: all its values when WHOLE, else no more counties than are likely shown."""
    if name in SETS:
        return {name: _terms(f"{COLUMNS}.{name}", VALUES * 10)}
    if name == PLACE:
        few = not whole and size <= COUNTIES * 10
        return {
            one: _terms(f"{COLUMNS}.{one}", COUNTIES, of_segment=2 * COUNTIES)
            if few and one.startswith("county")
            else _terms(f"{COLUMNS}.{one}", VALUES * 2)
            for one in (*SLOT_NAMES, MORE)
        }
    return {name: _terms(name, max(VALUES, size))}


def counted(name: str, answer: Mapping[str, Any], shown: int, *, whole: bool) -> list[tuple[str, int]] | None:
    """The values of field NAME with their counts, from what the engine answered to `aggregations`.

    None when the SHOWN most frequent can't be told for sure, because counties were left out that might be among them.
    """
    if name not in SETS and name != PLACE:
        return [(bucket["key"], bucket["doc_count"]) for bucket in answer[name]["buckets"]]
    found: Counter[str] = Counter()
    for told in answer.values():
        for bucket in told["buckets"]:
            found[bucket["key"]] += bucket["doc_count"]
    del found[NOTHING]
    if name in SETS:
        return list(_taken_apart(found).items())
    left_out = sum(_left_out(told) for column, told in answer.items() if column.startswith("county"))
    return list(found.items()) if whole or not left_out else _without_counties(found, left_out, shown)


def _left_out(told: Mapping[str, Any]) -> int:
    """No value has more than so many records that were not told of."""
    error: int = told["doc_count_error_upper_bound"]
    return error + told["buckets"][-1]["doc_count"] if error or told["sum_other_doc_count"] else 0


def _without_counties(found: Mapping[str, int], left_out: int, shown: int) -> list[tuple[str, int]] | None:
    """The provinces and cities of FOUND, when no county can be among the SHOWN most frequent of them."""
    others = [(code, count) for code, count in found.items() if _level(code) != "county"]
    least = sorted((count for _, count in others), reverse=True)[shown - 1 : shown]
    county = max((count for code, count in found.items() if _level(code) == "county"), default=0)
    return others if least and county + left_out < least[0] else None


def _taken_apart(sets: Mapping[str, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for values, count in sets.items():
        for value in values.split(JOIN):
            found[value] += count
    return found


def _level(code: str) -> str:
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def _terms(field: str, size: int, of_segment: int | None = None) -> dict[str, Any]:
    """The SIZE most frequent values of FIELD; each segment tells of its own OF_SEGMENT, by default ten times as many."""
    return {"terms": {"field": field, "size": size, "shard_size": of_segment or 10 * size}}
