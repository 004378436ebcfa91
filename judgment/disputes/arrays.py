"""Arrays to bytes and back, in the order they were put."""

from __future__ import annotations

from array import array
from typing import Any


def put(parts: list[bytes], *arrays: array[Any]) -> None:
    """Append the bytes of ARRAYS to PARTS."""
    parts.extend(each.tobytes() for each in arrays)


def taken(parts: list[bytes], *codes: str) -> list[array[Any]]:
    """The next arrays of PARTS, of these type CODES."""
    found = []
    for code in codes:
        made = array(code)
        made.frombytes(parts.pop(0))
        found.append(made)
    return found
