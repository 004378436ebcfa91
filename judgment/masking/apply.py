"""Puts placeholders and surname-plus-某 in the place of private names and numbers, and keeps both ways of counting."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from judgment.masking.identifiers import identifiers
from judgment.masking.lexicon import surnames
from judgment.masking.names import foreign_names, mentions, private_names
from judgment.words import plain

Replacement = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Map:
    """Where each replacement stands in the original and in the masked field, in order."""

    original: tuple[tuple[int, int], ...] = ()
    masked: tuple[tuple[int, int], ...] = ()

    def forward(self, position: int) -> int:
        return _shift(self.original, self.masked, position)

    def backward(self, position: int) -> int:
        return _shift(self.masked, self.original, position)


def _shift(source: tuple[tuple[int, int], ...], target: tuple[tuple[int, int], ...], position: int) -> int:
    """POSITION of the source in the target; inside a replacement it is the replacement's start."""
    at = bisect_right(source, (position, 1 << 60)) - 1
    if at < 0:
        return position
    (start, end), (other, other_end) = source[at], target[at]
    if position < end:
        return other
    return other_end + position - max(end, start)


@dataclass(frozen=True, slots=True)
class Masked:
    """A title and text without private persons; `count` of places masked. The maps are for use now and are never stored."""

    title: str
    text: str
    count: int
    _maps: dict[str, _Map] = field(repr=False, compare=False, default_factory=dict)

    def to_masked(self, field_name: str, position: int) -> int:
        """Where POSITION of the original field stands in the masked one."""
        return self._maps[field_name].forward(position)

    def to_original(self, field_name: str, position: int) -> int:
        """Where POSITION of the masked field stood in the original one."""
        return self._maps[field_name].backward(position)

    def replaced(self, field_name: str) -> tuple[tuple[int, int], ...]:
        """Spans of the original field that were masked, in order."""
        return self._maps[field_name].original


def mask(title: str, text: str) -> Masked:
    """TITLE and TEXT with private persons masked, numbered within this article only."""
    originals = {"title": title, "text": text}
    plains = {name: plain(value) for name, value in originals.items()}
    names = private_names(plains["title"] + "\n" + plains["text"])
    foreign = sorted(
        set().union(*(foreign_names(originals[key], plains[key], names) for key in plains)), key=len, reverse=True
    )
    written = _written(names, plains, originals) | {name: name[0] + "某" for name in foreign}
    masked: dict[str, str] = {}
    maps: dict[str, _Map] = {}
    count = 0
    for name, value in plains.items():
        named = [*mentions(value, names), *mentions(originals[name], foreign)]
        spans = _chosen([*identifiers(value), *((start, end, written[who]) for start, end, who in named)])
        masked[name], maps[name] = _replaced(originals[name], spans)
        count += len(spans)
    return Masked(masked["title"], masked["text"], count, maps)


def _written(names: list[str], plains: dict[str, str], originals: dict[str, str]) -> dict[str, str]:
    """李某 for a name, 李某1 and 李某2 when the article names two of them, in order of appearance and in its own script."""
    joined = plains["title"] + "\n" + plains["text"]
    original = originals["title"] + "\n" + originals["text"]
    order = sorted(names, key=joined.find)
    families: dict[str, list[str]] = defaultdict(list)
    for name in order:
        families[_family(name)].append(name)
    written = {}
    for family, bearers in families.items():
        numbered = len(bearers) > 1 or family + "某" in joined
        for number, name in enumerate(bearers, 1):
            at = joined.find(name)
            written[name] = original[at : at + len(family)] + "某" + (str(number) if numbered else "")
    return written


def _family(name: str) -> str:
    _, compound = surnames()
    return name[:2] if name[:2] in compound and len(name) > 2 else name[:1]


def _chosen(spans: list[Replacement]) -> list[Replacement]:
    """Spans in order without overlap; of two that overlap the earlier stays, of two at one place the longer."""
    kept: list[Replacement] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _replaced(original: str, spans: list[Replacement]) -> tuple[str, _Map]:
    parts: list[str] = []
    placed: list[tuple[int, int]] = []
    at = length = 0
    for start, end, replacement in spans:
        parts += [original[at:start], replacement]
        length += start - at
        placed.append((length, length + len(replacement)))
        length += len(replacement)
        at = end
    parts.append(original[at:])
    return "".join(parts), _Map(tuple((s, e) for s, e, _ in spans), tuple(placed))
