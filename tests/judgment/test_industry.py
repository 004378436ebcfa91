"""The employer's own name tells its industry before the words around it do."""

from __future__ import annotations

import pytest

from judgment.assess import judge
from judgment.industry import section_in_name


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("示例利华鞋业有限公司", "C"), ("示例宏远建筑工程有限公司", "E"), ("示例百邻惠超市", "F"), ("示例港灣物流有限公司", "G"),
        ("示例蜀新餐饮管理有限公司", "H"), ("示例启知在线教育科技有限公司", "I"), ("某某公司", None), ("示例白云置业有限公司", "K"),
    ],
)  # fmt: skip
def test_a_name_tells_its_section(name: str, section: str | None) -> None:
    assert section_in_name(name) == section


def test_an_office_that_reports_does_not_give_its_own_section() -> None:
    found = judge(
        title="惠东县人力资源和社会保障局关于示例利华鞋业有限公司拖欠工资的公告",
        text="示例利华鞋业有限公司拖欠120名工人三个月工资。县人力资源和社会保障局责令其支付，并将案件移送公安机关。",
    )
    assert found.industry == "C"
