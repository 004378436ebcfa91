"""Clauses as Elasticsearch queries. Scores are constants, so that sums are exact whole numbers."""

from __future__ import annotations

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
from index.scoring import phrase_levels
from index.tokens import LEVELS, MARKS

Body = dict[str, Any]


def translate(clause: Clause) -> Body:
    """CLAUSE in the query language of the server; clauses without a score stand in filters."""
    match clause:
        case Everything():
            return _filter({"match_all": {}})
        case Match(alternatives, weight, meaning):
            if meaning is not None:
                return _levels("meanings", meaning, weight)
            return _best([_alternative(one, weight) for one in alternatives])
        case Exactly(field, values):
            return _filter({"terms": {field: list(values)}})
        case Between(field, low, high):
            return _filter({"range": {field: {"gte": low, "lte": high}}})
        case Like(None, pattern):
            return _filter({"wildcard": {"words": {"value": _escaped(pattern) + "?"}}})
        case Like(field, pattern):
            return _filter({"wildcard": {str(field): {"value": _escaped(pattern)}}})
        case Near(text, distance):
            return _near(text, distance)
        case AllOf(clauses):
            return _all(clauses)
        case AnyOf(clauses):
            return _any([translate(one) for one in clauses])
        case Not(below):
            return {"bool": {"filter": [{"match_all": {}}], "must_not": [translate(below)]}}
        case Bonus(below, points):
            return _scored(translate(below), points)
        case Prefer(must, better):
            return {"bool": {"must": [translate(must)], "should": [translate(one) for one in better]}}


def _all(clauses: tuple[Clause, ...]) -> Body:
    wanted = [translate(one) for one in clauses if not isinstance(one, Not)]
    excluded = [translate(one.clause) for one in clauses if isinstance(one, Not)]
    return {"bool": {"must": wanted or [_filter({"match_all": {}})], "must_not": excluded}}


def _any(queries: list[Body]) -> Body:
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}


def _best(queries: list[Body]) -> Body:
    return queries[0] if len(queries) == 1 else {"dis_max": {"queries": queries, "tie_breaker": 0.0}}


def _filter(query: Body) -> Body:
    """A query that scores nothing."""
    return {"bool": {"filter": [query]}}


def _alternative(one: Word | Phrase, weight: int) -> Body:
    if isinstance(one, Word):
        return _levels("words", one.text, weight)
    levels = phrase_levels(one)
    return _best([_scored(_side_by_side(field, one), weight * level) for field, level in levels.items()])


def _levels(field: str, text: str, weight: int) -> Body:
    """A record holds a word at one level only, so the sum over levels is that level."""
    return _any([_scored({"term": {field: text + MARKS[level]}}, weight * level) for level in range(1, LEVELS + 1)])


def _side_by_side(field: str, phrase: Phrase) -> Body:
    if len(phrase.words) == 1:
        return {"term": {field: phrase.words[0]}}
    return {"match_phrase": {field: {"query": " ".join(phrase.words), "slop": phrase.slop}}}


def _scored(query: Body, score: int) -> Body:
    # A boost of 0 is refused, and a query that is only counted has no weights yet.
    return {"constant_score": {"filter": query, "boost": float(score)}} if score > 0 else _filter(query)


def _near(text: str, distance: int) -> Body:
    """A marked word is the text plus its mark, so each mark is tried and edits count in the word alone."""
    options = {"fuzziness": distance, "prefix_length": 0, "max_expansions": 1000, "transpositions": True}
    return _filter(_any([{"fuzzy": {"words": {"value": text + mark, **options}}} for mark in MARKS[1 : LEVELS + 1]]))


def _escaped(pattern: str) -> str:
    return pattern.replace("\\", "\\\\")
