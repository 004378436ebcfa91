"""Reads a document once for every sign that relevance, issues, form, stage and vulnerable groups need."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2, sqrt
from sys import intern
from typing import Any, NamedTuple, TypeVar

from judgment.document import Document
from judgment.lexicon import BREAK, Lexicon, data_rows, lexicon, with_inner_tags
from yanpan_domain.fact import Evidence

FILES = (
    ("issue", "issues_terms.txt"),
    ("group", "relevance_terms.txt"),
    ("form", "form_terms.txt"),
    ("stage", "stage_terms.txt"),
    ("vulnerable", "vulnerable_terms.txt"),
    ("shield", "shield_terms.txt"),
)


# What ends a sentence, and with it the reach of a rule.
_MARKS = "。！？；!?;\n\r"
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
    """Two tags within `gap` characters of one sentence stand for `key`, a "family:code"."""

    key: str
    weight: float
    gap: int
    name: str


# Words that stand for a code: (field, start, end, weight, rule), the field "title" or "text". Some hundred are made for an
# article and few are read again: a named tuple would take four times as long to make.
Span = tuple[str, int, int, float, str]


@dataclass(slots=True)
class Signs:
    """What was found: spans by "family:code", in order of the text, title first."""

    document: Document
    spans: defaultdict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def length(self) -> int:
        """How many characters title and text have."""
        return len(self.document.text) + len(self.document.title)

    @property
    def thinning(self) -> float:
        """What amounts are divided by: longer texts hold more of everything."""
        return max(1.0, sqrt(self.length / UNIT_LENGTH))

    def once(self, read: Callable[[Signs], T]) -> T:
        """What READ makes of these signs, worked out when it is first asked for; only after all of them are found."""
        known = self._known
        if read not in known:
            known[read] = read(self)
        found: T = known[read]
        return found

    def of(self, family: str, code: str) -> list[Span]:
        return self.spans.get(f"{family}:{code}", [])

    def family(self, family: str) -> dict[str, list[Span]]:
        return self.once(_families).get(family, {})

    def amounts(self, family: str) -> dict[str, float]:
        """Amount per code of FAMILY; several questions heed the same families."""
        known = self._known
        if family not in known:
            thinning = self.thinning
            known[family] = {code: amount(spans, thinning) for code, spans in self.family(family).items()}
        found: dict[str, float] = known[family]
        return found

    def evidence(self, span: Span, confidence: float = 1.0) -> Evidence:
        """SPAN as the evidence that is kept."""
        where, start, end, _, rule = span
        quote = self.document.quote(where, start, end)
        return Evidence(field=where, start=start, end=end, quote=quote, rule=rule, confidence=round(confidence, 3))


def _families(signs: Signs) -> dict[str, dict[str, list[Span]]]:
    found: dict[str, dict[str, list[Span]]] = {family: {} for family, _ in FILES}
    names = _names()
    for key, spans in signs.spans.items():
        family, code = names[key]
        found[family][code] = spans
    return found


def amount(spans: list[Span], thinning: float) -> float:
    """How much SPANS say, on a log scale: one word 1, three different words 2; in longer texts less, by their THINNING."""
    if len(spans) == 1:  # as it is for most codes
        where, _, _, weight, _ = spans[0]
        return log2(1 + weight * (TITLE_FACTOR if where == "title" else 1.0) / thinning)
    total = 0.0
    usual = spans[0][4]
    seen: set[int | tuple[str, int]] = set()
    for where, start, end, weight, rule in spans:
        # Nearly all spans of a code come from one rule: a number is quicker than a pair.
        key = end - start if rule == usual else (rule, end - start)
        if key in seen:
            weight *= REPEAT_FACTOR
        else:
            seen.add(key)
        total += weight * TITLE_FACTOR if where == "title" else weight
    return log2(1 + total / thinning)


@lru_cache(maxsize=1)
def signs_lexicon() -> Lexicon:
    return with_inner_tags(lexicon(FILES, _MARKS), frozenset(("issue", "group")), "shield")


@lru_cache(maxsize=1)
def _keys() -> list[tuple[tuple[str, float], ...]]:
    """Per term its (key, weight) pairs; the key names the rule too."""
    return [
        tuple((intern(f"{t.family}:{t.code}"), t.weight) for t in tags if t.family not in (BREAK, "shield"))
        for tags in signs_lexicon().tags
    ]


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, str]]:
    """Family and code of every key."""
    found = {key for keys in _keys() for key, _ in keys} | {
        rule.key for rules in pair_rules().values() for rule in rules
    }
    return {key: (intern(family), intern(code)) for key in found for family, _, code in [key.partition(":")]}


# What a term is to the pair rules: a bit for each of its tags, a bit for each tag that begins a rule which this term ends, and its
# tags, each with the rules it ends by their first tag. One that ends a sentence has none.
Paired = tuple[int, int, tuple[tuple[str, dict[str, tuple[tuple[str, float, int, str], ...]]], ...]]


@lru_cache(maxsize=1)
def _paired() -> list[Paired | None]:
    """Per term what it is to the pair rules; None for one that is nothing to them."""
    second = _rules_by_second()
    bits = {tag: 1 << at for at, tag in enumerate(sorted({tag for pair in pair_rules() for tag in pair}))}
    found: list[Paired | None] = []
    for tags in signs_lexicon().tags:
        told = tuple((t.code, second.get(t.code, {})) for t in tags if t.family == "group" and t.code in bits)
        if told or any(t.family == BREAK for t in tags):
            own, awaited = {tag for tag, _ in told}, {first for _, rules in told for first in rules}
            found.append((sum(map(bits.__getitem__, own)), sum(map(bits.__getitem__, awaited)), told))
        else:
            found.append(None)
    return found


@lru_cache(maxsize=1)
def pair_rules() -> dict[tuple[str, str], tuple[PairRule, ...]]:
    """Rules by (first tag, second tag) in the order in which they stand in the text."""
    found: dict[tuple[str, str], list[PairRule]] = {}
    for target, weight, first, reach, second in data_rows("pair_rules.txt"):
        rule = PairRule(intern(target), float(weight), int(reach[1:]), f"pair:{first}{reach}{second}")
        for pair in ((first, second),) if reach[0] == ">" else {(first, second), (second, first)}:
            found.setdefault(pair, []).append(rule)
    return {pair: tuple(rules) for pair, rules in found.items()}


@lru_cache(maxsize=1)
def _rules_by_second() -> dict[str, dict[str, tuple[tuple[str, float, int, str], ...]]]:
    """The same rules by the second tag, then by the first; as bare tuples, which are taken apart five times as quickly."""
    found: dict[str, dict[str, tuple[tuple[str, float, int, str], ...]]] = {}
    for (first, second), rules in pair_rules().items():
        found.setdefault(second, {})[first] = tuple(map(tuple, rules))  # type: ignore[arg-type]
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
    keys, spans = _keys(), signs.spans
    for term, start, end in hits:
        for key, weight in keys[term]:
            spans[key].append((name, start, end, weight, key))


# The widest gap of any rule; two hits farther apart are never compared.
_REACH = 24
# How many tags before a hit it is compared with; more never stand within reach in real text.
_MEMORY = 6


def _pair(signs: Signs, name: str, hits: list[Match]) -> None:
    paired, spans = _paired(), signs.spans
    earlier: deque[tuple[int, int, str]] = deque(maxlen=_MEMORY)
    said = last = 0  # the tags of this sentence as bits, and where the last of them ends
    for term, start, end in hits:
        one = paired[term]
        if one is None:
            continue
        own, awaited, tags = one
        if not own:
            earlier.clear()
            said = 0
            continue
        if said & awaited and start - last <= _REACH:
            for _, rules in tags:
                for first_start, first_end, first_tag in earlier:
                    for key, weight, gap, rule in rules.get(first_tag, ()):
                        if start - first_end <= gap:
                            spans[key].append((name, first_start, end, weight, rule))
        for tag, _ in tags:
            earlier.append((start, end, tag))
        said |= own
        last = end
