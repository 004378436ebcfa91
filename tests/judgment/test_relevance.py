"""What is a dispute, what is labour in general, what only looks like it; and the figures on the labelled excerpts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from judgment.assess import judge
from judgment.lexicon import data_rows, data_text, sections
from judgment.signs import FILES, pair_rules, signs_lexicon
from judgment.weights import relevance_weights
from tests.shared_data import shared
from yanpan_domain.codes import Form, Issue, Relevance, Stage, Vulnerable

HARD = Path(__file__).parents[2] / "benchmarks" / "judgment" / "hard_negatives.txt"
DISPUTES = [
    "示例市某电子厂拖欠30名工人两个月工资，工人到人社局投诉。",
    "某建筑劳务公司欠薪，农民工到项目部讨薪。",
    "僱主拖糧三個月，員工向勞工處求助。",
    "某网约车公司宣布裁员200人，被裁员工质疑补偿过低，已申请劳动仲裁。",
    "张某下班途中受伤，公司拒绝申报工伤，张某将公司告上法庭。",
    "巴士公司車長罷工，要求加薪及改善待遇。",
]
GENERAL = [
    "人社部印发意见，要求完善农民工工资保障机制，推动根治欠薪专项行动。",
    "总工会为困难职工送温暖，慰问一线环卫工人。",
    "国家统计局数据显示，去年城镇就业人员平均工资同比增长。",
]


def own_negatives() -> list[str]:
    return [line for line in HARD.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("text", DISPUTES)
def test_a_grievance_of_workers_is_a_dispute(text):
    assert judge(title="", text=text).relevance is Relevance.DISPUTE


@pytest.mark.parametrize("text", GENERAL)
def test_labour_without_a_case_is_general(text):
    assert judge(title="", text=text).relevance is Relevance.LABOUR_GENERAL


@pytest.mark.parametrize("text", own_negatives())
def test_what_only_looks_like_it_is_unrelated(text):
    assert judge(title="", text=text).relevance is Relevance.UNRELATED


def test_reasons_are_quotations_of_the_words_that_decided():
    judged = judge(title="", text=DISPUTES[0])
    assert any("拖欠" in one.quote for one in judged.because)
    assert all(one.rule for one in judged.because)


def test_what_is_no_dispute_has_neither_issues_nor_stage():
    judged = judge(title="", text=GENERAL[0])
    assert (judged.issues, judged.stage, judged.form) == ((), Stage.UNKNOWN, (Form.NONE,))


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("某厂拖欠31名农民工共计50万元工资，工人投诉。", Issue.WAGE_ARREARS),
        ("公司单方面降薪百分之三十，员工不服，申请劳动仲裁。", Issue.PAY_TERMS),
        ("公司多年未为员工缴纳社保，员工向人社局投诉。", Issue.SOCIAL_INSURANCE),
        ("公司违法解除劳动合同，员工要求支付经济补偿金。", Issue.TERMINATION),
        ("工厂突然关闭厂房，员工安置方案引发不满，工人投诉。", Issue.CLOSURE_RESTRUCTURING),
        ("员工被强制加班，公司拒付加班费，员工申请仲裁。", Issue.WORKING_TIME),
        ("工人在工地坠亡，家属要求工伤赔偿。", Issue.WORK_INJURY),
        ("公司与员工签承揽协议，员工请求确认劳动关系。", Issue.EMPLOYMENT_STATUS),
        ("女职工怀孕后被公司歧视，员工投诉遭性骚扰。", Issue.DIGNITY_EQUALITY),
        ("員工籌組工會被公司打壓，要求集體談判。", Issue.UNION_RIGHTS),
    ],
)
def test_each_issue_is_read_in_its_own_words(text, issue):
    assert judge(title="", text=text).issues[0].code is issue


@pytest.mark.parametrize(
    ("ending", "stage"),
    [
        ("3月6日，拖欠的工资已全部发放到位。", Stage.SETTLED),
        ("目前工资尚未全部发放到位。", Stage.ONGOING),
        ("法院一审判决公司支付全部工资。", Stage.JUDGED),
        ("工人请求法院判令公司支付工资。", Stage.ONGOING),
        ("当地人社局已介入调查。", Stage.OFFICIAL_RESPONSE),
        ("双方达成协议，但三天后工人开始新一轮罢工。", Stage.ONGOING),
    ],
)
def test_the_last_stated_status_wins(ending, stage):
    told = "某公司拖欠工人工资，工人在公司门口讨要说法已有多日，双方各执一词。" + ending
    assert judge(title="", text=told).stage is stage


def test_an_end_that_the_lead_tells_is_the_news_whatever_background_follows():
    lead = "某飞机公司53天的工人罢工结束，工人投票接受新的劳资协议。"
    background = (
        "公司成立于1950年，在三个城市设有工厂，生产的飞机卖到六十个国家。工会会员有三万人，分属四个分会。上一份协议是十年前签的。"
        * 3
    )
    assert judge(title="", text=lead + background).stage is Stage.SETTLED
    assert judge(title="", text=background + lead + background * 2).stage is Stage.ONGOING


def test_protected_groups_are_named():
    judged = judge(title="", text="实习生和农民工被拖欠工资，骑手也在讨薪。")
    assert set(judged.vulnerable) == {Vulnerable.MIGRANT_WORKERS, Vulnerable.INTERNS, Vulnerable.PLATFORM_RIDERS}


def test_every_list_holds_known_codes_and_no_word_twice_in_a_section():
    known = {"issue": set(Issue), "form": set(Form), "stage": {*Stage, "reopened"}, "vulnerable": set(Vulnerable)}
    for family, name in FILES:
        seen: list[tuple[str, float, str]] = list(sections(data_text(name)))
        assert seen
        if family in known:
            assert {code for code, _, _ in seen} <= {str(code) for code in known[family]}


def test_every_weight_and_rule_names_a_group_that_exists():
    groups = {code for code, _, _ in sections(data_text("relevance_terms.txt"))}
    computed = {
        "bias",
        "passing",
        "sparse",
        "employer_named",
        "workers_counted",
        "wages_owed",
        "words_related",
        "words_concrete",
    }
    issues = {str(issue) for issue in Issue}
    targets = {rule.key.partition(":")[2] for rules in pair_rules().values() for rule in rules}
    assert set(relevance_weights().related) <= groups | issues | computed | targets
    assert {tag for pair in pair_rules() for tag in pair} <= groups
    assert all(len(row) in (3, 5) for name in ("relevance_weights.txt", "pair_rules.txt") for row in data_rows(name))


def test_a_longer_word_says_what_the_shorter_in_it_says():
    words = signs_lexicon()
    tags = {
        (tag.family, tag.code)
        for tag in words.tags[words.terms.index("拟裁员" if "拟裁员" in words.terms else "宣布裁员")]
    }
    assert ("issue", "termination") in tags
    assert {tag.family for tag in words.tags[words.terms.index("否认裁员")]} == {"shield"}


def test_the_labelled_excerpts_are_read_no_worse_than_when_the_figures_were_frozen():
    """Ratchet: all 486 excerpts; the frozen figures by halves stand in benchmarks/judgment/results.json."""
    right = total = 0
    for name in ("excerpts", "more_a", "more_b"):
        for line in (shared("news_zh") / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            right += judge(title=row["title"], text=row["text"]).relevance.value == row["relevance"]
            total += 1
    assert right / total > 0.80
