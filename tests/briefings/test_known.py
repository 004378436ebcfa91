"""What is published after the cut-off changes nothing that a product of before says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

import pytest

from benchmarks.demo.score import judged
from briefings.compose import compose
from briefings.period import parse_period
from judgment.disputes.book import DisputeBook
from judgment.urgency.rank import rank
from tests.briefings import one_ledger
from tests.briefings.memory_index import MemoryIndex
from yanpan.demo.corpus import read_corpus
from yanpan_domain.briefing import Product
from yanpan_domain.judgment import JudgedArticle
from yanpan_domain.zone import SHANGHAI

ledger = one_ledger.ledger


@lru_cache(maxsize=1)
def corpus() -> tuple[JudgedArticle, ...]:
    return tuple(sorted((judged(article) for article in read_corpus()), key=lambda one: one.article.dated))


def indexed(articles: tuple[JudgedArticle, ...], day: datetime) -> MemoryIndex:
    """An index of ARTICLES, decided and scored on DAY."""
    book = DisputeBook()
    for one in articles:
        book.add(one)
    placed = [
        replace(one, family=(at := book.placement(one.article.id)).family, disputes=at.disputes)
        if one.article.id in book
        else one
        for one in articles
    ]
    return MemoryIndex(placed, rank(book.disputes(), day.date()))


@pytest.mark.parametrize("period", ["2026-11-12", "2026-11-18", "2026-11-20"])
def test_a_product_of_an_earlier_day_tells_what_was_known_then(ledger, period: str) -> None:
    product = parse_period(Product.DAILY, period)
    cut_off = product.end.astimezone(SHANGHAI)
    then = indexed(tuple(one for one in corpus() if one.article.dated < cut_off), cut_off)
    later = indexed(corpus(), datetime(2026, 11, 23, 8, tzinfo=SHANGHAI))
    made = [compose(index, ledger, product=Product.DAILY, period=product, cut_off=cut_off) for index in (then, later)]
    assert [source for source in made[1].sources if source.published and source.published >= cut_off] == []
    told = [{card.title: card for card in one.cards} for one in made]
    assert told[0].keys() == told[1].keys()
    for title, card in told[0].items():
        assert told[1][title].facts == card.facts, title
