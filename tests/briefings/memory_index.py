"""An index in memory for tests of what is composed: the reader's promises, none of its speed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from index.interface import Hit, Page
from index.query import Query
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle


class MemoryIndex:
    def __init__(self, articles: Iterable[JudgedArticle], disputes: Iterable[Dispute]) -> None:
        self._articles = {one.article.id: one for one in articles}
        self._disputes = {one.id: one for one in disputes}

    def article(self, article_id: str) -> JudgedArticle | None:
        return self._articles.get(article_id)

    def articles(self, article_ids: Iterable[str]) -> dict[str, JudgedArticle]:
        return {key: self._articles[key] for key in article_ids if key in self._articles}

    def find(self, query: Query) -> Page[JudgedArticle]:
        found = list(self.scan(query))
        return Page(hits=tuple(Hit(record=one, score=0.0) for one in found[: query.limit]), total=len(found))

    def scan(self, query: Query) -> Iterator[JudgedArticle]:
        wanted = [one for one in self._articles.values() if _within(one.article.published, query)]
        yield from sorted(wanted, key=lambda one: (one.article.dated, one.article.id))

    def dispute(self, dispute_id: str) -> Dispute | None:
        return self._disputes.get(dispute_id)

    def find_disputes(self, query: Query) -> Page[Dispute]:
        found = list(self.scan_disputes(query))
        return Page(hits=tuple(Hit(record=one, score=0.0) for one in found[: query.limit]), total=len(found))

    def scan_disputes(self, query: Query) -> Iterator[Dispute]:
        stage = query.text.removeprefix("stage:") if query.text.startswith("stage:") else None
        for one in sorted(self._disputes.values(), key=lambda one: (one.last_seen, one.id)):
            if _within(one.last_seen, query) and stage in {None, one.stage.value}:
                yield one

    def version(self) -> str:
        return "1"


def _within(moment: datetime | None, query: Query) -> bool:
    if moment is None:
        return query.since is None and query.until is None
    return (query.since is None or moment >= query.since) and (query.until is None or moment < query.until)
