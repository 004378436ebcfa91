"""Employers that newspapers call by a bare name without any suffix (饿了么, 富士康, 九巴)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def find_brands(text: str) -> Iterator[tuple[int, int]]:
    """Spans of known bare names in the plain TEXT, the longest at each place, from left to right."""
    table = _table()
    place, end = 0, len(text) - 1
    pairs = set(map("".join, pairwise(text))) & table.keys()
    if not pairs:
        return
    starts = sorted({at for pair in pairs for at in _places(text, pair)})
    place = 0
    for start in starts:
        if start < place or start > end:
            continue
        for name in table[text[start : start + 2]]:
            if text.startswith(name, start) and _whole(text, start, start + len(name)):
                place = start + len(name)
                yield start, place
                break


def _places(text: str, pair: str) -> Iterator[int]:
    at = text.find(pair)
    while at >= 0:
        yield at
        at = text.find(pair, at + 1)


def _whole(text: str, start: int, end: int) -> bool:
    """Latin names end where Latin letters end."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (text[start] in _LATIN and before in _LATIN) and not (text[end - 1] in _LATIN and after in _LATIN)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """Names by their first two characters, longest first."""
    table: dict[str, set[str]] = {}
    lines = (files("judgment") / "data" / "facts_brands.txt").read_text("utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            for name in line.split():
                table.setdefault(name[:2], set()).add(name)
    return {pair: tuple(sorted(names, key=lambda name: (-len(name), name))) for pair, names in table.items()}
