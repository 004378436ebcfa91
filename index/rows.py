"""Hits as the rows that the command line and other programs read."""

from __future__ import annotations

from typing import Any

from index.interface import Hit
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle


def hit_row(hit: Hit[JudgedArticle] | Hit[Dispute]) -> dict[str, Any]:
    """One hit: `id`, `score`, `title`, `url`, `published`, `highlights`; of a dispute its last report and no url."""
    record = hit.record
    marked = [
        {"field": one.field, "fragment": one.fragment, "spans": [list(span) for span in one.spans]}
        for one in hit.highlights
    ]
    row: dict[str, Any] = {"id": None, "score": hit.score}
    if isinstance(record, JudgedArticle):
        published = record.article.published
        row |= {
            "id": record.article.id,
            "title": record.judgment.title or record.article.title,
            "url": record.article.url,
            "published": published.isoformat() if published else None,
            "source": record.article.source,
            "disputes": list(record.disputes),
        }
    else:
        urgency = record.urgency
        row |= {
            "id": record.id,
            "title": record.title,
            "url": None,
            "published": record.last_seen.isoformat(),
            "urgency": urgency.score if urgency else None,
            "level": int(urgency.level.value) if urgency else None,
            "articles": list(record.articles),
        }
    return row | {"highlights": marked}
