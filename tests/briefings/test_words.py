"""House style, payers, nodes, suggestions, places: the small rules that every product uses."""

from datetime import date

import pytest

from briefings import numbers
from briefings.lead import dateline
from briefings.like_cases import likeness, most_alike
from briefings.nodes import nodes_between
from briefings.payers import who_pays_first
from briefings.provinces import PROVINCES, PlaceError, place_name, province_name, six_digits, within
from briefings.quoting import phrase, quoted
from briefings.sections.distribution import broken
from briefings.subject import subject
from briefings.suggestions import MOST, _table, suggestions
from tests.factories import a_dispute
from yanpan_domain.codes import Circumstance, Industry, Issue, PartyRole, Vulnerable
from yanpan_domain.dispute import Party
from yanpan_domain.locality import Locality


def test_months_are_told_without_needless_digits():
    assert numbers.months(3.0) == "3个月"
    assert numbers.months(1.5) == "1.5个月"


def test_change_says_when_there_is_nothing_to_compare_with():
    assert numbers.change(12, None, "件", "上周") == "上周无数据"
    assert numbers.change(12, 12, "件", "上周") == "与上周持平"
    assert numbers.change(15, 12, "件", "上周") == "较上周增加3件（+25%）"
    assert numbers.change(9, 12, "件", "上周") == "较上周减少3件（−25%）"
    assert numbers.change(3, 0, "件", "上周") == "较上周增加3件"


def test_headings_are_numbered_in_chinese():
    assert [numbers.numeral(n) for n in (1, 9, 10, 11, 20, 21, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
    ]


def a_site(**roles):
    parties = tuple(Party(name=name, role=PartyRole(role)) for role, name in roles.items())
    return a_dispute(employer=None, parties=parties, industry=Industry.E)


def test_on_a_site_the_main_contractor_pays_first_then_others_by_role():
    found = who_pays_first(a_site(总包="甲建设", 分包="乙劳务", 建设单位="丙置业"))
    assert [one.text[:2] for one in found] == ["甲建", "乙劳", "丙置"]
    assert "第三十条" in found[0].basis
    assert "第二十九条" in found[2].basis


def test_on_a_site_without_a_named_main_contractor_it_is_still_the_main_contractor():
    assert "报道未点名" in who_pays_first(a_site(分包="乙劳务"))[0].text


def test_the_dispatching_unit_pays_and_the_using_unit_answers_with_it():
    found = who_pays_first(a_dispute(employer=None, parties=(Party(name="丁派遣", role=PartyRole.DISPATCH_UNIT),)))
    assert "第五十八条" in found[0].basis
    assert "第九十二条" in found[1].basis


def test_a_closing_employer_brings_the_order_of_bankruptcy():
    found = who_pays_first(a_dispute(issues=(Issue.CLOSURE_RESTRUCTURING,), circumstances=["bankruptcy"]))
    assert any("第一百一十三条" in one.basis for one in found)


def test_nobody_pays_where_no_money_is_at_stake():
    assert who_pays_first(a_dispute(issues=(Issue.DIGNITY_EQUALITY,))) == ()


def test_every_issue_and_every_circumstance_and_group_has_advice_with_a_law():
    table = _table()
    assert set(table["issues"]) == {issue.value for issue in Issue}
    assert set(table["circumstances"]) == {one.value for one in Circumstance}
    assert set(table["vulnerable"]) <= {one.value for one in Vulnerable}
    rows = [
        row for group in ("issues", "circumstances", "vulnerable") for rows in table[group].values() for row in rows
    ]
    assert all(row["basis"].startswith(("《", "《中华")) and row["text"] for row in rows + table["collective"])


def test_danger_to_life_is_advised_on_first_and_never_more_than_can_be_read():
    dispute = a_dispute(circumstances=["life_in_danger", "death", "injury"], issues=list(Issue), workers=100)
    found = suggestions(dispute)
    assert "立即派员" in found[0].text
    assert len(found) == MOST


def test_nodes_ahead_of_the_spring_festival():
    names = [node.name for node in nodes_between(date(2026, 11, 23), date(2026, 11, 30))]
    assert names == ["春节前工程结算期"]
    week = nodes_between(date(2026, 9, 28), date(2026, 10, 5))
    assert any(node.name == "国庆节假期" for node in week)
    assert nodes_between(date(2026, 3, 16), date(2026, 3, 23)) == ()


def test_like_cases_share_an_issue_and_are_ordered_by_how_alike_they_are():
    one = a_dispute(industry=Industry.E, workers=30)
    near = a_dispute(number=2, industry=Industry.E, workers=35)
    far = a_dispute(number=3, industry=Industry.C, workers=3, places=(Locality(code="110105", name="北京市朝阳区"),))
    other = a_dispute(number=4, issues=(Issue.WORK_INJURY,))
    assert most_alike(one, [far, other, near, one]) == (near, far)
    assert likeness(one, other) == 0


def test_places():
    assert six_digits("44") == "440000"
    assert place_name("440306") == "广东省深圳市宝安区"
    assert place_name("441900") == "广东省东莞市"
    assert province_name("") == "地点不详"
    assert within("440306", "440000")
    assert within("440306", "440300")
    assert not within("440306", "440100")
    assert not within("", "440000")
    with pytest.raises(PlaceError, match="440306"):
        six_digits("99")


def test_no_two_provinces_share_a_tile():
    assert len({(one.column, one.row) for one in PROVINCES.values()}) == len(PROVINCES) == 34


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("本报讯（记者 张三）近日，工人讨薪", "近日，工人讨薪"),
        ("新华社北京11月2日电（记者李四）近日", "近日"),
        ("中新网广州11月2日电 近日", "近日"),
        ("本报记者 王五 报道：近日", "近日"),
        ("近日，某公司", "近日，某公司"),
        ("　　工人表示", "工人表示"),
        ("本报讯近日", "近日"),
        ("据示例工人报（示例）报道，11月9日", "11月9日"),
        ("据了解，工人", "据了解，工人"),
    ],
)
def test_a_quotation_begins_after_the_dateline(text, left):
    assert text[dateline(text) :] == left


def test_a_quotation_inside_a_quotation_has_single_marks():
    assert quoted("门上贴着“暂停营业”的通知。") == "“门上贴着‘暂停营业’的通知。”"
    assert quoted("工资什么时候发？") == "“工资什么时候发？”"
    assert phrase("已全部结清；") == "“已全部结清”"


def test_column_heads_break_evenly():
    assert broken("欠薪") == "欠薪"
    assert broken("工会权利与集体协商") == "工会权|利与集|体协商"
    assert broken("劳动关系与派遣") == "劳动关系|与派遣"


def test_a_subject_names_place_unit_and_issue():
    assert subject(a_dispute()) == "深圳市宝安区示例电子厂欠薪争议"
    assert subject(a_dispute(employer="深圳宝安示例厂")) == "深圳宝安示例厂欠薪争议"
    assert subject(a_dispute(employer=None, title="工人被欠薪")) == "“工人被欠薪”所反映问题"
