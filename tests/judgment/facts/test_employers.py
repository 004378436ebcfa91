from __future__ import annotations

import pytest

from judgment.words import plain
from tests.judgment.facts.reading import facts
from yanpan_domain.codes import PartyRole


def first(text: str, title: str = "") -> str | None:
    found = facts(text, title).employers
    return found[0].name if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("示例市晴川电子有限公司拖欠工资。", "示例市晴川电子有限公司"),
        ("他入职位于长安镇的裕华鞋厂工作。", "裕华鞋厂"),
        ("沃尔沃旗下的麦克卡车公司工人开始罢工。", "麦克卡车公司"),
        ("网友称餐厅“江边小海鲜”拖欠员工工资。", "江边小海鲜"),
        ("华为（示例）技术有限公司裁员。", "华为（示例）技术有限公司"),
        ("平頂山公交公司已拖欠司機8個月工資。", "平頂山公交公司"),
        ("國泰航空的空中服務員罷工，國泰航空回應。", "國泰航空"),
        ("饿了么骑手送餐途中猝死。", "饿了么"),
        ("FedEx解僱機師。", "FedEx"),
        ("山西示例县生态环境分局31名在岗职工停工。", "山西示例县生态环境分局"),
        ("福田镇政府拖欠临聘人员工资。", "福田镇政府"),
        ("育才中学教师被拖欠津贴。", "育才中学"),
    ],
)
def test_the_employer_is_named_as_written(text: str, name: str) -> None:
    assert first(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "张某于2016年入职某建筑公司，后被拖欠工资。",
        "原告甲公司诉称，双方没有劳动关系。",
        "一家科技公司拖欠员工工资，该公司没有回应。",
        "示例区人民法院判决支付工资，示例市总工会提供帮助。",
        "他返厂后发现工厂停工，办厂的老板跑路。",
        "据《示例日报》记者报道，工人被拖欠工资。",
        "我买了一台电脑。",
        "",
    ],
)
def test_kinds_of_employers_masked_parties_and_bodies_that_help_are_none(text: str) -> None:
    assert first(text) is None


def test_an_alias_joins_the_full_name() -> None:
    text = "刘某曾是上海宽宇数码科技有限公司（下文简称“宽宇公司”）的员工。宽宇公司以考勤问题将其辞退。"
    (employer,) = facts(text).employers
    assert employer.name == "宽宇公司"
    assert employer.aliases == ("上海宽宇数码科技有限公司",)


def test_a_short_form_joins_the_full_name() -> None:
    text = "示例市佳石科技股份有限公司员工要求建会。佳石科技没有回复，佳石科技的员工被辞退。"
    (employer,) = facts(text).employers
    assert employer.name == "示例市佳石科技股份有限公司"
    assert employer.aliases == ("佳石科技",)


def test_known_short_names_join_theirs() -> None:
    (employer,) = facts("港台高層解僱兩名主持，港台回覆稱屬節目變革，兩人已離開香港電台。").employers
    assert plain(employer.name) == "香港电台"


def test_the_disputes_employer_comes_before_the_others() -> None:
    text = "据新浪报道，示例银行分析师称市场低迷。晨光电器厂拖欠工人工资三个月，晨光电器厂没有回应。"
    assert first(text, "晨光电器厂欠薪") == "晨光电器厂"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("建设单位为示例置业有限公司。", "示例置业有限公司", PartyRole.CLIENT),
        ("项目总包单位示例建工集团拖欠工程款。", "示例建工集团", PartyRole.MAIN_CONTRACTOR),
        ("工程由北河建设集团有限公司承建。", "北河建设集团有限公司", PartyRole.MAIN_CONTRACTOR),
        ("后分包给东岭建筑工程有限公司。", "东岭建筑工程有限公司", PartyRole.SUBCONTRACTOR),
        ("工人与南山劳务有限公司签订合同。", "南山劳务有限公司", PartyRole.LABOUR_COMPANY),
        ("他与西坪劳务派遣有限公司签合同。", "西坪劳务派遣有限公司", PartyRole.DISPATCH_UNIT),
        ("用工单位青云电子有限公司拒付工资。", "青云电子有限公司", PartyRole.USER_UNIT),
        ("青云电子有限公司拖欠工资。", "青云电子有限公司", None),
    ],
)
def test_the_role_says_who_must_pay_first(text: str, name: str, role: PartyRole | None) -> None:
    assert {(one.name, one.role) for one in facts(text).employers} == {(name, role)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("位于惠州市惠东县吉隆镇的工厂、即惠州市惠东县吉隆镇明利鞋业有限公司拖欠工资。", "明利鞋业有限公司"),
        ("潍坊市坊子区鲁源化纤有限公司辞退工会主席。鲁源化纤有限公司职工不满。", "鲁源化纤有限公司"),
        ("佛山市南海区锦绣陶瓷有限公司工人患尘肺。", "锦绣陶瓷有限公司"),
    ],
)
def test_an_address_is_no_part_of_the_name(text: str, name: str) -> None:
    assert first(text) == name


def test_a_place_and_a_trade_make_no_name() -> None:
    text = "清远环卫工人两个月没发工资。工人所在的洁源环卫服务有限公司没有回应。"
    assert first(text, "清远环卫工人被欠薪") == "洁源环卫服务有限公司"
