"""Which of the values that an article states is the dispute's own: every value has signs, every sign a weight, and the greatest sum
wins; where no sum is above 0 the article states none.

The weights are learned from the project's own texts (judgment/training/build_facts.py) and lie as a table in
data/facts_weights.txt. Of the signs one is what the rules of a fact say by hand, "rules"; the others are where and how often
a value stands, how it compares with the other values, and the words beside it (cues.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations
from math import exp, inf, log10

from judgment.document import Document
from judgment.facts.cues import Cues
from judgment.facts.figures import Figure
from judgment.facts.lexicon import lines
from yanpan_domain.codes import Basis

BIAS = "any"
Sizes = tuple[tuple[float, str], ...]
"""Thresholds with the names of their signs."""
_LEAD, _EARLY, _LATE, _LONG = 120, 300, 0.7, 400  # characters; the share of a text that is longer
_NEAR = 0.12  # how far a headline rounds
_SMALL_SHARE = 0.2
LOOKED_AT = 3  # mentions whose surroundings are heeded; the later ones say nothing new
_SUMMED = 12  # values among which sums are looked for


def sizes(*steps: float) -> Sizes:
    """STEPS as thresholds: ">=10" is a sign of ten and more."""
    return tuple((step, f">={step:g}") for step in steps)


@dataclass(frozen=True, slots=True)
class Value:
    """An amount with all its mentions, how firmly the rules read it, and whether they would choose it."""

    amount: float
    mentions: tuple[Figure, ...]
    rules: float
    first: bool
    told: tuple[str, ...] = ()


def joined(values: Sequence[Value]) -> list[Value]:
    """VALUES where an exact one takes in the approximate ones that round it: 近400名 in the headline, 372名 in the text."""
    exact = [value for value in values if any(one.value.basis is Basis.EXACT for one in value.mentions)]
    taken: dict[float, list[Value]] = defaultdict(list)
    for value in values:
        if value not in exact and value.mentions[0].field == "title" and (other := _rounded_from(value, exact)):
            taken[other.amount].append(value)
    gone = {id(value) for rounded in taken.values() for value in rounded}
    return [_with(value, taken[value.amount]) for value in values if id(value) not in gone]


def _rounded_from(value: Value, exact: Sequence[Value]) -> Value | None:
    """The exact value nearest to the approximate VALUE, where one lies within what rounding leaves open."""
    number = value.mentions[0].value
    low = number.low if number.basis in (Basis.AT_LEAST, Basis.WORD) else _ROUNDED[0] * number.low
    high = min(number.high or inf, _ROUNDED[1] * number.low) if number.high != number.low else _ROUNDED[1] * number.low
    near = [one for one in exact if low <= one.amount <= high]
    return min(near, key=lambda one: abs(one.amount - value.amount), default=None)


_ROUNDED = (0.88, 1.12)  # how far headlines round


def _with(value: Value, rounded: Sequence[Value]) -> Value:
    alike = (value, *rounded)
    mentions = sorted(
        (one for each in alike for one in each.mentions), key=lambda one: (one.field == "text", one.start)
    )
    return Value(
        value.amount,
        tuple(mentions),
        max(one.rules for one in alike),
        any(one.first for one in alike),
        tuple(dict.fromkeys(sign for one in alike for sign in one.told)),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """The value that is the dispute's, by what sum, and the signs that spoke most for it."""

    value: Value
    score: float
    because: tuple[str, ...]


def choose(fact: str, document: Document, cues: Cues, values: Sequence[Value], sizes: Sizes) -> Choice | None:
    """The value of FACT whose signs weigh most; None where none weighs enough."""
    signs = signs_of(document, cues, values, sizes)
    ranked = heaviest_first(fact, signs)
    if not ranked or ranked[0][1] <= 0:
        return None
    (at, most), weights = ranked[0], weights_of(fact)
    pulls = sorted(signs[at], key=lambda sign: -weights.get(sign, 0.0) * signs[at][sign])
    return Choice(values[at], most, tuple(pulls[:_SHOWN]))


def heaviest_first(fact: str, signs: Sequence[Mapping[str, float]]) -> list[tuple[int, float]]:
    """Which of the values with these SIGNS weighs how much, the heaviest first; of equal ones the one given first."""
    weights = weights_of(fact)
    sums = [
        weights[BIAS] + sum([weights[sign] * much for sign, much in found.items() if sign in weights])
        for found in signs
    ]
    return sorted(enumerate(sums), key=lambda one: -one[1])


_SHOWN = 3


def confidence(chosen: Choice) -> float:
    """How sure the choice is against stating nothing."""
    return round(1 / (1 + exp(-chosen.score)), 2)


@lru_cache(maxsize=4)
def weights_of(fact: str) -> Mapping[str, float]:
    """Sign → weight for FACT."""
    rows = (line.split("\t") for line in lines("weights"))
    return {sign: float(weight) for name, sign, weight in rows if name == fact}


def signs_of(document: Document, cues: Cues, values: Sequence[Value], sizes: Sizes) -> list[dict[str, float]]:
    """The signs of each of VALUES with their amounts; SIZES are the thresholds that make an amount large."""
    if not values:
        return []
    amounts = sorted([value.amount for value in values], reverse=True)
    beside, order, sums = _sentence_mates(document, values), _order(values), _sums(amounts[:_SUMMED])
    found = []
    for value in values:
        told = [*value.told, *cues.whom, *beside[value.amount], *order.get(value.amount, ())]
        told += _standing(document, value)
        told += _size(value.amount, amounts, sums)
        told += [name for step, name in sizes if value.amount >= step]
        told += _near(value, values)
        for one in value.mentions[:LOOKED_AT]:
            told += (_UNIT[one.unit or one.kind], _BASIS[one.value.basis])
            told += cues.beside(one)
        signs = dict.fromkeys(told, 1.0)
        signs["rules"] = value.rules
        signs["log"] = log10(max(1.0, value.amount))
        signs["log share"] = log10(max(1.0, value.amount) / max(1.0, amounts[0]))
        if value.first:
            signs["first by rules"] = 1.0
        found.append(signs)
    return found


class _Units(dict[str, str]):
    """Unit → the name of its sign."""

    def __missing__(self, unit: str) -> str:
        return self.setdefault(unit, f"unit {unit}")


# The names of signs, made once: to format them for each number takes longer than all else.
_BASIS = {basis: f"basis {basis}" for basis in Basis}
_UNIT = _Units()


def _standing(document: Document, value: Value) -> Iterator[str]:
    """Where and how often it stands."""
    in_text = [one.start for one in value.mentions if one.field == "text"]
    if len(in_text) < len(value.mentions):
        yield "in title" if in_text else "title only"
    if len(value.mentions) > 1:
        yield "twice"
    if len(value.mentions) > 2:
        yield "thrice"
    if in_text:
        first, length = in_text[0], len(document.text)
        if first < _EARLY:
            yield "lead" if first < _LEAD else "early"
        if length > _LONG and first > _LATE * length:
            yield "late"
    if _quoted(document, value.mentions[0]):
        yield "quoted"


def _quoted(document: Document, one: Figure) -> bool:
    text, floor = document.plain(one.field), max(0, one.start - _EARLY)
    return text.rfind("“", floor, one.start) > text.rfind("”", floor, one.start)


def _size(amount: float, amounts: Sequence[float], sums: Sequence[float]) -> Iterator[str]:
    """How large it is among the others, AMOUNTS, the largest first."""
    if amount == amounts[0]:
        yield "largest" if len(amounts) > 1 else "only one"
    elif amount == amounts[1]:
        yield "second"
    if amount < _SMALL_SHARE * amounts[0]:
        yield "small share"
    at = bisect_left(sums, 0.99 * amount)
    if at < len(sums) and sums[at] <= 1.01 * amount:
        yield "sum of others"


def _sums(amounts: Sequence[float]) -> list[float]:
    return sorted([one + other for one, other in combinations(amounts, 2)])


def _near(value: Value, values: Sequence[Value]) -> Iterator[str]:
    """Another value within what headlines round: 近400名, in the text 371."""
    near = [one for one in values if one is not value and abs(one.amount - value.amount) <= _NEAR * value.amount]
    if near:
        yield "near another"
    if any(one.field == "title" for other in near for one in other.mentions):
        yield "near title"


def _order(values: Sequence[Value]) -> Mapping[float, tuple[str, ...]]:
    """The value that the article states first and, of three or more, the one that comes last."""
    ordered = sorted(values, key=lambda value: (value.mentions[0].field == "text", value.mentions[0].start))
    last = {ordered[-1].amount: ("last",)} if len(ordered) > 2 else {}
    return last | {ordered[0].amount: ("first",)}


def _sentence_mates(document: Document, values: Sequence[Value]) -> dict[float, set[str]]:
    """Whether a larger or a smaller value stands before or behind it in a sentence."""
    told: dict[float, set[str]] = {value.amount: set() for value in values}
    sentences: dict[tuple[str, int], list[tuple[int, float]]] = defaultdict(list)
    for value in values:
        for one in value.mentions:
            if sentence := document.sentence_at(one.field, one.start):
                sentences[one.field, sentence.start].append((one.start, value.amount))
    for (field, _), mates in sentences.items():
        if len(mates) > 1:
            mates.sort()
            amounts = [amount for _, amount in mates]
            _compare(amounts, told, "before")
            _compare(amounts[::-1], told, "behind")
            _set_parts(document.plain(field), mates, told)
    return told


_OF_WHICH = re.compile(r"包括|其中|当中|含")


def _set_parts(text: str, mates: Sequence[tuple[int, float]], told: Mapping[float, set[str]]) -> None:
    """逾9000名, 包括约6000名护士及700名医生: parts of the larger number that stands before."""
    start, whole = mates[0]
    parts = _OF_WHICH.search(text, start, mates[-1][0])
    for at, amount in mates[1:] if parts else ():
        if amount < whole and parts and parts.start() < at:
            told[amount].add("part of a larger")


def _compare(amounts: Sequence[float], told: Mapping[float, set[str]], where: str) -> None:
    for amount, high, low in zip(amounts[1:], accumulate(amounts, max), accumulate(amounts, min), strict=False):
        if high > amount:
            told[amount].add(f"larger {where}")
        if low < amount:
            told[amount].add(f"smaller {where}")
