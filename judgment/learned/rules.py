"""What the rules found, as named amounts, and the learned weights that lie on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from operator import mul

from judgment.lexicon import data_text
from judgment.signs import Signs, amount

PACKAGED = "model_rules.json"
BIAS = "bias"
# What is told in the title or up to here is the news; what stands behind this share of the text is its end.
_LEAD, _END = 80, 0.5


class Weights(dict[str, float]):
    """The weight of each amount; 0 for one that weighs nothing, of which there are few enough to be kept."""

    def __missing__(self, name: str) -> float:
        self[name] = 0.0
        return 0.0


@lru_cache(maxsize=1)
def packaged() -> dict[str, Weights]:
    """Per question the weight of each amount, and its bias."""
    return {question: Weights(weights) for question, weights in json.loads(data_text(PACKAGED)).items()}


def weighed(question: str, found: Mapping[str, float]) -> float:
    """What the amounts in FOUND say on QUESTION."""
    weights = packaged()[question]
    told: float = sum(map(mul, map(weights.__getitem__, found), found.values()))
    return weights[BIAS] + told


def amounts_of(signs: Signs, family: str) -> dict[str, float]:
    """Amount per code of FAMILY, named `family:code`."""
    return {f"{family}:{code}": much for code, much in signs.amounts(family).items()}


def stage_amounts(signs: Signs, stated: str) -> dict[str, float]:
    """The words of stages and forms: in all, in the lead, in the end; and the stage that the rule of the last end STATED."""
    return {**signs.once(_stages_and_forms), f"rule:{stated}": 1.0}


def _stages_and_forms(signs: Signs) -> dict[str, float]:
    found = amounts_of(signs, "form") | amounts_of(signs, "stage")
    thinning, end = signs.thinning, _END * len(signs.document.text)
    for code, spans in signs.family("stage").items():
        for place, kept in (
            ("lead", [span for span in spans if span[0] == "title" or span[1] < _LEAD]),
            ("end", [span for span in spans if span[0] == "title" or span[1] >= end]),
        ):
            if kept:
                found[f"{place}:{code}"] = amount(kept, thinning)
    return found
