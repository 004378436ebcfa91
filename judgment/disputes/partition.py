"""Cuts a web of tellings that might belong together into disputes.

The result depends on the tellings and the analysts' decisions alone: tellings are taken in order of publication, each joins
the dispute it fits best unless it contradicts one of its members, and disputes that strong ties join become one. What analysts
joined comes last: sides that contradict each other in one dispute would otherwise bar every later telling of either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from judgment.disputes.same import Side, contradicts

# Two groups that grew apart become one when a tie between them is this strong (points of `same.score`).
MERGE = 1.5

Tie = Mapping[int, Mapping[int, float]]
Ruled = Mapping[int, set[int]]


@dataclass(slots=True)
class _Group:
    """Tellings of one dispute, and the different sides among them: few, however many they are."""

    nodes: list[int] = field(default_factory=list)
    sides: set[Side] = field(default_factory=set)
    # What analysts said does not belong with one of its nodes.
    apart: set[int] = field(default_factory=set)


def partition(
    ordered: Sequence[int],
    ties: Tie,
    sides: Mapping[int, Side],
    together: Ruled | None = None,
    apart: Ruled | None = None,
) -> list[list[int]]:
    """Groups of ORDERED. TIES holds the points of pairs that fit; TOGETHER and APART are what analysts decided."""
    web = _Web(ties, sides, together or {}, apart or {})
    for node in ordered:
        web.enter(node)
    web.merge()
    web.join()
    return [group.nodes for group in web.groups if group.nodes]


class _Web:
    """The groups found so far."""

    def __init__(
        self,
        ties: Tie,
        sides: Mapping[int, Side],
        together: Ruled,
        apart: Ruled,
    ) -> None:
        self.groups: list[_Group] = []
        self._place: dict[int, int] = {}
        self._ties, self._sides = ties, sides
        self._together, self._apart = together, apart

    def enter(self, node: int) -> None:
        """Put NODE where it fits best, else in a group of its own."""
        chosen = self._best(node)
        if chosen is None:
            chosen = len(self.groups)
            self.groups.append(_Group())
        group = self.groups[chosen]
        group.nodes.append(node)
        group.sides.add(self._sides[node])
        group.apart |= self._apart.get(node, set())
        self._place[node] = chosen

    def merge(self) -> None:
        """Pour groups together that a strong tie joins, the strongest first, where nothing bars it."""
        rank = {node: number for number, node in enumerate(node for group in self.groups for node in group.nodes)}
        strong = sorted(
            (-points, rank[a], rank[b], a, b)
            for a, place in self._place.items()
            for b, points in self._ties.get(a, {}).items()
            if points >= MERGE and b in rank and rank[a] < rank[b] and self._place[b] != place
        )
        for _, _, _, a, b in strong:
            one, other = sorted((self._place[a], self._place[b]))
            if one != other and not self._barred(self.groups[one], self.groups[other]):
                self._pour(other, one)

    def join(self) -> None:
        """Pour groups together that an analyst said are one, whatever speaks against it."""
        for node, others in self._together.items():
            for other in sorted(others & self._place.keys()):
                target, source = sorted((self._place[node], self._place[other]))
                if source != target:
                    self._pour(source, target)

    def _best(self, node: int) -> int | None:
        points: dict[int, float] = {}
        for other, tie in self._ties.get(node, {}).items():
            if (place := self._place.get(other)) is not None:
                points[place] = max(points.get(place, tie), tie)
        alone = _Group([node], {self._sides[node]}, self._apart.get(node, set()))
        for group in sorted(points, key=lambda number: (-points[number], number)):
            if not self._barred(alone, self.groups[group]):
                return group
        return None

    def _barred(self, one: _Group, other: _Group) -> bool:
        if not one.apart.isdisjoint(other.nodes) or not other.apart.isdisjoint(one.nodes):
            return True
        return any(contradicts(a, b) for a in one.sides for b in other.sides)

    def _pour(self, source: int, target: int) -> None:
        poured, kept = self.groups[source], self.groups[target]
        for node in poured.nodes:
            self._place[node] = target
        kept.nodes += poured.nodes
        kept.sides |= poured.sides
        kept.apart |= poured.apart
        self.groups[source] = _Group()
