"""Which state of a dispute a writer replaces: the one it has read, never one that another wrote since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Head:
    """A state of a record on the server: the number of the write that made it."""

    seq_no: int
    primary_term: int


class Heads:
    """The states of disputes that one writer has to do with.

    Kept is the first state read since the writer began: what is read later, for whatever purpose, does not excuse writing
    over what was decided from an earlier state.
    """

    def __init__(self) -> None:
        self._known: dict[str, Head] = {}

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._known

    def read(self, hits: Iterable[Any]) -> None:
        """HITS were read, each with its state."""
        for hit in hits:
            self._known.setdefault(hit["_id"], Head(hit["_seq_no"], hit["_primary_term"]))

    def wrote(self, answers: Iterable[Any]) -> None:
        """The server's ANSWERS to writes that were done: the next write replaces these."""
        for answer in answers:
            self._known[answer["_id"]] = Head(answer["_seq_no"], answer["_primary_term"])

    def forget(self, identifiers: Iterable[str]) -> None:
        """Let the next state of IDENTIFIERS be read anew."""
        for identifier in identifiers:
            self._known.pop(identifier, None)

    def action(self, index: str, identifier: str) -> dict[str, Any]:
        """The bulk action that puts dispute IDENTIFIER where its known state is; made new where there is none."""
        target = {"_index": index, "_id": identifier}
        head = self._known.get(identifier)
        if head is None:
            return {"create": target}
        return {"index": {**target, "if_seq_no": head.seq_no, "if_primary_term": head.primary_term}}


class Readings:
    """Tells the open writers of one index what is read through it."""

    def __init__(self) -> None:
        self._listening: list[Heads] = []

    def begin(self) -> Heads:
        heads = Heads()
        self._listening.append(heads)
        return heads

    def end(self, heads: Heads) -> None:
        self._listening = [one for one in self._listening if one is not heads]

    def read(self, hits: Iterable[Any]) -> None:
        for heads in self._listening:
            heads.read(hits)
