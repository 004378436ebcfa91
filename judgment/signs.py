"""Reads a document once for every sign that relevance, issues, form, stage and vulnerable groups need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2, sqrt
from sys import intern
from typing import Any, NamedTuple, TypeVar

from judgment.document import Document
from judgment.lexicon import Lexicon, data_rows, lexicon, with_inner_tags
from yanpan_domain.fact import Evidence

FILES = (
    ("issue", "issues_terms.txt"),
    ("group", "relevance_terms.txt"),
    ("form", "form_terms.txt"),
    ("stage", "stage_terms.txt"),
    ("vulnerable", "vulnerable_terms.txt"),
    ("shield", "shield_terms.txt"),
)


T = TypeVar("T")
# (term, start, end), as the automaton gives it.
Match = tuple[int, int, int]


# A word in the title says as much as two in the text.
TITLE_FACTOR = 2.0
# The second and later use of a word says less than the first.
REPEAT_FACTOR = 0.3
# A text of this length is the unit; longer ones hold more of everything (median of real excerpts, about 300 to 600).
UNIT_LENGTH = 400


class PairRule(NamedTuple):
    """Two tags within `gap` characters of one sentence stand for `key`, a (family, code)."""

    key: tuple[str, str]
    weight: float
    gap: int
    name: str


class Span(NamedTuple):
    """Words that stand for a code: `field` is "title" or "text"."""

    field: str
    start: int
    end: int
    weight: float
    rule: str


@dataclass(slots=True)
class Signs:
    """What was found: spans by (family, code), in order of the text, title first."""

    document: Document
    spans: defaultdict[tuple[str, str], list[Span]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def length(self) -> int:
        """How many characters title and text have."""
        return len(self.document.text) + len(self.document.title)

    def once(self, read: Callable[[Signs], T]) -> T:
        """What READ makes of these signs, worked out when it is first asked for; only after all of them are found."""
        known = self._known
        if read not in known:
            known[read] = read(self)
        found: T = known[read]
        return found

    def of(self, family: str, code: str) -> list[Span]:
        return self.spans.get((family, code), [])

    def family(self, family: str) -> dict[str, list[Span]]:
        return self.once(_families).get(family, {})

    def amounts(self, family: str) -> dict[str, float]:
        """Amount per code of FAMILY; several questions heed the same families."""
        known = self._known
        if family not in known:
            length = self.length
            known[family] = {code: amount(spans, length) for code, spans in self.family(family).items()}
        found: dict[str, float] = known[family]
        return found

    def evidence(self, span: Span, confidence: float = 1.0) -> Evidence:
        """SPAN as the evidence that is kept."""
        quote = self.document.quote(span.field, span.start, span.end)
        return Evidence(
            field=span.field,
            start=span.start,
            end=span.end,
            quote=quote,
            rule=span.rule,
            confidence=round(confidence, 3),
        )


def _families(signs: Signs) -> dict[str, dict[str, list[Span]]]:
    found: defaultdict[str, dict[str, list[Span]]] = defaultdict(dict)
    for (family, code), spans in signs.spans.items():
        found[family][code] = spans
    return found


def amount(spans: list[Span], length: int) -> float:
    """How much SPANS say in a text of LENGTH characters, on a log scale: one word 1, three different words 2."""
    if len(spans) == 1:  # as it is for most codes
        total = spans[0].weight * (TITLE_FACTOR if spans[0].field == "title" else 1.0)
        return log2(1 + total / max(1.0, sqrt(length / UNIT_LENGTH)))
    total = 0.0
    usual = spans[0].rule
    seen: set[int | tuple[str, int]] = set()
    for where, start, end, weight, rule in spans:
        # Nearly all spans of a code come from one rule: a number is quicker than a pair.
        key = end - start if rule == usual else (rule, end - start)
        if key in seen:
            weight *= REPEAT_FACTOR
        else:
            seen.add(key)
        total += weight * TITLE_FACTOR if where == "title" else weight
    return log2(1 + total / max(1.0, sqrt(length / UNIT_LENGTH)))


@lru_cache(maxsize=1)
def signs_lexicon() -> Lexicon:
    return with_inner_tags(lexicon(FILES, breaks=True), frozenset(("issue", "group")), "shield")


@lru_cache(maxsize=1)
def _keys() -> list[tuple[tuple[tuple[str, str], float, str], ...]]:
    """Per term its (key, weight, rule) triples."""
    return [
        tuple(
            ((t.family, t.code), t.weight, intern(f"{t.family}:{t.code}"))
            for t in tags
            if t.family not in ("break", "shield")
        )
        for tags in signs_lexicon().tags
    ]


@lru_cache(maxsize=1)
def _paired() -> list[tuple[tuple[str, dict[str, tuple[PairRule, ...]]], ...] | None]:
    """Per term its tags that take part in pair rules, each with the rules it ends by their first tag.

    A term that ends a sentence has none; None stands for a term that is nothing to the rules.
    """
    second = _rules_by_second()
    tags_of_rules = {tag for pair in pair_rules() for tag in pair}
    found: list[tuple[tuple[str, dict[str, tuple[PairRule, ...]]], ...] | None] = []
    for tags in signs_lexicon().tags:
        told = tuple((t.code, second.get(t.code, {})) for t in tags if t.family == "group" and t.code in tags_of_rules)
        found.append(told if told or any(t.family == "break" for t in tags) else None)
    return found


@lru_cache(maxsize=1)
def pair_rules() -> dict[tuple[str, str], tuple[PairRule, ...]]:
    """Rules by (first tag, second tag) in the order in which they stand in the text."""
    found: dict[tuple[str, str], list[PairRule]] = {}
    for target, weight, first, reach, second in data_rows("pair_rules.txt"):
        family, _, code = target.partition(":")
        rule = PairRule((family, code), float(weight), int(reach[1:]), f"pair:{first}{reach}{second}")
        for pair in ((first, second),) if reach[0] == ">" else {(first, second), (second, first)}:
            found.setdefault(pair, []).append(rule)
    return {pair: tuple(rules) for pair, rules in found.items()}


@lru_cache(maxsize=1)
def _rules_by_second() -> dict[str, dict[str, tuple[PairRule, ...]]]:
    """The same rules by the second tag, then by the first."""
    found: dict[str, dict[str, tuple[PairRule, ...]]] = {}
    for (first, second), rules in pair_rules().items():
        found.setdefault(second, {})[first] = rules
    return found


def read_signs(document: Document) -> Signs:
    """Every sign in title and text of DOCUMENT."""
    signs = Signs(document)
    for name in ("title", "text"):
        hits = signs_lexicon().matches(document.plain(name))
        _collect(signs, name, hits)
        _pair(signs, name, hits)
    return signs


def _collect(signs: Signs, name: str, hits: list[Match]) -> None:
    keys = _keys()
    spans = signs.spans
    make = tuple.__new__  # a named tuple's own constructor costs more than all the rest of this loop
    for term, start, end in hits:
        for key, weight, rule in keys[term]:
            spans[key].append(make(Span, (name, start, end, weight, rule)))


# The widest gap of any rule; two hits farther apart are never compared.
_REACH = 24
# How many tags before a hit it is compared with; more never stand within reach in real text.
_MEMORY = 6


def _pair(signs: Signs, name: str, hits: list[Match]) -> None:
    paired, spans = _paired(), signs.spans
    make = tuple.__new__
    earlier: list[tuple[int, int, str]] = []
    said: set[str] = set()
    for term, start, end in hits:
        tags = paired[term]
        if tags is None:
            continue
        if not tags:
            earlier.clear()
            said.clear()
            continue
        if earlier and start - earlier[-1][1] <= _REACH:
            for _, rules in tags:
                for first_start, first_end, first_tag in () if said.isdisjoint(rules) else earlier[-_MEMORY:]:
                    if first_tag in rules:
                        for key, weight, gap, rule in rules[first_tag]:
                            if start - first_end <= gap:
                                spans[key].append(make(Span, (name, first_start, end, weight, rule)))
        for tag, _ in tags:
            earlier.append((start, end, tag))
            said.add(tag)
