"""Which words stand beside a number or a name: of each class of data/facts_cues.txt the nearest on either side in the same
sentence says something about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from judgment.document import Document
from judgment.facts.figures import Figure
from judgment.facts.lexicon import lines

_YEARS = range(1978, 2036)
_YEAR = re.compile(r"20[0-3][0-9](?=年)")
# How far a cue reaches, in characters; what touches the number, what is near it.
_REACH, _TOUCHES, _NEAR = 50, 1, 5
_WINDOW = _REACH + 10  # a cue may begin there


class Cues:
    """The cues of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def beside(self, figure: Figure) -> list[str]:
        """The cues around a number."""
        return self.around(figure.field, figure.start, figure.end)

    def around(self, field: str, start: int, end: int) -> list[str]:
        """Class, side and distance of the nearest cue of each class: "owed<1" touches the span from before, "paid>2" is near
        behind it, 3 is in the same clause and 4 in the same sentence."""
        sentence = self._document.sentence_at(field, start)
        if sentence is None:
            return []
        # Spans are few: to look through what stands around each is quicker than to look through the text.
        floor, ceiling = max(sentence.start, start - _WINDOW), min(sentence.end, end + _WINDOW)
        engine, kinds = _engine()
        found = engine.find_matches_as_indexes(self._document.plain(field)[floor:ceiling])
        start, end = start - floor, end - floor
        before = [(kinds[which][0], start - last) for which, _, last in reversed(found) if last <= start]
        behind = [(kinds[which][1], first - end) for which, first, _ in found if first >= end]
        return [*self._nearest(before), *self._nearest(behind)]

    def _nearest(self, cues: Iterable[tuple[Names, int]]) -> Iterator[str]:
        """The first of each class of CUES, which come with their distance, the nearest first; up to the end of the sentence."""
        told, zone = set(), 0
        for names, away in cues:
            if away > _REACH:
                return
            if not names:
                zone = 4
            elif (kind := names[0] or names[5]) not in told:
                told.add(kind)
                at = zone or (1 if away <= _TOUCHES else 2 if away <= _NEAR else 3)
                yield names[at] if names[0] else names[at].replace(_YEAR_OF, self._year(int(names[5])))

    def _year(self, year: int) -> str:
        """Whether a stated year is this one, the last or long past."""
        ago = self._now - year
        return "past year" if ago > 1 else "last year" if ago == 1 else "this year"

    @cached_property
    def _now(self) -> int:
        """The year of publication; where that is not known the latest that the text states."""
        published = self._document.published
        return published.year if published else int(max(_YEAR.findall(self._document.plain_text), default=0))


Names = tuple[str, ...]
_YEAR_OF = "year"


@lru_cache(maxsize=1)
def _engine() -> tuple[Any, list[tuple[Names, Names]]]:
    """The automaton, and for each of its words the names of its signs before and behind the span, by their distance."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    kinds = {word: line.split()[0] for line in lines("cues") for word in line.split()[1:]}
    names = {word: (_names(kind, "<"), _names(kind, ">")) for word, kind in kinds.items()}
    names |= dict.fromkeys("，,：:", ((), ()))  # a comma sets what is behind it apart
    names |= {f"{year}年": (_names(_YEAR_OF, "<", year), _names(_YEAR_OF, ">", year)) for year in _YEARS}
    # Between other work the small tables of this kind are still in the processor's cache; a full table is not.
    engine = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return engine, list(names.values())


def _names(kind: str, side: str, year: int | None = None) -> Names:
    """The signs of a class by distance, from 1; first whether they are as they stand, last the year that they are told of."""
    told = tuple(f"{kind}{side}{zone}" for zone in (1, 2, 3, 4))
    return ("" if year else kind, *told, str(year or ""))
