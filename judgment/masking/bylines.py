"""What an article names beside its text: a publisher or a channel may stay, a person may not."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from judgment.masking.apply import Masked, mask

# One character is part of too many names of publishers.
SHORTEST = 2


def private_words(masked: Masked, title: str, text: str) -> frozenset[str]:
    """The words that MASKED replaced in TITLE and TEXT; for use now, never stored."""
    found = {title[start:end] for start, end in masked.replaced("title")}
    found |= {text[start:end] for start, end in masked.replaced("text")}
    return frozenset(word for word in found if len(word) >= SHORTEST)


def without_person(name: str | None, private: Collection[str]) -> str | None:
    """NAME as it is, or None where it holds one of the PRIVATE words or what is masked by itself."""
    if name is None or any(word in name for word in private) or _is_masked(name):
        return None
    return name


@lru_cache(maxsize=4096)
def _is_masked(name: str) -> bool:
    return mask("", name).count > 0
