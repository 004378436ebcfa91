"""The best hits without looking at all: what a record must have to reach a score.

Scores are whole numbers from 1 to 8 times a weight, so the most that a clause can give is known beforehand. A record that
is to reach FLOOR though the other clauses give their most must get the rest from this one: its weaker words need not be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil, prod

from index.clauses import AllOf, AnyOf, Bonus, Clause, Exactly, Match, Phrase, Prefer, Word
from index.scoring import phrase_levels
from index.tokens import LEVELS

# Words of one query stand in the same records more often than by chance: about twice in recombined news.
TOGETHER = 2


def most(clause: Clause) -> int:
    """No record scores more for CLAUSE."""
    match clause:
        case Match(alternatives, weight):
            return weight * max((_strongest(one) for one in alternatives), default=0)
        case Bonus(_, points):
            return points
        case AllOf(clauses) | AnyOf(clauses):
            return sum(most(one) for one in clauses)
        case Prefer(must, better):
            return most(must) + _most_together(better)
        case _:
            return 0


def likely(clause: Clause, having: Callable[[Match], int], records: int) -> int:
    """About how many of RECORDS are found by CLAUSE, rather too many; HAVING knows how many have a word."""
    match clause:
        case Match():
            return min(records, having(clause))
        case AllOf(clauses):
            found = [likely(one, having, records) for one in clauses]
            by_chance = records * prod(one / records for one in found) if records else 0
            return min([*found, ceil(TOGETHER * by_chance)])
        case AnyOf(clauses):
            return min(records, sum(likely(one, having, records) for one in clauses))
        case Prefer(below, _) | Bonus(below, _):
            return likely(below, having, records)
        case _:
            return records


def above(clause: Clause, floor: int) -> Clause | None:
    """A clause that finds every record of CLAUSE that scores FLOOR or more, with its full score; None where none can.

    It may find others of CLAUSE too, and these may score less than they would.
    """
    if floor <= 0:
        return clause
    if floor > most(clause):
        return None
    match clause:
        case Match(_, weight):
            return replace(clause, floor=max(clause.floor, ceil(floor / weight)))
        case AllOf(clauses):
            narrowed = [above(one, floor - most(AllOf(_others(clauses, at)))) for at, one in enumerate(clauses)]
            found = [one for one in narrowed if one is not None]
            return AllOf(tuple(found)) if len(found) == len(narrowed) else None
        case AnyOf(clauses):
            return _any_above(clauses, floor)
        case Prefer(must, better):
            return _preferred_above(must, better, floor)
        case _:
            return clause


def _any_above(clauses: tuple[Clause, ...], floor: int) -> Clause | None:
    """Clauses without which the rest can't reach FLOOR are asked for; where there are none, one has at least its share."""
    needs = [(one, floor - most(AnyOf(_others(clauses, at)))) for at, one in enumerate(clauses)]
    needed = [above(one, need) for one, need in needs if need > 0]
    if any(one is None for one in needed):
        return None
    if needed:
        rest = tuple(one for one, need in needs if need <= 0)
        must = AllOf(tuple(one for one in needed if one is not None))
        return Prefer(must, rest) if rest else must
    shares = [above(one, ceil(floor / len(clauses))) for one in clauses]
    having = tuple(Bonus(one, 0) for one in shares if one is not None)
    return AllOf((AnyOf(having), AnyOf(clauses))) if having else None


def _preferred_above(must: Clause, better: tuple[Clause, ...], floor: int) -> Clause | None:
    """What is only preferred is asked for when FLOOR can't be reached without it."""
    needs = [(one, floor - most(must) - _most_together(_others(better, at))) for at, one in enumerate(better)]
    narrowed = [above(must, floor - _most_together(better)), *(above(one, need) for one, need in needs if need > 0)]
    if any(one is None for one in narrowed):
        return None
    found = AllOf(tuple(one for one in narrowed if one is not None))
    rest = tuple(one for one, need in needs if need <= 0)
    return Prefer(found, rest) if rest else found


def _most_together(better: tuple[Clause, ...]) -> int:
    """The most that BETTER add up to; of bonuses on one field, which a record has one value of, only one is had."""
    on_field: dict[str, int] = {}
    others = 0
    for one in better:
        match one:
            case Bonus(Exactly(field), points) if field == "relevance":
                on_field[field] = max(on_field.get(field, 0), points)
            case _:
                others += most(one)
    return others + sum(on_field.values())


def _others(clauses: tuple[Clause, ...], at: int) -> tuple[Clause, ...]:
    return clauses[:at] + clauses[at + 1 :]


def _strongest(alternative: Word | Phrase) -> int:
    return LEVELS if isinstance(alternative, Word) else max(phrase_levels(alternative).values())
