"""Articles in memory to disputes in memory, in the order that a run over the index would take them."""

from __future__ import annotations

from collections.abc import Iterable

from judgment.disputes.book import DisputeBook
from yanpan_domain.judgment import JudgedArticle


def grouped(articles: Iterable[JudgedArticle | None]) -> DisputeBook:
    """The book of disputes that ARTICLES tell of, entered oldest first."""
    book = DisputeBook()
    for judged in sorted(
        (one for one in articles if one is not None), key=lambda one: (one.article.dated, one.article.id)
    ):
        book.add(judged)
    return book
