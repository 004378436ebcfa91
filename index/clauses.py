"""A query taken apart: what each backend translates into its own language.

Only `Match` scores. Its score is a whole number, so that both engines add up to exactly the same sums
(docs/decisions/index-same-order.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """A word anywhere in title or text."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, `slop` positions apart at most, in `field` or, without one, in title or text."""

    words: tuple[str, ...]
    field: str | None = None
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """Any of `alternatives` (a word and its synonyms); scores `weight` times the strongest of them.

    `meaning` names the group of synonyms that the alternatives are, where they are one. What is weaker than `floor` is left
    out: a search for the best needs not look at it.
    """

    alternatives: tuple[Word | Phrase, ...]
    weight: int = 0
    meaning: str | None = None
    floor: int = 1


@dataclass(frozen=True, slots=True)
class Exactly:
    """A keyword field that holds one of `values`."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A number field within [low, high], both ends counted; None is open."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Like:
    """A word (`field` None) or a keyword field that fits `pattern`, in which * is any run and ? one character."""

    field: str | None
    pattern: str


@dataclass(frozen=True, slots=True)
class Near:
    """A word at most `distance` edits away from `text`."""

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class Everything:
    """Every record."""


@dataclass(frozen=True, slots=True)
class AllOf:
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Not:
    clause: Clause


@dataclass(frozen=True, slots=True)
class Prefer:
    """Finds what `must` finds; `better` only adds to the score."""

    must: Clause
    better: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Bonus:
    """Finds what `clause` finds and scores `points` for it, whatever stands in it."""

    clause: Clause
    points: int


Clause: TypeAlias = Bonus | Match | Exactly | Between | Like | Near | Everything | AllOf | AnyOf | Not | Prefer


def children(clause: Clause) -> tuple[Clause, ...]:
    """The clauses directly below CLAUSE."""
    match clause:
        case AllOf(clauses) | AnyOf(clauses):
            return clauses
        case Not(below):
            return (below,)
        case Bonus(below, _):
            return ()  # its words are those of what it stands beside
        case Prefer(must, better):
            return (must, *better)
        case _:
            return ()


def matches(clause: Clause) -> Iterator[Match]:
    """Every scoring leaf of CLAUSE that is not excluded, in order."""
    if isinstance(clause, Match):
        yield clause
    elif not isinstance(clause, Not):
        for below in children(clause):
            yield from matches(below)


def unscored(clause: Clause) -> Clause:
    """A clause that finds the same and leaves out all that only moves the order: for counting, it costs less."""
    match clause:
        case Prefer(must, _):
            return unscored(must)
        case Bonus(below, _) | Not(below):
            kept = unscored(below)
            return Not(kept) if isinstance(clause, Not) else kept
        case AllOf(clauses):
            return AllOf(tuple(unscored(one) for one in clauses))
        case AnyOf(clauses):
            return AnyOf(tuple(unscored(one) for one in clauses))
        case _:
            return clause


def weighed(clause: Clause, weights: dict[tuple[Word | Phrase, ...], int]) -> Clause:
    """CLAUSE with every scoring leaf given its weight from WEIGHTS."""
    match clause:
        case Match(alternatives):
            return replace(clause, weight=weights.get(alternatives, 0))
        case AllOf(clauses):
            return AllOf(tuple(weighed(below, weights) for below in clauses))
        case AnyOf(clauses):
            return AnyOf(tuple(weighed(below, weights) for below in clauses))
        case Prefer(must, better):
            return Prefer(weighed(must, weights), tuple(weighed(below, weights) for below in better))
        case _:
            return clause
