"""What a search does in a second thread while it waits in the first."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")
# Threads beside those that search, for one open index.
HELPERS = 4


class Beside:
    """Threads that are started when they are first needed."""

    def __init__(self) -> None:
        self._threads: ThreadPoolExecutor | None = None
        self._process = 0

    def begin(self, act: Callable[[], Result]) -> Callable[[], Result]:
        """ACT begun in another thread; calling what comes back waits for its result."""
        if self._threads is None or self._process != os.getpid():  # a forked child has none of its parent's threads
            self._threads = ThreadPoolExecutor(HELPERS, thread_name_prefix="yanpan-index")
            self._process = os.getpid()
        return self._threads.submit(act).result

    def close(self) -> None:
        if self._threads is not None:
            self._threads.shutdown(wait=False)
            self._threads = None
