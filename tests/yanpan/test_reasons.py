"""The reasons a reader sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.factories import a_dispute
from yanpan.reasons import raised, reasons
from yanpan_domain.codes import Level
from yanpan_domain.dispute import Reading, Urgency


def reading(signal: str, strength: float, weight: float, because: str) -> Reading:
    return Reading(signal=signal, strength=strength, weight=weight, because=because)


READINGS = (
    reading("hardship", 1.0, 2.0, "劳动者生活困难"),
    reading("workers_affected", 1.0, 4.0, "涉及120人"),
    reading("help_level", 1.0, 80.0, "120人欠薪3个月"),
    reading("being_handled", 1.0, -1.8, "主管部门已介入"),
    reading("money_owed", 0.0, 1.8, "金额不详"),
)
SCORED = replace(
    a_dispute(),
    urgency=Urgency(
        score=90.0,
        level=Level.ONE,
        level_because="120人欠薪3个月",
        readings=READINGS,
        version="2",
        made=date(2026, 11, 23),
    ),
)


def test_the_strongest_come_first_and_what_lowers_or_is_silent_is_no_reason() -> None:
    assert [one.signal for one in raised(SCORED)] == ["help_level", "workers_affected", "hardship"]


def test_each_reason_is_said_once_and_the_levels_first() -> None:
    assert reasons(SCORED) == ["120人欠薪3个月", "涉及120人", "劳动者生活困难"]
    assert reasons(SCORED, most=1) == ["120人欠薪3个月"]


def test_an_unscored_dispute_says_so() -> None:
    assert reasons(replace(SCORED, urgency=None)) == ["尚未评分"]
