"""A hit's fragment cut at what matched in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.interface import Hit
from yanpan_domain.judgment import JudgedArticle

# How much of a text is shown where nothing in it matched.
BEGINNING = 120
_ARTICLE = re.compile(r"(?<![0-9a-z])(a[0-9a-f]{20})(?![0-9a-z])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a fragment, matched or not."""

    text: str
    matched: bool


def pieces(hit: Hit[JudgedArticle]) -> list[Piece]:
    """The first fragment of HIT's text cut at its matches, for marking; the start of the text when nothing matched."""
    for highlight in hit.highlights:
        if highlight.field == "text":
            return _cut(highlight.fragment, highlight.spans)
    return [Piece(beginning(hit.record.article.text), False)]


def with_articles(told: str) -> list[Piece]:
    """TOLD cut at the ids of articles in it, for linking."""
    return [piece for piece in (Piece(part, at % 2 == 1) for at, part in enumerate(_ARTICLE.split(told))) if piece.text]


def beginning(text: str, most: int = BEGINNING) -> str:
    """The first MOST characters of TEXT, with a sign that it goes on where it does."""
    return text if len(text) <= most else text[:most] + "…"


def _cut(fragment: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    cut, at = [], 0
    for start, end in spans:
        cut += [Piece(fragment[at:start], False), Piece(fragment[start:end], True)]
        at = end
    return [piece for piece in [*cut, Piece(fragment[at:], False)] if piece.text]
