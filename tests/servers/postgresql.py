"""Starts a real PostgreSQL on loopback, as a user without rights, from the system's own package."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.servers.elasticsearch import USER, free_port
from tests.servers.wanted import may_start


class ServerError(RuntimeError):
    """A server that could not be started, with what it said."""


@contextmanager
def server() -> Iterator[str | None]:
    """The given URL, or that of a fresh server where starting is allowed, or None."""
    given = os.environ.get("YANPAN_TEST_POSTGRESQL", "").strip()
    if given or not may_start():
        yield given or None
        return
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="yanpan-postgresql-"))
    identity = _unprivileged(folder)
    port = free_port()
    control = [str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    try:
        _run(
            [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "tester", "-A", "trust", "-E", "UTF8", "-N"],
            identity,
            folder,
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=200"
        _run([*control, "-l", str(folder / "log"), "-o", options, "start"], identity, folder)
        yield f"postgresql+psycopg://tester@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd="/", **identity)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(url: str, name: str) -> Iterator[str]:
    """A database NAME on the server at URL, dropped afterwards."""
    from sqlalchemy import create_engine, text

    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        engine.dispose()


def _programs() -> Path:
    """The newest installed server programs; Debian keeps them off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "postgresql"], check=True, stdout=subprocess.DEVNULL)
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found:
        raise ServerError("PostgreSQL is not installed: apt-get install postgresql, or set YANPAN_TEST_POSTGRESQL")
    return found[-1].parent


def _unprivileged(folder: Path) -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    if subprocess.run(["id", USER], capture_output=True, check=False).returncode:
        subprocess.run(["useradd", "--system", "--no-create-home", USER], check=True)
    shutil.chown(folder, USER)
    return {"user": USER, "group": USER, "extra_groups": []}


def _run(command: list[str], identity: dict[str, object], folder: Path) -> None:
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        **identity,
    )
    if done.returncode:
        log = folder / "log"
        raise ServerError(f"{command[0]} failed: {done.stderr}{log.read_text() if log.exists() else ''}")
