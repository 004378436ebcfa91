"""What of a record is shown in highlights."""

from __future__ import annotations

from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle


def shown_texts(record: JudgedArticle | Dispute) -> tuple[str, str]:
    """Title and text of RECORD, always the masked ones."""
    if isinstance(record, JudgedArticle):
        return record.judgment.title or record.article.title, record.judgment.text or record.article.text
    return record.title, "\n".join(dict.fromkeys(entry.quotation.quote for entry in record.timeline))
