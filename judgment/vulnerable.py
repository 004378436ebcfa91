"""Groups that the law protects in particular, where the article names them."""

from __future__ import annotations

from judgment.signs import Signs
from yanpan_domain.codes import Relevance, Vulnerable


def find_vulnerable(signs: Signs, relevance: Relevance) -> tuple[Vulnerable, ...]:
    """The groups a dispute touches, in the order of the vocabulary."""
    if relevance is not Relevance.DISPUTE:
        return ()
    named = signs.family("vulnerable")
    return tuple(group for group in Vulnerable if group.value in named)
