"""Words that stood for a form, a stage, a group: read again, each where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from judgment.assess import judge
from judgment.words_behind import words_behind
from tests.factories import a_judgment
from yanpan_domain.codes import Form, Issue, Stage
from yanpan_domain.judgment import IssueFinding

TEXT = "示例厂拖欠30名女职工三个月工资。她们已申请劳动仲裁，区劳动监察大队已介入调查。"


def test_the_words_stand_where_they_are_said_to() -> None:
    judgment = judge(title="工人被拖欠工资", text=TEXT)
    behind = words_behind(judgment)
    assert {one.quote for one in behind["vulnerable"]} == {"女职工"}
    assert behind["form"] and behind["stage"]
    for words in behind.values():
        for one in words:
            assert getattr(judgment, one.field)[one.start : one.end] == one.quote


@pytest.mark.parametrize(
    "codes", [{"issues": list(Issue)}, {"form": list(Form)}, *({"stage": stage} for stage in Stage)]
)
def test_every_code_may_be_asked_for(codes: dict[str, Any]) -> None:
    judgment = a_judgment(**codes)
    bare = replace(judgment, issues=tuple(replace(one, evidence=()) for one in judgment.issues))
    assert set(words_behind(bare)) == {"issues", "form", "stage", "vulnerable"}


def test_an_issue_keeps_its_own_words_and_one_that_an_analyst_set_is_given_some() -> None:
    judgment = judge(title="工人被拖欠工资", text=TEXT)
    assert words_behind(judgment)["issues"] == ()
    corrected = replace(judgment, issues=(IssueFinding(code=Issue.WAGE_ARREARS, score=1.0),))
    assert words_behind(corrected)["issues"]


def test_learned_words_are_no_reason_for_what_an_analyst_says() -> None:
    judgment = replace(judge(title="工人被拖欠工资", text=TEXT), stage=Stage.SETTLED, form=(Form.COMPLAINT,))
    learned = words_behind(judgment)
    assert learned["form"]
    assert words_behind(judgment, {"form", "stage"}) == learned | {"form": (), "stage": ()}
