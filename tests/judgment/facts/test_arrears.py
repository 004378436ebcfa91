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


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("六月、七月、八月三个月，一分都没动。", 3),
        ("名册附着每个人6、7、8三个月的应发数，共215万元。", 3),
        ("七八九月加起来，欠我三万六。", 3),
        ("8月份和9月份两个月没有着落，工人等着领工资。", 2),
        ("拖欠6月下旬至9月劳动报酬372万元。", 4),
        ("自去年11月至今年2月的工资没有发。", 4),
        ("拖了四个月的合计386万元。", 4),
        ("三个月没有结账。", 3),
        ("1月以来的工资，一个字儿都没见过。", 2),
        ("从12月到现在没有领过一分钱工钱。", 3),
        ("工资自去年12月起停发。", 3),
        ("工资自2022年8月起停发。", 19),
        ("1月份的工资至今也没发。", 1),
        ("2月工资已于10日发放。", None),
        ("工人9月、10月工资共计68.4万元已全部补发。", 2),
        ("1月下半月至今的工资没有发。", 2),
        ("1月至3月公司停产，工资照发。", None),
        ("今年前十个月，欠薪事件共十九起，追讨工资百万元。", None),
        ("补了三个月的工资，其余没有结清。", None),
        ("6月至8月的社保没有缴，工资已付。", None),
        ("包工头欠薪获刑三年。", None),
    ],
)
def test_months_told_by_their_names(text: str, months: float | None) -> None:
    assert facts(text).arrears_months == months
