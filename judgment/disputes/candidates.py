"""Which tellings are worth a look beside another: those that meet it under a key they were both entered under.

Few tellings name no place or no employer, and every telling looks for them: they lie in a table of their own, which is small.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from judgment.disputes.features import Facts
from judgment.disputes.keytable import KeyTable
from judgment.disputes.names import brand, stem

# Words and numbers that more tellings of other cities share than this are looked at in the newest of them only.
HINTED = 8


class Marks(NamedTuple):
    """Under which keys of one table a telling is entered, looks others up, and where two together say as much as one."""

    entered: set[int]
    telling: set[int]
    hinting: set[int]


class Keys(NamedTuple):
    """A telling's marks among tellings that name place and employer, and among those that leave one of them open."""

    full: Marks
    vague: Marks


class Candidates:
    """Tellings by their keys."""

    def __init__(self) -> None:
        self._tables = (KeyTable(), KeyTable())

    def enter(self, node: int, keys: Keys) -> None:
        for table, marks in zip(self._tables, keys, strict=True):
            for key in marks.entered:
                table.add(key, node)

    def leave(self, node: int, keys: Keys) -> None:
        for table, marks in zip(self._tables, keys, strict=True):
            for key in marks.entered:
                table.remove(key, node)

    def met(self, keys: Keys) -> set[int]:
        """The tellings worth a look: a firm in common, or anything in one city; elsewhere it takes two words or numbers."""
        found: set[int] = set()
        once: set[int] = set()
        for table, marks in zip(self._tables, keys, strict=True):
            for key in marks.telling:
                found.update(table.find(key))
            for key in marks.hinting:
                if held := table.find(key, HINTED):
                    found.update(once.intersection(held))
                    once.update(held)
        return found

    def written(self, parts: list[bytes]) -> list[Any]:
        """Everything in it: what is long to PARTS, the rest as the answer."""
        return [table.written(parts) for table in self._tables]

    def read_back(self, small: list[Any], parts: list[bytes]) -> None:
        for table, numbers in zip(self._tables, small, strict=True):
            table.read_back(numbers, parts)


def blocking_keys(facts: Facts) -> Keys:
    """Two tellings of one dispute meet under at least one key that tells, or two that hint.

    Words and numbers tell in one city where one of the two names no employer; two that name their employers have a name in
    common, or hardly belong together.
    """
    cities = sorted({place // 100 for place in facts.placed})[:4]
    # The smallest hashes are a sample that both tellings draw alike.
    hints = [f"w{word}" for word in array("I", facts.words)[:8]]
    numbers = [f"n{number}" for number in (facts.workers, *facts.money[:3]) if number >= 30]
    far = [*hints[:5], *numbers[:2]]
    hints += numbers
    names = [f"s{part}" for name in facts.employers[:4] for part in (stem(name), name[:4])]
    # Other ways to write one name meet in one city only: elsewhere too many share two characters.
    variants = [f"s{part}" for name in facts.employers[:4] for part in (name[-4:], brand(name)) if part]
    named = _hashed(f"e{name}" for name in facts.employers[:4])
    called = named | _in(cities, [*names, *variants])
    told = _in(cities, hints)
    if not cities:
        return Keys(
            Marks(named, named | _hashed(f"{name}/*" for name in names), _hashed(f"{hint}/*" for hint in hints)),
            Marks(_hashed([*hints, *names]), _hashed(names), _hashed(hints)),
        )
    everywhere = _hashed(f"{mark}/*" for mark in (*far, *names))
    vague = Marks(set(), _hashed(names) | told, _hashed(far))
    if named:
        return Keys(Marks(called | told | everywhere, called, told), vague)
    return Keys(Marks(everywhere, told, set()), vague._replace(entered=told))


def _in(cities: Sequence[int], marks: Iterable[str]) -> set[int]:
    return _hashed(f"{mark}/{city}" for mark in marks for city in cities)


def _hashed(keys: Iterable[str]) -> set[int]:
    return {crc32(key.encode()) for key in keys}
