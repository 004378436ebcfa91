"""A ledger opens, migrates once, refuses what it cannot read, and says how to mend it."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import briefings.tables
import crawlers.tables
import index.tables
import judgment.disputes.tables
import judgment.tables
import yanpan.tables
import yanpan_ledger.tables
from yanpan_domain.errors import BusyError, OperatorError
from yanpan_ledger import audit
from yanpan_ledger.engine import LedgerUnavailable, open_ledger
from yanpan_ledger.metadata import METADATA
from yanpan_ledger.migrations.upgrade import LedgerTooNew

ROOMS = (
    briefings.tables,
    crawlers.tables,
    index.tables,
    judgment.disputes.tables,
    judgment.tables,
    yanpan.tables,
    yanpan_ledger.tables,
)


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.db'}"


def test_migrations_make_just_the_tables_that_rooms_declare(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with open_ledger(url(tmp_path)) as ledger, ledger.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_sqlite_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    with open_ledger(url(tmp_path)) as ledger, ledger.read() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    with open_ledger(url(tmp_path)) as ledger:

        def write() -> None:
            for _ in range(10):
                with ledger.begin() as connection:
                    audit.record(connection, at=datetime(2026, 1, 1, tzinfo=UTC), actor="a", act="b", subject="c")

        threads = [threading.Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with ledger.read() as connection:
            assert audit.first_break(connection) is None
            assert len(list(audit.entries(connection))) == 40


def test_a_file_that_is_no_database_is_refused_with_the_fix(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"not a database" * 100)
    with pytest.raises(LedgerUnavailable, match="备份"):
        open_ledger(url(tmp_path))


def test_a_folder_that_cannot_be_made_is_refused_with_the_fix(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerUnavailable, match="数据目录"):
        open_ledger(url(tmp_path / "file" / "data"))


@pytest.mark.parametrize(
    ("said", "kind", "fix"),
    [
        ("database is locked", BusyError, "请待其结束"),
        ("database or disk is full", LedgerUnavailable, "腾出空间"),
        ("attempt to write a readonly database", LedgerUnavailable, "权限"),
    ],
)
def test_what_the_database_refuses_is_told_with_the_fix(
    tmp_path: Path, said: str, kind: type[OperatorError], fix: str
) -> None:
    with open_ledger(url(tmp_path)) as ledger, pytest.raises(kind, match=fix), ledger.begin():
        raise OperationalError("INSERT", {}, sqlite3.OperationalError(said))


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    with open_ledger(url(tmp_path)) as ledger, ledger.begin() as connection:
        connection.execute(text("INSERT INTO alembic_version VALUES ('audit_9999')"))
    with pytest.raises(LedgerTooNew, match="升级"):
        open_ledger(url(tmp_path))


def test_a_time_without_zone_never_enters(tmp_path: Path) -> None:
    with open_ledger(url(tmp_path)) as ledger, pytest.raises(Exception, match="zone"), ledger.begin() as connection:
        connection.execute(
            yanpan_ledger.tables.AUDIT.insert().values(
                seq=1,
                at=datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
                actor="",
                act="",
                subject="",
                detail="",
                previous="",
                digest="",
            )
        )
