"""Questions about what was found, answered alike on every backend: how many of what, how large, and what is like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from index.asking import MOST_HITS
from index.documents import flat_article, flat_dispute
from index.fields import ARTICLE_FIELDS, DISPUTE_FIELDS, UNKNOWN, Kind, QueryError, field_called
from index.interface import Hit, IndexReader
from index.query import Query, Sort
from yanpan_domain.judgment import JudgedArticle

# Words that describe an article best: as many as a person would name.
DESCRIBING_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a query finds, counted three ways; an article of no family is a family of its own."""

    articles: int
    families: int
    disputes: int


def counts(index: IndexReader, query: Query) -> Counts:
    """Articles, families of reprints and disputes that QUERY finds; exact."""
    asked = replace(query, limit=0, cursor=None, facets=("family", "dispute"), facet_size=MOST_HITS, highlight=False)
    page = index.find(asked)
    families, disputes = page.facets["family"], page.facets["dispute"]
    if len(families) < MOST_HITS and len(disputes) < MOST_HITS:
        alone = page.total - sum(count for _, count in families)
        return Counts(articles=page.total, families=len(families) + alone, disputes=len(disputes))
    every_family: set[str] = set()
    every_dispute: set[str] = set()
    articles = 0
    for judged in index.scan(query):
        articles += 1
        every_family.add(judged.family or judged.article.id)
        every_dispute.update(judged.disputes)
    return Counts(articles=articles, families=len(every_family), disputes=len(every_dispute))


def percentiles(
    index: IndexReader, query: Query, field: str, wanted: Sequence[float] = (50, 90), *, disputes: bool = False
) -> dict[float, float | None]:
    """The nearest-rank percentiles of a number FIELD over what states it; None where nothing does."""
    known = field_called(field, DISPUTE_FIELDS if disputes else ARTICLE_FIELDS)
    if known.kind is not Kind.NUMBER or known.unit == "moment":
        raise QueryError(f"{field} 不是数字字段；可用 workers、money、urgency、arrears。")
    flats = (
        (flat_dispute(one) for one in index.scan_disputes(query))
        if disputes
        else (flat_article(one) for one in index.scan(query))
    )
    values = sorted(value for flat in flats if (value := flat.numbers[known.name]) != UNKNOWN)
    scale = 1000 if known.unit == "score" else 1
    return {one: values[max(0, ceil(len(values) * one / 100) - 1)] / scale if values else None for one in wanted}


def alike(index: IndexReader, article_id: str, limit: int = 10) -> tuple[Hit[JudgedArticle], ...]:
    """The articles whose words are most like those of one; itself and its reprints left out."""
    judged = index.article(article_id)
    if judged is None:
        return ()
    marked = sorted(flat_article(judged).words.split(), key=lambda word: (-ord(word[-1]), -len(word), word))
    words = [word[:-1] for word in marked if len(word) > 2 and not word[:-1].isdigit()][:DESCRIBING_WORDS]
    if not words:
        return ()
    text = " OR ".join(f'"{word}"' for word in words)
    others = index.find(Query(text=text, sort=Sort.RELEVANCE, limit=min(MOST_HITS, limit * 5 + 20), synonyms=False))
    kept = [hit for hit in others.hits if hit.record.article.id != article_id and not _reprint(hit.record, judged)]
    return tuple(kept[:limit])


def _reprint(one: JudgedArticle, other: JudgedArticle) -> bool:
    return one.family is not None and one.family == other.family
