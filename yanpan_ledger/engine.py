"""Opens the ledger: SQLite by default, PostgreSQL by URL; the same code on both."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from yanpan_domain.errors import BusyError, OperatorError
from yanpan_ledger.migrations.upgrade import upgrade

# A writer waits this long for another before it gives up (milliseconds).
BUSY_TIMEOUT_MS = 30_000


class LedgerUnavailable(OperatorError):
    code = "ledger_unavailable"


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open, migrated ledger. `begin()` is the only way to write: all of it lands or nothing does."""

    engine: Engine

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A write transaction; on SQLite it takes the write lock at once, so that a later write cannot fail half-way."""
        with _translated(), self.engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A read transaction that sees one state of the ledger."""
        with _translated(), self.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_ledger(url: str) -> Ledger:
    """The ledger at URL (`sqlite:///…` or `postgresql+psycopg://…`), migrated to the newest schema.

    Raises LedgerUnavailable when it cannot be opened or is newer than this program.
    """
    parsed = make_url(url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        _make_folder(Path(parsed.database).parent)
    engine = create_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    with _translated():
        upgrade(engine)
    return Ledger(engine)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerUnavailable(
            f"无法建立数据目录 {folder}：{error.strerror}。请检查权限，或用 YANPAN_DATA 指定另一目录。"
        ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """WAL with synchronous=FULL: what was acknowledged survives a power cut."""
    connection.isolation_level = None  # transactions are ours: BEGIN IMMEDIATE, not the driver's late BEGIN
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _translated() -> Iterator[None]:
    """Database failures that an operator can mend, as sentences."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig)
        if "locked" in reason:
            raise BusyError("台账正被另一个进程写入，请待其结束后重试。") from error
        if "full" in reason:
            raise LedgerUnavailable("磁盘已满，台账未写入任何内容。请腾出空间后重试。") from error
        raise LedgerUnavailable(f"无法打开台账：{reason.strip()}。请检查 YANPAN_LEDGER 与数据目录的权限。") from error
    except DBAPIError as error:
        if "not a database" in str(error.orig) or "malformed" in str(error.orig):
            raise LedgerUnavailable("台账文件已损坏或不是数据库。请从备份恢复，或移走该文件后重新运行。") from error
        raise
