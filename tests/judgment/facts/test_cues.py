from __future__ import annotations

from judgment.facts.cues import Cues
from tests.judgment.facts.reading import document


def around(text: str, words: str) -> list[str]:
    start = text.index(words)
    return Cues(document(text)).around("text", start, start + len(words))


def test_the_nearest_cue_of_each_class_is_told_with_its_side_and_distance() -> None:
    assert around("公司拖欠42名工人工资", "42名") == ["owed<1", "worker>1", "wages>2"]


def test_behind_a_comma_is_farther_and_behind_a_full_stop_nothing_is() -> None:
    signs = around("工资没有着落，一共42人。他们已经起诉。", "42人")
    assert "total<1" in signs and "wages<4" in signs
    assert not any(sign.startswith("lawsuit") for sign in signs)


def test_a_year_is_told_by_its_distance_from_publication() -> None:
    assert "past year<2" in around("2019年拖过42人", "42人")
    assert "last year<2" in around("2023年拖过42人", "42人")
    assert "this year<2" in around("2024年拖过42人", "42人")
