"""An index in memory for tests of what is composed: the reader's promises, none of its speed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from index.interface import Hit, Page
from index.query import Query
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle


class MemoryIndex:
    def __init__(self, articles: Iterable[JudgedArticle], disputes: Iterable[Dispute]) -> None:
        self.articles_by_id = {one.article.id: one for one in articles}
        self.disputes_by_id = {one.id: one for one in disputes}

    def article(self, article_id: str) -> JudgedArticle | None:
        return self.articles_by_id.get(article_id)

    def articles(self, article_ids: Iterable[str]) -> dict[str, JudgedArticle]:
        return {key: self.articles_by_id[key] for key in article_ids if key in self.articles_by_id}

    def find(self, query: Query) -> Page[JudgedArticle]:
        found = list(self.scan(query))
        disputes = Counter(key for one in found for key in one.disputes)
        hits = tuple(Hit(record=one, score=0.0) for one in found[: query.limit])
        return Page(hits=hits, total=len(found), facets={"dispute": tuple(disputes.most_common())})

    def scan(self, query: Query) -> Iterator[JudgedArticle]:
        asked = _clauses(query)
        place = asked.get("place", "").rstrip("0")
        wanted = [
            one
            for one in self.articles_by_id.values()
            if _within(one.article.published, query)
            and asked.get("relevance", one.judgment.relevance.value) == one.judgment.relevance.value
            and (not place or any(found.code.startswith(place) for found in one.judgment.places))
        ]
        yield from sorted(wanted, key=lambda one: (one.article.dated, one.article.id))

    def dispute(self, dispute_id: str) -> Dispute | None:
        return self.disputes_by_id.get(dispute_id)

    def find_disputes(self, query: Query) -> Page[Dispute]:
        found = sorted(self.scan_disputes(query), key=lambda one: (-one.last_seen.timestamp(), one.id))
        return Page(hits=tuple(Hit(record=one, score=0.0) for one in found[: query.limit]), total=len(found))

    def scan_disputes(self, query: Query) -> Iterator[Dispute]:
        asked = _clauses(query)
        for one in sorted(self.disputes_by_id.values(), key=lambda one: (one.last_seen, one.id)):
            issues = {issue.value for issue in one.issues}
            if (
                _within(one.last_seen, query)
                and asked.get("stage", one.stage.value) == one.stage.value
                and ("issue" not in asked or asked["issue"] in issues)
            ):
                yield one

    def version(self) -> str:
        return "1"


def _clauses(query: Query) -> dict[str, str]:
    """`field:value AND field:value` as it stands; the tests ask for nothing else."""
    return dict(clause.split(":", 1) for clause in query.text.split(" AND ") if clause)


def _within(moment: datetime | None, query: Query) -> bool:
    if moment is None:
        return query.since is None and query.until is None
    return (query.since is None or moment >= query.since) and (query.until is None or moment < query.until)
