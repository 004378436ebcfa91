"""The index on a server: the same answers as the folder, over as many machines as it has."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

import msgspec

from index.asking import FIELDS, KINDS, SORTS, Question, ask, most_frequent, write_cursor
from index.beside import Beside
from index.clauses import Match
from index.elastic.connection import Connection
from index.elastic.counts import Counted, Counts
from index.elastic.heads import Readings
from index.elastic.layout import Layout
from index.elastic.translate import Body, translate
from index.elastic.writing import ElasticWriter
from index.fields import field_called
from index.highlight import Highlighter
from index.interface import Hit, Page
from index.query import Query, Sort
from index.scoring import shown_score
from index.texts import shown_texts
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle

Record = TypeVar("Record", JudgedArticle, Dispute)
SCAN_STEP = 500
SCAN_KEEP = "5m"
FACET_VALUES = 2000


class ElasticIndex:
    """Articles and disputes on Elasticsearch."""

    def __init__(self, connection: Connection, layout: Layout | None = None, *, prepared: bool = False) -> None:
        self._connection = connection
        self._layout = layout or Layout(connection)
        self._readings = Readings()
        self._counts = {kind: Counts() for kind in KINDS}
        self._beside = Beside()
        if not prepared:
            connection.patiently(self._layout.prepare)

    def article(self, article_id: str) -> JudgedArticle | None:
        return self._articles().many([article_id]).get(article_id)

    def articles(self, article_ids: Iterable[str]) -> dict[str, JudgedArticle]:
        return self._articles().many(article_ids)

    def find(self, query: Query) -> Page[JudgedArticle]:
        return self._articles().find(query)

    def scan(self, query: Query) -> Iterator[JudgedArticle]:
        return self._articles().scan(query)

    def dispute(self, dispute_id: str) -> Dispute | None:
        return self._disputes().many([dispute_id]).get(dispute_id)

    def find_disputes(self, query: Query) -> Page[Dispute]:
        return self._disputes().find(query)

    def scan_disputes(self, query: Query) -> Iterator[Dispute]:
        return self._disputes().scan(query)

    def version(self) -> str:
        """Of everything written so far: each shard's own mark and the number of its last write."""
        with self._connection.translated():
            told = self._connection.client.indices.stats(index=self._layout.both, level="shards", metric="docs")
        shards = sorted(
            (index["uuid"], shard, max(copy["seq_no"]["max_seq_no"] for copy in copies))
            for index in told["indices"].values()
            for shard, copies in index["shards"].items()
        )
        written = [shard for shard in shards if shard[2] >= 0]
        return blake2b(repr(written).encode(), digest_size=10).hexdigest()

    def writer(self) -> ElasticWriter:
        return ElasticWriter(self._connection, self._layout, self._readings)

    def close(self) -> None:
        self._beside.close()
        self._connection.client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _articles(self) -> _Reader[JudgedArticle]:
        return _Reader(
            self._connection,
            self._layout.alias("article"),
            "article",
            Readings(),
            self._counts["article"],
            self._beside,
        )

    def _disputes(self) -> _Reader[Dispute]:
        return _Reader(
            self._connection,
            self._layout.alias("dispute"),
            "dispute",
            self._readings,
            self._counts["dispute"],
            self._beside,
        )


class _Reader(Generic[Record]):
    """Reads one kind of record."""

    def __init__(
        self, connection: Connection, alias: str, kind: str, readings: Readings, counts: Counts, beside: Beside
    ) -> None:
        self._connection = connection
        self._readings = readings
        self._counts = counts
        self._beside = beside
        self._alias = alias
        self._kind = kind
        # Only disputes are written by who read them before.
        self._with_state = True if kind == "dispute" else None

    def many(self, identifiers: Iterable[str]) -> dict[str, Record]:
        wanted = list(dict.fromkeys(identifiers))
        found: dict[str, Record] = {}
        for start in range(0, len(wanted), 1000):
            part = wanted[start : start + 1000]
            answer = self._search(
                query={"terms": {"id": part}}, size=len(part), source=["record"], track_total_hits=False,
                seq_no_primary_term=self._with_state,
            )  # fmt: skip
            self._readings.read(answer["hits"]["hits"])
            found |= {hit["_id"]: self._record(hit) for hit in answer["hits"]["hits"]}
        return {identifier: found[identifier] for identifier in wanted if identifier in found}

    def find(self, query: Query) -> Page[Record]:
        started = time.perf_counter()
        question, answer = self._answered(query)
        hits = answer["hits"]["hits"]
        self._readings.read(hits)
        shown = hits[: query.limit]
        highlighter = Highlighter(question.clause) if query.highlight else None
        counted = answer.get("aggregations", {})
        return Page(
            hits=tuple(self._hit(one, question, highlighter) for one in shown),
            total=answer["hits"]["total"]["value"],
            facets={name: most_frequent(_values(counted[f"f_{name}"]), query.facet_size) for name in query.facets},
            histogram=tuple(sorted(_values(counted["histogram"]))) if query.histogram else (),
            next_cursor=self._cursor(question, shown) if len(hits) > query.limit > 0 else None,
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def _answered(self, query: Query) -> tuple[Question, Any]:
        """QUERY made ready, and the server's answer to it.

        Words asked for before are weighed by what they counted then, and counted again at the same time as they are searched
        for; only when that would weigh them otherwise, they are searched for once more.
        """
        counting: list[Callable[[], Counted]] = []

        def count(leaves: list[Match]) -> Counted:
            known = self._counts.of(leaves)
            if known is None:
                return self._count(leaves)
            counting.append(self._beside.begin(lambda: self._count(leaves)))
            return known

        question = ask(query, self._kind, count)
        answer = self._asked(question)
        if counting:
            now = counting[0]()
            weighed = ask(query, self._kind, lambda _: now)
            if weighed.weights != question.weights:
                return weighed, self._asked(weighed)
        return question, answer

    def _asked(self, question: Question) -> Any:
        query = question.query
        return self._search(
            query=translate(question.clause),
            size=query.limit + 1 if query.limit else 0,
            sort=_order(question.sort),
            search_after=_after(question),
            source=["record"],
            track_total_hits=True,
            aggs=self._aggregations(query),
            seq_no_primary_term=self._with_state,
        )

    def scan(self, query: Query) -> Iterator[Record]:
        """Every match as it stood when the scan began, oldest first."""
        question = ask(
            Query(
                text=query.text,
                since=query.since,
                until=query.until,
                sort=Sort.OLDEST,
                synonyms=query.synonyms,
                now=query.now,
            ),
            self._kind,
            self._count,
        )
        held = self._connection.patiently(
            lambda: self._connection.client.open_point_in_time(index=self._alias, keep_alive=SCAN_KEEP)
        )["id"]
        try:
            after: list[Any] | None = None
            while True:
                with self._connection.translated():
                    answer = self._connection.client.search(
                        allow_partial_search_results=False, pit={"id": held, "keep_alive": SCAN_KEEP}, query=translate(question.clause), size=SCAN_STEP,
                        sort=_order(Sort.OLDEST), search_after=after, source=["record"], track_total_hits=False,
                        seq_no_primary_term=self._with_state,
                    )  # fmt: skip
                held = answer.get("pit_id", held)
                hits = answer["hits"]["hits"]
                self._readings.read(hits)
                for hit in hits:
                    yield self._record(hit)
                if len(hits) < SCAN_STEP:
                    return
                # A point in time adds a key of its own at the end; ours are unique without it.
                after = hits[-1]["sort"][:2]
        finally:
            with self._connection.translated():
                self._connection.client.close_point_in_time(id=held)

    def _search(self, **body: Any) -> Any:
        asked = {name: value for name, value in body.items() if value is not None}
        # Part of an answer, when a shard is just moving, would be a wrong one.
        return self._connection.patiently(
            lambda: self._connection.client.search(index=self._alias, allow_partial_search_results=False, **asked)
        )

    def _hit(self, hit: Any, question: Question, highlighter: Highlighter | None) -> Hit[Record]:
        record = self._record(hit)
        marked = highlighter.highlights(*shown_texts(record)) if highlighter else ()
        scored = question.sort is Sort.RELEVANCE
        return Hit(record=record, score=shown_score(hit["sort"][0]) if scored else 0.0, highlights=marked)

    def _record(self, hit: Any) -> Record:
        return msgspec.convert(hit["_source"]["record"], type=cast(type[Record], KINDS[self._kind]))

    def _aggregations(self, query: Query) -> dict[str, Body] | None:
        size = max(FACET_VALUES, 10 * query.facet_size)
        counted = {f"f_{name}": _terms(field_called(name, FIELDS[self._kind]).name, size) for name in query.facets}
        if query.histogram:
            counted["histogram"] = _terms(query.histogram, 50_000)
        return counted or None

    def _cursor(self, question: Question, shown: list[Any]) -> str:
        seen = (question.cursor.seen if question.cursor else 0) + len(shown)
        keys = shown[-1]["sort"]
        if question.sort is Sort.ID:
            return write_cursor(question, 0, 0, keys[0], seen)
        key, dated = (keys[0], keys[0]) if len(keys) == 2 else (keys[0], keys[1])
        return write_cursor(question, key, dated, keys[-1], seen)

    def _count(self, leaves: list[Match]) -> Counted:
        """How many records have each leaf, in one request."""
        filters = {f"n{number}": translate(leaf) for number, leaf in enumerate(leaves)}
        if not filters:
            return [], 0
        answer = self._search(size=0, track_total_hits=True, aggs={"having": {"filters": {"filters": filters}}})
        buckets = answer["aggregations"]["having"]["buckets"]
        counted = [buckets[name]["doc_count"] for name in filters], answer["hits"]["total"]["value"]
        self._counts.remember(leaves, counted)
        return counted


def _order(sort: Sort) -> list[dict[str, str]]:
    if sort is Sort.RELEVANCE:
        return [{"_score": "desc"}, {"dated": "desc"}, {"id": "asc"}]
    if sort is Sort.ID:
        return [{"id": "asc"}]
    field, descending = SORTS[sort]
    first = {field: "desc" if descending else "asc"}
    return [first, {"id": "asc"}] if field == "dated" else [first, {"dated": "desc"}, {"id": "asc"}]


def _after(question: Question) -> list[Any] | None:
    cursor, sort = question.cursor, question.sort
    if cursor is None:
        return None
    if sort is Sort.ID:
        return [cursor.id]
    if sort in (Sort.PUBLISHED, Sort.OLDEST):
        return [cursor.dated, cursor.id]
    key = cursor.key if sort is Sort.RELEVANCE else int(cursor.key)
    return [key, cursor.dated, cursor.id]


def _terms(field: str, size: int) -> Body:
    return {"terms": {"field": field, "size": size}}


def _values(counted: Any) -> list[tuple[str, int]]:
    return [(bucket["key"], bucket["doc_count"]) for bucket in counted["buckets"]]
