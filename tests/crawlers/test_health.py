"""Source health: never silence, a named cause, and a change of level that chance does not explain."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawlers import state
from crawlers.catalogue import Catalogue
from crawlers.health import SourceState, State, source_states, state_row
from crawlers.levels import level_change
from crawlers.outcome import SourceOutcome, Verdict
from crawlers.source import Source
from yanpan_ledger.engine import Ledger

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def a_source(**fields: Any) -> Source:
    return Source.model_validate({"key": "a", "title": "示例", "urls": ["https://example.org/rss.xml"]} | fields)


def health(ledger: Ledger, runs: list[SourceOutcome], **fields: Any) -> SourceState:
    """The state after one run a day, the last of them an hour ago."""
    with ledger.begin() as connection:
        for age, outcome in enumerate(reversed(runs)):
            at = NOW - timedelta(days=age, hours=1)
            state.note_run(connection, outcome, at, at, fresh=outcome.verdict is Verdict.OK)
    return source_states(ledger, Catalogue((a_source(**fields),), Path()), NOW)[0]


def run(new: int = 0, *, age: float = 0.0, verdict: Verdict = Verdict.OK, cause: str | None = None) -> SourceOutcome:
    newest = NOW - timedelta(days=age) if new else None
    return SourceOutcome(
        source="a", title="示例", verdict=verdict, counts={"new": new}, cause=cause, newest_item=newest
    )


def test_a_source_that_was_never_asked_says_so(ledger: Ledger) -> None:
    assert health(ledger, []).state is State.NEVER


def test_a_source_that_failed_last_is_failing_with_its_cause(ledger: Ledger) -> None:
    with ledger.begin() as connection:
        state.note_run(connection, run(5), NOW - timedelta(days=2), NOW - timedelta(days=2), fresh=True)
        failed = run(verdict=Verdict.FAILED, cause="域名无法解析")
        state.note_run(connection, failed, NOW - timedelta(days=1), NOW - timedelta(days=1), fresh=False)
    found = source_states(ledger, Catalogue((a_source(),), Path()), NOW)[0]
    assert (found.state, found.cause, found.failures) == (State.FAILING, "域名无法解析", 1)
    assert found.last_success == NOW - timedelta(days=2)
    assert state_row(found)["state"] == "failing"


def test_a_dead_feed_that_answers_is_stale(ledger: Ledger) -> None:
    found = health(ledger, [run(3, age=20)], expect={"newest_item_days": 5})
    assert found.state is State.STALE and "20 天前" in (found.cause or "")


def test_a_yield_below_the_expected_is_stale_and_above_it_warns(ledger: Ledger) -> None:
    expect = {"articles_per_day": {"min": 5, "max": 8}}
    low = health(ledger, [run(2) for _ in range(4)], expect=expect)
    assert low.state is State.STALE and "低于预期" in (low.cause or "")


def test_a_yield_above_the_expected_warns(ledger: Ledger) -> None:
    high = health(ledger, [run(20) for _ in range(4)], expect={"articles_per_day": {"max": 8}})
    assert high.state is State.OK and any("高于预期" in warning for warning in high.warnings)


def test_a_sudden_drop_over_28_days_warns(ledger: Ledger) -> None:
    chance = random.Random(7)
    runs = [run(chance.randint(15, 30)) for _ in range(21)] + [run(chance.randint(1, 4)) for _ in range(8)]
    found = health(ledger, runs)
    assert any("骤减" in warning for warning in found.warnings), found.warnings


def test_the_level_test_is_sound_it_seldom_cries_wolf_and_sees_a_halving() -> None:
    """On overdispersed counts with quiet weekends, as news has them: at most 1 % false alarms, most real drops seen."""
    chance = random.Random(11)

    def day(level: float, weekday: int) -> int:
        lively = chance.gammavariate(4, level / 4) * (0.4 if weekday >= 5 else 1.2)
        return max(0, round(lively))

    def alarms(level_after: float) -> float:
        found = 0
        for _ in range(400):
            before = [day(20, n % 7) for n in range(21)]
            found += level_change(before, [day(level_after, n % 7) for n in range(7)]) is not None
        return found / 400

    assert alarms(20) <= 0.01
    assert alarms(4) >= 0.9
    assert level_change([20] * 5, [0] * 7) is None, "too little to tell"


def test_an_empty_list_and_undated_articles_are_told_apart(ledger: Ledger) -> None:
    empty = health(ledger, [run(0), run(0)])
    assert empty.state is State.STALE and "没有文章" in (empty.cause or "")


def test_articles_without_dates_point_at_the_dates(ledger: Ledger) -> None:
    undated = SourceOutcome(
        source="a", title="示例", verdict=Verdict.OK, counts={"new": 3}, cause=None, newest_item=None
    )
    found = health(ledger, [undated])
    assert found.state is State.STALE and "日期" in (found.cause or "")
