"""Which of the 13 issues a dispute is about, each with its score and the words that decided."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from types import MappingProxyType

from judgment.learned.rules import amounts_of, weighed
from judgment.learned.terms import TermReading
from judgment.signs import Signs
from yanpan_domain.codes import Issue, Relevance
from yanpan_domain.fact import Evidence
from yanpan_domain.judgment import IssueFinding

# An issue stands when it is at least this likely …
ENOUGH = 0.5
# … or, where none is, the likeliest if it is at least this likely.
FAINT = 0.38
KEPT = 3
# `other` is what is left: it has no words of its own.
NAMED = tuple(issue for issue in Issue if issue is not Issue.OTHER)
_QUESTIONS = {issue: f"issue:{issue.value}" for issue in NAMED}


def find_issues(
    signs: Signs, terms: TermReading, relevance: Relevance, factors: Mapping[str, float] = MappingProxyType({})
) -> tuple[IssueFinding, ...]:
    """The issues of a dispute, likeliest first; `other` when it names none of them; none for what is no dispute.

    FACTORS are what corrections taught (judgment/weights.py).
    """
    if relevance is not Relevance.DISPUTE:
        return ()
    found = amounts_of(signs, "issue")
    likely = {issue: _likely(_QUESTIONS[issue], found, terms) * factors.get(issue, 1.0) for issue in NAMED}
    kept = sorted((issue for issue in NAMED if likely[issue] >= ENOUGH), key=lambda issue: -likely[issue])
    if not kept:
        first = max(NAMED, key=lambda issue: likely[issue])
        kept = [first] if likely[first] >= FAINT else []
    if not kept:
        return (IssueFinding(code=Issue.OTHER, score=0.5),)
    return tuple(
        IssueFinding(code=issue, score=round(min(1.0, likely[issue]), 4), evidence=_evidence(signs, terms, issue))
        for issue in kept
    )


def _likely(question: str, found: Mapping[str, float], terms: TermReading) -> float:
    value = weighed(question, found) + terms.says[question]
    return 1 / (1 + exp(-max(-40.0, min(40.0, value))))


def _evidence(signs: Signs, terms: TermReading, issue: Issue) -> tuple[Evidence, ...]:
    """The words of the lists that name ISSUE; where there are none, the learned words that speak for it."""
    spans = signs.of("issue", issue.value)[:KEPT]
    if not spans:
        return terms.strongest(f"issue:{issue.value}", KEPT)
    return tuple(signs.evidence(span, min(1.0, span[3] / 1.5)) for span in spans)
