"""Corrections: any field, stored with an audit entry, stronger than the engine."""

from __future__ import annotations

import pytest

from judgment.feedback import FIELDS, BadCorrection, correct, corrected, corrections, read_value, with_corrections
from tests.factories import a_judged, a_moment
from yanpan_domain.codes import Issue, Relevance, Stage, ToneLabel
from yanpan_ledger.audit import entries, first_break

NOW = a_moment("2026-03-09T09:00")


def test_a_correction_wins_over_the_engine_and_leaves_the_rest(ledger):
    judged = a_judged()
    with ledger.begin() as connection:
        correct(connection, judged, "relevance", "unrelated", actor="分析岗", at=NOW)
    with ledger.read() as connection:
        (right,) = with_corrections(connection, [judged])
    assert right.judgment.relevance is Relevance.UNRELATED
    assert right.judgment.issues == judged.judgment.issues


def test_the_last_correction_of_a_field_is_in_force_and_all_are_kept(ledger):
    judged = a_judged()
    with ledger.begin() as connection:
        correct(connection, judged, "stage", "settled", actor="分析岗", at=NOW)
        correct(connection, judged, "stage", "judged", actor="复核岗", at=NOW)
    with ledger.read() as connection:
        made = corrections(connection)[judged.article.id]
        assert corrected(judged, made).judgment.stage is Stage.JUDGED
        assert [one.actor for one in made] == ["分析岗", "复核岗"]
        assert [entry.act for entry in entries(connection)] == ["judgment.correct"] * 2
        assert first_break(connection) is None


def test_codes_records_and_words_are_read():
    assert [one.code for one in read_value("issues", ["wage_arrears"])] == [Issue.WAGE_ARREARS]
    assert read_value("tone", "positive").label is ToneLabel.POSITIVE
    workers = read_value("workers", {"min": 30, "max": 30, "basis": "exact", "raw": "30名"})
    assert workers.min == 30
    assert read_value("workers", None) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("relevance", "maybe"),
        ("title", "x"),
        ("issues", ["strike"]),
        ("stage", 3),
        ("tone", "sad"),
        ("workers", "many"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_stored(ledger, field, value):
    with pytest.raises(BadCorrection), ledger.begin() as connection:
        correct(connection, a_judged(), field, value, actor="分析岗", at=NOW)
    with ledger.read() as connection:
        assert corrections(connection) == {}


def test_every_correctable_field_is_one_of_the_judgment():
    assert all(hasattr(a_judged().judgment, field) for field in FIELDS)
    assert not {"title", "text", "version", "masked"} & set(FIELDS)
