"""Fingerprints find copies, and measure how much of the shorter text stands in the longer one."""

from __future__ import annotations

from random import Random

import opencc
import pytest

from benchmarks.disputes.reprints import Originals, documents, follow_up, mutated
from judgment.fingerprints import containment, sketch
from tests.shared_data import shared

WORDS = "工地 工人 工资 拖欠 三个月 承包 方 未 支付 劳动 监察 部门 介入 调查 项目 业主 表示 资金 紧张 承诺 本月 底前 结清 其余 款项 分期 发放".split()


def text(seed: int, words: int = 400) -> str:
    chance = Random(seed)
    return "。".join("".join(chance.choices(WORDS, k=12)) for _ in range(words // 12))


def test_a_cut_copy_in_the_other_script_is_contained() -> None:
    original = text(1)
    copy = opencc.OpenCC("s2t").convert("某报讯：" + original[: len(original) // 2])
    assert containment(sketch("甲", original), sketch("乙", copy)) > 0.85


def test_texts_of_the_same_words_are_not_copies() -> None:
    assert containment(sketch("", text(1)), sketch("", text(2))) < 0.2


def test_masks_are_no_part_of_the_text() -> None:
    assert sketch("", text(3) + "李某1说") == sketch("", text(3) + "李某2说")


def test_a_headline_without_a_body_is_compared_by_its_title() -> None:
    assert sketch("示例电子厂拖欠工资", "") != sketch("示例纺织厂关闭", "")
    assert containment(sketch("", ""), sketch("", text(1))) == 0.0


@pytest.mark.parametrize("seed", [11, 12])
def test_mutated_real_documents_are_found(seed: int) -> None:
    """The bar: recall .97 at precision .99, on documents never looked at (odd numbers)."""
    shared("gbk_documents.tar.xz")
    texts = [one for one in documents() if len(one[1]) >= 80][1::2]
    originals, chance, traditional = Originals(texts), Random(seed), opencc.OpenCC("s2t")
    found = wrong = 0
    for number, (_, body) in enumerate(texts):
        hits = originals.copied_by(mutated(body, chance, traditional))
        found += number in hits
        wrong += sum(originals.differ(hit, number) for hit in hits - {number})
        other = (number + 1) % len(texts)
        wrong += number in originals.copied_by(follow_up(body, texts[other][1])) and originals.differ(number, other)
    assert found / len(texts) >= 0.97
    assert found / (found + wrong) >= 0.99
