"""Article to Judgment: mask first, then read. A pure function of its arguments: no ledger, no network, nothing kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from judgment.document import Document
from judgment.facts.read import read_facts
from judgment.form import find_forms
from judgment.industry import find_industry
from judgment.issues import find_issues
from judgment.learned.terms import TermReading
from judgment.masking.apply import Masked, mask
from judgment.masking.bylines import private_words, without_person
from judgment.options import JudgmentOptions
from judgment.places.resolve import find_places
from judgment.relevance import RelevanceFinding, find_relevance
from judgment.signs import read_signs
from judgment.stage import find_stage
from judgment.tone.engine import read_tone
from judgment.versions import version_of
from judgment.vulnerable import find_vulnerable
from judgment.weights import issue_factors, relevance_weights
from judgment.words import segmenter
from yanpan_domain.article import Article
from yanpan_domain.codes import Relevance, ToneLabel
from yanpan_domain.errors import CallerError
from yanpan_domain.fact import Evidence
from yanpan_domain.judgment import JudgedArticle, Judgment, Tone
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from yanpan_domain.fact import PlaceMention

DEFAULT = JudgmentOptions()
# 4 MB of text is beyond any article; what is longer is cut there, so that one page cannot hold up a run.
LONGEST = 4_000_000


class BadPublished(CallerError):
    code = "bad_published"


class BadText(CallerError):
    code = "bad_text"


def judge(
    *, title: str, text: str, published: datetime | date | str | None = None, options: JudgmentOptions = DEFAULT
) -> Judgment:
    """The judgment of an article; its title and text are masked, and every span counts in them.

    Raises BadText for a title or text that is no text, BadPublished for a date that cannot be read.
    """
    return judge_with_offsets(title=title, text=text, published=published, options=options)[0]


def assess(article: Article, options: JudgmentOptions = DEFAULT) -> JudgedArticle:
    """ARTICLE with masked title and text, and its judgment: the only form that may be stored."""
    judgment, masked = judge_with_offsets(
        title=article.title, text=article.text, published=article.published, options=options
    )
    private = private_words(masked, article.title, article.text)
    stored = replace(
        article, title=judgment.title, text=judgment.text, origin=without_person(article.origin, private),
        section=without_person(article.section, private), source_title=without_person(article.source_title, private) or "",
    )  # fmt: skip
    return JudgedArticle(article=stored, judgment=judgment)


def judge_with_offsets(
    *, title: str, text: str, published: datetime | date | str | None = None, options: JudgmentOptions = DEFAULT
) -> tuple[Judgment, Masked]:
    """The judgment, and the masking that leads its spans back to the text that came in; keep neither longer than needed."""
    for name, value in (("title", title), ("text", text)):
        if not isinstance(value, str):
            raise BadText(f"{name} 应为文字，实为 {type(value).__name__}。")
    masked = mask(title[:LONGEST], text[:LONGEST])
    document = Document(masked.title, masked.text, segmenter(options.words), moment(published), masked.plain)
    return _judged(document, masked, options), masked


def moment(published: datetime | date | str | None) -> datetime | None:
    """PUBLISHED with a zone; a bare day or a time without zone is Shanghai's. Raises BadPublished for other words."""
    if published is None or published == "":
        return None
    if isinstance(published, str):
        try:
            published = datetime.fromisoformat(published.strip())
        except ValueError as error:
            raise BadPublished(
                f"published 应为 ISO 8601 日期，例如 2026-03-01 或 2026-03-01T08:00:00+08:00，实为“{published}”。"
            ) from error
    if not isinstance(published, datetime):
        published = datetime.combine(published, time())
    return published if published.tzinfo else published.replace(tzinfo=SHANGHAI)


def _judged(document: Document, masked: Masked, options: JudgmentOptions) -> Judgment:
    if not (document.title.strip() or document.text.strip()):
        return _nothing(masked, options)
    signs = read_signs(document)
    facts = read_facts(document)
    terms = TermReading(document)
    found = find_relevance(signs, facts, terms, relevance_weights(options.adjustments))
    stage, stated = find_stage(signs, terms, found.relevance)
    return Judgment(
        relevance=found.relevance,
        relevance_score=found.score,
        title=masked.title,
        text=masked.text,
        masked=masked.count,
        tone=read_tone(signs, terms, options, found.relevance),
        stage=stage,
        issues=find_issues(signs, terms, found.relevance, issue_factors(options.adjustments)),
        form=find_forms(signs, terms, found.relevance),
        industry=find_industry(document, found.relevance, facts.employers),
        vulnerable=find_vulnerable(signs, found.relevance),
        employers=facts.employers,
        workers=facts.workers,
        money=facts.money,
        arrears_months=facts.arrears_months,
        places=_places(document, found),
        dates=facts.dates,
        clocks=facts.clocks,
        circumstances=facts.circumstances,
        measures=facts.measures,
        demands=facts.demands,
        because=found.because + stated,
        version=version_of(options),
    )


def _places(document: Document, found: RelevanceFinding) -> tuple[PlaceMention, ...]:
    """The places of a labour story; what has nothing to do with labour needs none."""
    return () if found.relevance is Relevance.UNRELATED else find_places(document)


def _nothing(masked: Masked, options: JudgmentOptions) -> Judgment:
    """What is said of an article without title and text."""
    reason = Evidence(field="text", start=0, end=0, quote="", rule="no text")
    return Judgment(
        relevance=Relevance.UNRELATED, relevance_score=1.0, title=masked.title, text=masked.text, masked=masked.count,
        tone=Tone(label=ToneLabel.NEUTRAL, score=0.0, engine="none"), because=(reason,), version=version_of(options),
    )  # fmt: skip


__all__ = ["Masked", "assess", "judge", "judge_with_offsets"]
