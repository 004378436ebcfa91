"""Words of a record and their strengths."""

from __future__ import annotations

from index.tokens import strengths, tokens
from judgment.words import rjieba_segmenter, segmenter


def test_coarse_words_have_the_same_tokens_as_fine_ones() -> None:
    text = "拖欠工资1.5%，000540.sz与9-10号，㐀㐁两字，工资条A+B"
    assert tokens(rjieba_segmenter().coarse(text)) == tokens(segmenter().cut(text))


def test_a_word_is_as_strong_as_its_weakest_piece_whatever_stands_beside_it() -> None:
    # 工资 is a piece of 拖欠工资 and stands inside 工资条 and 月工资 too, which make 工资 stronger but not 拖欠工资. (The order
    # in which a record's words are looked at is another in every process.)
    inside = ["拖欠工资", *["工资条", "月工资"] * 4, *["拖欠"] * 5]
    beside = ["拖欠工资", *["工作服", "工作日"] * 4, *["拖欠"] * 5]
    with_inside, with_beside = (strengths([], tokens(words), words) for words in (inside, beside))
    assert with_inside["拖欠工资"] == with_beside["拖欠工资"]
    assert with_inside["工资"] > with_beside["工资"]
