"""A node of three killed in mid-bulk: nothing acknowledged is lost, nothing is doubled, and searching goes on."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event

import pytest
from elasticsearch import Elasticsearch

from index.interface import Index
from index.open import open_index
from index.query import Query
from tests.contract.crash_nursery import crash_article
from tests.factories import an_article
from tests.servers.elasticsearch import Asked, Node, free_port, start
from tests.servers.wanted import may_start, missing
from yanpan_domain.errors import OperatorError

BATCH = 100
# Batches written after the kill: the cluster has to find itself again under them.
AFTER = 6


@pytest.fixture
def nodes() -> Iterator[list[Node]]:
    """Three nodes of one cluster, on which each index has one replica."""
    if not may_start():
        missing("Elasticsearch cluster", "YANPAN_TEST_ELASTICSEARCH")
    ports = tuple(free_port() for _ in range(3))
    with ExitStack() as stack, ThreadPoolExecutor(3) as starter:
        running = list(starter.map(lambda port: start(Asked(build="8", port=port, heap="512m", cluster=ports)), ports))
        for one in running:
            stack.callback(one.stop)
        _joined(running[0].url)
        yield running


def _joined(url: str) -> None:
    """Wait until the nodes have found each other: their ports are open before that."""
    with Elasticsearch(url, max_retries=30, retry_on_status=(503,), retry_on_timeout=True) as client:
        client.options(request_timeout=310).cluster.health(wait_for_nodes="3", timeout="300s")


class _Scribe:
    """Writes batch after batch until it is told to stop, and knows which were acknowledged."""

    def __init__(self, where: str) -> None:
        self._where = where
        self.acknowledged = 0
        self.stopped = Event()

    def write(self) -> None:
        with open_index(self._where) as index:
            while not self.stopped.is_set():
                try:
                    with index.writer() as writer:
                        writer.put(crash_article(n) for n in range(self.acknowledged, self.acknowledged + BATCH))  # type: ignore[misc]
                except OperatorError:  # not acknowledged, so it is written again
                    time.sleep(0.2)
                    continue
                self.acknowledged += BATCH


def _searches_until(index: Index, reached: int, scribe: _Scribe) -> None:
    """Search all the time; every answer holds all that was acknowledged before it was asked for."""
    deadline = time.monotonic() + 600
    while scribe.acknowledged < reached and time.monotonic() < deadline:
        known = scribe.acknowledged
        assert index.find(Query(text="拖欠工资", limit=5)).total >= known
        time.sleep(0.05)
    assert scribe.acknowledged >= reached


def _survives(nodes: list[Node], victims: list[int], seed: int) -> None:
    random_ = random.Random(seed)
    where = "http://" + ",".join(f"127.0.0.1:{one.port}" for one in nodes) + f"/cluster{seed}"
    scribe = _Scribe(where)
    with open_index(where) as index, ThreadPoolExecutor(1) as beside:
        writing = beside.submit(scribe.write)
        try:
            for victim in victims:
                _searches_until(index, scribe.acknowledged + 3 * BATCH, scribe)
                time.sleep(random_.random() * 0.3)
                nodes[victim].kill()
                _searches_until(index, scribe.acknowledged + AFTER * BATCH, scribe)
        finally:
            scribe.stopped.set()
        writing.result()
        found = [judged.article.id for judged in index.scan(Query())]
        assert len(found) == len(set(found))
        assert {an_article(number=number).id for number in range(scribe.acknowledged)} <= set(found)


@pytest.mark.server
def test_a_killed_node_loses_nothing(nodes: list[Node]) -> None:
    _survives(nodes, [0], seed=20261124)


@pytest.mark.soak
@pytest.mark.server
@pytest.mark.parametrize("victim", [0, 1, 2])
def test_any_node_may_be_killed(nodes: list[Node], victim: int) -> None:
    _survives(nodes, [victim], seed=victim)
