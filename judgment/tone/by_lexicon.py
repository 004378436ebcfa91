"""Tone from the labour-domain lexicon: negation, degree, concession and contrast, scope by clause, resolution."""

from __future__ import annotations

from functools import lru_cache
from math import tanh
from typing import NamedTuple

from judgment.document import Document
from judgment.lexicon import Hit, Lexicon, lexicon
from yanpan_domain.codes import ToneLabel
from yanpan_domain.fact import Evidence
from yanpan_domain.judgment import Tone

# A denial or degree word works on what follows within this many characters of the same clause.
_NEAR = 5
_CLAUSE_ENDS = "，,、：:。！？；!?;\n\r"
_CONTRAST_GAIN = 1.5
_CONCESSION_LOSS = 0.5
_TITLE_GAIN = 2.0
_END_GAIN = 0.8
# Below this the report is neutral or mixed.
_NEUTRAL = 0.12
_KEPT = 5
_ASPECTS = ("aspect_employer", "aspect_authority", "aspect_union")
_COLOURS = {"neg": -1.0, "finance_neg": -1.0, "pos": 0.7, "resolved": 1.0, "official": 0.5}


class Coloured(NamedTuple):
    field: str
    start: int
    end: int
    value: float
    rule: str


@lru_cache(maxsize=1)
def tone_lexicon() -> Lexicon:
    return lexicon([("tone", "tone_terms.txt"), ("shield", "tone_shield.txt")])


@lru_cache(maxsize=1)
def _classes() -> tuple[tuple[tuple[str, float], ...], ...]:
    """Per term its (class, weight) pairs; of two colours in one term the first counts."""
    return tuple(tuple((tag.code, tag.weight) for tag in tags if tag.family == "tone") for tags in tone_lexicon().tags)


def tone_by_lexicon(document: Document) -> Tone:
    """How DOCUMENT reads: the balance of its coloured words, late and contrasted clauses counting more."""
    coloured: list[Coloured] = []
    towards: dict[str, list[float]] = {}
    for name in ("title", "text"):
        plain = document.plain(name)
        if plain:
            _read_field(name, plain, coloured, towards)
    good = sum(c.value for c in coloured if c.value > 0)
    bad = -sum(c.value for c in coloured if c.value < 0)
    score = tanh(0.5 * (good + bad) ** 0.5) * (good - bad) / (good + bad) if coloured and good + bad else 0.0
    label = ToneLabel.NEUTRAL if abs(score) < _NEUTRAL else ToneLabel.POSITIVE if score > 0 else ToneLabel.NEGATIVE
    sign = 1 if score >= 0 else -1
    strongest = sorted(
        (c for c in coloured if c.value * sign > 0), key=lambda c: (-abs(c.value), c.field != "title", c.start)
    )
    return Tone(
        label=label,
        score=round(score, 4),
        engine="lexicon",
        evidence=tuple(_evidence(document, c) for c in strongest[:_KEPT]),
        towards=tuple(
            (aspect, round(tanh(sum(values) / 2), 4)) for aspect, values in sorted(towards.items()) if values
        ),
    )


def _read_field(name: str, plain: str, coloured: list[Coloured], towards: dict[str, list[float]]) -> None:
    classes = _classes()
    length = max(1, len(plain))
    clause_end, gain = -1, 1.0
    aspect = ""
    pending: list[tuple[int, str, float]] = []
    for start, end, term in tone_lexicon().find(plain):
        if start >= clause_end:
            clause_end, gain, pending = _end_of_clause(plain, start), 1.0, []
            aspect = aspect if "。" not in plain[max(0, start - 40) : start] else ""
        for code, weight in classes[term]:
            if code == "contrast":
                gain = _CONTRAST_GAIN
            elif code == "concession":
                gain = _CONCESSION_LOSS
            elif code in ("deny", "more", "less"):
                pending.append((end, code, weight))
            elif code in _ASPECTS:
                aspect = code.removeprefix("aspect_")
            elif code in _COLOURS:
                place = _TITLE_GAIN if name == "title" else 1 + _END_GAIN * start / length
                value = _COLOURS[code] * weight * gain * place * _modified(pending, start)
                coloured.append(Coloured(name, start, end, value, f"tone:{code}"))
                if aspect:
                    towards.setdefault(aspect, []).append(value)
                break


def _modified(pending: list[tuple[int, str, float]], start: int) -> float:
    """What denials and degree words just before `start` make of a colour."""
    factor = 1.0
    for end, code, weight in pending:
        if 0 <= start - end <= _NEAR:
            factor *= -0.6 if code == "deny" else weight
    return factor


def _end_of_clause(plain: str, start: int) -> int:
    for position in range(start, min(len(plain), start + 80)):
        if plain[position] in _CLAUSE_ENDS:
            return position
    return min(len(plain), start + 80)


def _evidence(document: Document, c: Coloured) -> Evidence:
    quote = document.quote(c.field, c.start, c.end)
    return Evidence(
        field=c.field, start=c.start, end=c.end, quote=quote, rule=c.rule, confidence=min(1.0, abs(c.value) / 2)
    )


def hits_of(plain: str) -> list[Hit]:
    """The lexicon's hits, for the trained engine's features."""
    return tone_lexicon().find(plain)
