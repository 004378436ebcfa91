"""A server that is gone is not waited for by every caller in turn: after a few failures all are told at once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

from elastic_transport import ConnectionError, ConnectionTimeout, Transport, TransportError

# Requests in a row without an answer, each tried three times, after which no more are sent for a while.
FAILURES = 3
# Seconds until one request may try again: short beside a node's restart (20 to 60 s), long beside a search.
COOL_DOWN = 10.0


class CircuitOpenError(TransportError):
    """The request was not sent; the next may be in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not sent for {seconds:.0f} more seconds")
        self.seconds = seconds


class Breaker:
    """Closed while requests are answered, whatever the answer; open after FAILURES without one.

    When COOL_DOWN is over, one request is let through: its answer closes the circuit, its failure opens it for as long again.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._next_trial = 0.0

    def admit(self) -> None:
        """Let a request through, or raise CircuitOpenError."""
        with self._lock:
            if self._failures < FAILURES:
                return
            left = self._next_trial - self._clock()
            if left > 0:
                raise CircuitOpenError(left)
            self._next_trial = self._clock() + COOL_DOWN  # while this one tries, the others are still refused

    def answered(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._next_trial = self._clock() + COOL_DOWN


def guarded(breaker: Breaker) -> type[Transport]:
    """The client's transport behind BREAKER."""

    class Guarded(Transport):
        def perform_request(self, method: str, target: str, **options: Any) -> Any:
            breaker.admit()
            try:
                answer = super().perform_request(method, target, **options)
            except (ConnectionError, ConnectionTimeout):
                breaker.failed()
                raise
            breaker.answered()
            return answer

    return Guarded
