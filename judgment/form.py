"""How a grievance is carried on. Describes only: no form ever raises a score."""

from __future__ import annotations

from judgment.learned.rules import amounts_of, weighed
from judgment.learned.terms import TermReading
from judgment.signs import Signs
from yanpan_domain.codes import Form, Relevance

TOLD = tuple(form for form in Form if form is not Form.NONE)
_QUESTIONS = {form: f"form:{form.value}" for form in TOLD}


def find_forms(signs: Signs, terms: TermReading, relevance: Relevance) -> tuple[Form, ...]:
    """The forms a dispute takes, likeliest first; `none` where none is told."""
    if relevance is not Relevance.DISPUTE:
        return (Form.NONE,)
    found = amounts_of(signs, "form")
    likely = {form: weighed(question, found) + terms.says[question] for form, question in _QUESTIONS.items()}
    kept = sorted((form for form in TOLD if likely[form] > 0), key=lambda form: -likely[form])
    return tuple(kept) or (Form.NONE,)
