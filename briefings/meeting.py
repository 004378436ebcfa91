"""The meeting (一会三研判): opened with a frozen agenda, judged with evidence, signed by a second person, closed.

No public text defines the three judgments, so the plan is configuration; the default `rhythm` is ours. Every judgment
carries cadence, stage and nature/trend/response, so a preset only groups (`presets.py`): switching it deletes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from briefings.masked import masked
from briefings.meeting_store import MeetingError, meeting_called, of_plan
from briefings.numbers import day_words
from briefings.options import BriefingOptions
from briefings.period import Period
from briefings.presets import slot_name
from briefings.provinces import six_digits
from briefings.selection import select as select_disputes
from briefings.tables import MEETING_JUDGMENTS, MEETINGS, RESOLUTIONS
from index.interface import IndexReader
from yanpan_domain.codes import Trend
from yanpan_domain.dispute import Quotation
from yanpan_domain.errors import BusyError
from yanpan_domain.identifiers import digest
from yanpan_domain.meeting import AgendaItem, Meeting, MeetingJudgment, MeetingState, Resolution
from yanpan_domain.zone import SHANGHAI
from yanpan_ledger.audit import record
from yanpan_ledger.engine import Ledger

AGENDA_SIZE = 20


class EvidenceMissing(MeetingError):
    code = "evidence_missing"


class SelfSignature(MeetingError):
    code = "self_signature"


class AlreadySigned(MeetingError):
    code = "already_signed"


class MetMeanwhile(BusyError):
    """Another post added to the meeting after the caller had read it."""

    code = "met_meanwhile"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentInput:
    """What the meeting holds of a dispute; `evidence` are spans of stored articles."""

    dispute: str
    nature: str
    trend: Trend
    response: str
    basis: str = ""
    stage: str = ""
    confidence: float = 0.5
    evidence: tuple[Quotation, ...] = ()
    dissent: str = ""


def open_meeting(
    index: IndexReader, ledger: Ledger, *, period: Period, cut_off: datetime, actor: str, now: datetime,
    options: BriefingOptions | None = None, place: str | None = None, attendance: Sequence[str] = (), size: int = AGENDA_SIZE,
) -> Meeting:  # fmt: skip
    """A draft meeting of PERIOD: its agenda is frozen with scorer version and cut-off; last meeting's resolutions come first.

    Opened again while a draft of the same plan and period is there, that draft is returned. Raises AlreadySigned, and
    MeetingError for a period that has not begun.
    """
    if period.start >= cut_off:
        raise MeetingError(f"{period.label}还没有开始，没有可研判的内容。请核对时段，或到时再开会。")
    options = options or BriefingOptions()
    place = six_digits(place) if place else None
    selection, _ = select_disputes(index, period, cut_off, place)
    agenda = tuple(_item(rank, one.dispute) for rank, one in enumerate(selection.ranked[:size], 1))
    slot = period.product.value
    with ledger.begin() as connection:
        here = [
            one for one in of_plan(connection, options.preset, place) if one.slot == slot and one.period == period.name
        ]
        if any(one.state in {MeetingState.SIGNED, MeetingState.CLOSED} for one in here):
            raise AlreadySigned(
                f"{period.label}的{slot_name(options.preset, slot)}会议已经签发，不能再开。可用 yanpan meeting show 查看。"
            )
        if here:
            return here[0]
        meeting_id = digest("|".join((options.preset.value, slot, period.name, place or "", cut_off.isoformat())), "m")
        earlier = [
            one for one in of_plan(connection, options.preset, place) if one.slot == slot and one.start < period.start
        ]
        followed = earlier[-1].resolutions if earlier else ()
        connection.execute(
            insert(MEETINGS).values(
                id=meeting_id, preset=options.preset.value, slot=slot, period=period.name, place=place or "", start=period.start,
                end=period.end, cut_off=cut_off, state=MeetingState.DRAFT.value, scorer=_scorer(agenda, selection.ranked),
                agenda=msgspec.json.encode(agenda).decode(), followed_up=msgspec.json.encode(followed).decode(),
                attendance=msgspec.json.encode(tuple(attendance)).decode(), drafted_by=actor, opened=now, signed_mark=meeting_id,
            )
        )  # fmt: skip
        record(
            connection,
            at=now,
            actor=actor,
            act="meeting.open",
            subject=meeting_id,
            detail={"period": period.name, "items": len(agenda)},
        )
        return meeting_called(connection, meeting_id)


def judge(
    ledger: Ledger, meeting_id: str, judged: JudgmentInput, *, index: IndexReader, actor: str, now: datetime, seen: int | None = None
) -> Meeting:  # fmt: skip
    """Keep the meeting's judgment of a dispute on its agenda; a later one of the same dispute stands beside, the last one counts.

    Raises EvidenceMissing when no evidence is given or a span does not stand in its article. SEEN is how many judgments
    of the dispute the caller had read; when there are more, MetMeanwhile is raised.
    """
    _check(index, judged)
    judged = _masked(judged)
    with ledger.begin() as connection:
        meeting = _editable(connection, meeting_id)
        _demand_on_agenda(meeting, judged.dispute)
        _demand_seen(meeting.judgments_of(judged.dispute), seen)
        connection.execute(
            insert(MEETING_JUDGMENTS).values(
                meeting=meeting.id, dispute=judged.dispute, cadence=meeting.slot, stage=judged.stage, nature=judged.nature,
                trend=judged.trend.value, response=judged.response, basis=judged.basis, confidence=judged.confidence,
                evidence=msgspec.json.encode(judged.evidence).decode(), dissent=judged.dissent, actor=actor, at=now,
            )
        )  # fmt: skip
        record(
            connection, at=now, actor=actor, act="meeting.judge", subject=meeting.id, detail={"dispute": judged.dispute}
        )
        return meeting_called(connection, meeting.id)


def resolve(
    ledger: Ledger, meeting_id: str, *, text: str, unit: str, due: date, dispute: str | None, actor: str, now: datetime
) -> Meeting:  # fmt: skip
    """Keep a resolution: what is to be done, by which unit, until when; DISPUTE, if any, stands on the agenda."""
    if due < now.astimezone(SHANGHAI).date():
        raise MeetingError(f"时限{day_words(due)}已过，请写今天或以后的日期。")
    if not text.strip() or not unit.strip():
        raise MeetingError("决议须写明内容和责任单位。")
    with ledger.begin() as connection:
        meeting = _editable(connection, meeting_id)
        if dispute is not None:
            _demand_on_agenda(meeting, dispute)
        connection.execute(
            insert(RESOLUTIONS).values(
                meeting=meeting.id,
                dispute=dispute,
                text=masked(text.strip()),
                unit=unit.strip(),
                due=due,
                notice=None,
                outcome="",
                done=False,
            )
        )
        record(
            connection,
            at=now,
            actor=actor,
            act="meeting.resolve",
            subject=meeting.id,
            detail={"unit": unit, "due": due.isoformat()},
        )
        return meeting_called(connection, meeting.id)


def finish_resolution(ledger: Ledger, resolution_id: int, *, outcome: str, actor: str, now: datetime) -> None:
    """Record what came of a resolution; meetings after this one open with it."""
    if not outcome.strip():
        raise MeetingError("请写明结果：做了什么，落实到哪一步。")
    outcome = masked(outcome.strip())
    with ledger.begin() as connection:
        done = connection.execute(
            update(RESOLUTIONS).where(RESOLUTIONS.c.id == resolution_id).values(outcome=outcome, done=True)
        )
        if done.rowcount != 1:
            raise MeetingError(f"没有编号为 {resolution_id} 的决议；编号见会议的决议。")
        record(
            connection,
            at=now,
            actor=actor,
            act="meeting.resolution_done",
            subject=str(resolution_id),
            detail={"outcome": outcome},
        )


def attend(ledger: Ledger, meeting_id: str, posts: Sequence[str], *, actor: str, now: datetime) -> Meeting:
    """POSTS are who attends a meeting that is not reviewed yet; roles, never names."""
    with ledger.begin() as connection:
        meeting = _editable(connection, meeting_id)
        _set(connection, meeting.id, attendance=msgspec.json.encode(tuple(posts)).decode())
        record(connection, at=now, actor=actor, act="meeting.attend", subject=meeting.id, detail={"posts": list(posts)})
        return meeting_called(connection, meeting.id)


def review_meeting(
    ledger: Ledger, meeting_id: str, *, actor: str, now: datetime, seen: int | None = None
) -> Meeting:  # fmt: skip
    """审核: judgments are complete. Raises EvidenceMissing for one without evidence.

    SEEN is how many judgments and resolutions the caller had read; when there are more, MetMeanwhile is raised.
    """
    with ledger.begin() as connection:
        meeting = _held(connection, meeting_id)
        if meeting.state is not MeetingState.DRAFT:
            raise MeetingError(f"会议现为“{meeting.state.label}”，只有拟稿可以审核。")
        _demand_seen((*meeting.judgments, *meeting.resolutions), seen)
        _demand_evidence(meeting)
        _set(connection, meeting.id, state=MeetingState.REVIEWED.value, reviewed_by=actor)
        record(connection, at=now, actor=actor, act="meeting.review", subject=meeting.id)
        return meeting_called(connection, meeting.id)


def signature_refused(meeting: Meeting, actor: str) -> str:
    """Why ACTOR may not sign MEETING; "" when nothing is against it."""
    if actor.strip() != meeting.drafted_by.strip():
        return ""
    return f"签发人不得与拟稿人（{meeting.drafted_by}）相同，请由另一人签发。"


def sign(ledger: Ledger, meeting_id: str, *, actor: str, now: datetime) -> Meeting:
    """签发 by someone other than the drafter. Raises SelfSignature, EvidenceMissing, or AlreadySigned for the period."""
    with ledger.begin() as connection:
        meeting = _held(connection, meeting_id)
        if refused := signature_refused(meeting, actor):
            raise SelfSignature(refused)
        if meeting.state is not MeetingState.REVIEWED:
            raise MeetingError(f"会议现为“{meeting.state.label}”，须先审核再签发。")
        _demand_evidence(meeting)
        try:
            _set(
                connection,
                meeting.id,
                state=MeetingState.SIGNED.value,
                signed_by=actor,
                signed=now,
                signed_mark="signed",
            )
        except IntegrityError as error:
            raise AlreadySigned("同一计划、同一时段已有签发的会议。") from error
        record(connection, at=now, actor=actor, act="meeting.sign", subject=meeting.id)
        return meeting_called(connection, meeting.id)


def close(ledger: Ledger, meeting_id: str, *, actor: str, now: datetime) -> Meeting:
    """闭会: minutes are out; resolutions go on to the next meeting."""
    with ledger.begin() as connection:
        meeting = _held(connection, meeting_id)
        if meeting.state is not MeetingState.SIGNED:
            raise MeetingError(f"会议现为“{meeting.state.label}”，签发之后才能闭会。")
        _set(connection, meeting.id, state=MeetingState.CLOSED.value)
        record(connection, at=now, actor=actor, act="meeting.close", subject=meeting.id)
        return meeting_called(connection, meeting.id)


def _item(rank: int, dispute: Any) -> AgendaItem:
    urgency = dispute.urgency
    return AgendaItem(
        rank=rank,
        dispute=dispute.id,
        revision=dispute.revision,
        title=dispute.title,
        level=urgency.level.value if urgency else "4",
        level_because=urgency.level_because if urgency else "",
        score=urgency.score if urgency else 0.0,
        readings=tuple(
            (r.signal, round(r.strength * r.weight, 2), r.because) for r in (urgency.readings if urgency else ())
        ),
        stage=dispute.stage.value,
        place=dispute.places[0].name if dispute.places else "地点不详",
    )


def _scorer(agenda: tuple[AgendaItem, ...], ranked: Sequence[Any]) -> str:
    versions = {one.dispute.urgency.version for one in ranked if one.dispute.urgency} if agenda else set()
    return "、".join(sorted(versions)) or "无"


def _check(index: IndexReader, judged: JudgmentInput) -> None:
    if not judged.evidence:
        raise EvidenceMissing("研判须附证据：至少一处已存文章的原文。")
    if not 0 <= judged.confidence <= 1:
        raise MeetingError("把握程度应在 0 与 1 之间。")
    for quotation in judged.evidence:
        found = index.article(quotation.article)
        field = "" if found is None else found.article.title if quotation.field == "title" else found.article.text
        if not quotation.quote or field[quotation.start : quotation.end] != quotation.quote:
            raise EvidenceMissing(f"文章 {quotation.article} 中没有“{quotation.quote[:30]}”。请核对文章编号与原文。")


def _masked(judged: JudgmentInput) -> JudgmentInput:
    """JUDGED with private persons masked in what was written; evidence is masked as its article is."""
    nature, response = masked(judged.nature.strip()), masked(judged.response.strip())
    if not nature or not response:
        raise MeetingError("研判须写明性质和处置。")
    basis, dissent = masked(judged.basis.strip()), masked(judged.dissent.strip())
    return replace(judged, nature=nature, response=response, basis=basis, dissent=dissent)


def quotation_of(index: IndexReader, article_id: str, words: str) -> Quotation:
    """Where WORDS stand in the article. Raises EvidenceMissing when they do not."""
    found = index.article(article_id)
    if found is not None and words:
        for field, body in (("text", found.article.text), ("title", found.article.title)):
            start = body.find(words)
            if start >= 0:
                return Quotation(article=article_id, field=field, start=start, end=start + len(words), quote=words)
    raise EvidenceMissing(f"文章 {article_id} 中没有“{words[:30]}”。请核对文章编号与原文。")


def _demand_evidence(meeting: Meeting) -> None:
    bare = [one for one in meeting.judgments if not one.evidence]
    if bare:
        raise EvidenceMissing(f"有{len(bare)}条研判没有证据，不能审签。")


def _demand_seen(found: Sequence[MeetingJudgment | Resolution], seen: int | None) -> None:
    if seen is not None and len(found) != seen:
        told = "；".join(
            one.text if isinstance(one, Resolution) else f"{one.actor}：{one.nature}" for one in found[seen:]
        )
        raise MetMeanwhile(f"打开此页之后，会议有了新内容（{told[:120]}）。请看过再提交。")


def _demand_on_agenda(meeting: Meeting, dispute: str) -> None:
    if dispute not in {item.dispute for item in meeting.agenda}:
        raise MeetingError(f"争议 {dispute} 不在本次会议议程上。议程在开会时已固定，可在下次会议研判。")


def _held(connection: Connection, meeting_id: str) -> Meeting:
    """The meeting as it is, and nobody else changes it until this transaction ends (on PostgreSQL two may write at once)."""
    meeting = meeting_called(connection, meeting_id)
    connection.execute(select(MEETINGS.c.id).where(MEETINGS.c.id == meeting.id).with_for_update())
    return meeting_called(connection, meeting.id)


def _editable(connection: Connection, meeting_id: str) -> Meeting:
    meeting = _held(connection, meeting_id)
    if meeting.state is not MeetingState.DRAFT:
        raise MeetingError(f"会议现为“{meeting.state.label}”，只有拟稿可以修改。")
    return meeting


def _set(connection: Connection, meeting_id: str, **values: Any) -> None:
    connection.execute(update(MEETINGS).where(MEETINGS.c.id == meeting_id).values(**values))
