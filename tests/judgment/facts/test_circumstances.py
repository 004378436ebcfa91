from __future__ import annotations

import pytest

from tests.judgment.facts.reading import facts
from yanpan_domain.codes import Circumstance


def circumstances(text: str) -> set[Circumstance]:
    return {one.code for one in facts(text).circumstances}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("骑手送餐途中猝死。", Circumstance.DEATH),
        ("他因矽肺病住院。", Circumstance.INJURY),
        ("讨薪农民工欲跳楼，被消防员救下。", Circumstance.LIFE_IN_DANGER),
        ("老板跑路，工厂关门。", Circumstance.EMPLOYER_FLED),
        ("工厂早已人去楼空。", Circumstance.EMPLOYER_FLED),
        ("工人们生活陷入困境，没钱看病。", Circumstance.HARDSHIP),
        ("他因举报公司而被辞退。", Circumstance.RETALIATION),
        ("作坊使用童工。", Circumstance.CHILD_LABOUR),
        ("一名13岁男孩进厂打工。", Circumstance.CHILD_LABOUR),
        ("工人被没收护照，限制人身自由。", Circumstance.FORCED_LABOUR),
        ("法院裁定该厂破产。", Circumstance.BANKRUPTCY),
    ],
)
def test_what_bears_on_the_need_of_help_is_found(text: str, code: Circumstance) -> None:
    assert circumstances(text) == {code}


@pytest.mark.parametrize(
    "text",
    [
        "工人聚集在区政府门口，拉横幅，罢工，上访，要求建会。",
        "事故没有造成人员受伤。",
        "禁止使用童工，严禁强迫劳动。",
        "公司否认将破产。",
        "",
        "孕期、产期和工伤医疗期内的职工不在首批名单之列。",
    ],
)
def test_gathering_striking_and_petitioning_are_no_circumstances_nor_is_what_is_denied(text: str) -> None:
    assert circumstances(text) == set()
