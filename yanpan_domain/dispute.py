"""A case of dispute: the unit that analysts, meetings and localities act on. Never a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yanpan_domain.codes import Circumstance, Form, Industry, Issue, Level, PartyRole, Stage, Tier, Vulnerable
from yanpan_domain.fact import LegalClock, Money, Quantity
from yanpan_domain.locality import Locality


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A span of a stored, masked article: what every sentence of a briefing resolves to."""

    article: str
    field: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An employer or other unit in the dispute, by role; never a natural person."""

    name: str
    role: PartyRole | None = None
    aliases: tuple[str, ...] = ()
    quotation: Quotation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Reprints of one text: counts once, its reach is kept. `media` are source titles; `origin` is an article id."""

    id: str
    origin: str
    articles: tuple[str, ...]
    media: tuple[str, ...]
    tiers: tuple[Tier, ...]
    first_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """The stage reported from `at` on."""

    stage: Stage
    at: datetime
    quotation: Quotation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One sentence of the case's history. `kind`: reported | stage | measure | fact."""

    at: datetime
    kind: str
    quotation: Quotation
    url: str
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CircumstanceStated:
    code: Circumstance
    quotation: Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one signal says of a dispute: strength 0..1, its weight, and the reason in Chinese."""

    signal: str
    strength: float
    weight: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """Need of help, 0..100, with every reading that made it; `made` is the day it was scored for."""

    score: float
    level: Level
    level_because: str
    readings: tuple[Reading, ...]
    version: str
    made: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One case: one employer's or project's grievance in one place, over all its articles, reprints counted once.

    `superseded_by` leads to the living dispute when this one was merged away. Times have a zone.
    `withdrawn_because` says why no article tells of it any more; its id stays, and lives again when one does.
    `joined_because` says, per article id, why it belongs here.
    """

    id: str
    title: str
    employer: Party | None
    parties: tuple[Party, ...] = ()
    places: tuple[Locality, ...] = ()
    industry: Industry | None = None
    issues: tuple[Issue, ...] = ()
    form: tuple[Form, ...] = ()
    vulnerable: tuple[Vulnerable, ...] = ()
    workers: Quantity | None = None
    workers_quotation: Quotation | None = None
    owed: Money | None = None
    owed_quotation: Quotation | None = None
    paid: Money | None = None
    paid_quotation: Quotation | None = None
    arrears_months: float | None = None
    circumstances: tuple[CircumstanceStated, ...] = ()
    clocks: tuple[LegalClock, ...] = ()
    first_seen: datetime
    last_seen: datetime
    stage: Stage = Stage.UNKNOWN
    stage_history: tuple[StageChange, ...] = ()
    families: tuple[Family, ...] = ()
    articles: tuple[str, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    measures: tuple[TimelineEntry, ...] = ()
    tone: float = 0.0
    joined_because: tuple[tuple[str, str], ...] = ()
    urgency: Urgency | None = None
    revision: int = 1
    superseded_by: str | None = None
    withdrawn_because: str | None = None

    @property
    def is_living(self) -> bool:
        """Whether it stands as a case of its own: neither merged away nor withdrawn."""
        return self.superseded_by is None and self.withdrawn_because is None

    @property
    def is_open(self) -> bool:
        """Whether help may still be needed: a living dispute that is neither settled nor judged."""
        return self.is_living and self.stage not in {Stage.SETTLED, Stage.JUDGED}

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Every tier of source that reports it, each once."""
        return tuple(dict.fromkeys(tier for family in self.families for tier in family.tiers))
