"""The audit chain shows every change and every gap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from yanpan_ledger import audit
from yanpan_ledger.engine import Ledger, open_ledger
from yanpan_ledger.tables import AUDIT

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        with opened.begin() as connection:
            for subject in ("甲", "乙", "丙"):
                audit.record(connection, at=NOON, actor="值班岗", act="draft", subject=subject, detail={"n": 1})
        yield opened


def test_a_chain_as_written_is_whole(ledger: Ledger) -> None:
    with ledger.read() as connection:
        assert audit.first_break(connection) is None
        assert [entry.subject for entry in audit.entries(connection)] == ["甲", "乙", "丙"]


@pytest.mark.parametrize("column", ["actor", "act", "subject", "detail"])
def test_a_changed_entry_is_found(ledger: Ledger, column: str) -> None:
    with ledger.begin() as connection:
        connection.execute(update(AUDIT).where(AUDIT.c.seq == 2).values({column: "{}改"}))
    with ledger.read() as connection:
        assert audit.first_break(connection) == 2


def test_a_removed_entry_is_found(ledger: Ledger) -> None:
    with ledger.begin() as connection:
        connection.execute(delete(AUDIT).where(AUDIT.c.seq == 2))
    with ledger.read() as connection:
        assert audit.first_break(connection) == 2


def test_an_act_that_fails_leaves_no_entry(ledger: Ledger) -> None:
    with pytest.raises(RuntimeError), ledger.begin() as connection:
        audit.record(connection, at=NOON, actor="值班岗", act="send", subject="丁")
        raise RuntimeError
    with ledger.read() as connection:
        assert len(list(audit.entries(connection))) == 3
