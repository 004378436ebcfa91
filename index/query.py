"""What to find: one value object for articles and disputes, the same on every backend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum

from yanpan_domain.errors import CallerError

CHINA = timezone(timedelta(hours=8))


class Sort(StrEnum):
    """Orders; ties are broken by publication (newest first), then by id."""

    RELEVANCE = "relevance"
    PUBLISHED = "published"
    OLDEST = "oldest"
    URGENCY = "urgency"
    WORKERS = "workers"
    MONEY = "money"
    ID = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to the index. `text` is the analysts' syntax; "" finds everything.

    `since` and `until` bound publication, half-open, with a zone. `facets` names fields to count.
    `cursor` is the `next_cursor` of the page before. `synonyms` widens words by the labour vocabulary. `histogram` is
    "day", "week", "month" or "year". `now` is what relative dates ("published:7d") count from; without it, the moment of
    asking. An article without a stated date lies outside every bound; a dispute is bound by the time from its first to its
    last report. `partial` also finds records that have only some of the words written side by side; those that have all
    of them come first.
    """

    text: str = ""
    since: datetime | None = None
    until: datetime | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    cursor: str | None = None
    facets: tuple[str, ...] = ()
    facet_size: int = 20
    histogram: str | None = None
    highlight: bool = False
    synonyms: bool = True
    now: datetime | None = None
    partial: bool = False


def day_bound(written: str | None) -> datetime | None:
    """WRITTEN ("2026-11-24", with or without a time) as a bound; without a zone it is a time in China."""
    if not written:
        return None
    try:
        read = datetime.fromisoformat(written)
    except ValueError as error:
        raise CallerError(f"“{written}”不是日期，请写作 2026-11-24 或 2026-11-24T08:30+08:00。") from error
    return read if read.tzinfo else read.replace(tzinfo=CHINA)
