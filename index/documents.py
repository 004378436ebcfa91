"""Judged articles and disputes as flat fields: what both engines are given, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from index.fields import UNKNOWN
from index.synonyms import meanings
from index.tokens import strengths, tokens
from judgment.words import plain, rjieba_segmenter
from yanpan_domain.codes import MoneyKind
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle
from yanpan_domain.locality import Locality

# Changes whenever the fields or the words of this file change; an index with another number is rebuilt.
SCHEMA = 3
CHINA = timezone(timedelta(hours=8))


class _Told(NamedTuple):
    """What a title and a text say, in spaced tokens: as they stand, each word with its strength, each meaning with its own."""

    title: str
    text: str
    words: str
    meanings: str


@dataclass(frozen=True, slots=True)
class Flat:
    """One record for the engines: exact words, whole numbers, spaced tokens."""

    id: str
    keywords: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    texts: dict[str, str]
    words: str
    meanings: str


def flat_article(judged: JudgedArticle) -> Flat:
    """JUDGED as the engines hold it."""
    article, judgment = judged.article, judged.judgment
    told = _told(judgment.title or article.title, judgment.text or article.text)
    employers = [name for mention in judgment.employers for name in (mention.name, *mention.aliases)]
    owed = [money.min for money in judgment.money if money.kind == MoneyKind.OWED]
    amounts = owed or [money.min for money in judgment.money]
    keywords = _common(
        id=(article.id,),
        employer=[mention.name for mention in judgment.employers],
        place=[code for place in judgment.places for code in _ancestors(place.code)],
        issue=[finding.code.value for finding in judgment.issues],
        form=[form.value for form in judgment.form],
        stage=(judgment.stage.value,),
        industry=(judgment.industry.value,) if judgment.industry else (),
        vulnerable=[group.value for group in judgment.vulnerable],
        circumstance=[found.code.value for found in judgment.circumstances],
        family=(judged.family,) if judged.family else (),
        source=(article.source,),
        origin=(article.origin,) if article.origin else (),
        tier=(article.tier.value,),
        relevance=(judgment.relevance.value,),
        tone=(judgment.tone.label.value,),
        dispute=judged.disputes,
        url=(article.url,),
        **_calendar(article.published),
    )
    numbers = {
        "published": moment(article.published),
        "dated": moment(article.dated),
        "workers": judgment.workers.min if judgment.workers else UNKNOWN,
        "money": round(max(amounts)) if amounts else UNKNOWN,
        "arrears": thousandth(judgment.arrears_months),
        "urgency": thousandth(judged.urgency),
    }
    texts = {"title": told.title, "text": told.text, "employer_words": _spaced(employers)}
    return Flat(article.id, keywords, numbers, texts, told.words, told.meanings)


def flat_dispute(dispute: Dispute) -> Flat:
    """DISPUTE as the engines hold it; its text is what its parties, places, issues and timeline say."""
    parties = ([dispute.employer] if dispute.employer else []) + list(dispute.parties)
    names = list(dict.fromkeys(name for party in parties for name in (party.name, *party.aliases)))
    quoted = dict.fromkeys(entry.quotation.quote for entry in (*dispute.timeline, *dispute.measures))
    body = "。".join(
        [*names, *(place.name for place in dispute.places), *(issue.label for issue in dispute.issues), *quoted]
    )
    told = _told(dispute.title, body)
    keywords = _common(
        id=(dispute.id,),
        employer=[dispute.employer.name] if dispute.employer else [],
        place=[code for place in dispute.places for code in place.ancestors()],
        issue=[issue.value for issue in dispute.issues],
        form=[form.value for form in dispute.form],
        stage=(dispute.stage.value,),
        level=(dispute.urgency.level.value,) if dispute.urgency else (),
        industry=(dispute.industry.value,) if dispute.industry else (),
        vulnerable=[group.value for group in dispute.vulnerable],
        circumstance=[stated.code.value for stated in dispute.circumstances],
        family=[family.id for family in dispute.families],
        article=dispute.articles,
        tier=[tier.value for tier in dispute.tiers],
        # Whoever asks for the living leaves out the withdrawn with the merged.
        superseded=("false" if dispute.is_living else "true",),
        superseded_by=(dispute.superseded_by,) if dispute.superseded_by else (),
        **_calendar(dispute.last_seen),
    )
    numbers = {
        "published": moment(dispute.last_seen),
        "dated": moment(dispute.last_seen),
        "first_seen": moment(dispute.first_seen),
        "last_seen": moment(dispute.last_seen),
        "workers": dispute.workers.min if dispute.workers else UNKNOWN,
        "money": round(dispute.owed.min) if dispute.owed else UNKNOWN,
        "arrears": thousandth(dispute.arrears_months),
        "urgency": thousandth(dispute.urgency.score if dispute.urgency else 0.0),
    }
    texts = {"title": told.title, "text": told.text, "employer_words": _spaced(names)}
    return Flat(dispute.id, keywords, numbers, texts, told.words, told.meanings)


@lru_cache(maxsize=10_000)
def _ancestors(code: str) -> tuple[str, ...]:
    return tuple(Locality(code=code, name="").ancestors())


def moment(when: datetime | None) -> int:
    """Milliseconds since 1970, the unit both engines keep exactly."""
    return UNKNOWN if when is None else (when - _EPOCH) // _MILLISECOND


def thousandth(value: float | None) -> int:
    """A number with decimals as whole thousandths, so that no engine rounds it its own way."""
    return UNKNOWN if value is None else round(value * 1000)


_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - beside CHINA, the same form
_MILLISECOND = timedelta(milliseconds=1)


def _told(title: str, text: str) -> _Told:
    cut = rjieba_segmenter().coarse
    title_words, text_words = cut(plain(title)), cut(plain(text))
    title_tokens, text_tokens = tokens(title_words), tokens(text_words)
    marks = strengths(title_tokens, text_tokens, chain(title_words, text_words))
    meant = meanings(title_tokens, text_tokens, marks)
    return _Told(" ".join(title_tokens), " ".join(text_tokens), _marked(marks), _marked(meant))


def _marked(marks: dict[str, str]) -> str:
    return " ".join([word + mark for word, mark in marks.items()])


def _spaced(names: Iterable[str]) -> str:
    """Names character by character, so that any part of a name is found whatever the words around it."""
    return " | ".join(" ".join(character for character in plain(name) if character.isalnum()) for name in names)


def _common(**values: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each value once, in order; empty fields left out. Lone surrogates, which no engine takes, become "?"."""
    kept = {name: tuple(dict.fromkeys(value for value in given if value)) for name, given in values.items()}
    return {name: given for name, given in kept.items() if given}


def _calendar(when: datetime | None) -> dict[str, tuple[str, ...]]:
    """Day, ISO week, month and year in China, as words that both engines count alike."""
    return {} if when is None else _calendar_of(when.astimezone(CHINA).date())


@lru_cache(maxsize=10_000)
def _calendar_of(day: date) -> dict[str, tuple[str, ...]]:
    year, week, _ = day.isocalendar()
    return {
        "day": (day.isoformat(),),
        "week": (f"{year}-W{week:02}",),
        "month": (f"{day:%Y-%m}",),
        "year": (f"{day:%Y}",),
    }
