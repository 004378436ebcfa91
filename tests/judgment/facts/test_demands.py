from __future__ import annotations

from tests.judgment.facts.reading import facts


def test_what_the_workers_ask_for_is_quoted() -> None:
    found = facts("员工们要求公司结清工资并补缴社保。").demands
    assert [one.quote for one in found] == ["要求公司结清工资并补缴社保"]


def test_what_the_employer_demands_of_them_is_not() -> None:
    assert facts("公司要求员工放弃加班工资。局长希望各单位按时发放工资。").demands == ()
