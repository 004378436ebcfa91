"""The dictionary's words of a text, cut only in the clauses that are asked about."""

from __future__ import annotations

import re

from judgment.words import rjieba_segmenter

# Each is a word by itself and none reaches over it, so that a clause has the words that it has in the whole text.
_MARK = re.compile(r"[，。！？；：、\n]")
_TO_LAST_MARK = re.compile(rf".*{_MARK.pattern}", re.DOTALL)


class Clauses:
    """Where words start in TEXT; most of a text holds no seeming name and need not be cut."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cut_words = rjieba_segmenter().by_dictionary
        self._words: dict[int, str] = {}
        self._is_cut = bytearray(len(text))  # by place

    def word_at(self, at: int) -> str | None:
        """The word that starts at AT, None where none does."""
        if at < len(self._is_cut) and not self._is_cut[at]:
            self._cut_up(at)
        return self._words.get(at)

    def _cut_up(self, at: int) -> None:
        """Cuts the clause of AT together with the mark that ends it."""
        before, behind = _TO_LAST_MARK.match(self._text, 0, at), _MARK.search(self._text, at)
        start, end = before.end() if before else 0, behind.end() if behind else len(self._text)
        self._is_cut[start:end] = b"\1" * (end - start)
        for word in self._cut_words(self._text[start:end]):
            self._words[start] = word
            start += len(word)
