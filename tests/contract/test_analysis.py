"""Counts, percentiles and likeness: the same on every backend, and what counting by hand gives."""

from __future__ import annotations

import pytest

from index.analysis import alike, counts, percentiles
from index.fields import QueryError
from index.interface import Index
from index.query import Query
from tests.contract.corpus import articles


def test_counts_by_article_family_and_dispute(filled: Index) -> None:
    found = counts(filled, Query())
    assert found.articles == len(articles())
    assert found.families == len({one.family or one.article.id for one in articles()})
    assert found.disputes == len({dispute for one in articles() for dispute in one.disputes})


def test_percentiles_leave_out_what_is_not_stated(filled: Index) -> None:
    stated = sorted(one.judgment.workers.min for one in articles() if one.judgment.workers)
    found = percentiles(filled, Query(), "workers", (0, 50, 100))
    assert found[0] == stated[0]
    assert found[50] == stated[-(-len(stated) // 2) - 1]
    assert found[100] == stated[-1]
    assert percentiles(filled, Query(text="不存在的词"), "money") == {50: None, 90: None}
    with pytest.raises(QueryError, match="workers"):
        percentiles(filled, Query(), "place")


def test_articles_like_one_are_not_itself_nor_its_reprints(filled: Index) -> None:
    one = articles()[40]
    found = alike(filled, one.article.id, 5)
    assert len(found) == 5
    assert one.article.id not in {hit.record.article.id for hit in found}
    assert all(hit.record.family is None or hit.record.family != one.family for hit in found)
    assert alike(filled, "nothing") == ()
