"""Answers queries slowly and plainly, record by record: what every backend must answer too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.asking import SORTS, ask
from index.clauses import (
    AllOf,
    AnyOf,
    Between,
    Bonus,
    Clause,
    Everything,
    Exactly,
    Like,
    Match,
    Near,
    Not,
    Phrase,
    Prefer,
    Word,
)
from index.documents import Flat
from index.query import Query, Sort
from index.scoring import PHRASE_IN_TEXT, PHRASE_IN_TITLE, shown_score


@dataclass(frozen=True)
class Known:
    """A record with its tokens taken apart."""

    flat: Flat
    levels: dict[str, int]

    @classmethod
    def of(cls, flat: Flat) -> Known:
        return cls(flat, {marked[:-1]: ord(marked[-1]) - 0xE000 for marked in flat.words.split()})


@dataclass(frozen=True)
class Answer:
    hits: list[tuple[str, float]]
    facets: dict[str, tuple[tuple[str, int], ...]]
    histogram: tuple[tuple[str, int], ...]


def answer(query: Query, kind: str, records: Sequence[Known]) -> Answer:
    """All hits of QUERY (its limit is not read), in order, and its counts."""

    def count(leaves: list[Match]) -> tuple[list[int], int]:
        return [sum(score(leaf, one) is not None for one in records) for leaf in leaves], len(records)

    question = ask(query, kind, count)
    found = [(one, points) for one in records if (points := score(question.clause, one)) is not None]
    found.sort(key=lambda pair: _place(question.sort, *pair))
    scored = question.sort is Sort.RELEVANCE
    kept = [one for one, _ in found]
    return Answer(
        hits=[(one.flat.id, shown_score(points) if scored else 0.0) for one, points in found],
        facets={name: _facet(name, kept, query.facet_size) for name in query.facets},
        histogram=tuple(sorted(_values(query.histogram, kept).items())) if query.histogram else (),
    )


def _place(sort: Sort, one: Known, points: int) -> tuple[object, ...]:
    dated = one.flat.numbers["dated"]
    if sort is Sort.ID:
        return (one.flat.id,)
    if sort is Sort.RELEVANCE:
        return -points, -dated, one.flat.id
    field, descending = SORTS[sort]
    value = one.flat.numbers[field]
    if field == "dated":
        return -value if descending else value, one.flat.id
    return -value if descending else value, -dated, one.flat.id


def score(clause: Clause, one: Known, *, floors: bool = False) -> int | None:
    """The points of ONE, or None when it is not found. With FLOORS, what is too weak for a clause's floor is not found."""

    def points_of(below: Clause) -> int | None:
        return score(below, one, floors=floors)

    match clause:
        case Everything():
            return 0
        case Match(alternatives, weight, _, floor):
            # The oracle never heard of meanings: it reads every synonym.
            lowest = floor if floors else 1
            levels = [level for alternative in alternatives if (level := _level(alternative, one)) >= lowest]
            return weight * max(levels) if levels else None
        case Exactly(field, values):
            return 0 if set(values) & set(one.flat.keywords.get(field, ())) else None
        case Between(field, low, high):
            value = one.flat.numbers[field]
            return 0 if (low is None or value >= low) and (high is None or value <= high) else None
        case Like(field, pattern):
            regex = re.compile(
                "".join({"*": ".*", "?": "."}.get(sign) or re.escape(sign) for sign in pattern), re.DOTALL
            )
            values: Iterable[str] = one.levels if field is None else one.flat.keywords.get(field, ())
            return 0 if any(regex.fullmatch(value) for value in values) else None
        case Near(text, distance):
            return 0 if any(_edits(text, word) <= distance for word in one.levels) else None
        case AllOf(clauses):
            points = [points_of(below) for below in clauses]
            return None if any(value is None for value in points) else sum(value for value in points if value)
        case AnyOf(clauses):
            found = [value for below in clauses if (value := points_of(below)) is not None]
            return sum(found) if found else None
        case Not(below):
            return 0 if points_of(below) is None else None
        case Bonus(below, points):
            return None if points_of(below) is None else points
        case Prefer(must, better):
            first = points_of(must)
            return None if first is None else first + sum(points_of(below) or 0 for below in better)


def _level(alternative: Word | Phrase, one: Known) -> int:
    if isinstance(alternative, Word):
        return one.levels.get(alternative.text, 0)
    fields = {alternative.field: PHRASE_IN_TITLE if alternative.field == "title" else PHRASE_IN_TEXT}
    if alternative.field is None:
        fields = {"title": PHRASE_IN_TITLE, "text": PHRASE_IN_TEXT}
    return max(
        (level for name, level in fields.items() if _stands(alternative.words, one.flat.texts[str(name)].split())),
        default=0,
    )


def _stands(words: tuple[str, ...], tokens: list[str]) -> bool:
    return any(tuple(tokens[at : at + len(words)]) == words for at in range(len(tokens) - len(words) + 1))


def _edits(a: str, b: str) -> int:
    """Edits between A and B; swapping neighbours is one."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _facet(name: str, kept: list[Known], size: int) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(_values(name, kept).items(), key=lambda pair: (-pair[1], pair[0]))[:size])


def _values(name: str, kept: list[Known]) -> Counter[str]:
    return Counter(value for one in kept for value in one.flat.keywords.get(name, ()))
