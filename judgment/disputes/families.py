"""Reprint families: the articles that print one text count once."""

from __future__ import annotations

from array import array
from typing import Any

from judgment.disputes.arrays import put, taken
from judgment.disputes.features import Features
from judgment.disputes.keytable import KeyTable
from judgment.disputes.same import contradicts
from judgment.disputes.shelf import Shelf
from judgment.fingerprints import containment, size_ratio

# Measured on mutated real documents (benchmarks/disputes): below this a follow-up that repeats the background comes in.
REPRINT = 0.55
# A text a seventh as long as another is a quotation of it, or one item of its digest.
SHORTEST = 0.15
# A cut copy of an overview may tell of fewer disputes; an item taken out of a digest is shorter than this share of it.
CUT_OVERVIEW = 0.4
# Two copies that name different employers or cities are a template used twice, unless they are letter for letter the same.
IDENTICAL = 0.995


def is_reprint(one: Features, other: Features) -> bool:
    """Whether both print the same text; the same both ways round."""
    if size_ratio(one.sketch, other.sketch) < SHORTEST:
        return False
    shared = 1.0 if one.sketch == other.sketch and one.sketch.size else containment(one.sketch, other.sketch)
    if shared < REPRINT:
        return False
    if shared >= IDENTICAL and size_ratio(one.sketch, other.sketch) > CUT_OVERVIEW:
        return True
    if len(one.tellings) == len(other.tellings) == 1:
        return not contradicts(one.tellings[0], other.tellings[0])
    return len(one.tellings) == len(other.tellings) or size_ratio(one.sketch, other.sketch) > CUT_OVERVIEW


class Families:
    """Groups numbered articles into families; the grouping depends on the set of articles, not on their order."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._table = KeyTable()
        self._family = array("I", [0])
        # Families of one article, which most are, need no list.
        self._members: dict[int, list[int]] = {}

    def family(self, number: int) -> int:
        """The family of article NUMBER, named by one of its members."""
        return self._family[number]

    def members(self, family: int) -> list[int]:
        return self._members.get(family) or [family]

    def add(self, number: int) -> tuple[int, tuple[int, ...]]:
        """Enter article NUMBER of the shelf; the family it is in now, and the families that are gone because it bridged them."""
        features = self._shelf.get(number)
        near: set[int] = set()
        keys = features.sketch.lookup()
        for other in self._table.find_any(keys):
            if self._family[other] not in near and is_reprint(features, self._shelf.get(other)):
                near.add(self._family[other])
        for key in keys:
            self._table.add(key, number)
        if number >= len(self._family):
            self._family.extend([0] * (number + 1 - len(self._family)))
        family, *gone = sorted(near) or [number]
        self._family[number] = family
        if near:
            joined = [*self.members(family), number]
            for other in gone:
                joined += self.members(other)
                self._members.pop(other, None)
            self._members[family] = joined
            for member in joined:
                self._family[member] = family
        return family, tuple(gone)

    def remove(self, number: int) -> tuple[int, ...]:
        """Take article NUMBER out; the families that its family falls into (none when it stood alone)."""
        for key in self._shelf.get(number).sketch.lookup():
            self._table.remove(key, number)
        family = self._family[number]
        rest = [member for member in self.members(family) if member != number]
        self._members.pop(family, None)
        self._family[number] = 0
        kept = {member: self._shelf.get(member) for member in rest}
        formed: list[int] = []
        while rest:
            group = [rest.pop(0)]
            for member in group:
                linked = [other for other in rest if is_reprint(kept[member], kept[other])]
                group += linked
                rest = [other for other in rest if other not in linked]
            for member in group:
                self._family[member] = group[0]
            if len(group) > 1:
                self._members[group[0]] = group
            formed.append(group[0])
        return tuple(formed)

    def written(self, parts: list[bytes]) -> dict[str, Any]:
        """Everything in it: the arrays to PARTS, the rest as the answer."""
        put(parts, self._family)
        return {"members": list(self._members.items()), "table": self._table.written(parts)}

    def read_back(self, small: dict[str, Any], parts: list[bytes]) -> None:
        [self._family] = taken(parts, "I")
        self._members = dict(small["members"])
        self._table.read_back(small["table"], parts)
