"""Waits for what another process or thread does."""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_until(holds: Callable[[], object], *, seconds: float = 120) -> None:
    """Look again until HOLDS. SECONDS only end a test whose wait is in vain: a busy machine may need many."""
    ended = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ended, f"waited {seconds:.0f} s in vain"
        time.sleep(0.02)
