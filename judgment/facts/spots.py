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
    """The keys of both fields in order; suffixes of employers' names, bare names and the words beside which unknown names stand,
    by field, in the order of their ends; an anchor with its kind."""

    keys: list[Key]
    suffixes: dict[str, list[Span]]
    brands: dict[str, list[Span]]
    anchors: dict[str, list[Anchor]]


class SpotFinder:
    """An automaton for KEYS, which have two characters, the suffixes and the bare names of employers."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)

    @cached_property
    def _words(self) -> list[tuple[str, bool, bool, bool, str | None]]:
        """Every word, whether it is a key, a suffix, a bare name, and its kind as an anchor."""
        suffixes, brands, beside = classes(), words("brands"), anchors()
        return [
            (word, word in self._keys, word in suffixes, word in brands, beside.get(word))
            for word in sorted(self._keys | suffixes.keys() | brands | beside.keys())
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
        keys: list[Key] = []
        suffixes: dict[str, list[Span]] = {}
        brands: dict[str, list[Span]] = {}
        beside: dict[str, list[Anchor]] = {}
        known = self._words
        for field in ("title", "text"):
            ends, names = suffixes.setdefault(field, []), brands.setdefault(field, [])
            near = beside.setdefault(field, [])
            for which, start, end in self._matches(document.plain(field)):
                word, is_key, is_suffix, is_brand, anchor = known[which]
                if is_key:
                    keys.append((field, start, word))
                if is_suffix:
                    ends.append((start, end))
                if is_brand:
                    names.append((start, end))
                if anchor:
                    near.append((start, end, anchor))
        return Spots(keys, suffixes, brands, beside)

    def _matches(self, text: str) -> Iterable[tuple[int, int, int]]:
        return find_matches(self._engine, text, overlapping=True)
