"""Urgency: the labelled comparisons hold, the policy and its signals agree, and every score can say why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.urgency.score import TODAY, Compared, compared, stories
from judgment.urgency.policy import PolicyError, load_policy
from judgment.urgency.rank import rank, urgency
from judgment.urgency.signals import SIGNALS
from tests.factories import a_dispute
from yanpan_domain.codes import Circumstance, Issue, Stage, Vulnerable


@pytest.fixture(scope="module")
def results() -> list[Compared]:
    return compared(stories())


def test_every_labelled_comparison_holds(results: list[Compared]) -> None:
    assert len(results) >= 60
    assert [one.told for one in results if not one.holds] == []


def test_every_signal_stands_in_the_policy_and_has_words_for_its_reader() -> None:
    policy = load_policy()
    assert {one.name for one in policy.signals} == set(SIGNALS)
    for name, signal in SIGNALS.items():
        assert signal.__doc__, name


def test_a_score_is_the_sum_of_its_readings() -> None:
    scored = urgency(a_dispute(arrears_months=4.0), TODAY)
    total = sum(reading.strength * reading.weight for reading in scored.readings)
    assert scored.score == pytest.approx(total, abs=0.05)
    assert all(reading.because for reading in scored.readings)
    assert scored.made == TODAY


HARM = (Circumstance.LIFE_IN_DANGER, Circumstance.EMPLOYER_FLED, Circumstance.INJURY, Circumstance.HARDSHIP)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "workers": st.one_of(st.none(), st.integers(1, 30_000)),
                "arrears_months": st.one_of(st.none(), st.integers(1, 40).map(float)),
                "owed": st.one_of(st.none(), st.integers(500, 90_000_000)),
                "circumstances": st.lists(st.sampled_from(HARM), max_size=4, unique=True).map(tuple),
                "issues": st.lists(st.sampled_from(list(Issue)), min_size=1, max_size=4, unique=True).map(tuple),
                "stage": st.sampled_from([Stage.EMERGING, Stage.ONGOING, Stage.OFFICIAL_RESPONSE]),
                "tone": st.floats(-1, 1),
            }
        ),
        min_size=2,
        max_size=8,
    ),
    st.dates(date(2026, 11, 1), date(2028, 1, 1)),
)
def test_an_open_dispute_of_a_higher_level_comes_first(given_: list[dict[str, Any]], today: date) -> None:
    ranked = rank([a_dispute(id=f"d{number}", **one) for number, one in enumerate(given_)], today)
    levels = [one.urgency.level.value for one in ranked if one.urgency]
    assert levels == sorted(levels)
    bands = {level: (100 - 25 * int(level), 125 - 25 * int(level)) for level in "1234"}
    assert all(
        low < one.urgency.score < high
        for one in ranked
        if one.urgency
        for low, high in [bands[one.urgency.level.value]]
    )


@pytest.mark.parametrize(
    ("given_", "level"),
    [
        ({"circumstances": (Circumstance.LIFE_IN_DANGER,)}, "一"),
        ({"circumstances": (Circumstance.EMPLOYER_FLED,), "workers": 3}, "一"),
        ({"workers": 100, "arrears_months": 3.0}, "一"),
        ({"workers": 99, "arrears_months": 3.0}, "二"),
        ({"workers": 100, "arrears_months": 2.0}, "二"),
        ({"circumstances": (Circumstance.INJURY, Circumstance.HARDSHIP), "workers": 1}, "一"),
        ({"circumstances": (Circumstance.INJURY,), "issues": (Issue.WORK_INJURY,), "workers": 12}, "一"),
        ({"circumstances": (Circumstance.INJURY,), "issues": (Issue.SOCIAL_INSURANCE,), "workers": 12}, "三"),
        ({"circumstances": (Circumstance.INJURY,), "workers": 1}, "三"),
        ({"workers": 20, "issues": (Issue.TERMINATION,)}, "二"),
        ({"workers": 19, "issues": (Issue.TERMINATION,)}, "三"),
        ({"workers": 2, "issues": (Issue.CLOSURE_RESTRUCTURING,)}, "二"),
        ({"workers": 2, "vulnerable": (Vulnerable.MINORS,)}, "三"),
        ({"workers": 2, "vulnerable": (Vulnerable.WOMEN_WORKERS,)}, "三"),
        ({"workers": 2, "circumstances": (Circumstance.RETALIATION,)}, "三"),
        ({"workers": 9}, "四"),
        ({"workers": 300, "stage": Stage.SETTLED}, "四"),
        ({"workers": 300, "stage": Stage.JUDGED}, "三"),
    ],
)
def test_the_levels_begin_where_the_policy_says(given_: dict[str, Any], level: str) -> None:
    found = urgency(a_dispute(**({"arrears_months": None, "circumstances": (), "vulnerable": ()} | given_)), TODAY)
    assert found.level.label == level, found.level_because


def test_wages_near_the_spring_festival_are_second_level() -> None:
    few = a_dispute(workers=4, arrears_months=2.0, circumstances=(), vulnerable=())
    assert urgency(few, date(2027, 1, 20)).level.label == "二"
    assert urgency(few, TODAY).level.label == "四"


def test_a_settled_dispute_comes_after_the_same_one_open() -> None:
    open_one, settled = (
        a_dispute(id="d1", arrears_months=3.0),
        a_dispute(id="d2", arrears_months=3.0, stage=Stage.SETTLED),
    )
    assert [one.id for one in rank([settled, open_one], TODAY)] == ["d1", "d2"]


def test_silence_lowers_a_score() -> None:
    dispute = a_dispute(arrears_months=3.0)
    assert urgency(dispute, date(2027, 6, 1)).score < urgency(dispute, dispute.last_seen.date()).score


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("version: 2", "version: 2\nextra: 2"),
        ("weight: 7.5", "weight: much"),
        ("  workers_affected:", "  workers_afected:"),
        ("signals:", "signal:"),
    ],
)
def test_a_broken_policy_is_refused_with_the_place(tmp_path: Path, before: str, after: str) -> None:
    import judgment.urgency.policy as module

    text = (Path(module.__file__).parent.parent / "data" / "urgency.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "urgency.yaml"
    broken.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(PolicyError):
        load_policy(broken)
