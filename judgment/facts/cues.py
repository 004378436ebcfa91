"""Which words stand beside a number or a name: of each class of data/facts_cues.txt the nearest on either side in the same
sentence says something about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
_COMMAS = "，,：:"
_ONE = "他她我某"
# Several cases under one headline: 案例一 … 案例二, 一、某公司拖欠工资案. It begins with one class of characters, so that the engine
# skips from one of them to the next.
_CASES = re.compile(
    r"[案一二三四五六七八九十1-9](?:(?<=案)例[一二三四五六七八九十0-9]|(?<=案)[一二三四五六][:：、，\s]"
    r"|(?<=[一二三四五六七八九十])[、.][^，。\n]{4,40}案\b|(?<=[1-9])[.．、][^，。\n]{2,24}公司)"
)
_OF_ONE, _OF_SEVERAL = ((1, "he 1"), (4, "he 4")), ((1, "they 1"), (4, "they 4"))


class Cues:
    """The cues of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def whom(self) -> list[str]:
        """Whether the text speaks of one person or of several, and of several cases."""
        text = self._document.plain_text
        several = text.count("们")
        single = sum(map(text.count, _ONE)) - several
        spoken = [sign for least, sign in _OF_ONE if single >= least]
        if ("案" in text or "公司" in text) and len(_CASES.findall(text)) > 1:
            spoken.append("case by case")
        return [*spoken, *[sign for least, sign in _OF_SEVERAL if several >= least]]

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
        engine, names_before, names_behind = _engine()
        found = engine.find_matches_as_indexes(self._document.plain(field)[floor:ceiling])
        start, end = start - floor, end - floor
        before = [(names_before[which], start - last) for which, _, last in reversed(found) if last <= start]
        behind = [(names_behind[which], first - end) for which, first, _ in found if first >= end]
        return [*self._nearest(before), *self._nearest(behind)]

    def _nearest(self, cues: list[tuple[Names, int]]) -> Iterable[str]:
        """The first of each class of CUES, which come with their distance, the nearest first; up to the end of the sentence."""
        told: dict[str | int, str] = {}
        zone = 0
        for (kind, signs), away in cues:
            if away > _REACH:
                break
            if not signs:
                zone = _BEHIND_COMMA
            elif kind not in told:
                sign = signs[zone or (0 if away <= _TOUCHES else 1 if away <= _NEAR else 2)]
                told[kind] = sign if isinstance(kind, str) else sign.replace(_YEAR_OF, self._year(kind))
        return told.values()

    def _year(self, year: int) -> str:
        """Whether a stated year is this one, the last or long past."""
        ago = self._now - year
        return "past year" if ago > 1 else "last year" if ago == 1 else "this year"

    @cached_property
    def _now(self) -> int:
        """The year of publication; where that is not known the latest that the text states."""
        published = self._document.published
        return published.year if published else int(max(_YEAR.findall(self._document.plain_text), default=0))


# A class, or a year, and its signs by distance; a comma, which sets what is behind it apart, has none.
Names = tuple[str | int, tuple[str, ...]]
_YEAR_OF = "year"
_BEHIND_COMMA = 3


@lru_cache(maxsize=1)
def _engine() -> tuple[Any, list[Names], list[Names]]:
    """The automaton, and for each of its words the names of its signs before and behind the span."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    kinds: dict[str, str | int] = {word: line.split()[0] for line in lines("cues") for word in line.split()[1:]}
    kinds |= {f"{year}年": year for year in _YEARS} | dict.fromkeys(_COMMAS, "")
    # Between other work the small tables of this kind are still in the processor's cache; a full table is not.
    engine = AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return engine, [_names(kind, "<") for kind in kinds.values()], [_names(kind, ">") for kind in kinds.values()]


def _names(kind: str | int, side: str) -> Names:
    """The signs of a class by distance: touching, near, in the clause, in the sentence; of a year those of what it will be told as."""
    told = kind if isinstance(kind, str) else _YEAR_OF
    return kind, tuple(f"{told}{side}{zone}" for zone in (1, 2, 3, 4)) if told else ()
