"""Shards that are being placed answer 503 for a moment: a search waits for them, and says so when they never come."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest

from index.elastic import connection as module
from index.elastic.connection import ServerUnavailable, connect
from tests.servers.pretended import Handler, Server


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def search(server: Server) -> object:
    connected = connect(f"http://127.0.0.1:{server.server_port}/patience")
    return connected.patiently(lambda: connected.client.search(index="patience-articles", size=1))["hits"]["hits"]


def test_a_search_waits_for_shards_that_are_being_placed(server: Server) -> None:
    server.placed_after = 5  # more than the client itself asks again
    assert search(server) == []


def test_shards_that_never_come_are_told_in_a_sentence(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PLACING", (0.01, 0.01))
    server.placed_after = 1_000
    with pytest.raises(ServerUnavailable, match="503"):
        search(server)
