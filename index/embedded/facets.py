"""The columns that facets are counted on: each holds exactly one value a record, which Tantivy counts twenty times as fast as several.

A field of a small vocabulary is kept as the whole set a record has ("wage_arrears|termination"); places, whose sets are too
many, in numbered slots. They lie in one JSON field, because each text field would cost every record a byte for its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

COLUMNS = "facets"
# Fields whose values are few, so that the sets of them that occur are few too.
SETS = ("issue", "form", "vulnerable", "circumstance", "tier")
# Province, city and county of two places; a third place goes where there may be several values.
SLOTS = 6
SLOTTED = "place"
MORE = f"{SLOTTED}_more"
JOIN = "|"
# Stands in a column that would be empty: a column without gaps is read in a fraction of the time.
NOTHING = "-"
# A facet is counted over this many values at least, then sorted and cut, so that ties are cut alike everywhere.
VALUES = 2_000


def has_own_column(name: str) -> bool:
    """Whether field NAME is counted on itself."""
    return name not in SETS and name != SLOTTED


def columns(keywords: Mapping[str, tuple[str, ...]]) -> dict[str, str | list[str]]:
    """What the columns of a record with KEYWORDS hold."""
    found: dict[str, str | list[str]] = {name: JOIN.join(keywords.get(name, ())) or NOTHING for name in SETS}
    places = keywords.get(SLOTTED, ())
    for slot in range(SLOTS):
        found[f"{SLOTTED}_{slot}"] = places[slot] if slot < len(places) else NOTHING
    if len(places) > SLOTS:
        found[MORE] = list(places[SLOTS:])
    return found


def aggregations(name: str, size: int) -> dict[str, Any]:
    """What to ask the engine for, to count field NAME."""
    if name in SETS:
        return {name: _terms(f"{COLUMNS}.{name}", VALUES * 10)}
    if name == SLOTTED:
        return {slot: _terms(f"{COLUMNS}.{slot}", VALUES * 2) for slot in _slots()}
    return {name: _terms(name, max(VALUES, size))}


def counted(name: str, answer: Mapping[str, Any]) -> Iterable[tuple[str, int]]:
    """The values of field NAME with their counts, from what the engine answered to `aggregations`."""
    if name == SLOTTED:
        found: Counter[str] = Counter()
        for slot in _slots():
            for value, count in _buckets(answer[slot]):
                found[value] += count
        del found[NOTHING]
        return found.items()
    if name in SETS:
        found = Counter()
        for values, count in _buckets(answer[name]):
            for value in values.split(JOIN):
                found[value] += count
        del found[NOTHING]
        return found.items()
    return _buckets(answer[name])


def _slots() -> list[str]:
    return [*(f"{SLOTTED}_{slot}" for slot in range(SLOTS)), MORE]


def _terms(field: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": size}}


def _buckets(told: Any) -> list[tuple[str, int]]:
    return [(bucket["key"], bucket["doc_count"]) for bucket in told["buckets"]]
