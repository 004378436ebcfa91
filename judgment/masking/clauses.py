"""The dictionary's words of a text, cut only in the clauses that are asked about."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

from judgment.words import rjieba_segmenter

# Each is a word by itself and none reaches over it, so that a clause has the words that it has in the whole text.
_MARK = re.compile(r"[，。！？；：、\n]")


class Clauses:
    """Where words start in TEXT; most of a text holds no seeming name and need not be cut."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cut_words = rjieba_segmenter().by_dictionary
        self._words: dict[int, str] = {}
        self._cut: set[int] = set()

    @cached_property
    def _marks(self) -> list[int]:
        lengths = map(len, _MARK.split(self._text))
        return [end + marks for marks, end in enumerate(accumulate(lengths))]

    def word_at(self, at: int) -> str | None:
        """The word that starts at AT, None where none does."""
        if word := self._words.get(at):
            return word
        clause = bisect_left(self._marks, at)
        if clause not in self._cut and clause < len(self._marks):
            self._cut.add(clause)
            self._cut_up(clause)
        return self._words.get(at)

    def _cut_up(self, clause: int) -> None:
        """Cuts the clause together with the mark that ends it."""
        start = self._marks[clause - 1] + 1 if clause else 0
        words = self._cut_words(self._text[start : self._marks[clause] + 1])
        self._words.update(zip(accumulate(map(len, words), initial=start), words, strict=False))
