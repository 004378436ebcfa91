"""Long texts for the automata, slice by slice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

# An automaton counts in bytes, and to give characters back it keeps eight bytes for every byte: 24 MB for a megabyte of
# Chinese. What is longer than this goes through in slices; articles are shorter and go through at once.
LONG = 50_000
# A slice ends behind one of these; they stand in no term but as a term by themselves, so that no hit reaches over the end.
ENDS = ("\n", "。")

Match = tuple[int, int, int]


def find_matches(engine: Any, text: str, overlapping: bool = False) -> Iterable[Match]:
    """(term, start, end) of every hit of the automaton ENGINE in TEXT, in order."""
    if len(text) <= LONG:
        found: list[Match] = engine.find_matches_as_indexes(text, overlapping=overlapping)
        return found
    return _in_slices(engine, text, overlapping)


def _in_slices(engine: Any, text: str, overlapping: bool) -> Iterator[Match]:
    for at, end in slices(text):
        for term, first, last in engine.find_matches_as_indexes(text[at:end], overlapping=overlapping):
            yield term, at + first, at + last


def slices(text: str) -> Iterator[tuple[int, int]]:
    """Where each slice of TEXT starts and ends; one without sentences stays whole, however long."""
    at = 0
    while at < len(text):
        end = max(text.rfind(mark, at, at + LONG) for mark in ENDS) + 1
        if not end:
            behind = [found for mark in ENDS if (found := text.find(mark, at + LONG)) >= 0]
            end = min(behind, default=len(text) - 1) + 1
        yield at, end
        at = end
