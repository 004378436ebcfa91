"""Takes out articles whose time is over, by their publication (or, undated, by when they were first seen)."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from index.documents import CHINA
from index.interface import Index
from index.query import Query

STEP = 1_000


def expire(index: Index, before: datetime) -> int:
    """Delete every article dated before the day BEFORE begins in China; how many they were."""
    day = before.astimezone(CHINA).date().isoformat()
    found = (judged.article.id for judged in index.scan(Query(text=f"dated:[* TO {day}}}")))
    deleted = 0
    with index.writer() as writer:
        while batch := list(islice(found, STEP)):
            writer.delete(batch)
            deleted += len(batch)
    return deleted
