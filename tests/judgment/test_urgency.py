"""Urgency: the labelled comparisons hold, the policy and its signals agree, and every score can say why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.urgency.score import TODAY, Compared, compared, stories
from judgment.urgency.policy import PolicyError, load_policy
from judgment.urgency.rank import rank, urgency
from judgment.urgency.signals import SIGNALS
from tests.factories import a_dispute
from yanpan_domain.codes import Stage


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
    assert scored.score == pytest.approx(max(0.0, min(100.0, total)), abs=0.05)
    assert all(reading.because for reading in scored.readings)
    assert scored.made == TODAY


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
        ("version: 1", "version: 1\nextra: 2"),
        ("weight: 34", "weight: much"),
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
