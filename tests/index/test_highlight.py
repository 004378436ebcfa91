"""What is marked: whole words of the masked text, at its own offsets."""

from __future__ import annotations

import pytest

from index.asking import read_clause
from index.highlight import STRETCH, STRETCHES, Highlighter
from index.query import Query


def _marked(query: str, text: str, title: str = "题目") -> list[str]:
    marker = Highlighter(read_clause(Query(text=query), "article"))
    return [one.fragment[start:end] for one in marker.highlights(title, text) for start, end in one.spans]


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("工会", "员工会议上，工会说话。", ["工会"]),
        ("賠償", "公司拒绝赔偿。工人要求賠償。", ["赔偿", "賠償"]),
        ("ABC", "ＡＢＣ公司与abc公司", ["ＡＢＣ", "abc"]),
        ('"拖欠 工资"', "拖欠工资，拖欠的工资", ["拖欠工资"]),
        ("欠薪", "工人讨薪。", ["讨薪"]),
        ("骑手 -外卖", "骑手送外卖。", ["骑手"]),
        ("劳动*", "劳动监察已介入。", ["劳动"]),
        ("issue:欠薪", "工资没有发。", []),
        ("title:工资", "工资没有发。", []),
    ],
)
def test_words_are_marked_as_they_are_found(query: str, text: str, marked: list[str]) -> None:
    assert _marked(query, text)[: len(marked) or None] == marked


def test_a_long_text_shows_its_richest_stretches() -> None:
    text = "平常的话说了很多。" * 60 + "工人讨要工资。" + "平常的话说了很多。" * 60 + "工资。"
    found = Highlighter(read_clause(Query(text="工人 工资"), "article")).highlights("题目", text)
    assert 0 < len(found) <= STRETCHES
    assert all(len(one.fragment) <= STRETCH for one in found)
    assert any(len({one.fragment[a:b] for a, b in one.spans}) == 2 for one in found)
    assert all(one.fragment in text for one in found)


def test_the_title_is_shown_whole() -> None:
    (found,) = Highlighter(read_clause(Query(text="工资"), "article")).highlights("拖欠工资的厂", "没有这个词")
    assert (found.field, found.fragment, found.spans) == ("title", "拖欠工资的厂", ((2, 4),))
