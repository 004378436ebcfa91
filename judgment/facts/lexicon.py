"""The word lists that facts are read with, each loaded once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=8)
def words(name: str) -> frozenset[str]:
    """Every word of data/facts_NAME.txt; lines that start with # are comments."""
    return frozenset(word for line in lines(name) for word in line.split())


@lru_cache(maxsize=8)
def lines(name: str) -> tuple[str, ...]:
    """The lines of data/facts_NAME.txt without comments and blanks."""
    text = (files("judgment") / "data" / f"facts_{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
