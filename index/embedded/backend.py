"""The embedded index: a folder that one process writes and any number read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

from index.asking import KINDS, SORTS, Cursor, Question, ask, most_frequent, write_cursor
from index.clauses import Clause, Match, unscored
from index.documents import flat_dispute
from index.embedded.facets import aggregations, counted
from index.embedded.folder import Folder
from index.embedded.helpers import Ready
from index.embedded.preparing import Preparing
from index.embedded.pruning import likely
from index.embedded.ranking import Found, Key, Ranking
from index.embedded.schema import FIELDS, ID, document
from index.embedded.translate import Translator
from index.fields import field_called
from index.highlight import Highlighter
from index.interface import Hit, Page
from index.query import Query, Sort
from index.scoring import shown_score
from index.texts import shown_texts
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle

Record = TypeVar("Record", JudgedArticle, Dispute)
# Records brought at once: each step walks a column of the whole index, so at a million short steps would cost more than the records.
SCAN_STEP = 2_000
MOST_DAYS = 50_000
# Records from which on a second thread costs less than it saves.
LARGE = 50_000


class EmbeddedIndex:
    """Articles and disputes in a Tantivy folder."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def article(self, article_id: str) -> JudgedArticle | None:
        return self._articles().one(article_id)

    def articles(self, article_ids: Iterable[str]) -> dict[str, JudgedArticle]:
        return self._articles().many(article_ids)

    def find(self, query: Query) -> Page[JudgedArticle]:
        return self._articles().find(query)

    def scan(self, query: Query) -> Iterator[JudgedArticle]:
        return self._articles().scan(query)

    def dispute(self, dispute_id: str) -> Dispute | None:
        return self._disputes().one(dispute_id)

    def find_disputes(self, query: Query) -> Page[Dispute]:
        return self._disputes().find(query)

    def scan_disputes(self, query: Query) -> Iterator[Dispute]:
        return self._disputes().scan(query)

    def version(self) -> str:
        return self._folder.version()

    def writer(self) -> EmbeddedWriter:
        return EmbeddedWriter(self._folder)

    def close(self) -> None:
        self._folder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _articles(self) -> _Snapshot[JudgedArticle]:
        return _Snapshot(self._folder, "article")

    def _disputes(self) -> _Snapshot[Dispute]:
        return _Snapshot(self._folder, "dispute")


class _Snapshot(Generic[Record]):
    """One kind of record as the last commit left it; what is written meanwhile does not show."""

    def __init__(self, folder: Folder, kind: str) -> None:
        self._folder = folder
        self._searcher = folder.searcher()
        self._kind = kind
        self._translator = Translator(folder.schema, kind)
        self._finder = Translator(folder.schema, kind, scored=False)
        self._ranking = Ranking(self._searcher, self._translator, ID[kind])

    def one(self, identifier: str) -> Record | None:
        hits = self._searcher.search(self._translator.term("id", identifier), limit=1, count=False).hits
        return self._record(self._searcher.doc(hits[0][1])) if hits else None

    def many(self, identifiers: Iterable[str]) -> dict[str, Record]:
        wanted = list(dict.fromkeys(identifiers))
        if not wanted:
            return {}
        hits = self._searcher.search(self._translator.any_id(wanted), limit=len(wanted), count=False).hits
        stored = [self._searcher.doc(address) for _, address in hits]
        found = {str(one.get_first(ID[self._kind])): self._record(one) for one in stored}
        return {identifier: found[identifier] for identifier in wanted if identifier in found}

    def find(self, query: Query) -> Page[Record]:
        started = time.perf_counter()
        question = ask(query, self._kind, self._count)
        found_by = self._finder.query(unscored(question.clause))
        # Counting and ranking are two walks over the same lists; the engine does both at once where that pays.
        counting = self._folder.beside(lambda: self._counted(question, found_by), self._searcher.num_docs > LARGE)
        found = self._page(question, found_by, query.limit + 1) if query.limit else []
        shown = found[: query.limit]
        highlighter = Highlighter(question.clause) if query.highlight else None
        hits = tuple(self._hit(one, question, highlighter) for one in shown)
        total, values = counting()
        return Page(
            hits=hits,
            total=total,
            facets={name: most_frequent(values[name], query.facet_size) for name in query.facets},
            histogram=tuple(sorted(values.get("histogram", ()))),
            next_cursor=self._cursor(question, shown) if len(found) > query.limit > 0 else None,
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def _counted(self, question: Question, asked: Any) -> tuple[int, dict[str, list[tuple[str, int]]]]:
        """How many are found, and every facet's values, in one pass over them; a second where a facet needs it."""
        query = question.query
        fields = {name: field_called(name, FIELDS[self._kind]).name for name in query.facets}
        if query.histogram is not None:
            fields["histogram"] = query.histogram
        total, found = self._aggregated(fields, query, asked, whole=False)
        unsure = {name: field for name, field in fields.items() if found[name] is None}
        if unsure:
            found |= self._aggregated(unsure, query, asked, whole=True)[1]
        return total, {name: values or [] for name, values in found.items()}

    def _aggregated(
        self, fields: dict[str, str], query: Query, asked: Any, *, whole: bool
    ) -> tuple[int, dict[str, list[tuple[str, int]] | None]]:
        parts = {
            name: aggregations(field, MOST_DAYS if name == "histogram" else 10 * query.facet_size, whole=whole)
            for name, field in fields.items()
        }
        wanted = {f"{name} {part}": one for name, several in parts.items() for part, one in several.items()}
        told = self._searcher.aggregate(asked, {"total": {"value_count": {"field": "dated"}}} | wanted)
        return int(told["total"]["value"]), {
            name: counted(
                fields[name], {part: told[f"{name} {part}"] for part in several}, query.facet_size, whole=whole
            )
            for name, several in parts.items()
        }

    def scan(self, query: Query) -> Iterator[Record]:
        """Every match from one snapshot, oldest first."""
        clause = ask(
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
        ).clause
        asked, key = self._finder.query(unscored(clause)), Key("dated", descending=False)
        found = self._ranking.by_field(asked, key, SCAN_STEP)
        while found:
            for one in found:
                yield self._record(one.stored)
            found = self._ranking.after_field(asked, key, found[-1], SCAN_STEP) if len(found) == SCAN_STEP else []

    def _page(self, question: Question, found_by: Any, count: int) -> list[Found]:
        cursor, sort = question.cursor, question.sort
        if sort is Sort.RELEVANCE:
            total = likely(question.clause, self._listed, self._searcher.num_docs)
            if cursor is None:
                return self._ranking.by_score(question.clause, count, total)
            return self._after_score(question.clause, cursor, count, total)
        last = None if cursor is None else Found(cursor.key, cursor.dated, cursor.id)
        if sort is Sort.ID:
            return self._ranking.by_id(found_by, last, count)
        key = Key(*SORTS[sort])
        return (
            self._ranking.by_field(found_by, key, count)
            if last is None
            else self._ranking.after_field(found_by, key, last, count)
        )

    def _after_score(self, clause: Clause, cursor: Cursor, count: int, total: int) -> list[Found]:
        """The COUNT after a place. The engine can't start there, so all up to it are ranked again."""
        wanted = cursor.seen + count
        while True:
            found = self._ranking.by_score(clause, wanted, total)
            place = (-cursor.key, -cursor.dated, cursor.id)
            later = [one for one in found if (-one.key, -one.dated, one.id) > place]
            if len(later) >= count or len(found) < wanted:
                return later[:count]
            wanted *= 2

    def _cursor(self, question: Question, shown: list[Found]) -> str:
        last = shown[-1]
        if question.sort is Sort.ID:
            last = Found(0, 0, last.id)
        seen = (question.cursor.seen if question.cursor else 0) + len(shown)
        return write_cursor(question, last.key, last.dated, last.id, seen)

    def _hit(self, found: Found, question: Question, highlighter: Highlighter | None) -> Hit[Record]:
        record = self._record(found.stored)
        marked = highlighter.highlights(*shown_texts(record)) if highlighter else ()
        return Hit(
            record=record, score=shown_score(found.key) if question.sort is Sort.RELEVANCE else 0.0, highlights=marked
        )

    def _count(self, leaves: list[Match]) -> tuple[list[int], int]:
        """How many records have each leaf; kept until the next commit."""
        known = self._folder.counts(self._kind)
        for leaf in leaves:
            if leaf.alternatives not in known:
                known[leaf.alternatives] = self._having(leaf)
        if () not in known:
            known[()] = self._total(self._finder.everything())
        return [known[leaf.alternatives] for leaf in leaves], known[()]

    def _having(self, leaf: Match) -> int:
        """How many records have LEAF: read off the word lists where nothing was deleted, else counted."""
        terms = self._finder.terms(leaf)
        of_kind = {kind: self._searcher.doc_freq("kind", kind) for kind in FIELDS}
        if terms is None or sum(of_kind.values()) != self._searcher.num_docs:
            return self._total(self._finder.query(leaf))
        listed = self._listed(leaf)
        others = [kind for kind, number in of_kind.items() if kind != self._kind and number]
        if not listed or not others:
            return listed
        if of_kind[self._kind] < sum(of_kind[kind] for kind in others):
            return self._total(self._finder.query(leaf))
        elsewhere = [self._finder.term("kind", kind) for kind in others]
        return listed - sum(self._total(self._finder.both(kind, self._finder.translate(leaf))) for kind in elsewhere)

    def _listed(self, leaf: Match) -> int:
        """How long the word lists of LEAF are: what was deleted and other kinds included; of a phrase nothing is known."""
        terms = self._finder.terms(leaf)
        if terms is None:
            return int(self._searcher.num_docs)
        return sum(self._searcher.doc_freq(field, text) for field, text in terms)

    def _total(self, asked: Any) -> int:
        told = self._searcher.aggregate(asked, {"total": {"value_count": {"field": "dated"}}})
        return int(told["total"]["value"])

    def _record(self, stored: Any) -> Record:
        kind = cast(type[Record], KINDS[self._kind])
        return self._folder.codec.unpack(stored.get_first("record"), kind)


class EmbeddedWriter:
    """The one writer of a folder; holds its lock from the start to the end."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._writer = folder.lock()
        self._preparing = Preparing(folder)
        self._is_ahead = False

    def put(self, articles: Iterable[JudgedArticle]) -> None:
        self._add(self._preparing.ready(articles))

    def put_disputes(self, disputes: Iterable[Dispute]) -> None:
        for dispute in disputes:
            made = document(flat_dispute(dispute), "dispute", self._preparing.packed(dispute))
            with self._folder.translated():
                self._replace(made, ID["dispute"], dispute.id)

    def delete(self, article_ids: Iterable[str]) -> None:
        self._add(self._preparing.rest())
        for identifier in article_ids:
            self._is_ahead = True
            self._writer.delete_documents_by_term(ID["article"], identifier)

    def commit(self) -> None:
        self._add(self._preparing.rest())
        with self._folder.translated():
            self._writer.commit()
        self._is_ahead = False

    def _add(self, batches: Iterable[list[Ready]]) -> None:
        for batch in batches:
            made = [document(flat, "article", record) for flat, record in batch]
            with self._folder.translated():
                for one, (flat, _) in zip(made, batch, strict=True):
                    self._replace(one, ID["article"], flat.id)

    def _replace(self, made: Any, field: str, identifier: str) -> None:
        self._is_ahead = True
        self._writer.delete_documents_by_term(field, identifier)
        self._writer.add_document(made)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            # An empty commit would be another state of the same index (`version`).
            if kind is None and (self._is_ahead or self._preparing.is_behind):
                self.commit()
        finally:
            self._preparing.end()
            self._folder.release(self._writer)
