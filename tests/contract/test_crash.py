"""The writing process killed at seeded moments: what was acknowledged is there, nothing is doubled, writing goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from index.embedded.care import check
from index.interface import Index
from index.open import open_index
from index.query import Query
from tests.contract.crash_nursery import BATCH
from tests.factories import an_article

# What a node is busy with can be asked in no other way.
pytestmark = pytest.mark.filterwarnings("ignore:This API is in technical preview")


@pytest.fixture(scope="module")
def nursery() -> Iterator[subprocess.Popen[str]]:
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.contract.crash_nursery"],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.wait()


@cache
def _id(number: int) -> str:
    return an_article(number=number).id


def _acknowledged(file: Path) -> int:
    """The number after the last acknowledged article; a line cut off by the kill does not count."""
    lines = file.read_bytes().split(b"\n")[:-1] if file.exists() else []
    return int(lines[-1]) if lines else 0


def _kill_after(nursery: subprocess.Popen[str], where: str, file: Path, seconds: float) -> None:
    """Let a child index from where the last one got to, and kill it SECONDS after it began to make progress."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    before = _acknowledged(file)
    nursery.stdin.write(f"{where}\t{before}\t{file}\n")
    nursery.stdin.flush()
    child = int(nursery.stdout.readline())
    deadline = time.monotonic() + 120
    while _acknowledged(file) == before and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    while Path(f"/proc/{child}").exists() and time.monotonic() < deadline + 30:
        time.sleep(0.002)


def _crash_often(
    nursery: subprocess.Popen[str], index: Index | _Refreshed, where: str, file: Path, points: int, *, atomic: bool
) -> None:
    random_ = random.Random(20261124)
    for _ in range(points):
        _kill_after(nursery, where, file, random_.random() * 0.25)
        acknowledged = _acknowledged(file)
        if isinstance(index, _Refreshed):
            index.settle()
        found = [judged.article.id for judged in index.scan(Query())]
        known = {_id(number): number for number in range(acknowledged + BATCH)}
        numbers = {known[identifier] for identifier in found}
        assert len(found) == len(set(found)) == index.find(Query()).total
        assert set(range(acknowledged)) <= numbers
        if atomic:
            assert len(numbers) in (acknowledged, acknowledged + BATCH)
    assert acknowledged > points


def test_an_embedded_index_survives_kills(nursery: subprocess.Popen[str], tmp_path: Path) -> None:
    where = tmp_path / "index"
    with open_index(where) as reader:
        _crash_often(nursery, reader, str(where), tmp_path / "acknowledged", 10, atomic=True)
    assert check(where).sound


@pytest.mark.server
@pytest.mark.parametrize("index", ["elasticsearch-8"], indirect=True)
def test_an_elasticsearch_index_survives_kills_of_the_writer(
    nursery: subprocess.Popen[str], index: Index, tmp_path: Path
) -> None:
    connection = index._connection  # type: ignore[attr-defined]
    _crash_often(
        nursery,
        _Refreshed(index),
        f"{connection.shown}/{connection.prefix}",
        tmp_path / "acknowledged",
        10,
        atomic=False,
    )  # type: ignore[arg-type]


@pytest.mark.soak
def test_fifty_kills(nursery: subprocess.Popen[str], tmp_path: Path) -> None:
    with open_index(tmp_path / "index") as reader:
        _crash_often(nursery, reader, str(tmp_path / "index"), tmp_path / "acknowledged", 50, atomic=True)
    assert check(tmp_path / "index").sound


@pytest.mark.soak
@pytest.mark.server
@pytest.mark.parametrize("index", ["elasticsearch-8", "elasticsearch-9"], indirect=True)
def test_fifty_kills_on_elasticsearch(nursery: subprocess.Popen[str], index: Index, tmp_path: Path) -> None:
    connection = index._connection  # type: ignore[attr-defined]
    _crash_often(
        nursery,
        _Refreshed(index),
        f"{connection.shown}/{connection.prefix}",
        tmp_path / "acknowledged",
        50,
        atomic=False,
    )  # type: ignore[arg-type]


class _Refreshed:
    """An index that shows what a killed writer sent and did not live to refresh, once the node is through with it."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def settle(self) -> None:
        """Wait until the node holds all that was on its way: a request outlives the writer who sent it.

        Nothing tells that a node has read all that was sent to it; five looks in a row that see no change must do.
        """
        looks = [self._count()]
        while len(set(looks[-5:])) > 1 or len(looks) < 5 or self._writes():
            assert len(looks) < 1200, "the node is never through"
            time.sleep(0.1)
            looks.append(self._count())

    def _count(self) -> int:
        self._client.indices.refresh(index=self._all)
        return int(self._client.count(index=self._all)["count"])

    def _writes(self) -> bool:
        return bool(self._client.tasks.list(actions="indices:data/write/*")["nodes"])

    @property
    def _all(self) -> str:
        return f"{self._index._connection.prefix}-*"  # type: ignore[attr-defined]

    @property
    def _client(self) -> Elasticsearch:
        return self._index._connection.client  # type: ignore[attr-defined,no-any-return]

    def __getattr__(self, name: str) -> object:
        return getattr(self._index, name)
