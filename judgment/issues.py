"""Which of the 13 issues a dispute is about, each with its score and the words that decided."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from types import MappingProxyType

from judgment.relevance import amount
from judgment.signs import Signs
from yanpan_domain.codes import Issue, Relevance
from yanpan_domain.judgment import IssueFinding

# An issue stands when its words say at least this much …
ENOUGH = 0.9
# … and at least this share of what the strongest issue's words say: what is told in passing is no issue of the case.
SHARE = 0.4
# Where none is enough, the strongest stands alone if its words say at least this much.
FAINT = 0.6
KEPT = 3


def find_issues(
    signs: Signs, relevance: Relevance, factors: Mapping[str, float] = MappingProxyType({})
) -> tuple[IssueFinding, ...]:
    """The issues of a dispute, strongest first; `other` when it names none of them; none for what is no dispute.

    FACTORS are what corrections taught (judgment/weights.py).
    """
    if relevance is not Relevance.DISPUTE:
        return ()
    length = len(signs.document.text) + len(signs.document.title)
    found = {code: amount(spans, length) * factors.get(code, 1.0) for code, spans in signs.family("issue").items()}
    most = max(found.values(), default=0.0)
    kept = sorted(
        (code for code in found if found[code] >= max(ENOUGH, SHARE * most)), key=lambda code: (-found[code], code)
    )
    if not kept and most >= FAINT:
        kept = [min(found, key=lambda code: (-found[code], code))]
    if not kept:
        return (IssueFinding(code=Issue.OTHER, score=0.5),)
    return tuple(
        IssueFinding(
            code=Issue(code),
            score=round(1 - exp(-found[code]), 4),
            evidence=tuple(
                signs.evidence(span, min(1.0, span.weight / 1.5)) for span in signs.of("issue", code)[:KEPT]
            ),
        )
        for code in kept
    )
