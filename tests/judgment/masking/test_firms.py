"""What belongs to a firm's full name."""

from __future__ import annotations

import pytest

from judgment.masking.firms import begins_firm, firm_names


@pytest.mark.parametrize(
    ("text", "name", "belongs"),
    [
        ("江西越晟光伏科技有限公司断缴社保。", "越晟", True),
        ("现承办商康洁曜环球服务有限公司未能续约。", "康洁曜", True),
        ("王小明入职示例科技有限公司。", "王小明", False),
        ("示例科技有限公司的王小明没有签字。", "王小明", False),
        ("公司欠王小明工资。", "王小明", False),
    ],
)
def test_the_beginning_of_a_firm_is_no_person(text: str, name: str, belongs: bool) -> None:
    assert begins_firm(name, firm_names(text)) is belongs
