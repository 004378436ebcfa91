"""A dispute together with its stored articles: finds the span that states each of its facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from yanpan_domain.codes import Issue, Stage, Vulnerable
from yanpan_domain.dispute import Dispute, Quotation, TimelineEntry
from yanpan_domain.fact import Evidence
from yanpan_domain.judgment import JudgedArticle
from yanpan_domain.zone import SHANGHAI

# Undated articles come last among a dispute's articles; any later day would do.
_LAST = datetime(9999, 1, 1, tzinfo=SHANGHAI)

# The words that state that a group is concerned; where none stands in a text the article itself is the evidence.
_VULNERABLE_WORDS: dict[Vulnerable, tuple[str, ...]] = {
    Vulnerable.MIGRANT_WORKERS: ("农民工", "民工", "务工人员"),
    Vulnerable.WOMEN_WORKERS: ("女职工", "女工", "孕期", "怀孕", "产假", "哺乳"),
    Vulnerable.MINORS: ("未成年", "童工", "未满16", "未满18"),
    Vulnerable.INTERNS: ("实习生", "实习"),
    Vulnerable.PLATFORM_RIDERS: ("骑手", "外卖员", "网约车司机", "快递员"),
    Vulnerable.OVER_AGE: ("超龄", "退休年龄"),
    Vulnerable.DISABLED: ("残疾",),
}


@dataclass(frozen=True)
class Witness:
    """DISPUTE as published before CUT_OFF; `articles` are its stored ones, oldest first, undated last."""

    dispute: Dispute
    articles: tuple[JudgedArticle, ...]
    cut_off: datetime

    @cached_property
    def dated(self) -> tuple[datetime, ...]:
        """Publication of every dated article, oldest first."""
        return tuple(a.article.published for a in self.articles if a.article.published is not None)

    @property
    def first(self) -> datetime | None:
        return self.dated[0] if self.dated else None

    @property
    def last(self) -> datetime | None:
        return self.dated[-1] if self.dated else None

    @cached_property
    def title(self) -> tuple[Quotation, ...]:
        """The oldest article's headline: what a statement rests on when no closer words are found."""
        if not self.articles:
            return ()
        article = self.articles[0].article
        return (Quotation(article=article.id, field="title", start=0, end=len(article.title), quote=article.title),)

    @cached_property
    def stage(self) -> tuple[Stage, datetime | None, tuple[Quotation, ...]]:
        """The newest stage reported before the cut-off, since when, and the words."""
        for change in reversed(self.dispute.stage_history):
            if change.at < self.cut_off and change.stage is not Stage.UNKNOWN:
                return change.stage, change.at, (change.quotation,) if change.quotation else self.title
        return self.dispute.stage, self.last, self.title

    def is_open(self) -> bool:
        return self.stage[0] not in {Stage.SETTLED, Stage.JUDGED}

    def place(self) -> tuple[Quotation, ...]:
        codes = {code for place in self.dispute.places for code in place.ancestors()}
        exact = {place.code for place in self.dispute.places}
        return self._first(
            (mention.field, mention.start, mention.end, judged)
            for wanted in (exact, codes)
            for judged in self.articles
            for mention in judged.judgment.places
            if mention.code in wanted
        )

    def employer(self, name: str) -> tuple[Quotation, ...]:
        """Where the unit called NAME is named."""
        return self._first(
            (field, at, at + len(name), judged)
            for judged in self.articles
            for field, body in (("title", judged.article.title), ("text", judged.article.text))
            if (at := body.find(name)) >= 0
        )

    def issue(self, issue: Issue) -> tuple[Quotation, ...]:
        return self._first(
            (evidence.field, evidence.start, evidence.end, judged)
            for judged in self.articles
            for finding in judged.judgment.issues
            if finding.code is issue
            for evidence in finding.evidence
        )

    def vulnerable(self, group: Vulnerable) -> tuple[Quotation, ...]:
        return self._first(
            (field, at, at + len(word), judged)
            for judged in self.articles
            for word in _VULNERABLE_WORDS[group]
            for field, body in (("title", judged.article.title), ("text", judged.article.text))
            if (at := body.find(word)) >= 0
        )

    def arrears(self) -> tuple[Quotation, ...]:
        """Where the months in arrears stand: the amount's words, or the headline of the article that states them."""
        if self.dispute.owed_quotation is not None:
            return (self.dispute.owed_quotation,)
        for judged in self.articles:
            if judged.judgment.arrears_months == self.dispute.arrears_months:
                return self._first([("title", 0, len(judged.article.title), judged)])
        return self.title

    def known(self) -> tuple[Quotation, ...]:
        """The words that state number, amount and circumstances: what a level follows from."""
        dispute = self.dispute
        spans = (dispute.workers_quotation, dispute.owed_quotation, *(one.quotation for one in dispute.circumstances))
        return tuple(one for one in spans if one is not None and one.quote) or self.title

    def read_by(self, signal: str) -> tuple[Quotation, ...]:
        """The words that the urgency signal called SIGNAL read; the headline for signals that read the whole case."""
        dispute = self.dispute
        if signal == "workers_affected" and dispute.workers_quotation:
            return (dispute.workers_quotation,)
        if signal in {"money_owed", "months_unpaid"}:
            return self.arrears()
        if signal == "partly_paid" and dispute.paid_quotation:
            return (dispute.paid_quotation,)
        if signal in {"life_or_health_in_danger", "employer_gone", "hardship", "retaliation"} and dispute.circumstances:
            return tuple(one.quotation for one in dispute.circumstances)
        if signal in {"grave_issue", "jobs_lost"}:
            return tuple(dict.fromkeys(quotation for issue in dispute.issues for quotation in self.issue(issue)))
        if signal == "being_handled" and dispute.measures:
            return tuple(entry.quotation for entry in self.measures()) or self.title
        if signal == "legal_clock_running_out" and dispute.clocks:
            return self.evidence(dispute.clocks[0].evidence)
        return self.title

    def evidence(self, evidence: Evidence | None) -> tuple[Quotation, ...]:
        """The stored span that EVIDENCE quotes."""
        if evidence is None:
            return self.title
        return self._first(
            (evidence.field, evidence.start, evidence.end, judged)
            for judged in self.articles
            if _field(judged, evidence.field)[evidence.start : evidence.end] == evidence.quote
        )

    def measures(self) -> tuple[TimelineEntry, ...]:
        return tuple(entry for entry in self.dispute.measures if entry.at < self.cut_off)

    def _first(self, spans: Iterable[tuple[str, int, int, JudgedArticle]]) -> tuple[Quotation, ...]:
        for field, start, end, judged in spans:
            quote = _field(judged, field)[start:end]
            if quote:
                return (Quotation(article=judged.article.id, field=field, start=start, end=end, quote=quote),)
        return self.title


def witness_of(dispute: Dispute, articles: Mapping[str, JudgedArticle], cut_off: datetime) -> Witness:
    """DISPUTE with those of ARTICLES that are its own and not newer than CUT_OFF."""
    own = [articles[key] for key in dispute.articles if key in articles]
    known = [one for one in own if one.article.published is None or one.article.published < cut_off]
    return Witness(dispute, tuple(sorted(known, key=_age)), cut_off)


def _age(judged: JudgedArticle) -> tuple[datetime, str]:
    return judged.article.published or _LAST, judged.article.id


def _field(judged: JudgedArticle, field: str) -> str:
    return judged.article.title if field == "title" else judged.article.text
