"""How a grievance is carried on. Describes only: no form ever raises a score."""

from __future__ import annotations

from judgment.relevance import amount
from judgment.signs import Signs
from yanpan_domain.codes import Form, Relevance

ENOUGH = 1.0
SHARE = 0.5


def find_forms(signs: Signs, relevance: Relevance) -> tuple[Form, ...]:
    """The forms a dispute takes, strongest first; `none` where none is told."""
    if relevance is not Relevance.DISPUTE:
        return (Form.NONE,)
    length = len(signs.document.text) + len(signs.document.title)
    found = {code: amount(spans, length) for code, spans in signs.family("form").items()}
    most = max(found.values(), default=0.0)
    kept = sorted(
        (code for code in found if found[code] >= max(ENOUGH, SHARE * most)), key=lambda code: (-found[code], code)
    )
    return tuple(Form(code) for code in kept) or (Form.NONE,)
