"""The tellings of all families as numbered nodes: which family, which of its article's tellings, in which case."""

from __future__ import annotations

from array import array
from typing import Any

from judgment.disputes.arrays import put, taken
from judgment.disputes.features import Facts
from judgment.disputes.shelf import Shelf


class Tellings:
    """Nodes from 1; the numbers of forgotten ones are given again. Only the dispute a node is in is an object of its own."""

    __slots__ = ("_first", "_free", "_several", "_shelf", "_teller", "_telling", "case", "family")

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.family = array("I", [0])
        self._teller = array("I", [0])
        self._telling = array("B", [0])
        self.case: list[str | None] = [None]
        # Family → its node, where it has one; a family of several (an overview) has them in the dict.
        self._first = array("I", [0])
        self._several: dict[int, tuple[int, ...]] = {}
        self._free: list[int] = []

    def make(self, family: int, teller: int, count: int) -> tuple[int, ...]:
        """Nodes for the COUNT tellings by which article TELLER speaks for FAMILY."""
        made = tuple(self._node(family, teller, number) for number in range(count))
        if family >= len(self._first):
            self._first.extend([0] * (family + 1 - len(self._first)))
        self._first[family] = made[0] if made else 0
        if len(made) > 1:
            self._several[family] = made
        return made

    def _node(self, family: int, teller: int, telling: int) -> int:
        if self._free:
            node = self._free.pop()
            self.family[node], self._teller[node], self._telling[node] = family, teller, telling
            return node
        self.family.append(family)
        self._teller.append(teller)
        self._telling.append(telling)
        self.case.append(None)
        return len(self.family) - 1

    def forget(self, family: int) -> None:
        """FAMILY has no nodes any more."""
        for node in self.of(family):
            self.case[node] = None
            self.family[node] = 0
            self._free.append(node)
        self._several.pop(family, None)
        if family < len(self._first):
            self._first[family] = 0

    def of(self, family: int) -> tuple[int, ...]:
        """The nodes of FAMILY in the order of their tellings."""
        several = self._several.get(family)
        if several:
            return several
        first = self._first[family] if family < len(self._first) else 0
        return (first,) if first else ()

    def facts(self, node: int) -> Facts:
        return self._shelf.facts(self._teller[node], self._telling[node])

    def is_faint(self, node: int) -> bool:
        """Whether the node may join a dispute and opens none."""
        return self.facts(node).is_faint

    def teller(self, node: int) -> int:
        """The number of the article that speaks for the node's family."""
        return self._teller[node]

    def article(self, node: int) -> str:
        return self._shelf.names[self._teller[node]]

    def telling(self, node: int) -> int:
        return self._telling[node]

    def order(self, node: int) -> tuple[int, str, int]:
        """Earlier tellings first, the same whatever was entered before."""
        return *self._shelf.order(self._teller[node]), self._telling[node]

    def written(self, parts: list[bytes]) -> dict[str, Any]:
        """Everything in it: the arrays to PARTS, the rest as the answer. Cases are told by their place in a list."""
        put(parts, self.family, self._teller, self._telling, self._first)
        cases = [case for case in dict.fromkeys(self.case) if case]
        places = {case: place for place, case in enumerate(cases, 1)}
        put(parts, array("I", (places[case] if case else 0 for case in self.case)))
        return {"cases": cases, "several": list(self._several.items()), "free": self._free}

    def read_back(self, small: dict[str, Any], parts: list[bytes]) -> None:
        self.family, self._teller, self._telling, self._first, cases = taken(parts, "I", "I", "B", "I", "I")
        names = [None, *small["cases"]]
        self.case = [names[place] for place in cases]
        self._several = {family: tuple(nodes) for family, nodes in small["several"]}
        self._free = small["free"]
