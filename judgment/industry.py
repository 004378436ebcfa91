"""The employer's industry, a section of GB/T 4754."""

from __future__ import annotations

from functools import lru_cache
from math import log2

from judgment.document import Document
from judgment.lexicon import Lexicon, lexicon
from yanpan_domain.codes import Industry, Relevance

# A word in the title or at the text's head names the case's own industry more often than a late one.
_TITLE = 2.0
_HEAD = 200


@lru_cache(maxsize=1)
def industry_lexicon() -> Lexicon:
    return lexicon([("industry", "industry_terms.txt")])


def find_industry(document: Document, relevance: Relevance) -> Industry | None:
    """The section most of the words point to; None where none does, and for what has nothing to do with labour."""
    if relevance is Relevance.UNRELATED:
        return None
    counts: dict[str, float] = {}
    words = industry_lexicon()
    for name in ("title", "text"):
        for start, _, term in words.find(document.plain(name)):
            for tag in words.tags[term]:
                place = _TITLE if name == "title" else 1.5 if start < _HEAD else 1.0
                counts[tag.code] = counts.get(tag.code, 0.0) + tag.weight * place
    if not counts:
        return None
    return Industry(min(counts, key=lambda code: (-log2(1 + counts[code]), code)))
