"""The words behind a form, a stage, a group or an issue, read again: the record keeps the codes, not every word that stood for them."""

from __future__ import annotations

from collections.abc import Collection

from judgment.document import Document
from judgment.learned.terms import TermReading
from judgment.signs import Signs, read_signs
from judgment.stage import STAGES
from judgment.words import segmenter
from yanpan_domain.codes import Form, Issue
from yanpan_domain.fact import Evidence
from yanpan_domain.judgment import Judgment

# As many words of a code are shown as the engine keeps for an issue.
MOST = 3


def words_behind(judgment: Judgment, corrected: Collection[str] = ()) -> dict[str, tuple[Evidence, ...]]:
    """Per field the words that stand for what JUDGMENT says: of the lists, or learned ones where the lists have none.

    What learned words say of a field CORRECTED by an analyst is no reason for what the analyst says.
    """
    document = Document(judgment.title, judgment.text, segmenter())
    signs, terms = read_signs(document), TermReading(document)
    bare = tuple(one.code for one in judgment.issues if not one.evidence and one.code is not Issue.OTHER)
    stated = tuple(one for one in judgment.because if one.rule.startswith("stage:"))
    return {
        "issues": _words(signs, None if "issues" in corrected else terms, "issue", bare),
        "form": _words(
            signs,
            None if "form" in corrected else terms,
            "form",
            tuple(one for one in judgment.form if one is not Form.NONE),
        ),
        "stage": (() if "stage" in corrected else stated)
        or _words(
            signs,
            None if "stage" in corrected else terms,
            "stage",
            (judgment.stage,) if judgment.stage in STAGES else (),
        ),
        "vulnerable": tuple(
            signs.evidence(one) for code in judgment.vulnerable for one in signs.of("vulnerable", code)[:MOST]
        ),
    }


def _words(signs: Signs, terms: TermReading | None, family: str, codes: tuple[str, ...]) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for code in codes:
        listed = [signs.evidence(span) for span in signs.of(family, code)[:MOST]]
        found += listed or (terms.strongest(f"{family}:{code}", 1) if terms else ())
    return tuple(found)
