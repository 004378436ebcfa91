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
from index.retention import expire
from judgment.disputes.decisions import Decision, Verdict
from judgment.disputes.rulings import keep
from judgment.feedback import correct
from yanpan.app import open_app
from yanpan.demo.corpus import read_corpus
from yanpan.job import OPEN
from yanpan.pipeline import ingest
from yanpan_domain.article import Article
from yanpan_domain.codes import Relevance
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


def a_report() -> Article:
    """The first of the demonstration that tells of one dispute."""
    return next(one.article for one in map(judged, read_corpus()) if one.judgment.relevance is Relevance.DISPUTE)


@pytest.mark.parametrize("between", [lambda path: None, Path.unlink], ids=["on", "anew"])
def test_a_dispute_is_withdrawn_when_its_articles_are_corrected_and_lives_again(
    tmp_path: Path, between: Callable[[Path], None]
) -> None:
    article = a_report()
    with open_app(data=tmp_path) as app:

        def decided(relevance: str | None = None) -> Dispute:
            with app.ledger.begin() as connection:
                if relevance and (stored := app.index.article(article.id)):
                    correct(connection, stored, "relevance", relevance, actor="分析岗", at=article.fetched)
            with ingest(app, TODAY) as opened:
                opened.deliver([article])
            between(tmp_path / "disputes.snapshot")
            [found] = app.index.scan_disputes(Query())
            return found

        before, gone = decided(), decided("labour_general")
        assert before.is_open
        assert gone == replace(before, revision=2, urgency=None, withdrawn_because=gone.withdrawn_because)
        assert "不再属于劳动争议" in str(gone.withdrawn_because)
        assert not gone.is_open
        assert decided() == gone
        assert app.index.find_disputes(Query(text=OPEN)).total == 0
        assert decided("dispute") == replace(before, revision=3)
        assert app.index.find_disputes(Query(text=OPEN)).total == 1


def test_retention_withdraws_nothing(tmp_path: Path) -> None:
    article = a_report()
    with open_app(data=tmp_path) as app:
        with ingest(app, TODAY) as opened:
            opened.deliver([article])
        [before] = app.index.scan_disputes(Query())
        assert expire(app.index, article.dated + timedelta(days=1)) == 1
        with ingest(app, TODAY):
            pass
        assert list(app.index.scan_disputes(Query())) == [before]


@pytest.mark.parametrize("between", [lambda path: None, Path.unlink], ids=["on", "anew"])
def test_an_article_corrected_to_unrelated_leaves_its_dispute_and_comes_back(
    tmp_path: Path, between: Callable[[Path], None]
) -> None:
    """Though it names the firm and the figures of the case, and also when it opened it."""
    with open_app(data=tmp_path) as app:
        with ingest(app, TODAY) as opened:
            opened.deliver([judged(one).article for one in read_corpus()])
        before = {one.id: one for one in app.index.scan_disputes(Query())}
        several = [one for one in before.values() if one.is_living and len(one.families) > 2]
        wrong = {article for one in several[:3] for article in one.articles[:1]}
        for relevance in ("unrelated", "dispute"):
            between(tmp_path / "disputes.snapshot")
            stored = app.index.articles(wrong)
            with app.ledger.begin() as connection:
                for one in stored.values():
                    correct(connection, one, "relevance", relevance, actor="分析岗", at=one.article.fetched)
            with ingest(app, TODAY) as opened:
                opened.deliver([one.article for one in stored.values()])
            left = wrong if relevance == "unrelated" else set()
            for one in several:
                now = app.index.dispute(one.id)
                assert now is not None
                assert set(now.articles) == set(one.articles) - left
