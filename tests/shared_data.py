"""Finds the real data that tests measure against; it is never part of the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


def shared_root() -> Path:
    """The folder named by YANPAN_SHARED, or `shared` beside the checkout."""
    named = os.environ.get("YANPAN_SHARED")
    return Path(named) if named else CHECKOUT.parent / "shared"


def shared(name: str) -> Path:
    """The file or folder NAME under `shared/data`; the test is skipped, with the reason, where it is absent."""
    path = shared_root() / "data" / name
    if not path.exists():
        pytest.skip(f"{path} is not here; set YANPAN_SHARED to the folder that holds data/")
    return path
