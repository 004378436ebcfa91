"""Word lists as data, and one automaton that finds all of their words in one pass over a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import NamedTuple

from judgment.slices import find_matches

BREAK = "break"
"""The family of marks that end the reach of a rule; the automaton finds them together with the words."""


class Tag(NamedTuple):
    """What a term says: `family` (issue, group, form, …), `code` within it, and how strongly."""

    family: str
    code: str
    weight: float


@dataclass(frozen=True)
class Lexicon:
    """Terms with their tags. Built once from data files; finding is one pass, the longest term at a place wins."""

    terms: tuple[str, ...]
    tags: tuple[tuple[Tag, ...], ...]

    @cached_property
    def _automaton(self):  # type: ignore[no-untyped-def]
        from ahocorasick_rs import AhoCorasick, MatchKind

        return AhoCorasick(self.terms, matchkind=MatchKind.LeftmostLongest)

    def matches(self, plain: str) -> list[tuple[int, int, int]]:
        """(term, start, end) of every hit in PLAIN, in order, none overlapping another; the term by its number."""
        found = find_matches(self._automaton, plain)
        return found if isinstance(found, list) else list(found)


def lexicon(named: Iterable[tuple[str, str]], breaks: str = "") -> Lexicon:
    """The lexicon of data files, given as (family, file name), and of the marks BREAKS; a term in several files carries the tags
    of all, and the last weight where a file gives it two for one code.
    """
    weights: dict[str, dict[tuple[str, str], float]] = {}
    for family, name in named:
        for code, weight, term in sections(data_text(name)):
            weights.setdefault(term, {})[(family, code)] = weight
    weights.update((mark, {(BREAK, mark): 1.0}) for mark in breaks)
    tags = (tuple(Tag(*key, weight) for key, weight in found.items()) for found in weights.values())
    return Lexicon(tuple(weights), tuple(tags))


def with_inner_tags(words: Lexicon, families: frozenset[str], shields: str) -> Lexicon:
    """WORDS where a longer term also says, of FAMILIES it is silent on, what the terms inside it say; shields say nothing.

    The longest term wins a place ("拟裁员" as a stage), so the shorter one in it ("裁员" as an issue) would go unheard.
    """
    from ahocorasick_rs import AhoCorasick

    inner = AhoCorasick(words.terms)
    tags = []
    for term, own in zip(words.terms, words.tags, strict=True):
        told = {tag.family for tag in own}
        heard = [
            tag
            for found, _, _ in ([] if shields in told else inner.find_matches_as_indexes(term, overlapping=True))
            for tag in words.tags[found]
            if tag.family in families - told
        ]
        tags.append(own + tuple(dict.fromkeys(heard)))
    return Lexicon(words.terms, tuple(tags))


def sections(text: str) -> Iterator[tuple[str, float, str]]:
    """(code, weight, term) for each term of a data file: `[code weight]` lines, then terms parted by spaces; # comments."""
    code, weight = "", 1.0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            head = line.strip("[] \t").split()
            code, weight = head[0], float(head[1]) if len(head) > 1 else 1.0
            continue
        if not code:
            raise ValueError(f"line {number} stands before the first [section]")
        for term in line.split():
            yield code, weight, term.replace("_", " ")


def data_text(name: str) -> str:
    """The text of a data file of this package."""
    return (files("judgment") / "data" / name).read_text(encoding="utf-8")


def data_rows(name: str) -> Iterator[list[str]]:
    """The lines of a data file as fields, comments and blank lines left out."""
    for line in data_text(name).splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split()
