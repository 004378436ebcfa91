"""A judgment as one JSON object of the contract, spans counted in the title and text that came in."""

from __future__ import annotations

from typing import Any

from judgment.masking.apply import Masked
from yanpan_domain.fact import Evidence, Quantity
from yanpan_domain.judgment import Judgment


def answer(identifier: object, judgment: Judgment, masked: Masked) -> dict[str, Any]:
    """What `yanpan judge` prints for one line; keys are those of the contract, in its order."""
    return {
        "id": identifier,
        "relevance": judgment.relevance.value,
        "relevance_score": judgment.relevance_score,
        "issues": [
            {
                "code": issue.code.value,
                "score": issue.score,
                "evidence": [_quoted(one, masked) for one in issue.evidence],
            }
            for issue in judgment.issues
        ],
        "form": [form.value for form in judgment.form],
        "stage": judgment.stage.value,
        "tone": {"label": judgment.tone.label.value, "score": judgment.tone.score, "engine": judgment.tone.engine},
        "industry": judgment.industry.value if judgment.industry else None,
        "vulnerable": [group.value for group in judgment.vulnerable],
        "employers": [
            {"name": one.name, "role": one.role.value if one.role else None, "field": one.field}
            | _span(one.field, one.start, one.end, masked)
            for one in judgment.employers
        ],
        "workers": _quantity(judgment.workers),
        "money": [
            {"min": one.min, "max": one.max, "basis": one.basis.value, "kind": one.kind.value, "raw": one.raw}
            for one in judgment.money
        ],
        "arrears_months": judgment.arrears_months,
        "places": [
            {"code": one.code, "name": one.name, "field": one.field} | _span(one.field, one.start, one.end, masked)
            for one in judgment.places
        ],
        "title": judgment.title,
        "text": judgment.text,
        "masked": judgment.masked,
        "because": [_quoted(one, masked) for one in judgment.because],
    }


def _span(field: str, start: int, end: int, masked: Masked) -> dict[str, int]:
    first = masked.to_original(field, start)
    return {"start": first, "end": max(first, masked.to_original(field, end))}


def _quoted(one: Evidence, masked: Masked) -> dict[str, Any]:
    told = {"field": one.field, "quote": one.quote, "rule": one.rule, "confidence": one.confidence}
    return told | _span(one.field, one.start, one.end, masked)


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {"min": quantity.min, "max": quantity.max, "basis": quantity.basis.value, "raw": quantity.raw}
