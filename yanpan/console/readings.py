"""What the page of an article tells of its judgment: each field with its words and with where in the text they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from judgment.words_behind import words_behind
from yanpan.console.field_words import LABELS, field_words
from yanpan_domain.fact import Evidence
from yanpan_domain.judgment import JudgedArticle, Judgment

# Beyond this a page would take seconds to draw; articles are shorter.
MOST_SHOWN = 30_000
# The style a field is marked in: five kinds can be told apart by their underlines in black and white, seventeen cannot.
STYLES = {
    "relevance": "judged", "issues": "judged", "form": "judged", "stage": "judged", "tone": "judged", "industry": "judged",
    "employers": "party", "places": "party", "vulnerable": "party",
    "workers": "number", "money": "number", "arrears_months": "number",
    "dates": "time", "clocks": "time",
    "circumstances": "told", "measures": "told", "demands": "told",
}  # fmt: skip
STYLE_LABELS = {
    "judged": "相关性、类型、阶段", "party": "单位、地区、群体", "number": "人数、金额", "time": "日期、时效",
    "told": "情形、处置、诉求",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Where words stand that a field was read from."""

    field: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One field of a judgment as the page shows it; `spans` lie in title or text, `is_corrected` by an analyst."""

    name: str
    label: str
    style: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    is_corrected: bool


def shown_readings(judged: JudgedArticle, corrected: Iterable[str], today: date) -> tuple[Shown, ...]:
    """Every field of JUDGED; those named in CORRECTED an analyst has set."""
    by_analyst = set(corrected)
    # Of a text beyond any article only the beginning is read again: it is all that is shown.
    behind = words_behind(replace(judged.judgment, text=judged.judgment.text[:MOST_SHOWN]), by_analyst)
    return tuple(
        Shown(
            name=name,
            label=label,
            style=STYLES[name],
            words=field_words(name, getattr(judged.judgment, name), today),
            spans=stated_spans(judged.judgment, name, behind.get(name, ())),
            is_corrected=name in by_analyst,
        )
        for name, label in LABELS.items()
    )


def stated_spans(judgment: Judgment, name: str, behind: tuple[Evidence, ...] = ()) -> tuple[Span, ...]:
    """Where NAME stands in JUDGMENT, with the words BEHIND it: each stretch once, in the order of the text, the title first."""
    fields = {"title": judgment.title, "text": judgment.text}
    found = {
        (one.field, one.start, one.end)
        for one in (*_stated(judgment, name), *behind)
        if one.field in fields and 0 <= one.start < one.end <= len(fields[one.field])
    }
    ordered = sorted(found, key=lambda one: (one[0] != "title", one[1], one[2]))
    return tuple(Span(field, start, end, fields[field][start:end]) for field, start, end in ordered)


def _stated(judgment: Judgment, name: str) -> list[Any]:
    """What carries a span in the value of NAME: evidence, or a mention that is one."""
    if name == "relevance":
        return list(judgment.because)
    value = getattr(judgment, name)
    found: list[Any] = []
    for one in value if isinstance(value, tuple) else (value,):
        evidence = getattr(one, "evidence", None)
        if isinstance(evidence, tuple):
            found += evidence
        elif evidence is not None:
            found.append(evidence)
        elif hasattr(one, "start") and hasattr(one, "field"):
            found.append(one)
    return found
