"""Remembers which real servers a run went without."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

_LEFT_OUT: dict[str, str] = {}


def may_start() -> bool:
    """Whether this run may fetch and start servers that were not given."""
    return os.environ.get("YANPAN_TEST_SERVERS") == "start"


def missing(server: str, variable: str) -> NoReturn:
    """Skip the test for want of SERVER; in CI fail, because there the server must be."""
    line = f"tests on {server} were skipped: set {variable}=URL, or YANPAN_TEST_SERVERS=start to fetch and start one"
    _LEFT_OUT[server] = line
    if os.environ.get("CI") == "true":
        pytest.fail(line)
    pytest.skip(line)


def left_out() -> list[str]:
    """One line for each server that was wanted and not there."""
    return sorted(_LEFT_OUT.values())
