"""Crawl state on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawlers import leases, state
from crawlers.outcome import SourceOutcome, Verdict
from yanpan_ledger.engine import Ledger

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
URLS = [(f"https://example.org/{number}.html", None) for number in range(5)]


def test_an_address_is_wanted_once_and_waits_until_it_was_delivered(ledger: Ledger) -> None:
    with ledger.begin() as connection:
        assert state.register_found(connection, "a", [*URLS, URLS[0]], NOW) == [0, 1, 2, 3, 4]
        assert state.register_found(
            connection, "b", [("https://EXAMPLE.org:443/1.html#top", None), ("https://example.org/new", None)], NOW
        ) == [1]
        state.mark_seen(connection, ["https://example.org/0.html"], NOW)
        assert state.pending_items(connection, "a", 10) == sorted(URLS[1:], key=_by_id)


def _by_id(pair: tuple[str, object]) -> str:
    from yanpan_domain.identifiers import article_id

    return article_id(pair[0])


def test_an_address_that_keeps_failing_is_quarantined_and_can_be_replayed(ledger: Ledger) -> None:
    url = URLS[0][0]
    with ledger.begin() as connection:
        state.register_found(connection, "a", URLS[:2], NOW)
        for _ in range(state.MAX_ATTEMPTS):
            assert state.quarantined(connection, "a") == []
            state.mark_missed(connection, url, "页面没有正文", gone=False, counts=True, now=NOW)
        state.mark_missed(connection, URLS[1][0], "主机没有回应", gone=False, counts=False, now=NOW)
        assert state.quarantined(connection) == [("a", url, "页面没有正文")]
        assert [pair[0] for pair in state.pending_items(connection, "a", 10)] == [URLS[1][0]]
        assert state.replay_quarantine(connection, "a", NOW) == 1
        assert len(state.pending_items(connection, "a", 10)) == 2


def test_a_page_that_is_gone_is_not_asked_again(ledger: Ledger) -> None:
    with ledger.begin() as connection:
        state.register_found(connection, "a", URLS[:1], NOW)
        state.mark_missed(connection, URLS[0][0], "HTTP 404", gone=True, counts=True, now=NOW)
        assert (
            state.pending_items(connection, "a", 10) == []
            and state.register_found(connection, "a", URLS[:1], NOW) == []
        )


def outcome(verdict: Verdict = Verdict.OK, cause: str | None = None, **counts: int) -> SourceOutcome:
    return SourceOutcome(source="a", title="示例", verdict=verdict, counts=counts, cause=cause)


def test_polling_adapts_to_the_share_of_known_items_between_ten_minutes_and_a_day() -> None:
    assert state.next_interval(3600, outcome(new=9, known=1)) == 1800
    assert state.next_interval(3600, outcome(new=1, known=19)) == 3600
    assert state.next_interval(3600, outcome(known=20)) == 5400
    assert state.next_interval(700, outcome(new=10)) == 600
    assert state.next_interval(80_000, outcome(verdict=Verdict.FAILED)) == 86_400


def test_a_304_after_a_failure_does_not_turn_a_source_healthy(ledger: Ledger) -> None:
    def healthy() -> tuple[int | None, str | None]:
        from sqlalchemy import select

        from crawlers.tables import SOURCE

        row = connection.execute(select(SOURCE.c.healthy, SOURCE.c.cause)).one()
        return row.healthy, row.cause

    with ledger.begin() as connection:
        state.note_run(connection, outcome(new=3), NOW, NOW, fresh=True)
        assert healthy() == (1, None)
        state.note_run(connection, outcome(Verdict.FAILED, "列表无法解析", parse_failure=1), NOW, NOW, fresh=False)
        state.note_run(connection, outcome(not_modified=1), NOW, NOW, fresh=False)
        assert healthy() == (0, "列表无法解析")
        state.note_run(connection, outcome(known=3), NOW, NOW, fresh=True)
        assert healthy() == (1, None)


def test_a_host_is_leased_to_one_holder_until_it_gives_it_back_or_dies(ledger: Ledger) -> None:
    with ledger.begin() as connection:
        mine = leases.take(connection, "example.org", "me", NOW)
        assert isinstance(mine, leases.Lease) and mine.not_before is None
        theirs = leases.take(connection, "example.org", "you", NOW + timedelta(seconds=30))
        assert isinstance(theirs, leases.Unavailable) and not theirs.dead
        assert leases.renew(connection, ["example.org"], "me", NOW + timedelta(seconds=60)) == ["example.org"]
        assert isinstance(
            leases.take(connection, "example.org", "you", NOW + timedelta(seconds=100)), leases.Unavailable
        )
        late = NOW + timedelta(seconds=200)
        assert isinstance(leases.take(connection, "example.org", "you", late), leases.Lease), "the holder died"
        assert leases.renew(connection, ["example.org"], "me", late) == [], "what was lost is not won back by renewing"
        leases.release(connection, "example.org", "you", late + timedelta(seconds=5))
        again = leases.take(connection, "example.org", "me", late)
        assert isinstance(again, leases.Lease) and again.not_before == late + timedelta(seconds=5)


@pytest.mark.parametrize(("failures", "hours"), [(2, 0), (3, 1), (5, 4), (12, 24)])
def test_a_dead_host_is_left_alone_for_longer_and_longer(ledger: Ledger, failures: int, hours: int) -> None:
    with ledger.begin() as connection:
        leases.take(connection, "dead.example", "me", NOW)
        for _ in range(failures):
            leases.host_failed(connection, "dead.example", "连接被拒绝", NOW)
        leases.release(connection, "dead.example", "me", NOW)
        early, late = NOW + timedelta(hours=hours, seconds=-1), NOW + timedelta(hours=hours, seconds=1)
        if hours:
            refused = leases.take(connection, "dead.example", "me", early)
            assert isinstance(refused, leases.Unavailable) and refused.dead and "连接被拒绝" in refused.reason
            assert isinstance(leases.take(connection, "dead.example", "me", early, revive=True), leases.Lease)
            leases.release(connection, "dead.example", "me", NOW)
        assert isinstance(leases.take(connection, "dead.example", "me", late), leases.Lease)


def test_the_hosts_own_word_outlasts_release_and_force(ledger: Ledger) -> None:
    with ledger.begin() as connection:
        leases.take(connection, "busy.example", "me", NOW)
        leases.leave_until(connection, "busy.example", NOW + timedelta(hours=1), "要求 3600 秒后再来（Retry-After）")
        leases.release(connection, "busy.example", "me", NOW + timedelta(seconds=5))
        refused = leases.take(connection, "busy.example", "you", NOW + timedelta(minutes=1), revive=True)
        assert isinstance(refused, leases.Unavailable) and "Retry-After" in refused.reason
        assert isinstance(leases.take(connection, "busy.example", "you", NOW + timedelta(hours=2)), leases.Lease)


def test_a_source_that_a_clock_running_ahead_put_off_for_years_is_due(ledger: Ledger) -> None:
    done = SourceOutcome(source="a", title="甲", verdict=Verdict.OK)
    with ledger.begin() as connection:
        ahead = NOW.replace(year=2035)
        state.note_run(connection, done, ahead, ahead, fresh=True)
        assert state.is_due(connection, "a", NOW) is None
        state.note_run(connection, done, NOW, NOW, fresh=True)
        assert state.is_due(connection, "a", NOW) is not None
