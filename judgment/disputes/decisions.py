"""What analysts decided about disputes; it wins over the model for ever, a later decision over an earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Two articles (by id) tell of the same dispute, or of two."""

    verdict: Verdict
    one: str
    other: str


class Decisions:
    """The decisions in force, looked up by article."""

    def __init__(self, made: Iterable[Decision] = ()) -> None:
        self._verdicts: dict[str, dict[str, Verdict]] = {}
        for decision in made:
            self.add(decision)

    def add(self, decision: Decision) -> None:
        for one, other in ((decision.one, decision.other), (decision.other, decision.one)):
            self._verdicts.setdefault(one, {})[other] = decision.verdict

    def __bool__(self) -> bool:
        return bool(self._verdicts)

    def about(self, article: str) -> dict[str, Verdict]:
        """Other article → verdict."""
        return self._verdicts.get(article, {})
