"""The meeting (一会三研判): a plan of named slots, a frozen agenda, judgments with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yanpan_domain.codes import Labelled, Trend
from yanpan_domain.dispute import Quotation


class Preset(Labelled):
    """How three judgments are grouped. `rhythm` is our default, not official doctrine: no public text defines the three."""

    RHYTHM = "rhythm", "日研判、周研判、月研判"
    STAGE = "stage", "事前、事中、事后"
    LEVEL = "level", "县、市、省"
    DIMENSION = "dimension", "性质、走势、处置"
    TRIGGER = "trigger", "定期、专题、即时"
    PHASE = "phase", "会前、会中、会后"


class MeetingState(Labelled):
    DRAFT = "draft", "拟稿"
    REVIEWED = "reviewed", "已审核"
    SIGNED = "signed", "已签发"
    CLOSED = "closed", "已闭会"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One of a plan's judgments."""

    code: str
    name: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    preset: Preset
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A dispute as it stood when the meeting opened; never rewritten."""

    rank: int
    dispute: str
    revision: int
    title: str
    level: str
    level_because: str
    score: float
    readings: tuple[tuple[str, float, str], ...]
    stage: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingJudgment:
    """What the meeting holds of one dispute. Roles stand for persons; dissent is kept beside, never merged."""

    id: int
    dispute: str
    cadence: str
    stage: str
    nature: str
    trend: Trend
    response: str
    basis: str
    confidence: float
    evidence: tuple[Quotation, ...]
    dissent: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A decision with a responsible unit and a day; it becomes a notice."""

    id: int
    meeting: str
    dispute: str | None
    text: str
    unit: str
    due: date
    notice: str | None
    outcome: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting of a plan for a period; `followed_up` are the last meeting's resolutions, first on the agenda."""

    id: str
    preset: Preset
    slot: str
    period: str
    start: datetime
    end: datetime
    cut_off: datetime
    state: MeetingState
    scorer: str
    place: str | None
    agenda: tuple[AgendaItem, ...]
    followed_up: tuple[Resolution, ...]
    attendance: tuple[str, ...]
    judgments: tuple[MeetingJudgment, ...]
    resolutions: tuple[Resolution, ...]
    drafted_by: str
    reviewed_by: str | None
    signed_by: str | None
    opened: datetime
    signed: datetime | None

    def judgments_of(self, dispute: str) -> tuple[MeetingJudgment, ...]:
        """What was held of DISPUTE, the last one counts."""
        return tuple(one for one in self.judgments if one.dispute == dispute)
