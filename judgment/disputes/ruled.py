"""Analysts' rulings about articles, read for the tellings that the articles' families are now."""

from __future__ import annotations

from judgment.disputes.decisions import Decision, Decisions, Verdict
from judgment.disputes.families import Families
from judgment.disputes.shelf import Shelf
from judgment.disputes.tellings import Tellings


class Ruled:
    """Which tellings were put together or kept apart."""

    def __init__(self, decisions: Decisions, shelf: Shelf, families: Families, tellings: Tellings) -> None:
        self._decisions = decisions
        self._shelf, self._families, self._tellings = shelf, families, tellings

    def __bool__(self) -> bool:
        return bool(self._decisions)

    def add(self, decision: Decision) -> set[int]:
        """Keep DECISION; the tellings it is about."""
        self._decisions.add(decision)
        numbers = map(self._shelf.number, (decision.one, decision.other))
        return {node for number in numbers if number for node in self._tellings.of(self._families.family(number))}

    def is_about(self, article: str) -> bool:
        """Whether anything was ruled about ARTICLE."""
        return bool(self._decisions.about(article))

    def touches(self, node: int) -> bool:
        """Whether anything was ruled about an article of the family that NODE tells for."""
        return bool(self._decisions) and any(map(self.is_about, self._articles(node)))

    def together(self, node: int) -> set[int]:
        return self._with(node, Verdict.TOGETHER)

    def apart(self, node: int) -> set[int]:
        return self._with(node, Verdict.APART)

    def _with(self, node: int, verdict: Verdict) -> set[int]:
        found: set[int] = set()
        if not self._decisions:
            return found
        for article in self._articles(node):
            for other, said in self._decisions.about(article).items():
                number = self._shelf.number(other)
                if said is verdict and number:
                    found.update(self._tellings.of(self._families.family(number))[:1])
        return found - {node}

    def _articles(self, node: int) -> list[str]:
        return [self._shelf.names[member] for member in self._families.members(self._tellings.family[node])]
