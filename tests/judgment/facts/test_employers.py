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
        # Names that hold what the dictionary calls a verb or a conjunction.
        ("音频平台（运营主体：北京悦听无限科技有限公司）裁减三十名员工。", "北京悦听无限科技有限公司"),
        ("举办主体苏州康宜和医疗投资有限公司拖欠职工工资。", "苏州康宜和医疗投资有限公司"),
        ("承辦多間醫院的潔雅洗滌服務有限公司解僱員工。", "潔雅洗滌服務有限公司"),
        ("北京警方通报，悦听有限公司拖欠工资。", "悦听有限公司"),
        ("被告是珠海澜湾集装箱装卸有限公司，职工申请仲裁。", "珠海澜湾集装箱装卸有限公司"),
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


def test_the_short_name_that_the_article_uses_is_the_employers_too() -> None:
    text = "深圳市锐霆精密电子有限公司行政部贴出通知。锐霆2004年落户沙井。园区物业称，锐霆的租约到期。"
    (employer, *_) = facts(text, "锐霆371名员工签下离厂协议").employers
    assert employer.name == "深圳市锐霆精密电子有限公司"
    assert employer.aliases == ("锐霆",)


def test_a_town_in_a_name_is_not_its_short_name() -> None:
    text = "胥口恒栎模具厂停产。胥口镇干部到场。恒栎拖欠工资，恒栎的员工在胥口等消息。"
    (employer, *_) = facts(text).employers
    assert "恒栎" in employer.aliases
    assert "胥口" not in employer.aliases


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("到了夜里，锐霆371名前员工没有收到钱。锐霆的副总经理说账上没钱。", "锐霆"),
        ("加盟服务商迅骑达以及平台坐到了同一张桌子边，骑手说迅骑达不认账。", "迅骑达"),
        ("我在洛可悦做了三年店长，洛可悦没有缴社保。", "洛可悦"),
        ("木工们找到总承包单位中垣建设应付工资的部门。", "中垣建设"),
    ],
)
def test_a_name_that_no_list_knows_stands_where_employers_do(text: str, name: str) -> None:
    assert first(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "扎铁工人要求加薪，扎铁工人说工资太低。",
        "何守田工作了三年，何守田没有领到工资。",
        "昆山轮胎厂工人没有领到工资。",
        "员工在党群服务中心协商。",
    ],
)
def test_trades_persons_and_what_a_works_makes_name_no_employer(text: str) -> None:
    assert first(text) is None


def test_who_hires_comes_before_the_client() -> None:
    text = (
        "建设单位为润城建设投资有限公司。润城建设投资有限公司拖欠进度款。"
        "施工总承包单位为中垣建设工程有限公司，分包给拓丰建筑工程有限公司。拓丰建筑工程有限公司的工人没领到钱。"
    )
    employer, *_ = facts(text).employers
    assert (employer.name, employer.role) == ("拓丰建筑工程有限公司", PartyRole.SUBCONTRACTOR)


def test_a_hospital_that_is_being_built_is_no_employer() -> None:
    text = "木工来到川汇区第二人民医院迁建项目支模板。总承包单位河南中垣建设工程有限公司没有付钱。"
    assert first(text) == "河南中垣建设工程有限公司"
