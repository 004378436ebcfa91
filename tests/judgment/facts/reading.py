"""Reads facts from short texts, for tests that look at one kind of fact."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from judgment.document import Document
from judgment.facts.read import Facts, read_facts
from judgment.words import segmenter

PUBLISHED = datetime(2024, 3, 20, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday


def document(text: str, title: str = "", published: datetime | None = PUBLISHED) -> Document:
    return Document(title, text, segmenter(), published)


def facts(text: str, title: str = "", published: datetime | None = PUBLISHED) -> Facts:
    return read_facts(document(text, title, published))
