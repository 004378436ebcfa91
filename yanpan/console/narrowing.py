"""What the search page was asked: words, facets narrowed to, dates and order, all of it in the address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from index.asking import read_clause
from index.query import Query, Sort, day_bound
from yanpan_domain.errors import CallerError

# The fields that a search may be narrowed by, in the order of the page.
FACETS = ("relevance", "issue", "stage", "place", "industry", "form", "vulnerable", "tier", "source", "month")
SORTS = {
    Sort.RELEVANCE: "相关度", Sort.PUBLISHED: "最新", Sort.OLDEST: "最早", Sort.URGENCY: "紧迫度", Sort.WORKERS: "人数",
    Sort.MONEY: "金额",
}  # fmt: skip
# Codes, divisions, names of sources, months: nothing that the query language would read as a sign of its own.
_VALUE = re.compile(r"[\w.-]{1,100}")
MOST_CHOSEN = 20

Choice = tuple[str, str]


class BadSearch(CallerError):
    code = "bad_search"


@dataclass(frozen=True, slots=True)
class Search:
    """A question as its address tells it; what is empty is not asked for."""

    q: str = ""
    chosen: tuple[Choice, ...] = ()
    since: str = ""
    until: str = ""
    sort: str = ""
    cursor: str = ""

    @property
    def order(self) -> str:
        """The order in force: as asked, else the best first where there are words, and the newest where there are none."""
        return self.sort or (Sort.RELEVANCE if self.q.strip() else Sort.PUBLISHED)

    def address(self) -> str:
        """Where this question is answered."""
        asked = [("q", self.q), *self.chosen, ("since", self.since), ("until", self.until), ("sort", self.sort)]
        told = urlencode([(name, value) for name, value in (*asked, ("cursor", self.cursor)) if value])
        return f"/search?{told}" if told else "/search"

    def narrowed(self, field: str, value: str) -> Search:
        """With one more condition, from the first page on."""
        return replace(self, chosen=(*self.chosen, (field, value)), cursor="")

    def without(self, field: str, value: str = "") -> Search:
        """Without that condition, from the first page on; FIELD may be a facet, since or until."""
        if field in {"since", "until"}:
            return replace(self, since="" if field == "since" else self.since, until="" if field == "until" else self.until, cursor="")  # fmt: skip
        return replace(self, chosen=tuple(one for one in self.chosen if one != (field, value)), cursor="")

    def query(self, limit: int) -> Query:
        """For the index. Raises QueryError that points into what was written, BadSearch for what no page of ours asks."""
        if self.order not in set(Sort):
            raise BadSearch(f"没有“{self.order[:20]}”这种排序，可用：{'、'.join(Sort)}。")
        read_clause(Query(text=self.q), "article")
        return Query(
            text=self._text(), since=day_bound(self.since), until=day_bound(self.until), sort=Sort(self.order), limit=limit,
            cursor=self.cursor or None, highlight=True,
        )  # fmt: skip

    def _text(self) -> str:
        """In the analysts' own language: the words, and every condition beside them."""
        if len(self.chosen) > MOST_CHOSEN:
            raise BadSearch(f"条件过多，最多 {MOST_CHOSEN} 个。")
        for field, value in self.chosen:
            if not _VALUE.fullmatch(value):
                raise BadSearch(f"条件 {field} 没有“{value[:40]}”这个取值。")
        conditions = " ".join(f'{field}:"{value}"' for field, value in self.chosen)
        return f"({self.q}) {conditions}" if self.q.strip() and conditions else conditions or self.q


def read_search(asked: Iterable[Choice]) -> Search:
    """What an address asks, given as its names and values in order; names that are none of ours are not heeded."""
    pairs = [(name, value) for name, value in asked if value]
    plain = {name: value for name, value in pairs if name in {"q", "since", "until", "sort", "cursor"}}
    chosen = dict.fromkeys((name, value) for name, value in pairs if name in FACETS)
    return Search(**plain, chosen=tuple(chosen))
