"""How many disputes each of several periods reported."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.period import Period
from briefings.provinces import within
from briefings.selection import Selection
from index.interface import IndexReader
from index.query import Query


def counts_of(index: IndexReader, periods: Sequence[Period], selection: Selection) -> list[int | None]:
    """Distinct disputes in each period; None where the index holds no article of it at all.

    A dispute that was merged into another counts as the one it is now, because its articles carry the living id.
    """
    known = {selection.period.name: selection.now, selection.period.previous().name: selection.before}
    known[selection.period.year_before().name] = selection.year_before
    return [
        (len(known[period.name].witnesses) if known[period.name].has_data else None)
        if period.name in known
        else _counted(index, period, selection)
        for period in periods
    ]


def _counted(index: IndexReader, period: Period, selection: Selection) -> int | None:
    end = min(period.end, selection.cut_off)
    if period.start >= end:
        return None
    seen: set[str] = set()
    empty = True
    for judged in index.scan(Query(since=period.start, until=end)):
        empty = False
        if selection.place is None or any(within(place.code, selection.place) for place in judged.judgment.places):
            seen.update(judged.disputes)
    return None if empty else len(seen)
