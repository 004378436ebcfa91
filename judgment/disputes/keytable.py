"""A multimap from 32-bit keys to small numbers at 8 bytes a slot.

A dict of lists takes some 200 bytes a key; with a million articles of two dozen keys each that is 5 GB, and this is 0.4.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

# A key that this many hold says nothing (a site's footer, a word of the day): later holders are not entered under it.
CROWD = 128
_MASK = 0xFFFFFFFF


class KeyTable:
    """Open addressing with linear probing; values are numbers from 1, a removed value leaves a tombstone."""

    __slots__ = ("_keys", "_shift", "_used", "_values")

    def __init__(self, bits: int = 10) -> None:
        self._shift = 32 - bits
        self._keys = array("I", bytes(4 << bits))
        self._values = array("I", bytes(4 << bits))
        self._used = 0

    def add(self, key: int, value: int) -> None:
        """Enter VALUE under KEY, unless KEY is crowded."""
        if self._used * 3 > len(self._keys) * 2:
            self._grow()
        keys, values = self._keys, self._values
        last = len(keys) - 1
        slot = (key * 2654435769 & _MASK) >> self._shift
        holders = 0
        while values[slot]:
            if keys[slot] == key:
                holders += 1
                if values[slot] == value or holders >= CROWD:
                    return
            slot = (slot + 1) & last
        keys[slot], values[slot] = key, value
        self._used += 1

    def find(self, key: int) -> list[int]:
        """Every value under KEY."""
        keys, values = self._keys, self._values
        last = len(keys) - 1
        slot = (key * 2654435769 & _MASK) >> self._shift
        found = []
        while values[slot]:
            if keys[slot] == key and values[slot] != _MASK:
                found.append(values[slot])
            slot = (slot + 1) & last
        return found

    def find_any(self, wanted: Iterable[int]) -> set[int]:
        """Every value under any of WANTED."""
        found: set[int] = set()
        for key in wanted:
            found.update(self.find(key))
        return found

    def remove(self, key: int, value: int) -> None:
        """Forget VALUE under KEY, if it is there."""
        keys, values = self._keys, self._values
        last = len(keys) - 1
        slot = (key * 2654435769 & _MASK) >> self._shift
        while values[slot]:
            if keys[slot] == key and values[slot] == value:
                values[slot] = _MASK
                return
            slot = (slot + 1) & last

    def _grow(self) -> None:
        old_keys, old_values = self._keys, self._values
        self._shift -= 1
        size = len(old_keys) * 2
        self._keys, self._values = array("I", bytes(4 * size)), array("I", bytes(4 * size))
        keys, values, last, shift = self._keys, self._values, size - 1, self._shift
        used = 0
        for key, value in zip(old_keys, old_values, strict=True):
            if value and value != _MASK:
                slot = (key * 2654435769 & _MASK) >> shift
                while values[slot]:
                    slot = (slot + 1) & last
                keys[slot], values[slot] = key, value
                used += 1
        self._used = used
