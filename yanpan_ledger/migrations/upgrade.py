"""Brings a database to the newest schema; a database that is there already costs one small query."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from yanpan_domain.errors import OperatorError

VERSIONS = Path(__file__).parent / "versions"
# Any number that nothing else in this database locks.
UPGRADE_LOCK = 7_281_954


class LedgerTooNew(OperatorError):
    code = "ledger_too_new"


def upgrade(engine: Engine) -> None:
    """Run every step that is missing, in one transaction. Raises LedgerTooNew on a step this program does not know."""
    if _applied(engine) == _newest_fast():
        return
    # Alembic takes over a second to import, so only a database that must change pays for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif engine.dialect.name == "postgresql":
            # Several processes may open a new database in the same moment; one migrates, the others then find it done.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, "heads")


def _applied(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return set()
        found = {row[0] for row in connection.execute(text("SELECT version_num FROM alembic_version"))}
    unknown = found - {path.stem for path in VERSIONS.glob("*.py")}
    if unknown:
        raise LedgerTooNew(f"台账由更新的版本写成（{'、'.join(sorted(unknown))}）。请升级 yanpan 后再打开。")
    return found


def _newest_fast() -> set[str]:
    """The newest step of every room: files are named `<room>_<number>.py`, and their revision is the file's stem."""
    newest: dict[str, str] = {}
    for path in sorted(VERSIONS.glob("*_[0-9][0-9][0-9][0-9].py")):
        newest[path.stem.rsplit("_", 1)[0]] = path.stem
    return set(newest.values())
