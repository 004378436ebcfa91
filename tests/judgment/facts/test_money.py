from __future__ import annotations

import pytest

from tests.judgment.facts.reading import facts
from yanpan_domain.codes import MoneyKind

OWED, PAID, CLAIMED = MoneyKind.OWED, MoneyKind.PAID, MoneyKind.CLAIMED


@pytest.mark.parametrize(
    ("text", "amount", "kind"),
    [
        ("公司拖欠工资共计86.5万元。", 865_000, OWED),
        ("在工会帮助下，已追回工资12万余元。", 120_000, PAID),
        ("他要求公司支付赔偿金3万元。", 30_000, CLAIMED),
        ("而还拖欠30万工人安装款，一直没有着落。", 300_000, OWED),
        ("判决：某公司支付张某加班费18120元。", 18_120, OWED),
        ("工人的工资一百七十三万元被拖欠。", 1_730_000, OWED),
        ("月薪6000元的他，被拖欠工资18000元。", 18_000, OWED),
    ],
)
def test_the_main_sum_comes_first_with_its_kind(text: str, amount: float, kind: MoneyKind) -> None:
    first = facts(text).money[0]
    assert (first.min, first.kind) == (amount, kind)


def test_the_largest_single_claim_leads_a_list_of_claims() -> None:
    text = (
        "原告诉至法院请求：1.判决被告支付休息日加班工资22069元、法定节假日加班工资4318元；2.支付5月的工资2500元；"
        "3.支付未休年休假工资2299元。"
    )
    read = facts(text).money
    assert read[0].min == 22_069
    assert {one.kind for one in read} == {CLAIMED}


@pytest.mark.parametrize(
    "text",
    [
        "外卖员每单可赚10元，月薪6000元。",
        "公司去年亏损4.56亿元，裁员102人。",
        "工会要求给每位员工增加1000万韩元（约人民币5.3万元）的年薪。",
        "",
    ],
)
def test_rates_losses_and_foreign_money_are_left_out(text: str) -> None:
    assert facts(text).money == ()


def test_dollars_of_hong_kong_are_no_yuan() -> None:
    text = (
        "九巴車長工會指，公司拖欠車長工資共12萬元，勞工處已經介入調解，工會要求公司盡快發還，並會繼續跟進事件的發展。"
        * 2
    )
    assert facts(text).money == ()
    assert facts(text.replace("12萬元", "人民幣12萬元")).money[0].min == 120_000


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("施工中无故克扣68名工人工资212.4万元。", 2_124_000),
        ("有的说他欠我二百三十万，货车开走了。共有156人登记，金额190万元左右。", 1_900_000),
        ("142名安装工的372万元，到28日全部发放完毕，他欠小卖部的四万多块菜钱也结了。", 3_720_000),
        ("补偿和奖金总额2310万元分两期支付，第一期到账，员工说合起来还差920万。", 9_200_000),
        ("拓丰按约应付劳务款九百余万元。拖了四个月的合计386万元，工人在等。", 3_860_000),
        ("19人中工资最少的4100元，最多的厨师长2.7万元，合计15万余元。", 150_000),
        ("厂里只给两万块打发走。", 20_000),
        ("两个月配送费没有结的一共是91个人，少的三千多，多的一万五千余，加起来88万元出头。", 880_000),
        ("公司欠32名员工工资41万元。去年金凤区一家火锅店歇业，78名员工的96万元工资拖了半年。", 410_000),
        ("裁决公司支付14名工人合计386.4万元，矿主在县城的宾馆去年因拖欠装修公司98万元被列为失信被执行人。", 3_864_000),
        ("被告于本判决生效后十日内赔偿原告各项损失92 817元。", 92_817),
    ],
)
def test_what_all_workers_are_owed_together_comes_first(text: str, amount: float) -> None:
    assert facts(text).money[0].min == amount
