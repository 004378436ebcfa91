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


class Sentence(NamedTuple):
    """A sentence of one field; `start` and `end` count code points in that field, `text` is its plain form."""

    field: str
    start: int
    end: int
    text: str


class Document:
    """Title and text of one article, masked before they came here.

    `plain_title` and `plain_text` are simplified, half-width, lower-case Latin, and as long as the originals, so a span
    found in them is a span of the originals. Everything below is computed once and only when asked for.
    """

    def __init__(self, title: str, text: str, segmenter: Segmenter, published: datetime | None = None) -> None:
        self.title = title
        self.text = text
        self.published = published
        self.segmenter = segmenter

    @cached_property
    def plain_title(self) -> str:
        return plain(self.title)

    @cached_property
    def plain_text(self) -> str:
        return plain(self.text)

    def plain(self, field: str) -> str:
        return self.plain_title if field == "title" else self.plain_text

    def quote(self, field: str, start: int, end: int) -> str:
        return (self.title if field == "title" else self.text)[start:end]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The title as one sentence, then those of the text, in order."""
        title = (Sentence("title", 0, len(self.title), self.plain_title),) if self.title else ()
        matches = _SENTENCE.finditer(self.plain_text)
        return title + tuple(Sentence("text", *m.span(), found) for m in matches if not (found := m.group()).isspace())

    @cached_property
    def _starts(self) -> list[int]:
        """Where the sentences of the text start, in order."""
        return [one.start for one in self.sentences if one.field == "text"]

    def sentence_at(self, field: str, place: int) -> Sentence | None:
        """The sentence of FIELD that holds PLACE or ends before it; None where none has begun."""
        if field == "title":
            return self.sentences[0]
        at = bisect_right(self._starts, place) - 1
        return self.sentences[at + bool(self.title)] if at >= 0 else None

    @cached_property
    def title_words(self) -> list[str]:
        return self.segmenter.cut(self.plain_title)

    @cached_property
    def words(self) -> list[str]:
        """Words of the plain text, in order; joined they give the text back."""
        return self.segmenter.cut(self.plain_text)
