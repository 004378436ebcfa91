from __future__ import annotations

import pytest

from tests.judgment.facts.reading import facts


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("公司已拖欠工资3个月。", 3),
        ("已拖欠司机近8个月工资。", 8),
        ("半年没发工资了。", 6),
        ("工资拖欠一年多。", 12),
        ("工资拖欠两年半。", 30),
        ("已经一个半月没发工资。", 1.5),
        ("欠薪月份达8或9个月之长。", 8),
        ("公司社保只缴到2017年，工作三年。", None),
        ("拖欠租金3个月，工人工资照发。", None),
        ("", None),
    ],
)
def test_months_without_wages(text: str, months: float | None) -> None:
    assert facts(text).arrears_months == months
