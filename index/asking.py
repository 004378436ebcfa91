"""What both backends do before and after they ask their engine: read the query, weigh it, count facets, make cursors."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from index.clauses import (
    AllOf,
    Between,
    Bonus,
    Clause,
    Everything,
    Exactly,
    Match,
    Phrase,
    Prefer,
    Word,
    matches,
    weighed,
)
from index.documents import moment
from index.fields import ARTICLE_FIELDS, DISPUTE_FIELDS, UNKNOWN, Field, Kind, QueryError, field_called
from index.query import Query, Sort
from index.scoring import RELEVANT, weight_of
from index.syntax import Reading, read_query
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle

KINDS: dict[str, type[JudgedArticle] | type[Dispute]] = {"article": JudgedArticle, "dispute": Dispute}
FIELDS = {"article": ARTICLE_FIELDS, "dispute": DISPUTE_FIELDS}
# Field and whether the largest comes first; relevance has no field.
SORTS: dict[Sort, tuple[str, bool]] = {
    Sort.PUBLISHED: ("dated", True),
    Sort.OLDEST: ("dated", False),
    Sort.URGENCY: ("urgency", True),
    Sort.WORKERS: ("workers", True),
    Sort.MONEY: ("money", True),
}
HISTOGRAMS = ("day", "week", "month", "year")
MOST_HITS = 10_000


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the last page ended: the hit's key, date and id, the hits shown so far, and the weights they were scored with."""

    key: float
    dated: int
    id: str
    seen: int
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A query made ready for an engine."""

    kind: str
    clause: Clause
    scored: bool
    cursor: Cursor | None
    query: Query

    @property
    def sort(self) -> Sort:
        """Without a scoring word there is no relevance, and the newest come first."""
        return self.query.sort if self.scored or self.query.sort is not Sort.RELEVANCE else Sort.PUBLISHED

    @property
    def weights(self) -> tuple[int, ...]:
        return tuple(leaf.weight for leaf in matches(self.clause))


Count = Callable[[list[Match]], tuple[list[int], int]]


def ask(query: Query, kind: str, count: Count) -> Question:
    """QUERY read, bounded and weighed. COUNT tells how many records have each leaf, and how many there are."""
    check(query, FIELDS[kind])
    clause = bounded(read_clause(query, kind), query, kind)
    leaves = list(dict.fromkeys(matches(clause)))
    cursor = read_cursor(query, kind) if query.cursor else None
    scored = bool(leaves) and query.sort is Sort.RELEVANCE
    if scored:
        weights = _weights(leaves, cursor, count)
        clause = with_prior(weighed(clause, weights), kind)
    return Question(kind, clause, scored, cursor, query)


def with_prior(clause: Clause, kind: str) -> Clause:
    """CLAUSE finding the same, with articles that tell of a dispute a little higher."""
    if kind != "article":
        return clause
    return Prefer(clause, tuple(Bonus(Exactly("relevance", (value,)), points) for value, points in RELEVANT.items()))


def read_clause(query: Query, kind: str) -> Clause:
    """The text of QUERY as clauses on records of KIND."""
    return read_query(query.text, Reading(FIELDS[kind], query.now or datetime.now(UTC), query.synonyms, query.partial))


def check(query: Query, fields: dict[str, Field]) -> None:
    """Raises QueryError for what no engine could answer."""
    for name in query.facets:
        field = field_called(name, fields)
        if field.kind is not Kind.KEYWORD or not field.counted:
            raise QueryError(f"字段 {name} 不能用来分面统计，请改用 place、issue、stage、source、industry、month 等。")
    if query.histogram is not None and query.histogram not in HISTOGRAMS:
        raise QueryError(f"时间分布只能按 {'、'.join(HISTOGRAMS)} 统计，不能按“{query.histogram}”。")
    if not 0 <= query.limit <= MOST_HITS:
        raise QueryError(f"每页条数应在 0 到 {MOST_HITS} 之间；更多请翻页或导出。")
    if not 1 <= query.facet_size <= MOST_HITS:
        raise QueryError(f"分面条数应在 1 到 {MOST_HITS} 之间。")
    for bound in (query.since, query.until):
        if bound is not None and bound.tzinfo is None:
            raise QueryError("起止时间要带时区。")


def bounded(clause: Clause, query: Query, kind: str) -> Clause:
    """CLAUSE within the query's span of publication."""
    since = None if query.since is None else moment(query.since)
    until = None if query.until is None else moment(query.until) - 1
    bounds: list[Clause] = []
    if kind == "article" and (since is not None or until is not None):
        bounds.append(Between("published", UNKNOWN + 1 if since is None else since, until))
    if kind == "dispute" and since is not None:
        bounds.append(Between("last_seen", since, None))
    if kind == "dispute" and until is not None:
        bounds.append(Between("first_seen", None, until))
    if not bounds:
        return clause
    return AllOf(tuple(bounds) if isinstance(clause, Everything) else (clause, *bounds))


def _weights(leaves: list[Match], cursor: Cursor | None, count: Count) -> dict[tuple[Word | Phrase, ...], int]:
    alternatives = [leaf.alternatives for leaf in leaves]
    if cursor is not None and len(cursor.weights) == len(leaves):
        return dict(zip(alternatives, cursor.weights, strict=True))
    having, records = count(leaves)
    return {one: weight_of(had, records) for one, had in zip(alternatives, having, strict=True)}


def read_cursor(query: Query, kind: str) -> Cursor:
    """The cursor of QUERY. Raises QueryError when it is damaged or belongs to another question."""
    try:
        told = json.loads(base64.urlsafe_b64decode((query.cursor or "").encode("ascii")))
        cursor = Cursor(
            float(told["k"]), int(told["d"]), str(told["i"]), int(told["n"]), tuple(int(w) for w in told["w"])
        )
        owner = told["q"]
    except (ValueError, KeyError, TypeError) as error:
        raise QueryError("翻页标记已损坏，请从第一页重新检索。") from error
    if owner != _fingerprint(query, kind):
        raise QueryError("翻页标记属于另一次检索，请从第一页重新检索。")
    return cursor


def write_cursor(question: Question, key: float, dated: int, identifier: str, seen: int) -> str:
    """The cursor after the hit at (KEY, DATED, IDENTIFIER)."""
    weights = list(dict.fromkeys((leaf.alternatives, leaf.weight) for leaf in matches(question.clause)))
    told = {
        "k": key,
        "d": dated,
        "i": identifier,
        "n": seen,
        "w": [weight for _, weight in weights] if question.scored else [],
        "q": _fingerprint(question.query, question.kind),
    }
    return base64.urlsafe_b64encode(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).decode(
        "ascii"
    )


def _fingerprint(query: Query, kind: str) -> str:
    asked = (kind, query.text, query.since, query.until, query.sort.value, query.synonyms, query.partial)
    return blake2b(repr(asked).encode("utf-8", "replace"), digest_size=6).hexdigest()


def most_frequent(counts: Iterable[tuple[str, int]], size: int) -> tuple[tuple[str, int], ...]:
    """The SIZE most frequent values; equal counts by value, so that both engines cut alike."""
    pairs = list(counts)
    if len(pairs) > size:
        least = sorted([count for _, count in pairs], reverse=True)[size - 1]
        pairs = [pair for pair in pairs if pair[1] >= least]
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:size])
