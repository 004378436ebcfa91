"""Ids of any form keep their order, long ones with a common beginning included."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.interface import Index
from index.query import Query, Sort
from tests.factories import a_judged


@pytest.mark.parametrize("sort", list(Sort))
def test_ids_with_a_common_beginning_are_paged_in_order(index: Index, sort: Sort) -> None:
    plain = a_judged()
    ids = [f"article-of-the-same-beginning-{number:03}" for number in range(40)] + [
        "a",
        "b",
        "",
        "号" * 3,
        "article-of-th",
    ]
    ids = [identifier for identifier in ids if identifier]
    with index.writer() as writer:
        writer.put(replace(plain, article=replace(plain.article, id=identifier)) for identifier in reversed(ids))
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = index.find(Query(text="工资", sort=sort, limit=6, cursor=cursor))
        seen += [hit.record.article.id for hit in page.hits]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == sorted(ids)
