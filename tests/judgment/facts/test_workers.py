from __future__ import annotations

import pytest

from tests.judgment.facts.reading import facts
from yanpan_domain.codes import Basis


@pytest.mark.parametrize(
    ("text", "least", "basis"),
    [
        ("该厂拖欠42名工人工资。", 42, Basis.EXACT),
        ("十余名农民工到工地讨薪。", 10, Basis.WORD),
        ("公司裁员约300人。", 300, Basis.ABOUT),
        ("上百名环卫工人停工，要求补发工资。", 100, Basis.WORD),
        ("逾9000名醫護簽署罷工宣言，包括約6000名護士及700名醫生。", 9000, Basis.AT_LEAST),
        ("涉及员工达50多人，欠薪月份达8个月之长。", 50, Basis.AT_LEAST),
        ("据称公司将裁员7000，赔偿标准为N+1。", 7000, Basis.EXACT),
        ("公司现有员工1200人，此次36名被裁员工未获补偿。", 36, Basis.EXACT),
        (
            "经核对，有异议、要求解除劳动合同的为386人。全市今年处置停业事件十一宗，涉及员工两千三百余人。",
            386,
            Basis.EXACT,
        ),
        ("142名安装工的工资已到账。今年全州查处工资类违法案件八十九件，涉及工人四千一百余名。", 142, Basis.EXACT),
    ],
)
def test_the_workers_of_this_dispute_are_counted(text: str, least: int, basis: Basis) -> None:
    read = facts(text).workers
    assert read is not None
    assert (read.min, read.basis) == (least, basis)


@pytest.mark.parametrize(
    "text",
    [
        "一名工人被拖欠工资。",
        "数百名工人被拖欠工资。",
        "成功令超过110名乘客脱险。",
        "去年全国共有2.9亿名农民工。",
        "学校有1200名学生，老师被拖欠工资。",
        "公司共有500名员工，王某被辞退。",
        "",
    ],
)
def test_a_single_person_a_crowd_without_number_and_other_people_are_not(text: str) -> None:
    assert facts(text).workers is None


def test_the_quote_is_as_written() -> None:
    read = facts("逾９０００名醫護罷工。").workers
    assert read is not None and read.evidence is not None
    assert read.raw == read.evidence.quote == "逾９０００名"
