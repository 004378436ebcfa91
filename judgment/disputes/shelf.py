"""The features of all articles in the book, by number and by id."""

from __future__ import annotations

from array import array

from judgment.disputes.arrays import taken
from judgment.disputes.features import Facts, Features
from judgment.disputes.packed import facts, outline, packed, unpacked


class Shelf:
    """Numbers from 1; an article that is put again keeps its number."""

    __slots__ = ("_numbers", "data", "names")

    def __init__(self) -> None:
        self.names: list[str] = [""]
        self.data: list[bytes] = [b""]
        self._numbers: dict[str, int] = {}

    def put(self, features: Features) -> int:
        """Keep FEATURES; the number of the article."""
        number = self._numbers.get(features.article)
        if number is None:
            number = self._numbers[features.article] = len(self.names)
            self.names.append(features.article)
            self.data.append(b"")
        self.data[number] = packed(features)
        return number

    def number(self, article: str) -> int | None:
        """The number of ARTICLE; None when it is not here."""
        return self._numbers.get(article)

    def get(self, number: int) -> Features:
        return unpacked(self.names[number], self.data[number])

    def facts(self, number: int, telling: int) -> Facts:
        return facts(self.data[number], telling)

    def order(self, number: int) -> tuple[int, str]:
        """By publication, then by id: the order in which articles count as earlier."""
        return outline(self.data[number])[0], self.names[number]

    def written(self, parts: list[bytes]) -> None:
        """Everything in it, to PARTS."""
        parts += ["\n".join(self.names).encode(), array("I", map(len, self.data)).tobytes(), b"".join(self.data)]

    def read_back(self, parts: list[bytes]) -> None:
        self.names = parts.pop(0).decode().split("\n")
        [sizes] = taken(parts, "I")
        whole, at = parts.pop(0), 0
        self.data = []
        for size in sizes:
            self.data.append(whole[at : at + size])
            at += size
        self._numbers = {name: number for number, name in enumerate(self.names) if number}
