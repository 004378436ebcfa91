"""Words that analysts mean alike."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


def synonyms_of(word: str) -> tuple[str, ...]:
    """The other words of WORD's group; () when it has none."""
    return _groups().get(word, ())


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[str, ...]]:
    """One group a line in `synonyms.txt`, words apart by blanks; a word stands in one group only."""
    lines = files("index").joinpath("synonyms.txt").read_text("utf-8").splitlines()
    groups = [tuple(line.split()) for line in lines if line and not line.startswith("#")]
    return {word: tuple(other for other in group if other != word) for group in groups for word in group}
