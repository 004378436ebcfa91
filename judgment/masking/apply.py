"""Puts placeholders and surname-plus-某 in the place of private names and numbers, and keeps both ways of counting."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from judgment.masking.identifiers import identifiers
from judgment.masking.lexicon import surnames
from judgment.masking.names import mentions, private_names
from judgment.words import encodable, plain

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
    """A title and text without private persons; `count` of places masked; `plain` where nothing in them needs to be simplified.

    The maps are for use now and are never stored.
    """

    title: str
    text: str
    count: int
    plain: bool
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
    title, text = encodable(title), encodable(text)
    original = title + "\n" + text
    words = plain(original)
    names, foreign = private_names(original, words)
    written = _written(names, words, original) | {name: name[0] + "某" for name in foreign}
    named = [*mentions(words, names), *mentions(original, foreign)]
    spans = _chosen([*identifiers(words), *((start, end, written[who]) for start, end, who in named)])
    split = len(title)
    in_title = [span for span in spans if span[1] <= split]
    in_text = [(start - split - 1, end - split - 1, by) for start, end, by in spans if start > split]
    masked_title, title_map = _replaced(title, in_title)
    masked_text, text_map = _replaced(text, in_text)
    maps = {"title": title_map, "text": text_map}
    # What masking writes is plain by itself.
    return Masked(masked_title, masked_text, len(in_title) + len(in_text), words == original, maps)


def _written(names: list[str], words: str, original: str) -> dict[str, str]:
    """李某 for a name, 李某1 and 李某2 when the article names two of them, in order of appearance and in its own script."""
    families: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=words.find):
        families[_family(name)].append(name)
    written = {}
    for family, bearers in families.items():
        numbered = len(bearers) > 1 or family + "某" in words
        for number, name in enumerate(bearers, 1):
            at = words.find(name)
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
