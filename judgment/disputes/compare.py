"""Do two texts tell of the same event? For any kind of news, headline or full text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp

from judgment.disputes.rarity import rarity
from judgment.fingerprints import containment, sketch
from judgment.words import plain, segmenter

# Tuned on the even lines of real pairs of short news texts (benchmarks/disputes); the odd lines were only scored.
THRESHOLD = 0.42
SHARPNESS = 9.0
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Whether two texts tell of one event, how sure (0..1, 0.5 is the threshold), and why (in Chinese)."""

    same: bool
    score: float
    because: str


def compare(a: str, b: str) -> Comparison:
    """Compare A and B; the same both ways round."""
    one, other = _weights(a), _weights(b)
    shared = one.keys() & other.keys()
    common = sum(min(one[word], other[word]) for word in shared)
    total = min(sum(one.values()), sum(other.values()))
    likeness = common / total if total else 0.0
    copied = containment(sketch("", a), sketch("", b)) if min(len(a), len(b)) >= 60 else 0.0
    points = max(likeness, copied)
    score = 1 / (1 + exp(-SHARPNESS * (points - THRESHOLD)))
    telling = sorted(shared, key=lambda word: (-one[word], word))[:5]
    because = f"共有词“{'、'.join(telling)}”，按罕见程度重合{likeness:.0%}" if telling else "没有共有的实词"
    if copied > likeness:
        because += f"；文字重复{copied:.0%}"
    return Comparison(same=score >= 0.5, score=round(score, 4), because=because)


def _weights(text: str) -> dict[str, float]:
    """Words and numbers of TEXT with how much each tells."""
    flat = plain(text)
    weights = {word: told for word in segmenter().cut(flat) if (told := rarity(word))}
    weights.update((number, 6.0) for number in _NUMBER.findall(flat) if len(number) > 1)
    return weights
