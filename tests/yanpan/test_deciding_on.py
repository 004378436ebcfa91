"""A run goes on from the book that the last one left, and says what a run from the start would say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import yanpan.deciding
from benchmarks.demo.score import judged
from index.query import Query
from judgment.disputes.decisions import Decision, Verdict
from judgment.disputes.rulings import keep
from yanpan.app import open_app
from yanpan.demo.corpus import read_corpus
from yanpan.pipeline import ingest
from yanpan_domain.dispute import Dispute
from yanpan_domain.zone import SHANGHAI

TODAY = date(2026, 11, 24)
SITTINGS = 3


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts the runs that decided from the start."""
    counted: list[int] = []
    before = yanpan.deciding.decided_anew

    def counting(*given: object) -> object:
        counted.append(1)
        return before(*given)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(yanpan.deciding, "decided_anew", counting)
    return counted


def taken_in(
    folder: Path, between: Callable[[Path], None] = lambda path: None
) -> tuple[list[Dispute], dict[str, object]]:
    """The disputes and the placements after the demonstration came in, in three sittings on three days."""
    articles = [judged(one).article for one in read_corpus()]
    with open_app(data=folder) as app:
        for sitting in range(SITTINGS):
            with ingest(app, TODAY + timedelta(days=sitting)) as opened:
                opened.deliver(articles[sitting::SITTINGS])
            between(folder / "disputes.snapshot")
        disputes = [replace(one, revision=1) for one in app.index.scan_disputes(Query())]
        placed = {one.article.id: (one.family, one.disputes) for one in app.index.scan(Query())}
    return sorted(disputes, key=lambda one: one.id), placed


def test_going_on_says_what_a_start_says(tmp_path: Path, fresh: list[int]) -> None:
    on = taken_in(tmp_path / "on")
    assert len(fresh) == 1
    anew = taken_in(tmp_path / "anew", Path.unlink)
    assert len(fresh) == 1 + SITTINGS
    assert on == anew


@pytest.mark.parametrize(
    "spoil", [lambda path: path.write_bytes(b"x" * 40), lambda path: path.write_bytes(path.read_bytes()[:-9])]
)
def test_a_damaged_snapshot_is_left_alone(tmp_path: Path, fresh: list[int], spoil: Callable[[Path], None]) -> None:
    damaged = taken_in(tmp_path / "damaged", spoil)
    assert len(fresh) == SITTINGS
    assert damaged == taken_in(tmp_path / "sound")


def test_an_index_that_others_changed_or_a_new_ruling_is_decided_anew(tmp_path: Path, fresh: list[int]) -> None:
    articles = [judged(one).article for one in read_corpus()][:20]
    with open_app(data=tmp_path) as app:
        with ingest(app, TODAY) as opened:
            told = opened.deliver(articles)
        with app.index.writer() as writer:
            writer.delete([articles[-1].id])
            writer.commit()
        with ingest(app, TODAY):
            pass
        assert len(fresh) == 2
        ruling = Decision(verdict=Verdict.TOGETHER, one=told[0].article.id, other=told[5].article.id)
        keep(
            app.ledger,
            [ruling],
            act="merge",
            actor="分析岗",
            reason="",
            now=told[0].article.fetched.astimezone(SHANGHAI),
        )
        with ingest(app, TODAY):
            pass
        assert len(fresh) == 3
        with ingest(app, TODAY):
            pass
        assert len(fresh) == 3
