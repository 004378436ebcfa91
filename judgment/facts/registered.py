"""Where a registered name begins that holds words which no name seems to contain: 北京悦听无限科技有限公司, 苏州康宜和医疗投资有限公司."""

from __future__ import annotations

from judgment.facts.edges import last_mark, place_names
from judgment.facts.lexicon import words
from judgment.words import known, tagged

ENDINGS = ("有限公司", "有限责任公司")
_REACH, _LONGEST, _LEAST = 24, 12, 2  # characters before the ending; of them those behind the place
# Single characters that link names with what stands around them; the others (和, 听, 开, 日 …) names are made of.
_LINKS = frozenset("的了在与被向是由从让把将给为及或因称说据以其这那该此我你他她们等对至但而并")
# Of these kinds a first word is as well coined as one that the dictionary does not know: names, adjectives, single signs.
_COINED = frozenset("nr nrt nrfg nz ng ag a an b x eng".split())

Words = list[tuple[int, str, str]]
"""Where each word starts, the word, its part of speech."""


def registered_edge(text: str, floor: int, start: int, end: int) -> int | None:
    """Where the name begins whose suffix stands from START to END: at the place before it, or else, where a mark or a link
    stands before it, at a coined word; None where neither is there."""
    floor = last_mark(text, max(floor, start - _REACH), start)
    inside = _without_links(text, floor, start, end)
    after = next((at + 1 for at in range(len(inside) - 1, -1, -1) if _is_place(*inside[at][1:])), 0)
    if after < len(inside) and _coined(*inside[after][1:]) and _LEAST <= start - inside[after][0] <= _LONGEST:
        return inside[_first_of_places(inside, after)][0]
    return None


def _without_links(text: str, floor: int, start: int, end: int) -> Words:
    """The words before the suffix that starts at START, from the last one on that only links."""
    inside: Words = []
    place = end
    for word, part in reversed(tagged(text[floor:end])):
        if _links(word):
            break
        place -= len(word)
        if place < start:
            inside.append((place, word, part))
    return inside[::-1]


def _links(word: str) -> bool:
    return word in _LINKS if len(word) == 1 else word in words("name_stops")


def _is_place(word: str, part: str) -> bool:
    # Of a word that the dictionary does not know the engine guesses the part: 澜湾 is no place.
    return len(word) > 1 and ((part == "ns" and known(word)) or word in place_names())


def _coined(word: str, part: str) -> bool:
    return len(word) == 1 or not known(word) or part in _COINED


def _first_of_places(inside: Words, after: int) -> int:
    """江苏|苏州|…: the outermost of the places that stand before the word at AFTER without a gap."""
    while after and _is_place(*inside[after - 1][1:]):
        after -= 1
    return after
