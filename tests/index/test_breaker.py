"""A server that dies is left alone for a while, and found again when it is back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from elastic_transport import ConnectionError

from index.elastic.breaker import COOL_DOWN, FAILURES, Breaker, CircuitOpenError
from index.elastic.connection import Connection, ServerUnavailable, connect
from tests.servers.pretended import Handler, Server


class _Clock:
    """Seconds that pass when a test says so."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def _serving(port: int = 0) -> Iterator[Server]:
    with Server(("127.0.0.1", port), Handler) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def _search(connection: Connection) -> object:
    with connection.translated():
        return connection.client.search(index="breaker-articles", size=1)["hits"]["hits"]


def test_a_server_that_dies_and_comes_back() -> None:
    clock = _Clock()
    with _serving() as first:
        connection = connect(f"http://127.0.0.1:{first.server_port}/breaker", clock)
        assert _search(connection) == []
    for _ in range(FAILURES):
        with pytest.raises(ServerUnavailable, match="连不上"):
            _search(connection)
    with _serving(first.server_port) as second:
        clock.now += COOL_DOWN - 1
        with pytest.raises(ServerUnavailable, match="1 秒内不再询问"):
            _search(connection)
        assert second.searches == 0
        clock.now += 1
        assert _search(connection) == []
        assert _search(connection) == []
        assert second.searches == 2
    # Dead again: what failed before it came back no longer counts.
    with pytest.raises(ServerUnavailable, match="连不上"):
        _search(connection)
    connection.client.close()


def test_a_trial_that_fails_opens_the_circuit_again() -> None:
    clock = _Clock()
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        breaker.admit()
        breaker.failed()
    clock.now += COOL_DOWN
    breaker.admit()
    clock.now += 3
    breaker.failed()
    clock.now += COOL_DOWN - 1
    with pytest.raises(CircuitOpenError) as error:
        breaker.admit()
    assert error.value.seconds == pytest.approx(1)


def test_only_one_request_is_tried_at_a_time() -> None:
    clock = _Clock()
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        breaker.failed()
    clock.now += COOL_DOWN
    trying, others_asked = Event(), Event()

    def trial() -> None:
        breaker.admit()
        trying.set()
        others_asked.wait(120)
        breaker.answered()

    with ThreadPoolExecutor(1) as beside:
        running = beside.submit(trial)
        assert trying.wait(120)
        with pytest.raises(CircuitOpenError):
            breaker.admit()
        others_asked.set()
        running.result()
    breaker.admit()


def test_an_answer_between_failures_keeps_the_circuit_closed() -> None:
    breaker = Breaker(_Clock())
    for _ in range(3 * FAILURES):
        breaker.failed()
        breaker.answered()
    breaker.admit()
    assert issubclass(CircuitOpenError, Exception)
    assert not issubclass(CircuitOpenError, ConnectionError)  # the client would send it again
