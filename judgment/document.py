"""An article made ready for reading rules: plain characters at unchanged offsets, sentences, words."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from judgment.words import Segmenter, plain

# A sentence ends at 。！？； or a line break; closing quotes and brackets stay with it.
_SENTENCE = re.compile(r"[^。！？!?；;\n\r]+(?:[。！？!?；;]+[”’」』）)\]】]*|(?=[\n\r])|\Z)")
# What stands between two sentences belongs to the first of them, but for line breaks. The pattern begins with one class of
# characters, so that the engine skips from one of them to the next.
_BETWEEN = re.compile(r"[。！？!?；;\n\r](?:(?<=[\n\r])[\n\r]*|(?<![\n\r])[。！？!?；;]*[”’」』）)\]】]*)")


class Sentence(NamedTuple):
    """A sentence of one field; `start` and `end` count code points in that field, `text` is its plain form."""

    field: str
    start: int
    end: int
    text: str


class Document:
    """Title and text of one article, masked before they came here.

    `plain_title` and `plain_text` are simplified, half-width, lower-case Latin, and as long as the originals, so a span
    found in them is a span of the originals. Everything else is computed once and only when asked for.
    """

    def __init__(
        self,
        title: str,
        text: str,
        segmenter: Segmenter,
        published: datetime | None = None,
        already_plain: bool = False,
    ) -> None:
        self.title = title
        self.text = text
        self.published = published
        self.segmenter = segmenter
        self.plain_title = title if already_plain else plain(title)
        self.plain_text = text if already_plain else plain(text)
        self._asked: dict[int, Sentence | None] = {}

    def plain(self, field: str) -> str:
        return self.plain_title if field == "title" else self.plain_text

    def quote(self, field: str, start: int, end: int) -> str:
        return (self.title if field == "title" else self.text)[start:end]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The title as one sentence, then those of the text, in order."""
        title = (Sentence("title", 0, len(self.title), self.plain_title),) if self.title else ()
        matches = _SENTENCE.finditer(self.plain_text)
        make = tuple.__new__  # three times as quick as Sentence(...)
        return title + tuple(
            make(Sentence, ("text", *m.span(), found)) for m in matches if not (found := m.group()).isspace()
        )

    @cached_property
    def _starts(self) -> list[int]:
        """Where the sentences of the text start, in order."""
        return [0, *[match.end() for match in _BETWEEN.finditer(self.plain_text)]]

    def sentence_at(self, field: str, place: int) -> Sentence | None:
        """The sentence of FIELD that holds PLACE; None between sentences. Cuts that one alone: few are asked for."""
        if field == "title":
            return Sentence("title", 0, len(self.title), self.plain_title)
        at = bisect_right(self._starts, place) - 1
        if at not in self._asked:
            match = _SENTENCE.match(self.plain_text, self._starts[at])
            self._asked[at] = tuple.__new__(Sentence, ("text", *match.span(), match.group())) if match else None
        return self._asked[at]

    @cached_property
    def title_words(self) -> list[str]:
        return self.segmenter.cut(self.plain_title)

    @cached_property
    def words(self) -> list[str]:
        """Words of the plain text, in order; joined they give the text back."""
        return self.segmenter.cut(self.plain_text)
