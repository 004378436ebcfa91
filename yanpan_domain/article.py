"""An article as its publisher printed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yanpan_domain.codes import DateSource, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news story as its publisher printed it; nobody has judged it yet.

    `published` is None when neither page, feed nor URL states it; the time of crawling never stands in for it.
    `published_precision` is "day", "minute" or "second"; with "day" the time of day is 00:00 Asia/Shanghai.
    """

    id: str
    source: str
    url: str
    title: str
    text: str
    fetched: datetime
    published: datetime | None = None
    published_source: DateSource = DateSource.NONE
    published_precision: str = "day"
    published_confidence: float = 0.0
    origin: str | None = None
    section: str | None = None
    tier: Tier = Tier.MEDIA
    language: str = "zh"
    encoding: str = "utf-8"
    replaced: int = 0
    source_title: str = ""
    source_places: tuple[str, ...] = ()

    @property
    def dated(self) -> datetime:
        """Publication where stated, else the moment we first saw it; for ordering and retention, never for display."""
        return self.published or self.fetched
