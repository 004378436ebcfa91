"""The offices that a notice is sent to are no employers."""

from __future__ import annotations

from judgment.assess import judge
from yanpan_domain.codes import Relevance

NOTICE = """各地级以上市人力资源和社会保障局、住房城乡建设局、交通运输局、水利局、总工会：
为切实保障农民工劳动报酬权益，决定自2026年11月中旬至2027年春节前，在全省组织开展根治欠薪冬季行动。现就有关事项通知如下。
一、行动范围。以工程建设领域为重点，覆盖房屋市政、交通、水利等在建项目。二、工作要求。各地要畅通举报投诉渠道。"""


def test_offices_in_the_line_of_addressees_are_no_employers():
    judged = judge(title="关于开展根治欠薪冬季行动的通知", text=NOTICE)
    assert judged.employers == ()
    assert judged.relevance is Relevance.LABOUR_GENERAL


def test_an_office_that_owes_its_own_staff_stays_one():
    text = "各位领导：\n宁安县交通运输局拖欠32名协管员三个月工资，宁安县交通运输局至今没有答复。"
    assert [one.name for one in judge(title="", text=text).employers] == ["宁安县交通运输局"]
