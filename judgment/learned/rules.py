"""What the rules found, as named amounts, and the learned weights that lie on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from judgment.lexicon import data_text
from judgment.signs import Signs, Span, amount

PACKAGED = "model_rules.json"
BIAS = "bias"
# What is told in the title or up to here is the news; what stands behind this share of the text is its end.
_LEAD, _END = 80, 0.5


@lru_cache(maxsize=1)
def packaged() -> dict[str, dict[str, float]]:
    """Per question the weight of each amount, and its bias."""
    read: dict[str, dict[str, float]] = json.loads(data_text(PACKAGED))
    return read


def weighed(question: str, found: Mapping[str, float]) -> float:
    """What the amounts in FOUND say on QUESTION."""
    weights = packaged()[question]
    return weights[BIAS] + sum(weights[name] * much for name, much in found.items() if name in weights)


def amounts_of(signs: Signs, family: str) -> dict[str, float]:
    """Amount per code of FAMILY, named `family:code`."""
    return {f"{family}:{code}": amount(spans, signs.length) for code, spans in signs.family(family).items()}


def stage_amounts(signs: Signs, stated: str) -> dict[str, float]:
    """The words of stages and forms: in all, in the lead, in the end; and the stage that the rule of the last end STATED."""
    found = amounts_of(signs, "form") | amounts_of(signs, "stage")
    for code, spans in signs.family("stage").items():
        for place, near in (("lead", _in_lead), ("end", _in_end)):
            kept = [span for span in spans if span.field == "title" or near(span, len(signs.document.text))]
            if kept:
                found[f"{place}:{code}"] = amount(kept, signs.length)
    found[f"rule:{stated}"] = 1.0
    return found


def _in_lead(span: Span, _: int) -> bool:
    return span.start < _LEAD


def _in_end(span: Span, length: int) -> bool:
    return span.start >= _END * length
