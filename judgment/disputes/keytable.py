"""A multimap from 32-bit keys to small numbers at 16 bytes an entry, whose cost stays the same however many it holds.

A dict of lists takes some 200 bytes a key; with a million articles of two dozen keys each that is 5 GB, and this is 0.4.
Chains in arrays, one bucket split at each entry that is one too many (linear hashing), so it never stops to grow.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from judgment.disputes.arrays import put, taken

# So many of the newest holders of a key are looked at: what more of them share (a site's footer, a word of the day) tells nothing.
CROWD = 64
_FIRST_BUCKETS = 1024


class KeyTable:
    """Values are numbers from 1. Key, value and the next entry of the bucket lie side by side, three numbers an entry."""

    __slots__ = ("_free", "_heads", "_held", "_mask", "_rows", "_split")

    def __init__(self) -> None:
        self._heads = array("I", bytes(4 * _FIRST_BUCKETS))
        self._rows = array("I", [0, 0, 0])  # entry 0 ends a chain
        self._mask = _FIRST_BUCKETS - 1
        self._split = 0
        self._held = 0
        self._free = 0

    def add(self, key: int, value: int) -> None:
        """Enter VALUE under KEY, where it does not stand yet."""
        bucket = key & self._mask
        if bucket < self._split:
            bucket = key & (self._mask * 2 + 1)
        heads, rows = self._heads, self._rows
        entry = self._free
        if entry:
            self._free = rows[entry + 2]
            rows[entry], rows[entry + 1], rows[entry + 2] = key, value, heads[bucket]
        else:
            entry = len(rows)
            rows.extend((key, value, heads[bucket]))
        heads[bucket] = entry
        self._held += 1
        if self._held > len(heads):
            self._split_one()

    def find(self, key: int, most: int = CROWD) -> list[int]:
        """The values under KEY, the newest first, at most MOST of them."""
        bucket = key & self._mask
        if bucket < self._split:
            bucket = key & (self._mask * 2 + 1)
        rows = self._rows
        found: list[int] = []
        entry = self._heads[bucket]
        while entry:
            if rows[entry] == key:
                found.append(rows[entry + 1])
                if len(found) == most:
                    break
            entry = rows[entry + 2]
        return found

    def find_any(self, wanted: Iterable[int]) -> set[int]:
        """The values under any of WANTED."""
        found: set[int] = set()
        for key in wanted:
            found.update(self.find(key))
        return found

    def remove(self, key: int, value: int) -> None:
        """Forget VALUE under KEY, if it is there."""
        bucket = key & self._mask
        if bucket < self._split:
            bucket = key & (self._mask * 2 + 1)
        heads, rows = self._heads, self._rows
        before, entry = 0, heads[bucket]
        while entry and (rows[entry] != key or rows[entry + 1] != value):
            before, entry = entry, rows[entry + 2]
        if not entry:
            return
        if before:
            rows[before + 2] = rows[entry + 2]
        else:
            heads[bucket] = rows[entry + 2]
        rows[entry + 2], self._free = self._free, entry
        self._held -= 1

    def _split_one(self) -> None:
        """Share the entries of the next bucket in turn with a new one; each keeps the order of its own."""
        heads, rows = self._heads, self._rows
        bit, moved = self._mask + 1, self._split
        entry, last, last_moved = heads[moved], 0, 0
        heads[moved] = 0
        heads.append(0)
        while entry:
            following = rows[entry + 2]
            if rows[entry] & bit:
                if last_moved:
                    rows[last_moved + 2] = entry
                else:
                    heads[-1] = entry
                last_moved = entry
            else:
                if last:
                    rows[last + 2] = entry
                else:
                    heads[moved] = entry
                last = entry
            rows[entry + 2] = 0
            entry = following
        self._split += 1
        if self._split == bit:
            self._mask, self._split = self._mask * 2 + 1, 0

    def written(self, parts: list[bytes]) -> list[int]:
        """Everything in it: the arrays to PARTS, the numbers as the answer."""
        put(parts, self._heads, self._rows)
        return [self._mask, self._split, self._held, self._free]

    def read_back(self, small: list[int], parts: list[bytes]) -> None:
        self._heads, self._rows = taken(parts, "I", "I")
        self._mask, self._split, self._held, self._free = small
