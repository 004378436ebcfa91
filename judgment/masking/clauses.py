"""The dictionary's words of a text, cut only in the clauses that are asked about."""

from __future__ import annotations

import re
from itertools import accumulate

from judgment.words import rjieba_segmenter

# Each is a word by itself and none reaches over it, so that a clause has the words that it has in the whole text.
_MARK = re.compile(r"[，。！？；：、\n]")
_TO_LAST_MARK = re.compile(rf".*{_MARK.pattern}", re.DOTALL)
_UNCUT = ""


class Clauses:
    """Where words start in TEXT; most of a text holds no seeming name and need not be cut."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cut_words = rjieba_segmenter().by_dictionary
        # By place, None inside a word; a place that is not here was not cut yet.
        self._words: dict[int, str | None] = {}

    def word_at(self, at: int) -> str | None:
        """The word that starts at AT, None where none does."""
        word = self._words.get(at, _UNCUT)
        return self._cut_up(at) if word == _UNCUT else word

    def _cut_up(self, at: int) -> str | None:
        """Cuts the clause of AT together with the mark that ends it."""
        before, behind = _TO_LAST_MARK.match(self._text, 0, at), _MARK.search(self._text, at)
        start, end = before.end() if before else 0, behind.end() if behind else len(self._text)
        words = self._cut_words(self._text[start:end])
        self._words[at] = None
        self._words.update(dict.fromkeys(range(start, end)))
        self._words.update(zip(accumulate(map(len, words), initial=start), words, strict=False))
        return self._words[at]
