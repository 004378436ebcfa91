"""Learning: from corrections alone, the same every time, shown before it counts, undone at will."""

from __future__ import annotations

import pytest

from judgment.assess import judge
from judgment.learn import Lesson, NothingToLearn, adjustments_in_force, forget, learn, put_in_force
from judgment.options import JudgmentOptions
from judgment.training.corpus import corpus
from tests.factories import a_moment
from yanpan_domain.codes import Issue, Relevance

NOW = a_moment("2026-03-09T09:00")
# A story that the shipped weights set aside, and that analysts say is one of ours.
MISSED = "示例市环卫处的师傅们上周没有出勤，垃圾堆在路边，他们说岗位津贴少了一半。"
BYSTANDERS = [
    ("主队主场获胜", "球队在联赛中以三比一获胜，教练赞扬球员。"),
    ("欠薪", "工人被拖欠三个月工资，已申请劳动仲裁。"),
]


def test_a_missed_story_is_found_after_learning_and_others_stay():
    before = judge(title="", text=MISSED)
    lesson = Lesson(title="", text=MISSED, relevance=Relevance.DISPUTE)
    wrong = Relevance.UNRELATED if before.relevance is Relevance.DISPUTE else Relevance.DISPUTE
    learned = learn(
        [lesson if wrong is Relevance.DISPUTE else Lesson(title="", text=MISSED, relevance=wrong)] * 3,
        BYSTANDERS,
        JudgmentOptions(),
    )
    after = judge(title="", text=MISSED, options=JudgmentOptions(adjustments=learned.adjustments))
    assert after.relevance is wrong
    right, _, others = learned.table
    assert (right.before, right.after, right.of) == (0, 3, 3)
    assert (others.before, others.after, others.of) == (1, 1, 1), "every other one shows, the rest hold"


def test_one_correction_turns_nothing_else_over_and_twice_teaches_no_more() -> None:
    texts = [(one.title, one.text) for one in corpus()[::9]][:160]
    told = judge(title="", text=MISSED).relevance
    lesson = Lesson(title="", text=MISSED, relevance=next(one for one in Relevance if one is not told))
    learned = learn([lesson], texts, JudgmentOptions())
    right, _, others = learned.table
    assert (right.before, right.after) == (0, 1)
    assert others.after >= 0.97 * others.of == 0.97 * 80
    again = learn([lesson], texts, JudgmentOptions(adjustments=learned.adjustments))
    assert again.adjustments == learned.adjustments
    assert again.table[0].before == 1


def test_the_same_lessons_teach_the_same():
    lessons = [Lesson(title="", text=MISSED, relevance=Relevance.LABOUR_GENERAL)]
    assert learn(lessons, [], JudgmentOptions()) == learn(lessons, [], JudgmentOptions())


def test_an_issue_missed_is_read_more_readily():
    text = "工人被拖欠工资，另有人说起社保。"
    lesson = Lesson(title="", text=text, issues=(Issue.WAGE_ARREARS, Issue.SOCIAL_INSURANCE))
    read = {one.code for one in judge(title="", text=text).issues}
    learned = dict(learn([lesson], [], JudgmentOptions()).adjustments)
    expected = {f"issue.{issue}": 1.1 for issue in set(lesson.issues) - read} | {
        f"issue.{i}": 0.9 for i in read - set(lesson.issues)
    }
    assert learned == expected


def test_nothing_counts_before_it_is_put_in_force(ledger):
    learned = learn([Lesson(title="", text=MISSED, relevance=Relevance.DISPUTE)], [], JudgmentOptions())
    with ledger.begin() as connection:
        assert adjustments_in_force(connection) == ()
        put_in_force(connection, learned, actor="分析岗", at=NOW)
        assert adjustments_in_force(connection) == learned.adjustments
        forget(connection, actor="分析岗", at=NOW)
        assert adjustments_in_force(connection) == ()


def test_learned_weights_make_another_version():
    plain = judge(title="", text=MISSED)
    learned = judge(title="", text=MISSED, options=JudgmentOptions(adjustments=(("related.bias", -2.0),)))
    assert plain.version != learned.version


def test_without_corrections_there_is_nothing_to_learn():
    with pytest.raises(NothingToLearn, match="更正"):
        learn([], [], JudgmentOptions())
