"""Which engines judge, and what was learned from corrections."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentOptions:
    """How to judge. `adjustments` are what corrections taught: (weight's name, new value) pairs, applied only when given.

    `tone_model` is the text of a trained tone model; the engine "trained" needs it, or takes the packaged one.
    """

    words: str = "rjieba"
    tone: str = "lexicon"
    adjustments: tuple[tuple[str, float], ...] = ()
    tone_model: str | None = None
