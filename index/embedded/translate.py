"""Clauses as Tantivy queries. Scores are constants, so that sums are exact whole numbers."""

from __future__ import annotations

import re
from typing import Any

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
from index.embedded.schema import ID, KINDS, id_numbers
from index.scoring import phrase_levels
from index.tokens import LEVELS, MARKS


class Translator:
    """Builds queries on one kind of record; without `scored` they find the same and are quicker to go through."""

    def __init__(self, schema: Any, kind: str, *, scored: bool = True) -> None:
        import tantivy

        self._scoring = scored
        self._plain = Translator(schema, kind, scored=False) if scored else self
        self._schema = schema
        self._kind = kind
        self._others = [other for other in KINDS if other != kind]
        self._query = tantivy.Query
        self._must, self._should, self._not = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
        self._integer = tantivy.FieldType.Integer

    def query(self, clause: Clause) -> Any:
        """CLAUSE as a query that finds records of this kind only.

        Leaving out the other kind is nearly free where it is rare, and asking for the own kind is not.
        """
        if isinstance(clause, Everything):
            return self.everything()
        return self.both(
            self.translate(clause), without=self._any([self.term("kind", other) for other in self._others])
        )

    def translate(self, clause: Clause) -> Any:
        """CLAUSE as a query that may find the other kind too."""
        match clause:
            case Everything():
                return self.everything()
            case Match(alternatives, weight, meaning, floor):
                if meaning is not None:
                    return self._any(self._levels("meanings", meaning, weight, floor))
                return self._best([found for one in alternatives for found in self._alternative(one, weight, floor)])
            case Exactly(field, values):
                return self.unscored(self._any([self.term(field, value) for value in values]))
            case Between(field, low, high):
                return self.between(field, low, high)
            case Like(field, pattern):
                return self._like(field, pattern)
            case Near(text, distance):
                return self._near(text, distance)
            case AllOf(clauses):
                return self._all(clauses)
            case AnyOf(clauses):
                return self._any([self.translate(one) for one in clauses])
            case Not(below):
                return self.both(self.everything(), without=self.translate(below))
            case Bonus(below, points):
                return self._scored(self._plain.translate(below), points)
            case Prefer(must, better):
                # One within the other: side by side they would be read as a union, from its start to its end.
                found = self.translate(must)
                for one in better:
                    found = self._query.boolean_query([(self._must, found), (self._should, self.translate(one))])
                return found

    def everything(self) -> Any:
        return self.unscored(self._query.term_query(self._schema, "kind", self._kind, index_option="basic"))

    def term(self, field: str, value: str) -> Any:
        field = ID[self._kind] if field == "id" else field
        return self._query.term_query(self._schema, field, value, index_option="basic")

    def terms(self, leaf: Match) -> list[tuple[str, str]] | None:
        """Field and term of every word list that, together, have LEAF exactly once a record; None where there are none."""
        if leaf.meaning is not None:
            return [("meanings", leaf.meaning + mark) for mark in MARKS[1:]]
        match leaf.alternatives:
            case (Word(text),):
                return [("words", text + mark) for mark in MARKS[1:]]
            case _:
                return None

    def any_id(self, values: list[str]) -> Any:
        return self._query.term_set_query(self._schema, ID[self._kind], values)

    def between(self, field: str, low: int | None, high: int | None) -> Any:
        if low is not None and high is not None and low > high:
            return self._query.empty_query()
        return self.unscored(
            self._query.range_query(self._schema, field, self._integer, low, high) if low is not None or high is not None
            else self._query.all_query()
        )  # fmt: skip

    def from_id(self, identifier: str) -> Any:
        """Ids from IDENTIFIER on, as far as their numbers tell."""
        head, following = id_numbers(identifier)
        same = self.both(self.between("id_head", head, head), self.between("id_next", following, None))
        return self.unscored(self._any([self.between("id_head", head + 1, None), same]))

    def unscored(self, query: Any) -> Any:
        return self._query.const_score_query(query, 0.0) if self._scoring else query

    def both(self, *queries: Any, without: Any = None) -> Any:
        """What every one of QUERIES finds, less what WITHOUT finds."""
        excluded = [] if without is None else [(self._not, without)]
        return self._query.boolean_query([*((self._must, query) for query in queries), *excluded])

    def _all(self, clauses: tuple[Clause, ...]) -> Any:
        """Every clause; a negative one excludes from the rest instead of being searched for by itself."""
        wanted = [(self._must, self.translate(one)) for one in clauses if not isinstance(one, Not)]
        excluded = [(self._not, self.translate(one.clause)) for one in clauses if isinstance(one, Not)]
        return self._query.boolean_query([*(wanted or [(self._must, self.everything())]), *excluded])

    def _any(self, queries: list[Any]) -> Any:
        if not queries:
            return self._query.empty_query()
        return queries[0] if len(queries) == 1 else self._query.boolean_query([(self._should, one) for one in queries])

    def _best(self, queries: list[Any]) -> Any:
        if len(queries) == 1 or not self._scoring:
            return self._any(queries)
        return self._query.disjunction_max_query(queries)

    def _alternative(self, one: Word | Phrase, weight: int, floor: int) -> list[Any]:
        if isinstance(one, Word):
            return [self._any(self._levels("words", one.text, weight, floor))]
        levels = phrase_levels(one)
        return [
            self._scored(self._side_by_side(field, one), weight * level)
            for field, level in levels.items()
            if level >= floor
        ]

    def _levels(self, field: str, text: str, weight: int, floor: int) -> list[Any]:
        """A record holds a word at one level only, so the sum over levels is that level."""
        return [
            self._scored(self.term(field, text + MARKS[level]), weight * level) for level in range(floor, LEVELS + 1)
        ]

    def _side_by_side(self, field: str, phrase: Phrase) -> Any:
        if len(phrase.words) == 1:
            return self.term(field, phrase.words[0])
        return self._query.phrase_query(self._schema, field, list(phrase.words), phrase.slop)

    def _scored(self, query: Any, score: int) -> Any:
        return self._query.const_score_query(query, float(score)) if self._scoring else query

    def _like(self, field: str | None, pattern: str) -> Any:
        written = "".join({"*": ".*", "?": "."}.get(sign) or re.escape(sign) for sign in pattern)
        if field is None:
            written += f"[{MARKS[1]}-{MARKS[LEVELS]}]"
        name = ID[self._kind] if field == "id" else field or "words"
        return self.unscored(self._query.regex_query(self._schema, name, written))

    def _near(self, text: str, distance: int) -> Any:
        """A marked word is `text` plus its mark, so each mark is tried and edits count in the word alone."""
        fuzzy = self._query.fuzzy_term_query
        return self.unscored(
            self._any([fuzzy(self._schema, "words", text + mark, distance) for mark in MARKS[1 : LEVELS + 1]])
        )
