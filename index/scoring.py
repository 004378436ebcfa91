"""Weights of words and phrases: how rare they are among the records, in whole numbers."""

from __future__ import annotations

from math import log

from index.clauses import Phrase, Word
from index.tokens import LEVELS

# A phrase has no strength baked in: it counts as a strong word in the title and as a fair one in the text.
PHRASE_IN_TITLE = 7
PHRASE_IN_TEXT = 5
# More than the words of any query score together: a record with all of them stands above one with some.
ALL_WORDS = 100_000
# Relevance prior: of two records alike in words, the one that tells of a dispute comes first, then labour news. What is not
# about labour at all is further off: labour news is often what an analyst looks for too (benchmarks/index/quality).
RELEVANT = {"dispute": 120, "labour_general": 80}
# The word that was written, where its synonyms are as good: about what a rare word's strength of two would be.
OWN_WORD = 100
# Weights are steps of a tenth of a natural logarithm; finer ones would only shuffle equals.
STEPS = 10


def weight_of(having: int, records: int) -> int:
    """BM25's inverse document frequency of a word that HAVING of RECORDS have."""
    return max(1, round(STEPS * log(1 + (records - having + 0.5) / (having + 0.5))))


def shown_score(score: float) -> float:
    """A hit's whole-number score as people see it: about what BM25 would say."""
    return round(score % ALL_WORDS / (STEPS * LEVELS), 4)


def phrase_levels(phrase: Phrase) -> dict[str, int]:
    """The fields PHRASE is looked for in, and the strength it has there."""
    if phrase.field is not None:
        return {phrase.field: PHRASE_IN_TITLE if phrase.field == "title" else PHRASE_IN_TEXT}
    return {"title": PHRASE_IN_TITLE, "text": PHRASE_IN_TEXT}


def length(alternative: Word | Phrase) -> int:
    """How many words ALTERNATIVE has."""
    return len(alternative.words) if isinstance(alternative, Phrase) else 1
