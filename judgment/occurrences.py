"""Where a word stands in a text: for a word or two quicker than any pattern."""

from __future__ import annotations

from collections.abc import Iterator


def occurrences(text: str, word: str) -> Iterator[int]:
    """Every place where WORD starts in TEXT, in order; of two that overlap the first."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
