"""Finds, in one pass over a text, the sentences in which a rule's words may stand, so that its pattern is tried nowhere else."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from judgment.document import Document, Sentence
from judgment.facts.spots import Key
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
        self, document: Document, keys: Sequence[Key], found: Container[str] = ()
    ) -> Iterator[tuple[Rule, Sentence]]:
        """Each rule with each sentence that holds one of its KEYS, in order of the article, the title first.

        A rule whose code the caller has put into FOUND meanwhile is not asked for again.
        """
        told: set[tuple[str, str, int]] = set()
        rules_of = self.rules
        for field, start, word in keys:
            for one in rules_of[word]:
                code = one.code
                if code in found:
                    continue
                sentence = document.sentence_at(field, start)
                if sentence is not None and (occasion := (code, field, sentence.start)) not in told:
                    told.add(occasion)
                    yield one, sentence


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
