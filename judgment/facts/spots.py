"""Where the words stand from which facts begin: one pass over each field for all readers, for each pass costs what its table costs
to fetch from memory."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from judgment.document import Document
from judgment.facts.bare import anchors
from judgment.facts.lexicon import words
from judgment.facts.suffixes import classes
from judgment.slices import find_matches

Span = tuple[int, int]
Anchor = tuple[int, int, str]
# Where a rule's key stands: field, start, word.
Key = tuple[str, int, str]


class Spots(NamedTuple):
    """The keys of both fields in order, by their reader; suffixes of employers' names, bare names and the words beside which
    unknown names stand, by field, in the order of their ends; an anchor with its kind."""

    keys: list[list[Key]]
    suffixes: dict[str, list[Span]]
    brands: dict[str, list[Span]]
    anchors: dict[str, list[Anchor]]


class SpotFinder:
    """An automaton for the keys of READERS, which have two characters, the suffixes and the bare names of employers."""

    def __init__(self, readers: Iterable[Iterable[str]]) -> None:
        self._readers = [frozenset(keys) for keys in readers]

    @cached_property
    def _words(self) -> list[tuple[str, tuple[int, ...], tuple[bool, bool, str | None] | None]]:
        """Every word with the readers whose key it is, and whether it is a suffix, a bare name, and its kind as an anchor; None
        for a word that is nothing but a key."""
        suffixes, brands, beside = classes(), words("brands"), anchors()
        names = suffixes.keys() | brands | beside.keys()
        return [
            (
                word,
                tuple(number for number, keys in enumerate(self._readers) if word in keys),
                (word in suffixes, word in brands, beside.get(word)) if word in names else None,
            )
            for word in sorted(names.union(*self._readers))
        ]

    @cached_property
    def _engine(self) -> Any:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        # Between other work the small tables of this kind are still in the processor's cache; a full table is not.
        return AhoCorasick(
            [word for word, *_ in self._words],
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, document: Document) -> Spots:
        keys: list[list[Key]] = [[] for _ in self._readers]
        suffixes: dict[str, list[Span]] = {}
        brands: dict[str, list[Span]] = {}
        beside: dict[str, list[Anchor]] = {}
        known = self._words
        for field in ("title", "text"):
            ends, names = suffixes.setdefault(field, []), brands.setdefault(field, [])
            near = beside.setdefault(field, [])
            for which, start, end in self._matches(document.plain(field)):
                word, readers, named = known[which]
                for reader in readers:
                    keys[reader].append((field, start, word))
                if named is None:
                    continue
                is_suffix, is_brand, anchor = named
                if is_suffix:
                    ends.append((start, end))
                if is_brand:
                    names.append((start, end))
                if anchor:
                    near.append((start, end, anchor))
        return Spots(keys, suffixes, brands, beside)

    def _matches(self, text: str) -> Iterable[tuple[int, int, int]]:
        return find_matches(self._engine, text, overlapping=True)
