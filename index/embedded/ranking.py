"""Exact order on an engine that sorts by one key: score or field first, then publication, then id.

Tantivy breaks ties by where a record happens to lie. So the engine brings the first records by the main key, and only where
the last of them ties with records that were not brought is it asked again, for those ties alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.clauses import Clause
from index.embedded.pruning import above, most
from index.embedded.translate import Translator

# Ties brought at once: more than a page shows, few enough to sort in a moment.
BROUGHT = 600
# Up to about so many hits all are ranked; above, first those that reach these shares of the best score that there can be.
FEW = 20_000
# Records brought beyond a page, in case they share its last place.
FEW_TIES = 50
SHARES = (0.97, 0.94, 0.91, 0.88, 0.84, 0.8, 0.75, 0.69, 0.62, 0.5, 0.35, 0.0)


@dataclass(frozen=True, slots=True)
class Key:
    """A number field to sort by, largest first or smallest first."""

    field: str
    descending: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A hit and where it stands: by `key` (score or field), then `dated`, then `id`; `stored` is what the engine keeps of it."""

    key: float
    dated: int
    id: str
    stored: Any = None


class Ranking:
    """Ranks hits on one searcher; every list it gives is in the exact order."""

    def __init__(self, searcher: Any, translator: Translator, id_field: str) -> None:
        import tantivy

        self._searcher = searcher
        self._translator = translator
        self._id_field = id_field
        self._orders = {True: tantivy.Order.Desc, False: tantivy.Order.Asc}

    def by_score(self, clause: Clause, count: int, total: int) -> list[Found]:
        """The first COUNT of about TOTAL by score, publication (newest first), id."""
        best = most(clause)
        for share in SHARES if total > max(FEW, count) else SHARES[-1:]:
            floor = int(best * share)
            narrowed = above(clause, floor)
            found = None if narrowed is None else self._scoring(narrowed, floor, count)
            if found is not None:
                return found
        return []

    def _scoring(self, clause: Clause, floor: int, count: int) -> list[Found] | None:
        """The first COUNT of CLAUSE, which has all records that score FLOOR; None when fewer do."""
        brought = count + BROUGHT
        hits = self._searcher.search(self._translator.query(clause), limit=brought, count=False).hits
        if floor > 0 and (len(hits) < count or hits[count - 1][0] < floor):
            return None
        lowest = hits[count - 1][0] if len(hits) >= count else 0
        if len(hits) < brought or hits[-1][0] < lowest:  # all that tie with the last one shown were brought along
            return self._exact([hit for hit in hits if hit[0] >= lowest], None, count)
        sure = [hit for hit in hits if hit[0] > lowest]
        return self._exact(sure, None, count) + self._tied(clause, int(lowest), len(sure), count - len(sure))

    def by_field(self, query: Any, key: Key, count: int) -> list[Found]:
        """The first COUNT by KEY, publication (newest first), id."""
        return self._exact(self._first(query, _keys(key), count), key, count)

    def after_field(self, query: Any, key: Key, last: Found, count: int) -> list[Found]:
        """The COUNT that follow LAST in the order of `by_field`.

        From the closest outwards: the same key and date but a later id, the same key but a later date, a later key.
        """
        keys = _keys(key)
        values = [last.dated] if key.field == "dated" else [int(last.key), last.dated]
        narrowed = [self._translator.between(one.field, value, value) for one, value in zip(keys, values, strict=True)]
        found = self._later_ids(self._translator.both(query, *narrowed), key, last.id, count)
        for depth in reversed(range(len(keys))):
            if len(found) < count:
                beyond = self._beyond(keys[depth], values[depth])
                step = self._translator.both(query, *narrowed[:depth], beyond)
                wanted = count - len(found)
                found += self._exact(self._first(step, keys[depth:], wanted), key, wanted)
        return found

    def by_id(self, query: Any, last: Found | None, count: int) -> list[Found]:
        """The first COUNT by id alone, or the COUNT that follow LAST."""
        if last is not None:
            return sorted(
                self._later_ids(query, Key("dated", descending=False), last.id, count), key=lambda one: one.id
            )
        hits = self._by_id_numbers(query, count)
        found = self._exact(hits, Key("dated", descending=False), len(hits))
        return sorted(found, key=lambda one: one.id)[:count]

    def _later_ids(self, same: Any, key: Key, last: str, count: int) -> list[Found]:
        """The first COUNT of SAME whose id follows LAST; the filter by number lets some through that do not."""
        later = self._translator.both(same, self._translator.from_id(last))
        brought = count + 1
        while True:
            hits = self._by_id_numbers(later, brought)
            found = [one for one in self._exact(hits, key, len(hits)) if one.id > last]
            if len(found) >= count or len(hits) < brought:
                return sorted(found, key=lambda one: one.id)[:count]
            brought *= 2

    def _beyond(self, key: Key, value: int) -> Any:
        low, high = (None, value - 1) if key.descending else (value + 1, None)
        return self._translator.between(key.field, low, high)

    def _first(self, query: Any, keys: Sequence[Key], count: int) -> list[tuple[Any, Any]]:
        """(key, address) of the first COUNT by KEYS and then id, with those that share the last place or settled among them."""
        if not keys:
            return self._by_id_numbers(query, count)
        key, *rest = keys
        hits, whole = self._with_ties(query, key.field, key.descending, count)
        if whole:
            return hits
        last = hits[-1][0]
        sure = [hit for hit in hits if hit[0] != last]
        ties = self._translator.both(query, self._translator.between(key.field, last, last))
        return sure + self._first(ties, rest, count - len(sure))

    def _with_ties(self, query: Any, field: str, descending: bool, count: int) -> tuple[list[tuple[Any, Any]], bool]:
        """The first COUNT by FIELD and those that share the last place; whether these were few enough to be all there."""
        hits = self._ordered(query, field, descending, count + FEW_TIES)
        if len(hits) < count + FEW_TIES:
            return hits, True
        last = hits[count - 1][0]
        return [hit for hit in hits[: count + FEW_TIES] if not _beyond(hit[0], last, descending)], hits[-1][0] != last

    def _by_id_numbers(self, query: Any, count: int) -> list[tuple[Any, Any]]:
        """The first COUNT by id, and with them all whose ids begin with the same 14 bytes as the last."""
        hits, whole = self._with_ties(query, "id_head", False, count)
        if whole:
            return hits
        head = hits[-1][0]
        sure = [hit for hit in hits if hit[0] != head]
        same = self._translator.both(query, self._translator.between("id_head", head, head))
        ties = self._ordered(same, "id_next", False, count - len(sure))
        if ties and len(ties) == count - len(sure):
            last = ties[-1][0]
            alike = self._translator.both(same, self._translator.between("id_next", last, last))
            total = self._searcher.search(alike, limit=1, count=True).count
            ties = [hit for hit in ties if hit[0] != last] + self._ordered(alike, "id_next", False, total)
        return sure + ties

    def _ordered(self, query: Any, field: str, descending: bool, count: int) -> list[tuple[Any, Any]]:
        name, order = field, self._orders[descending]
        return list(self._searcher.search(query, limit=count, count=False, order_by_field=name, order=order).hits)

    def _tied(self, clause: Clause, score: int, over: int, wanted: int) -> list[Found]:
        """The newest WANTED records of CLAUSE scoring SCORE, where OVER records score more.

        Sought among the newest of all that may score as much. Where these score less after all, more are looked at.
        """
        query = self._translator.query(above(clause, score) or clause)
        size = over + wanted + BROUGHT
        while True:
            newest = self._ordered(query, "dated", True, size)
            whole = len(newest) < size
            since = None if whole else newest[-1][0]
            window = query if whole else self._translator.both(query, self._translator.between("dated", since, None))
            hits = self._searcher.search(window, limit=2 * size, count=False).hits
            tied = [hit for hit in hits if hit[0] == score]
            complete = len(hits) < 2 * size or hits[-1][0] < score
            if complete and (whole or len(tied) >= wanted):
                return self._exact(tied, None, wanted)
            size *= 4

    def _exact(self, hits: Sequence[tuple[Any, Any]], key: Key | None, count: int) -> list[Found]:
        """The first COUNT of HITS in order, with their places; KEY is read from its field where it is not the score."""
        addresses = [address for _, address in hits]
        dates = self._column("dated", addresses)
        values: Sequence[float] = [score for score, _ in hits] if key is None else self._column(key.field, addresses)
        sign = -1 if key is None or key.descending else 1
        newest = sign if key is not None and key.field == "dated" else -1
        heads, nexts = self._column("id_head", addresses), self._column("id_next", addresses)
        order = sorted((sign * values[n], newest * dates[n], heads[n], nexts[n], n) for n in range(len(hits)))
        # Ids longer than the two numbers hold may tie across the cut; they are settled by themselves.
        end = count
        while 0 < end < len(order) and order[end][:4] == order[end - 1][:4]:
            end += 1
        found = [self._found(values[n], dates[n], addresses[n]) for *_, n in order[:end]]
        return sorted(found, key=lambda one: (sign * one.key, newest * one.dated, one.id))[:count]

    def _column(self, field: str, addresses: list[Any]) -> list[int]:
        return list(self._searcher.fast_field_values(field, addresses)) if addresses else []

    def _found(self, key: float, dated: int, address: Any) -> Found:
        stored = self._searcher.doc(address)
        return Found(key, dated, str(stored.get_first(self._id_field)), stored)


def _beyond(value: int, last: int, descending: bool) -> bool:
    return value < last if descending else value > last


def _keys(key: Key) -> list[Key]:
    return [key] if key.field == "dated" else [key, Key("dated", True)]
