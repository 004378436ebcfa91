from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judgment.facts.read import read_facts
from tests.judgment.facts.reading import document

PIECES = [
    "1", "一", "a", "公司", "（", "某某有限公司", "拖欠工资3万元，", "1,234万余", "2018年5月10日", "上周三", "没有没有",
    "老板老板", "工人要求支付工资", "公司“", "ab12-", "被告甲乙丙丁戊己庚", "华为公司（以下简称“华为”）", "\n", "{[(（【「“", "每每每",
]  # fmt: skip


def seconds(piece: str, length: int) -> float:
    """The least of three runs: what the machine does besides only adds."""
    return min(_once(piece, length) for _ in range(3))


def _once(piece: str, length: int) -> float:
    prepared = document((piece * (length // len(piece) + 1))[:length])
    _ = prepared.plain_text, prepared.sentences
    start = time.process_time()
    read_facts(prepared)
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    """Ten times the text may take ten times as long; what was quadratic took a hundred."""
    short, long = seconds(piece, 8_000), seconds(piece, 80_000)
    assert long < 25 * max(short, 0.002)


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        alphabet=st.sampled_from("公司厂工资欠元万一十3年月日（）“”，。李某被告原告甲 \n\x00\u202e😀a-"), max_size=300
    )
)
def test_any_text_is_read_and_every_span_holds(text: str) -> None:
    facts = read_facts(document(text, text[:20]))
    fields = {"title": text[:20], "text": text}
    assert all(fields[one.field][one.start : one.end] == one.name for one in facts.employers)
    evidence = [one.evidence for one in (*facts.money, *facts.dates, *facts.circumstances, *facts.measures)]
    assert all(fields[one.field][one.start : one.end] == one.quote for one in evidence if one)
