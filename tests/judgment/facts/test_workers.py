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
        "",
    ],
)
def test_a_single_person_a_crowd_without_number_and_other_people_are_not(text: str) -> None:
    assert facts(text).workers is None


@pytest.mark.parametrize(
    ("text", "least"),
    [
        # another case of another year and firm
        ("去年金凤区一家火锅店歇业，78名员工的工资拖了半年。此次停业的餐厅有32名员工，两个月的工资没有发。", 32),
        # 号人, 来号人
        ("停产的三个车间，三百来号人放假回家，每月只发生活费。", 300),
        ("旭丰纺机八月起停产，二百六十多号人放假。", 260),
        # parts of a larger number
        ("厂里320名工人停工，其中包括180名女工和40名学徒。", 320),
        ("最终达300人之多的工友响应罢工。", 300),
    ],
)
def test_whom_the_story_is_about_comes_before_whom_it_tells_besides(text: str, least: int) -> None:
    read = facts(text).workers
    assert read is not None and read.min == least


def test_the_exact_number_takes_in_its_rounding_in_the_headline() -> None:
    read = facts(
        "此次停业涉及三家门店，共有372名员工的工资没有发放，员工代表正在与公司协商。", "近400名员工等待答复"
    ).workers
    assert read is not None and (read.min, read.basis) == (372, Basis.EXACT)


def test_what_decided_is_told() -> None:
    read = facts("该厂拖欠42名工人工资。").workers
    assert read is not None and read.evidence is not None
    assert read.evidence.rule.startswith("workers: ") and 0.5 < read.evidence.confidence <= 1


def test_the_quote_is_as_written() -> None:
    read = facts("逾９０００名醫護罷工。").workers
    assert read is not None and read.evidence is not None
    assert read.raw == read.evidence.quote == "逾９０００名"
