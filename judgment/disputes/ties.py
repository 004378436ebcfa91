"""Which tellings are tied to which, and how strongly: 16 bytes a tie and end, however many are held."""

from __future__ import annotations

from array import array

from judgment.disputes.arrays import put, taken


class Ties:
    """A graph over numbered tellings; ties lie in arrays, chained by the telling they start from."""

    __slots__ = ("_free", "_heads", "_nexts", "_others", "_points")

    def __init__(self) -> None:
        self._heads = array("I", [0])
        self._others = array("I", [0])
        self._points = array("d", [0.0])
        self._nexts = array("I", [0])
        self._free = 0

    def join(self, one: int, other: int, points: float) -> None:
        """Tie ONE and OTHER, which are not tied yet."""
        self._enter(one, other, points)
        self._enter(other, one, points)

    def of(self, node: int) -> dict[int, float]:
        """Telling tied to NODE → points."""
        found: dict[int, float] = {}
        entry = self._heads[node] if node < len(self._heads) else 0
        while entry:
            found[self._others[entry]] = self._points[entry]
            entry = self._nexts[entry]
        return found

    def drop(self, node: int) -> set[int]:
        """Cut every tie of NODE; whom it was tied to."""
        others = set(self.of(node))
        for other in others:
            self._cut(other, node)
            self._cut(node, other)
        return others

    def _enter(self, start: int, other: int, points: float) -> None:
        if start >= len(self._heads):
            self._heads.extend([0] * (start + 1 - len(self._heads)))
        entry = self._free
        if entry:
            self._free = self._nexts[entry]
            self._others[entry], self._points[entry], self._nexts[entry] = other, points, self._heads[start]
        else:
            entry = len(self._others)
            self._others.append(other)
            self._points.append(points)
            self._nexts.append(self._heads[start])
        self._heads[start] = entry

    def _cut(self, start: int, other: int) -> None:
        before, entry = 0, self._heads[start]
        while entry and self._others[entry] != other:
            before, entry = entry, self._nexts[entry]
        if not entry:
            return
        if before:
            self._nexts[before] = self._nexts[entry]
        else:
            self._heads[start] = self._nexts[entry]
        self._nexts[entry], self._free = self._free, entry

    def written(self, parts: list[bytes]) -> int:
        """Everything in it: the arrays to PARTS, the number as the answer."""
        put(parts, self._heads, self._others, self._points, self._nexts)
        return self._free

    def read_back(self, small: int, parts: list[bytes]) -> None:
        self._heads, self._others, self._points, self._nexts = taken(parts, "I", "I", "d", "I")
        self._free = small
