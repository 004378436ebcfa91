"""A text cut where readings begin and end, so that each stretch can be marked with what was read from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yanpan.console.readings import MOST_SHOWN, Shown


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text and the fields that were read from it, the chosen one and then the narrowest first.

    `begins` is the anchor at which the first of them begins; `anchor` is given where the chosen one does.
    """

    text: str
    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    style: str = ""
    chosen: bool = False
    begins: str = ""
    anchor: str = ""


def paragraphs(text: str, field: str, readings: Sequence[Shown], chosen: str) -> list[list[Stretch]]:
    """The paragraphs of TEXT, which is FIELD ("title" or "text") of an article, cut at the spans of READINGS.

    Where CHOSEN names a reading, its stretches are chosen, and each of its spans has an anchor at its beginning.
    """
    shown = text[:MOST_SHOWN]
    spans = [
        (span.start, min(span.end, len(shown)), one) for one in readings for span in one.spans if span.field == field
    ]
    spans = [span for span in spans if span[0] < span[1]]
    cuts = sorted({0, len(shown), *_breaks(shown), *(at for start, end, _ in spans for at in (start, end))})
    spans.sort(key=lambda span: span[0])
    found: list[list[Stretch]] = [[]]
    open_ones: list[tuple[int, int, Shown]] = []
    coming = 0
    for start, end in pairwise(cuts):
        while coming < len(spans) and spans[coming][0] <= start:
            open_ones.append(spans[coming])
            coming += 1
        open_ones = [span for span in open_ones if span[1] > start]
        piece = shown[start:end]
        if piece == "\n":
            found.append([])
        else:
            found[-1].append(_stretch(piece, start, field, open_ones, chosen))
    return [one for one in found if "".join(stretch.text for stretch in one).strip()]


def anchor(field: str, start: int) -> str:
    """The name of the place where a span of the chosen reading begins."""
    return f"{field}-{start}"


def _breaks(text: str) -> Iterable[int]:
    for at, character in enumerate(text):
        if character == "\n":
            yield at
            yield at + 1


def _stretch(piece: str, start: int, field: str, spans: Sequence[tuple[int, int, Shown]], chosen: str) -> Stretch:
    narrow = sorted(spans, key=lambda span: (span[2].name != chosen, span[1] - span[0]))
    readings = list(dict.fromkeys(one for _, _, one in narrow))
    if not readings:
        return Stretch(piece)
    begins = any(at == start and one.name == chosen for at, _, one in narrow)
    return Stretch(
        text=piece,
        names=tuple(one.name for one in readings),
        labels=tuple(one.label for one in readings),
        style=readings[0].style,
        chosen=readings[0].name == chosen,
        begins=anchor(field, narrow[0][0]),
        anchor=anchor(field, start) if begins else "",
    )
