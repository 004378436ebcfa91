"""What each group of signs weighs: shipped by hand, adjustable by what corrections taught."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from judgment.lexicon import data_rows

BIAS = "bias"


@dataclass(frozen=True, slots=True)
class RelevanceWeights:
    """Per group: what it adds to "about labour" (`related`) and to "a concrete dispute" (`concrete`)."""

    related: dict[str, float]
    concrete: dict[str, float]


@lru_cache(maxsize=8)
def relevance_weights(adjustments: tuple[tuple[str, float], ...] = ()) -> RelevanceWeights:
    """The shipped weights with ADJUSTMENTS, named `related.WORKER` or `concrete.policy`, put over them."""
    rows = list(data_rows("relevance_weights.txt"))
    weights = RelevanceWeights({row[0]: float(row[1]) for row in rows}, {row[0]: float(row[2]) for row in rows})
    for name, value in adjustments:
        side, _, group = name.partition(".")
        {"related": weights.related, "concrete": weights.concrete}[side][group] = value
    return weights
