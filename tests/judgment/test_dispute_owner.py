"""One process decides at a time, and what was known when is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from judgment.disputes.owner import LEASE, owning
from judgment.disputes.revisions import keep_revisions, revisions
from judgment.urgency.rank import urgency
from tests.factories import a_dispute
from yanpan_domain.errors import BusyError
from yanpan_ledger.engine import Ledger

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_a_second_owner_waits_and_gives_up_in_the_end(ledger: Ledger) -> None:
    with owning(ledger, now=lambda: NOW):
        waited: list[float] = []
        with pytest.raises(BusyError), owning(ledger, now=lambda: NOW, sleep=waited.append, patience=timedelta(0)):
            pass
    with owning(ledger, now=lambda: NOW, patience=timedelta(0)):
        pass  # given back


def test_a_lease_that_ran_out_is_taken_and_its_old_owner_may_write_no_more(ledger: Ledger) -> None:
    with owning(ledger, now=lambda: NOW) as slow:
        slow.renew()
        with owning(ledger, now=lambda: NOW + LEASE + timedelta(seconds=1), patience=timedelta(0)) as fast:
            with pytest.raises(BusyError):
                slow.renew()
            fast.renew()


def test_a_revision_for_every_change_of_facts_and_none_for_a_new_day(ledger: Ledger) -> None:
    first = a_dispute(workers=30)
    later = replace(a_dispute(workers=86), urgency=urgency(a_dispute(workers=86), date(2026, 11, 24)))
    same = replace(later, urgency=urgency(later, date(2026, 11, 25)))
    with ledger.begin() as connection:
        assert [keep_revisions(connection, [one], NOW) for one in (first, first, later, same)] == [1, 0, 1, 0]
        kept = revisions(connection, first.id)
    assert [one.number for one in kept] == [1, 2]
    assert [one.facts["workers"] for one in kept] == [one.workers.raw for one in (first, later) if one.workers]
