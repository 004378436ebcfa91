"""What every room's tests share: real servers where they are given, ledgers, and a summary of what was left out."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.servers import elasticsearch, postgresql
from tests.servers.wanted import left_out, may_start, missing

if TYPE_CHECKING:
    from index.interface import Index
    from yanpan_ledger.engine import Ledger

# numpy's threads spin while they wait: on two busy cores training took twenty times as long. Read when numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Every backend an index test runs on.
BACKENDS = (
    "embedded",
    pytest.param("elasticsearch-8", marks=pytest.mark.server),
    pytest.param("elasticsearch-9", marks=pytest.mark.server),
)


@pytest.fixture(scope="session")
def elasticsearch_urls() -> Iterator[tuple[str, ...]]:
    """URLs of real Elasticsearch servers (8 and 9), given by environment or started for this run."""
    with elasticsearch.servers() as urls:
        yield urls or missing("Elasticsearch", "YANPAN_TEST_ELASTICSEARCH")


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """URL of a real PostgreSQL, given by environment or started for this run."""
    with postgresql.server() as url:
        yield url or missing("PostgreSQL", "YANPAN_TEST_POSTGRESQL")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger, once on SQLite and once on PostgreSQL (a database of its own for each test)."""
    from yanpan_ledger.engine import open_ledger

    if request.param == "sqlite":
        with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
            yield opened
        return
    with (
        postgresql.database(request.getfixturevalue("postgresql_url"), f"t{uuid.uuid4().hex[:12]}") as url,
        open_ledger(url) as opened,
    ):
        yield opened


@pytest.fixture(params=BACKENDS)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """An empty index, once on every backend."""
    with fresh_index(request, tmp_path) as opened:
        yield opened


@contextmanager
def fresh_index(request: pytest.FixtureRequest, folder: Path) -> Iterator[Index]:
    """An empty index on the backend that REQUEST names, removed afterwards."""
    from index.open import open_index

    if request.param == "embedded":
        with open_index(folder / "index") as opened:
            yield opened
        return
    urls = request.getfixturevalue("elasticsearch_urls")
    url = elasticsearch.of_version(urls, request.param.rpartition("-")[2])
    if url is None:
        missing(request.param, "YANPAN_TEST_ELASTICSEARCH")
    with elasticsearch.prefixed(url) as own, open_index(own) as opened:
        yield opened


def pytest_collection_finish(session: pytest.Session) -> None:
    """Servers take half a minute to start: they start while the first tests run."""
    given = os.environ.get("YANPAN_TEST_ELASTICSEARCH")
    wanted = any("[elasticsearch-" in item.name for item in session.items)
    if wanted and may_start() and not given and not session.config.option.collectonly:
        elasticsearch.begin()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The last lines name the servers that were not there and how to start them."""
    for line in left_out():
        terminalreporter.write_line(line)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a server that was left out is a failure."""
    elasticsearch.end()
    if left_out() and os.environ.get("CI") == "true" and session.exitstatus == 0:
        session.exitstatus = 1
