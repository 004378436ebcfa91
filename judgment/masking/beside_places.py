"""Whether a seeming name is part of a place's name, or stands right behind one as firms do."""

from __future__ import annotations

from functools import lru_cache

from judgment.places.written import place_names


def in_place_name(text: str, start: int, end: int) -> bool:
    """The name of a division or country begins at or before START and covers it, or runs past END."""
    names, beginnings = _place_names()
    for begin in range(max(0, start - 3), end):
        if text[begin : begin + 2] not in beginnings:
            continue
        for over in range(begin + 2, begin + 6):
            if text[begin:over] in names and (begin <= start < over or (begin < end < over)):
                return True
    return False


def behind_place(text: str, start: int) -> bool:
    """A place's name ends at START: 苏州|康宜."""
    names, _ = _place_names()
    if start and text[start - 1] in "省市县区":
        start -= 1
    return any(text[start - size : start] in names for size in (2, 3, 4) if start >= size)


@lru_cache(maxsize=1)
def _place_names() -> tuple[frozenset[str], frozenset[str]]:
    """Names that can only be places, and their first two characters."""
    names = place_names()
    return names, frozenset(name[:2] for name in names)
