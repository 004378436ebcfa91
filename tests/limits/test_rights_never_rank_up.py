"""Forming a union, bargaining, petitioning, striking and speaking up are rights: none of them raises a score."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from datetime import date

import pytest

import judgment.urgency.levels
import judgment.urgency.signals
from benchmarks.urgency.score import scored
from judgment.urgency.rank import urgency
from tests.factories import a_dispute
from yanpan_domain.codes import Form, Issue

TODAY = date(2026, 11, 24)
HARM = "赣州市章贡区示例赣南木业有限公司拖欠40名工人两个月工资，共计约32万元。"
RIGHTS = (
    "工人到信访局上访。",
    "工人停工，并在厂门口聚集。",
    "工人拉横幅讨薪，引来多人围观。",
    "职工成立了工会，选举了工会委员会。",
    "职工代表要求与公司集体协商。",
    "工人在网上公开说出自己的遭遇。",
)


def story(text: str) -> float:
    return scored("one", {"title": "40名工人被拖欠两个月工资", "text": text, "published": date(2026, 11, 20)}).score


@pytest.mark.parametrize("sentence", RIGHTS)
def test_using_a_right_never_raises_the_score(sentence: str) -> None:
    assert story(HARM + sentence) <= story(HARM)


@pytest.mark.parametrize("form", list(Form))
def test_no_form_changes_a_score(form: Form) -> None:
    plain = a_dispute(arrears_months=2.0)
    assert urgency(replace(plain, form=(form,)), TODAY) == urgency(replace(plain, form=()), TODAY)


def test_union_rights_as_an_issue_never_raise_more_than_their_violation() -> None:
    """The issue alone is a stated small weight; without retaliation it must not outrank wages."""
    union = urgency(a_dispute(issues=(Issue.UNION_RIGHTS,)), TODAY).score
    wages = urgency(a_dispute(issues=(Issue.WAGE_ARREARS,)), TODAY).score
    assert union <= wages


@pytest.mark.parametrize("module", [judgment.urgency.signals, judgment.urgency.levels])
def test_no_signal_reads_the_form(module: object) -> None:
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]  # a module
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert "form" not in read
    assert "Form" not in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("names", [("王大勇", "李建民"), ("韦桂英", "赵永福"), ("欧阳建国", "林水生")])
def test_masking_or_swapping_names_changes_no_score(names: tuple[str, str]) -> None:
    told = "{a}和{b}是示例赣南木业有限公司的工人。工人{a}说，公司拖欠40名工人两个月工资，共计约32万元。"
    first, second = story(told.format(a=names[0], b=names[1])), story(told.format(a=names[1], b=names[0]))
    assert first == second == story(told.format(a="王某", b="李某"))
