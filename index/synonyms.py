"""Words that analysts mean alike, and which of these meanings a record tells of.

A group is one meaning. Records are marked with their meanings when they are written, so that asking for a word with all
its synonyms reads one list instead of dozens, phrases among them (docs/decisions/index-meanings.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from index.clauses import Phrase, Word
from index.scoring import phrase_levels
from index.tokens import MARKS, tokens
from judgment.words import segmenter


@dataclass(frozen=True, slots=True)
class Meaning:
    """A group of synonyms, named after its first word."""

    name: str
    words: tuple[Word | Phrase, ...]


def meaning_of(word: str) -> Meaning | None:
    """What WORD means, when other words mean it too."""
    return _meanings().get(word)


def meanings(title: list[str], text: list[str], marks: Mapping[str, str]) -> dict[str, str]:
    """The meanings in a record with their strength: that of the strongest of their words, as a query would add it up.

    TITLE and TEXT are its tokens, MARKS the strengths of all its words.
    """
    table = _table()
    found: dict[str, str] = {}
    for word in table.words.keys() & marks.keys():
        for name in table.words[word]:
            found[name] = max(found.get(name, ""), marks[word])
    firsts = table.phrases.keys() & marks.keys()
    if firsts:
        texts = {"title": f" {' '.join(title)} ", "text": f" {' '.join(text)} "}
        for first in firsts:
            for second, phrase, name in table.phrases[first]:
                if second in marks:
                    level = max((mark for field, mark in table.levels.items() if phrase in texts[field]), default="")
                    if level > found.get(name, ""):
                        found[name] = level
    return found


@dataclass(frozen=True, slots=True)
class _Table:
    """Every group's words by themselves, and its phrases by their first word: second word, the phrase spaced, group."""

    words: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[str, str, str], ...]]
    levels: dict[str, str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    words: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for meaning in dict.fromkeys(_meanings().values()):
        for one in meaning.words:
            if isinstance(one, Word):
                words[one.text] = (*words.get(one.text, ()), meaning.name)
            else:
                first, second, *_ = one.words
                told = (second, f" {' '.join(one.words)} ", meaning.name)
                phrases[first] = (*phrases.get(first, ()), told)
    levels = {field: MARKS[level] for field, level in phrase_levels(Phrase(("",))).items()}
    return _Table(words, phrases, levels)


@lru_cache(maxsize=1)
def _meanings() -> dict[str, Meaning]:
    """One group a line in `synonyms.txt`, words apart by blanks; a word stands in one group only."""
    lines = files("index").joinpath("synonyms.txt").read_text("utf-8").splitlines()
    groups = [tuple(line.split()) for line in lines if line and not line.startswith("#")]
    return {word: meaning for group in groups for meaning in [_meaning(group)] for word in group}


def _meaning(group: tuple[str, ...]) -> Meaning:
    pieces = [tuple(tokens(segmenter().cut(word))) for word in group]
    words = dict.fromkeys(Word(one[0]) if len(one) == 1 else Phrase(one) for one in pieces if one)
    return Meaning(group[0], tuple(words))
