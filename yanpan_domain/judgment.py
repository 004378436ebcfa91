"""What we hold of one article, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass

from yanpan_domain.article import Article
from yanpan_domain.codes import Form, Industry, Issue, Relevance, Stage, ToneLabel, Vulnerable
from yanpan_domain.fact import (
    CircumstanceFinding,
    DateMention,
    EmployerMention,
    Evidence,
    LegalClock,
    Measure,
    Money,
    PlaceMention,
    Quantity,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFinding:
    """One of the 13 issues with its score 0..1 and the words that decided."""

    code: Issue
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """How the report reads for the workers: score -1 (harm) .. 1 (resolution)."""

    label: ToneLabel
    score: float
    engine: str
    evidence: tuple[Evidence, ...] = ()
    towards: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """The engine's reading of one article. Every span counts code points in the masked title or text.

    `form` is never read as a reason to rank a dispute up; it only describes.
    """

    relevance: Relevance
    relevance_score: float
    title: str
    text: str
    masked: int
    tone: Tone
    stage: Stage = Stage.UNKNOWN
    issues: tuple[IssueFinding, ...] = ()
    form: tuple[Form, ...] = (Form.NONE,)
    industry: Industry | None = None
    vulnerable: tuple[Vulnerable, ...] = ()
    employers: tuple[EmployerMention, ...] = ()
    workers: Quantity | None = None
    money: tuple[Money, ...] = ()
    arrears_months: float | None = None
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    clocks: tuple[LegalClock, ...] = ()
    circumstances: tuple[CircumstanceFinding, ...] = ()
    measures: tuple[Measure, ...] = ()
    demands: tuple[Evidence, ...] = ()
    because: tuple[Evidence, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedArticle:
    """An article whose title and text are already masked, and its judgment: the only form that is ever stored.

    `family` and `disputes` are filled once the owner of identity has decided them. `urgency` is 0..100.
    """

    article: Article
    judgment: Judgment
    family: str | None = None
    disputes: tuple[str, ...] = ()
    urgency: float = 0.0
