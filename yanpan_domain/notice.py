"""A notice to a union body about one dispute, and the states it goes through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yanpan_domain.codes import Labelled
from yanpan_domain.dispute import Quotation


class NoticeForm(Labelled):
    """Forms the system sends to union bodies, and those that are files for the local union to hand over."""

    SITUATION = "situation", "情况通报"
    ASSIGNMENT = "assignment", "交办单"
    URGING = "urging", "督办单"
    REMINDER_LETTER = "reminder_letter", "提示函"
    OPINION = "opinion", "意见书"
    RECOMMENDATION = "recommendation", "建议书"
    CORRECTION = "correction", "更正"
    WITHDRAWAL = "withdrawal", "撤回"

    @property
    def is_sent(self) -> bool:
        """Whether a channel may carry it to a union body; the others are files only."""
        return self not in {NoticeForm.REMINDER_LETTER, NoticeForm.OPINION, NoticeForm.RECOMMENDATION}


class NoticeState(Labelled):
    DRAFT = "draft", "拟稿"
    REVIEWED = "reviewed", "已核稿"
    APPROVED = "approved", "已签发"
    SENT = "sent", "已发出"
    DELIVERED = "delivered", "已送达"
    ACKNOWLEDGED = "acknowledged", "已签收"
    RETURNED = "returned", "已退回"
    REPLIED = "replied", "已反馈"
    VERIFIED = "verified", "已核实"
    CLOSED = "closed", "已办结"
    REOPENED = "reopened", "重新办理"
    REVISITED = "revisited", "已回访"
    DISCARDED = "discarded", "已作废"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSource:
    """Where the notice's facts were published."""

    article: str
    media: str
    title: str
    url: str
    published: datetime | None
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeBody:
    """What the notice says; frozen at each version. Facts are masked and marked 据公开报道，待核实."""

    title: str
    urgency: str
    recipient: str
    recipient_name: str
    copies: tuple[str, ...]
    subject: str
    facts: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    sources: tuple[NoticeSource, ...]
    issues: tuple[str, ...]
    place: str
    place_name: str
    industry: str
    workers: str
    amount: str
    opinion: str
    request: tuple[str, ...]
    basis: tuple[str, ...]
    feedback: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One step of a notice; `actor` is a post, never a name."""

    seq: int
    before: NoticeState | None
    after: NoticeState
    actor: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice as it stands. `number` is given on approval, without gaps per code and year."""

    id: str
    form: NoticeForm
    dispute: str
    material_state: str
    state: NoticeState
    version: int
    body: NoticeBody
    number: str | None
    drafted_by: str
    reviewed_by: str | None
    approved_by: str | None
    drafted: datetime
    level: str
    workdays: int | None
    due: date | None
    due_estimated: bool
    update_of: str | None
    transitions: tuple[Transition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrouted:
    """A dispute whose place has no recipient: an open item on the screen, never silence."""

    dispute: str
    title: str
    place: str
    place_name: str
