"""How many disputes each of several periods reported."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.period import Period
from briefings.selection import Selection
from index.interface import IndexReader
from index.query import Query

# The most values that the index counts; a period with more is counted by reading it.
MOST = 10_000


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
    """Counted by the engine: a dispute is one value of its articles' field, however many articles carry it."""
    end = min(period.end, selection.cut_off)
    if period.start >= end:
        return None
    text = f"place:{selection.place}" if selection.place else ""
    asked = Query(text=text, since=period.start, until=end, limit=0, facets=("dispute",), facet_size=MOST)
    page = index.find(asked)
    if page.total == 0 and (not text or index.find(Query(since=period.start, until=end, limit=0)).total == 0):
        return None
    if len(page.facets["dispute"]) < MOST:
        return len(page.facets["dispute"])
    return len({key for one in index.scan(Query(text=text, since=period.start, until=end)) for key in one.disputes})
