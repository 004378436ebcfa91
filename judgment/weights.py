"""What each group of signs weighs: set by hand, corrected by our labelled texts, adjustable by what corrections taught."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from judgment.learned.rules import packaged
from judgment.lexicon import data_rows

ISSUE = "issue"
SIDES = ("related", "concrete")


@dataclass(frozen=True, slots=True)
class RelevanceWeights:
    """Per group: what it adds to "about labour" (`related`) and to "a concrete dispute" (`concrete`)."""

    related: dict[str, float]
    concrete: dict[str, float]


@lru_cache(maxsize=8)
def relevance_weights(adjustments: tuple[tuple[str, float], ...] = ()) -> RelevanceWeights:
    """The shipped weights with ADJUSTMENTS, named `related.WORKER` or `concrete.policy`, put over them."""
    weights = RelevanceWeights(*(_with_learned(at, side) for at, side in enumerate(SIDES, 1)))
    for name, value in adjustments:
        side, _, group = name.partition(".")
        if side != ISSUE:
            {"related": weights.related, "concrete": weights.concrete}[side][group] = value
    return weights


def _with_learned(column: int, side: str) -> dict[str, float]:
    """The weights set by hand, with what the labelled texts add to them, and the learned words of this side at 1."""
    by_hand = {row[0]: float(row[column]) for row in data_rows("relevance_weights.txt")} | {f"words_{side}": 1.0}
    added = packaged()[side]
    return {group: by_hand.get(group, 0.0) + added.get(group, 0.0) for group in by_hand.keys() | added.keys()}


def issue_factor_name(issue: str) -> str:
    """What an issue's factor is called among the adjustments."""
    return f"{ISSUE}.{issue}"


@lru_cache(maxsize=8)
def issue_factors(adjustments: tuple[tuple[str, float], ...] = ()) -> dict[str, float]:
    """How readily each issue is read, 1 where nothing else was learned; issues without an entry count as 1."""
    return {name.removeprefix(f"{ISSUE}."): value for name, value in adjustments if name.startswith(f"{ISSUE}.")}
