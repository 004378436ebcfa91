"""Shards that are being placed answer 503 for a moment: a search waits for them, and says so when they never come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from index.elastic import connection as module
from index.elastic.connection import ServerUnavailable, connect


class _Server(ThreadingHTTPServer):
    """Answers as a cluster does whose shards are placed after a number of searches."""

    searches = 0
    placed_after = 0


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._answer(
            200, {"version": {"number": "8.14.1", "build_flavor": "default"}, "tagline": "You Know, for Search"}
        )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.searches += 1
        if self.server.searches <= self.server.placed_after:
            self._answer(503, {"error": {"type": "search_phase_execution_exception"}, "status": 503})
        else:
            self._answer(200, {"hits": {"hits": []}})

    def _answer(self, status: int, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("x-elastic-product", "Elasticsearch")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), _Handler) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def search(server: _Server) -> object:
    connected = connect(f"http://127.0.0.1:{server.server_port}/patience")
    return connected.patiently(lambda: connected.client.search(index="patience-articles", size=1))["hits"]["hits"]


def test_a_search_waits_for_shards_that_are_being_placed(server: _Server) -> None:
    server.placed_after = 5  # more than the client itself asks again
    assert search(server) == []


def test_shards_that_never_come_are_told_in_a_sentence(server: _Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PLACING", (0.01, 0.01))
    server.placed_after = 1_000
    with pytest.raises(ServerUnavailable, match="503"):
        search(server)
