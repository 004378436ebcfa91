"""The names of reprint families: made from the first member, unless an older name is kept."""

from __future__ import annotations

from typing import Any

from judgment.disputes.shelf import Shelf
from yanpan_domain.identifiers import digest


class FamilyNames:
    """Only names that are not made from the article that the family is numbered by take room."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._names: dict[int, str] = {}

    def of(self, family: int) -> str:
        return self._names.get(family) or digest(self._shelf.names[family], "f")

    def give(self, family: int, name: str) -> None:
        self.forget(family)
        if name != self.of(family):
            self._names[family] = name

    def forget(self, family: int) -> None:
        self._names.pop(family, None)

    def written(self) -> list[Any]:
        return list(self._names.items())

    def read_back(self, names: list[Any]) -> None:
        self._names = dict(names)
