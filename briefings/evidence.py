"""The sentences that a dispute's history and facts rest on: what a meeting chooses its evidence from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefings.lead import dateline, sentences_of
from yanpan_domain.article import Article
from yanpan_domain.dispute import Dispute, Quotation
from yanpan_domain.judgment import JudgedArticle

# More sentences than these are not looked through.
MOST = 40


def evidence_of(dispute: Dispute, articles: Mapping[str, JudgedArticle], most: int = MOST) -> list[Quotation]:
    """Whole sentences of ARTICLES, each once, in the order of the dispute's history; what is no more there is left out."""
    found: dict[tuple[str, str], Quotation] = {}
    for span in _spans(dispute):
        judged = articles.get(span.article)
        whole = _whole(judged.article, span) if judged else None
        if whole is not None:
            found.setdefault((whole.article, whole.quote), whole)
    return list(found.values())[:most]


def _spans(dispute: Dispute) -> Iterator[Quotation]:
    for entry in (*dispute.timeline, *dispute.measures):
        yield entry.quotation
    for circumstance in dispute.circumstances:
        yield circumstance.quotation
    for stated in (dispute.workers_quotation, dispute.owed_quotation, dispute.paid_quotation):
        if stated is not None:
            yield stated


def _whole(article: Article, span: Quotation) -> Quotation | None:
    """The sentence of ARTICLE in which SPAN stands, without what says who reports; a title is whole as it is."""
    if span.field == "title":
        start, end, text = 0, len(article.title), article.title
    else:
        text = article.text
        around = next((one for one in sentences_of(article) if one.start <= span.start < one.end), None)
        if around is None:
            return None
        start, end = around.start, around.end
        start += dateline(text[start:end])
    quote = text[start:end].strip()
    if not quote:
        return None
    start = text.index(quote, start)
    return Quotation(article=article.id, field=span.field, start=start, end=start + len(quote), quote=quote)
