"""Writing: what was put is found after the commit, once, wherever and however often it was put."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.interface import Index
from index.query import Query
from tests.factories import a_dispute, a_judged, a_moment


def test_what_was_put_is_found_after_the_commit_and_not_before(index: Index) -> None:
    before = index.version()
    with index.writer() as writer:
        writer.put([a_judged(number=1)])
        assert index.find(Query()).total == 0
        writer.commit()
        assert index.find(Query()).total == 1
        between = index.version()
        writer.put([a_judged(number=2)])
    assert index.find(Query()).total == 2
    assert len({before, between, index.version()}) == 3
    assert index.version() == index.version()


def test_an_error_keeps_what_was_committed_and_nothing_more(index: Index) -> None:
    with pytest.raises(RuntimeError, match="broken"), index.writer() as writer:
        writer.put([a_judged(number=1)])
        writer.put_disputes([a_dispute()])
        writer.commit()
        writer.put([a_judged(number=2)])
        writer.put_disputes([a_dispute(number=2)])
        raise RuntimeError("broken")
    with index.writer() as writer:
        writer.put([a_judged(number=3)])
    assert set(index.articles(a_judged(number=number).article.id for number in (1, 2, 3))) == {
        a_judged(number=number).article.id for number in (1, 3)
    }
    assert index.find_disputes(Query()).total == 1


def test_a_record_put_again_replaces_itself_even_in_another_year(index: Index) -> None:
    old = a_judged(number=1, title="旧题目", published="2024-12-31T23:59")
    new = replace(
        old,
        article=replace(old.article, published=a_moment("2026-01-01")),
        judgment=replace(old.judgment, title="新题目"),
    )
    other = a_judged(number=2)
    with index.writer() as writer:
        writer.put([old, other])
    with index.writer() as writer:
        writer.put([old, new])
    assert index.find(Query()).total == 2
    assert index.article(old.article.id) == new
    assert index.find(Query(text="title:旧题目")).total == 0
    assert index.find(Query(text="published:2024")).total == 0


def test_deleting(index: Index) -> None:
    with index.writer() as writer:
        writer.put([a_judged(number=number) for number in range(5)])
        writer.put_disputes([a_dispute()])
    with index.writer() as writer:
        writer.delete([a_judged(number=1).article.id, "never there"])
    assert index.article(a_judged(number=1).article.id) is None
    assert index.find(Query()).total == 4
    assert index.find_disputes(Query()).total == 1


def test_a_dispute_edited_is_read_back_as_edited_at_once(index: Index) -> None:
    dispute = a_dispute(title="原来的题目")
    with index.writer() as writer:
        writer.put_disputes([dispute])
    with index.writer() as writer:
        writer.put_disputes([replace(dispute, title="改过的题目", revision=2)])
        writer.commit()
        assert index.dispute(dispute.id) == replace(dispute, title="改过的题目", revision=2)
        assert index.find_disputes(Query(text="改过")).total == 1


def test_an_empty_index_answers(index: Index) -> None:
    page = index.find(Query(text="欠薪", facets=("place",), histogram="day", highlight=True))
    assert (page.total, page.hits, page.facets, page.histogram, page.next_cursor) == (0, (), {"place": ()}, (), None)
    assert index.find_disputes(Query()).total == 0
    assert list(index.scan(Query())) == []
    assert index.articles([]) == {}


def test_odd_texts_are_kept_and_found(index: Index) -> None:
    odd = [
        a_judged(number=1, title="", text=""),
        a_judged(number=2, title="a" * 5000, text="长" * 70_000),
        a_judged(number=3, title="emoji 😀 与　全角　空格", text="\u0000 控制符 \ue003 私用区 \u2028 行分隔"),
        a_judged(number=4, title="引号\"与\\反斜杠", text="C++ 与 .NET 与 R&D 与 a_b"),
    ]  # fmt: skip
    with index.writer() as writer:
        writer.put(odd)
    assert {judged.article.id: judged for judged in index.scan(Query())} == {
        judged.article.id: judged for judged in odd
    }
    assert index.find(Query(text="控制符")).total == 1
    assert index.find(Query(text="私用区")).total == 1
    assert index.find(Query(text="emoji 全角")).total == 1


def test_a_withdrawn_dispute_is_found_by_its_id_alone_until_it_lives_again(index: Index) -> None:
    living = a_dispute()
    withdrawn = replace(living, revision=2, urgency=None, withdrawn_because="已撤回：报道更正后不再属于劳动争议。")
    for number, (stored, open_ones) in enumerate([(living, 1), (withdrawn, 0), (living, 1)]):
        stored = replace(stored, revision=number + 1)
        with index.writer() as writer:
            writer.put_disputes([stored])
        assert index.dispute(living.id) == stored
        assert index.find_disputes(Query(text="superseded:false")).total == open_ones
        assert index.find_disputes(Query()).total == 1
