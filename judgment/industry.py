"""The employer's industry, a section of GB/T 4754."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from math import log2

from judgment.document import Document
from judgment.lexicon import Lexicon, lexicon
from judgment.words import plain
from yanpan_domain.codes import Industry, Relevance
from yanpan_domain.fact import EmployerMention

# What the employer is called counts more than all that is said around it.
_NAME = 12.0
# A word in the title or at the text's head names the case's own industry more often than a late one.
_TITLE = 2.0
_HEAD = 200


@lru_cache(maxsize=1)
def industry_lexicon() -> Lexicon:
    return lexicon([("industry", "industry_terms.txt")])


@lru_cache(maxsize=1)
def _sections() -> list[tuple[tuple[str, float], ...]]:
    """Per term its (section, weight) pairs."""
    return [tuple((tag.code, tag.weight) for tag in tags) for tags in industry_lexicon().tags]


@lru_cache(maxsize=1)
def _name_words() -> tuple[dict[str, str], int]:
    """Word of a name → section, and how long the longest is."""
    lines = (files("judgment") / "data" / "industry_names.txt").read_text(encoding="utf-8").splitlines()
    words = {word: line[0] for line in lines if line and line[0] != "#" for word in line.split()[1:]}
    return words, max(map(len, words))


def section_in_name(name: str) -> str | None:
    """The section that an employer's NAME tells: of the words in it the one nearest to the end, the longest of those."""
    told, (words, longest) = plain(name), _name_words()
    for end in range(len(told), 0, -1):
        for start in range(max(0, end - longest), end):
            if section := words.get(told[start:end]):
                return section
    return None


def find_industry(
    document: Document, relevance: Relevance, employers: tuple[EmployerMention, ...] = ()
) -> Industry | None:
    """The section most of the words point to; None where none does, and for what has nothing to do with labour."""
    if relevance is Relevance.UNRELATED:
        return None
    counts: dict[str, float] = {}
    if employers and (told := section_in_name(employers[0].name)):
        counts[told] = _NAME
    words, sections = industry_lexicon(), _sections()
    for name in ("title", "text"):
        for term, start, _ in words.matches(document.plain(name)):
            for section, weight in sections[term]:
                place = _TITLE if name == "title" else 1.5 if start < _HEAD else 1.0
                counts[section] = counts.get(section, 0.0) + weight * place
    if not counts:
        return None
    return Industry(min(counts, key=lambda code: (-log2(1 + counts[code]), code)))
