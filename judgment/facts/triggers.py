"""Finds, in one pass over a text, the sentences in which a rule's words may stand, so that its pattern is tried nowhere else."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from judgment.document import Document, Sentence
from yanpan_domain.fact import Evidence


@dataclass(frozen=True)
class Rule:
    """What CODE is read by: one of the two-character KEYS stands in every text that PATTERN matches."""

    code: str
    keys: tuple[str, ...]
    pattern: re.Pattern[str]
    confidence: float


def rule(code: str, keys: str, pattern: str, confidence: float) -> Rule:
    return Rule(code, tuple(keys.split()), re.compile(pattern), confidence)


class Place(NamedTuple):
    """Where a key stands."""

    field: str
    start: int
    key: str


class Triggers:
    """The rules of one reader by their keys."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules: dict[str, list[Rule]] = {}
        for one in rules:
            for key in one.keys:
                if len(key) != 2:
                    raise ValueError(f"key {key!r} of {one.code} has not two characters")
                self.rules.setdefault(key, []).append(one)

    def occasions(
        self, document: Document, places: Sequence[Place], found: Container[str] = ()
    ) -> Iterator[tuple[Rule, Sentence]]:
        """Each rule with each sentence that holds one of its keys, in order of the article, the title first.

        A rule whose code the caller has put into FOUND meanwhile is not asked for again.
        """
        told: set[tuple[str, str, int]] = set()
        for field, start, key in places:
            for one in self.rules.get(key, ()):
                if one.code in found:
                    continue
                sentence = document.sentence_at(field, start)
                if sentence is not None and (one.code, field, sentence.start) not in told:
                    told.add((one.code, field, sentence.start))
                    yield one, sentence


class Keys:
    """The keys of several readers, found for all of them in one pass over each field."""

    def __init__(self, *readers: Triggers) -> None:
        self._keys = sorted({key for reader in readers for key in reader.rules})

    @cached_property
    def _engine(self) -> Any:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        return AhoCorasick(self._keys, matchkind=MatchKind.Standard, implementation=Implementation.DFA)

    def places(self, document: Document) -> list[Place]:
        """Every key in title and text, in order."""
        make = tuple.__new__  # a named tuple's own constructor is three times as slow
        return [
            make(Place, (field, start, self._keys[which]))
            for field in ("title", "text")
            for which, start, _ in self._engine.find_matches_as_indexes(document.plain(field), overlapping=True)
        ]


def evidence(document: Document, sentence: Sentence, start: int, end: int, rule: str, confidence: float) -> Evidence:
    """The words from START to END of SENTENCE, as they stand in the article."""
    start, end = sentence.start + start, sentence.start + end
    return Evidence(
        field=sentence.field,
        start=start,
        end=end,
        quote=document.quote(sentence.field, start, end),
        rule=rule,
        confidence=confidence,
    )
