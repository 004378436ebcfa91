"""Finds the written names of places in a text, whatever they mean there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from judgment.occurrences import occurrences
from judgment.places.gazetteer import Gazetteer, Reading, gazetteer, table
from judgment.slices import find_matches

# No article names this many places; what comes after them in a hostile text is not read.
MOST = 3000
# A short place name with one of these behind it names a road, a paper, a dish or a language.
_NOT_HERE = re.compile(
    r"[东西南北中一二三四五六七八九十\d]{0,3}(?:路|街(?!道)|大道|大街|巷|弄(?!虚)|胡同)|"
    r"(?:日|晚|晨|早|商|时|周|导|都市|青年|法制|工人|经济|消费者?|劳动|农民|教育|环球)报|"
    r"(?:卫视|电视台|电台|广播|新闻网|新闻客户端|发布|头条|在线)|(?:话|菜|方言|口音|料理|拉面)"
)


@dataclass(slots=True)
class Hit:
    start: int
    end: int
    name: str
    readings: tuple[Reading, ...]
    chosen: Reading | None = None


class Finder:
    """Gives every written name of a text, the longest at each position.

    One pass of an automaton finds divisions, countries, zones and traps. Towns are ten times as many, and all end with one of a
    few words, so they are looked up where one of those stands; in the automaton they would cost every text memory and time.
    """

    def __init__(self, book: Gazetteer) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        traps = {row[0] for file in ("gazetteer_traps", "gazetteer_traps_ours") for row in table(file)}
        self.book = book
        self.towns = _towns(book)
        self.names = [*book.readings, *(trap for trap in sorted(traps) if trap not in book.readings)]
        self.names = [name for name in self.names if name in book.readings or name not in self.towns]
        self.longest = max(map(len, self.towns))
        # With the character before, for a first look: it spares 在街道 and 去年镇 the search.
        self.endings = frozenset(name[-3 if name.endswith(("街道", "苏木")) else -2 :] for name in self.towns)
        self.engine: Any = AhoCorasick(self.names, matchkind=MatchKind.LeftmostLongest)

    def hits(self, plain: str) -> list[Hit]:
        found = []
        for start, end in self._spans(plain):
            name = plain[start:end]
            readings = self.book.readings.get(name) or self._town(name)
            if readings and (readings[0].kind in ("full", "town", "zone") or not _NOT_HERE.match(plain, end)):
                found.append(Hit(start, end, name, readings))
                if len(found) == MOST:
                    break
        return found

    def _spans(self, plain: str) -> Iterator[tuple[int, int]]:
        named = [(start, end) for _, start, end in find_matches(self.engine, plain)]
        ends = [at + len(word) for word in _TOWN_ENDS for at in occurrences(plain, word)]
        towns = [span for end in ends if (span := self._town_before(plain, end))]
        if not towns:
            yield from named
            return
        last = 0
        for start, end in sorted((*named, *towns), key=lambda span: (span[0], -span[1])):
            if start >= last:
                last = end
                yield start, end

    def _town_before(self, plain: str, end: int) -> tuple[int, int] | None:
        """The longest town's name that ends at END."""
        if plain[end - 2 : end] not in self.endings and plain[end - 3 : end] not in self.endings:
            return None
        for start in range(max(0, end - self.longest), end - 2):
            if plain[start:end] in self.towns:
                return start, end
        return None

    def _town(self, name: str) -> tuple[Reading, ...]:
        return tuple(Reading(county, "town", True) for county in self.towns.get(name, "").split())


_TOWN_ENDS = ("镇", "乡", "街道", "苏木")


@lru_cache(maxsize=1)
def finder() -> Finder:
    return Finder(gazetteer())


def _towns(book: Gazetteer) -> dict[str, str]:
    """The counties of each town's name, parted by spaces."""
    towns: dict[str, str] = {}
    for county, names in table("gazetteer_townships"):
        if county in book.in_force or county in book.retired:
            for name in names.split(" "):
                if len(name) >= 3:
                    towns[name] = f"{towns[name]} {county}" if name in towns else county
    return towns


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """Written names that can mean nothing but a place, whichever it is; towns are left out."""
    return frozenset(
        name
        for name, readings in gazetteer().readings.items()
        if any(
            (not reading.weak or len(name) > 2) and reading.kind in ("full", "short", "zone", "country")
            for reading in readings
        )
    )
