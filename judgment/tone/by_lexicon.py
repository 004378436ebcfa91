"""Tone from the labour-domain lexicon: negation, degree, concession and contrast, scope by clause, resolution."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, prod, tanh
from typing import NamedTuple

from judgment.document import Document
from judgment.learned.rules import weighed
from judgment.lexicon import BREAK, Lexicon, Tag, lexicon
from yanpan_domain.codes import Relevance, ToneLabel
from yanpan_domain.fact import Evidence
from yanpan_domain.judgment import Tone

# A denial or degree word works on what follows within this many characters of the same clause.
_NEAR = 5
_MODIFIERS = frozenset(("deny", "more", "less"))
_DENIED = -0.6
# The automaton finds the marks that end a clause together with the words; a clause without one ends after so many characters.
_MARKS = "，,、：:。！？；!?;\n\r"
_LONGEST_CLAUSE = 80
# What such a word makes of the colours behind it in its clause.
_GAINS = {"contrast": 1.5, "concession": 0.5}
_TITLE_GAIN = 2.0
_END_GAIN = 0.8
# Below this the report is neutral or mixed.
_NEUTRAL = 0.12
_KEPT = 5
_ASPECTS = {f"aspect_{whom}": whom for whom in ("employer", "authority", "union")}
_COLOURS = {"neg": -1.0, "topic": -1.0, "finance_neg": -1.0, "pos": 0.7, "resolved": 1.0, "official": 0.5}
_MONEY_RULES = frozenset(("tone:finance_neg", "tone:pos"))
# This many words of money make a report one about a company's money.
_MONEY_STORY = 1
_SHARE_OF_WORDS = 0.7
_QUESTIONS = {label: f"tone:{label.value}" for label in ToneLabel}
# What the balance is called among the amounts that a story's tone is read from.
BALANCE = "balance"


# A word with a colour: (field, start, end, value, rule); a bare tuple, for most are added up and never looked at again.
Coloured = tuple[str, int, int, float, str]


@dataclass(slots=True)
class _Reading:
    """What one pass found: coloured words, colours by whom they speak of, and how many words of money and of pleadings."""

    coloured: list[Coloured] = field(default_factory=list)
    towards: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)


@lru_cache(maxsize=1)
def tone_lexicon() -> Lexicon:
    return lexicon([("tone", "tone_terms.txt"), ("shield", "tone_shield.txt")], _MARKS)


# What a term says: its classes without colour, each with its weight, then its colour, 0 for none, and that one's rule; of two
# colours in one term the first counts, and what stands behind it says nothing.
Said = tuple[tuple[tuple[str, float], ...], float, str]


@lru_cache(maxsize=1)
def _said() -> tuple[Said | None, ...]:
    """Per term what it says; None for a mark."""
    return tuple(
        None if tags[0].family == BREAK else _said_by([tag for tag in tags if tag.family == "tone"])
        for tags in tone_lexicon().tags
    )


def _said_by(tags: list[Tag]) -> Said:
    at = next((at for at, tag in enumerate(tags) if tag.code in _COLOURS), len(tags))
    classes = tuple((tag.code, _DENIED if tag.code == "deny" else tag.weight) for tag in tags[:at])
    if at == len(tags):
        return classes, 0.0, ""
    return classes, _COLOURS[tags[at].code] * tags[at].weight, f"tone:{tags[at].code}"


class Story(NamedTuple):
    """What is known of a labour story before its colours are weighed: the rules' amounts and what learned words say."""

    amounts: Mapping[str, float]
    says: Mapping[str, float]


def tone_by_lexicon(document: Document, relevance: Relevance | None = None, story: Story | None = None) -> Tone:
    """How DOCUMENT reads for the workers: the balance of its coloured words, late and contrasted clauses counting more.

    In a labour STORY what its stage, form and learned words say is weighed with the balance. What has nothing to do with
    labour is neutral, except a report on a company's money trouble.
    """
    reading = _Reading()
    for name in ("title", "text"):
        plain = document.plain(name)
        if plain:
            _read_field(name, plain, reading)
    coloured = _in_scope(reading, relevance)
    balance = _balance(coloured)
    label, score = _of_story(story, balance) if story else _of_words(balance)
    sign = 1 if score >= 0 else -1
    return Tone(
        label=label,
        score=round(score, 4),
        engine="lexicon",
        evidence=tuple(_evidence(document, c) for c in _strongest(coloured, sign)),
        towards=tuple((aspect, round(tanh(sum(values) / 2), 4)) for aspect, values in sorted(reading.towards.items())),
    )


def _strongest(coloured: list[Coloured], sign: int) -> list[Coloured]:
    """The _KEPT words that speak loudest for the SIGN of the score."""
    loud = [value for c in coloured if (value := c[3] * sign) > 0]
    # Bare numbers are sorted first: the few that may be kept are compared in full.
    least = sorted(loud, reverse=True)[_KEPT - 1] if len(loud) > _KEPT else 0.0
    kept = [(-abs(value), c[0] != "title", c[1], c) for c in coloured if (value := c[3]) * sign >= least and value]
    return [c for *_, c in sorted(kept)[:_KEPT]]


def _balance(coloured: list[Coloured]) -> float:
    """Good against bad, from -1 to 1, the surer the more there is of both."""
    values = [c[3] for c in coloured]
    good = sum([value for value in values if value > 0])
    bad = -sum([value for value in values if value < 0])
    return tanh(0.5 * (good + bad) ** 0.5) * (good - bad) / (good + bad) if coloured and good + bad else 0.0


def _of_words(balance: float) -> tuple[ToneLabel, float]:
    score = max(-1.0, min(1.0, balance * _SHARE_OF_WORDS))
    return ToneLabel.NEUTRAL if abs(
        score
    ) < _NEUTRAL else ToneLabel.POSITIVE if score > 0 else ToneLabel.NEGATIVE, score


def _of_story(story: Story, balance: float) -> tuple[ToneLabel, float]:
    """The likeliest label, and how much likelier good is than bad."""
    found = {**story.amounts, BALANCE: balance}
    likely = {label: weighed(question, found) + story.says[question] for label, question in _QUESTIONS.items()}
    raised = {label: exp(max(-40.0, min(40.0, value))) for label, value in likely.items()}
    score = (raised[ToneLabel.POSITIVE] - raised[ToneLabel.NEGATIVE]) / sum(raised.values())
    return max(likely, key=likely.__getitem__), score


def _in_scope(reading: _Reading, relevance: Relevance | None) -> list[Coloured]:
    """The colours that count: all of a labour story; of another only those about a company's money, where it is about money."""
    if relevance is None:
        return reading.coloured
    if relevance is not Relevance.UNRELATED:
        if not reading.counts["pleading"]:
            return reading.coloured
        return [c for c in reading.coloured if c[4] != "tone:finance_neg"]
    return [c for c in reading.coloured if c[4] in _MONEY_RULES] if reading.counts["money"] >= _MONEY_STORY else []


def _read_field(name: str, plain: str, reading: _Reading) -> None:
    said, length, coloured = _said(), max(1, len(plain)), reading.coloured
    over, gain, aspect = -1, 1.0, ""
    pending: list[tuple[int, float]] = []
    for term, start, end in tone_lexicon().matches(plain):
        told = said[term]
        if told is None:
            over = start
            continue
        if start >= over:
            over, gain, pending = start + _LONGEST_CLAUSE, 1.0, []
            if aspect and plain.find("。", max(0, start - 40), start) >= 0:
                aspect = ""
        classes, colour, rule = told
        for code, weight in classes:
            if code in _MODIFIERS:
                pending.append((end, weight))
            elif code in _GAINS:
                gain = _GAINS[code]
            elif code in _ASPECTS:
                aspect = _ASPECTS[code]
            else:
                reading.counts[code] += 1
        if colour:
            value = colour * gain * (_TITLE_GAIN if name == "title" else 1 + _END_GAIN * start / length)
            if pending:
                value *= _modified(pending, start)
            coloured.append((name, start, end, value, rule))
            if aspect:
                reading.towards[aspect].append(value)


def _modified(pending: list[tuple[int, float]], start: int) -> float:
    """What denials and degree words just before START make of a colour."""
    return prod([weight for end, weight in pending if start - end <= _NEAR])


def _evidence(document: Document, c: Coloured) -> Evidence:
    where, start, end, value, rule = c
    quote = document.quote(where, start, end)
    return Evidence(field=where, start=start, end=end, quote=quote, rule=rule, confidence=min(1.0, abs(value) / 2))
