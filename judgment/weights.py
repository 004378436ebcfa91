"""What each group of signs weighs: shipped by hand, adjustable by what corrections taught."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from judgment.lexicon import data_rows

BIAS = "bias"
ISSUE = "issue"


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
        if side != ISSUE:
            {"related": weights.related, "concrete": weights.concrete}[side][group] = value
    return weights


def issue_factor_name(issue: str) -> str:
    """What an issue's factor is called among the adjustments."""
    return f"{ISSUE}.{issue}"


@lru_cache(maxsize=8)
def issue_factors(adjustments: tuple[tuple[str, float], ...] = ()) -> dict[str, float]:
    """How readily each issue is read, 1 where nothing else was learned; issues without an entry count as 1."""
    return {name.removeprefix(f"{ISSUE}."): value for name, value in adjustments if name.startswith(f"{ISSUE}.")}
