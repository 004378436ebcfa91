"""The numbered list of sources: every mark 〔n〕 in a product leads to one stored article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yanpan_domain.article import Article
from yanpan_domain.briefing import Source, Statement
from yanpan_domain.dispute import Quotation
from yanpan_domain.identifiers import digest
from yanpan_domain.judgment import JudgedArticle


class SourceList:
    """Numbers articles by their first mention, and resolves quotations to those numbers.

    Only an article of ARTICLES can be cited, and only a span that says what the quotation says it says; what cannot be
    resolved is left out, so a mark in a product never leads nowhere.
    """

    def __init__(self, articles: Mapping[str, JudgedArticle], reprints: Mapping[str, int]) -> None:
        self._articles = articles
        self._reprints = reprints
        self._numbers: dict[str, int] = {}

    def statement(self, text: str, quotations: Iterable[Quotation | None] = ()) -> Statement:
        """TEXT with the quotations that resolve, each once, and the numbers of their sources in order."""
        resolved = tuple(dict.fromkeys(q for q in quotations if q is not None and self.resolves(q)))
        marks = sorted({self._number(quotation.article) for quotation in resolved})
        return Statement(text=text, quotations=resolved, marks=tuple(marks))

    def resolves(self, quotation: Quotation) -> bool:
        judged = self._articles.get(quotation.article)
        if judged is None or not quotation.quote:
            return False
        field = judged.article.title if quotation.field == "title" else judged.article.text
        return field[quotation.start : quotation.end] == quotation.quote

    def listed(self) -> tuple[Source, ...]:
        """Every source cited so far, in the order of its number."""
        return tuple(self._source(number, self._articles[article]) for article, number in self._numbers.items())

    def _number(self, article: str) -> int:
        return self._numbers.setdefault(article, len(self._numbers) + 1)

    def _source(self, number: int, judged: JudgedArticle) -> Source:
        article = judged.article
        return Source(
            number=number,
            article=article.id,
            media=medium(article),
            title=article.title,
            url=article.url,
            published=article.published,
            published_precision=article.published_precision,
            fingerprint=fingerprint(article),
            reprints=self._reprints.get(article.id, 0),
        )


def medium(article: Article) -> str:
    """Who published it, as shown: the source's title, with the named origin where it differs."""
    shown = article.source_title or article.source
    return f"{shown}（来源：{article.origin}）" if article.origin and article.origin not in shown else shown


def fingerprint(article: Article) -> str:
    """Twelve hex digits of the stored title and text: shows later whether a page was changed."""
    return digest(f"{article.title}\n{article.text}")[:12]
