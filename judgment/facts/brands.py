"""Employers that newspapers call by a bare name without any suffix (饿了么, 富士康, 九巴)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from judgment.facts.lexicon import lines
from judgment.words import known, tagged

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def find_brands(text: str, spots: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those SPOTS of known bare names in the plain TEXT that stand for one, the longest at each place, from left to right."""
    last = 0
    for start, end in sorted(spots, key=lambda span: (span[0], -span[1])):
        if start < last or not _whole(text, start, end) or (end - start == 2 and inside_words(text, start)):
            continue
        last = end
        yield start, end


def _whole(text: str, start: int, end: int) -> bool:
    """Latin names end where Latin letters end."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (text[start] in _LATIN and before in _LATIN) and not (text[end - 1] in _LATIN and after in _LATIN)


def inside_words(text: str, start: int) -> bool:
    """Whether a common word cuts through the two characters at START: 台电 in "一台电脑"."""
    if not (known(text[max(0, start - 1) : start + 1]) or known(text[start + 1 : start + 3])):
        return False
    place = max(0, start - 3)
    for word, _ in tagged(text[place : start + 5]):
        end = place + len(word)
        if (place < start < end or place < start + 2 < end) and len(word) > 1 and known(word):
            return place > start or end < start + 2 or len(word) < 4
        place = end
    return False


@lru_cache(maxsize=1)
def full_names() -> dict[str, str]:
    """The full name that a short one stands for."""
    return {line.split()[0]: line.split()[1] for line in lines("aliases")}
