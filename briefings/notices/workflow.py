"""A notice's way from draft to closure: which step may follow which, and who may take it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from briefings.masked import masked
from briefings.notices.deadlines import deadline
from briefings.notices.replies import SATISFACTION, Reply, ReplyError, read_reply, written_reply
from briefings.notices.store import Outline, add_transition, notice_called
from briefings.numbers import moment_words
from briefings.options import BriefingOptions
from briefings.tables import NOTICES, NUMBERS
from briefings.workdays import read_calendar
from yanpan_domain.codes import Level
from yanpan_domain.errors import BusyError, CallerError
from yanpan_domain.figures import yuan
from yanpan_domain.notice import Notice, NoticeState, Transition
from yanpan_domain.zone import SHANGHAI
from yanpan_ledger.audit import record
from yanpan_ledger.engine import Ledger

S = NoticeState
# 退回 from a recipient goes back to the desk, where it is drafted anew or discarded.
NEXT: dict[NoticeState, frozenset[NoticeState]] = {
    S.DRAFT: frozenset({S.REVIEWED, S.DISCARDED}),
    S.REVIEWED: frozenset({S.APPROVED, S.DRAFT, S.DISCARDED}),
    S.APPROVED: frozenset({S.SENT}),
    S.SENT: frozenset({S.DELIVERED, S.ACKNOWLEDGED, S.RETURNED, S.REPLIED}),
    S.DELIVERED: frozenset({S.ACKNOWLEDGED, S.RETURNED, S.REPLIED}),
    S.ACKNOWLEDGED: frozenset({S.REPLIED, S.RETURNED}),
    S.RETURNED: frozenset({S.CLOSED}),
    S.REPLIED: frozenset({S.VERIFIED, S.ACKNOWLEDGED}),
    S.VERIFIED: frozenset({S.CLOSED}),
    S.CLOSED: frozenset({S.REOPENED, S.REVISITED}),
    S.REOPENED: frozenset({S.REPLIED, S.CLOSED}),
    S.REVISITED: frozenset({S.REOPENED}),
    S.DISCARDED: frozenset(),
}
# Whoever gets a notice back must know why; so must whoever asks what became of it.
_NEED_REASON = {S.DRAFT, S.RETURNED, S.REOPENED, S.DISCARDED}


class WrongStep(CallerError):
    code = "wrong_step"


class SelfApproval(CallerError):
    code = "self_approval"


class ReasonMissing(CallerError):
    code = "reason_missing"


class MovedMeanwhile(BusyError):
    """Another post took a step after the caller had read the notice."""

    code = "moved_meanwhile"


# SEEN, in every step: how many steps of the notice the caller had read. When there are more, MovedMeanwhile tells of them.


def needs_reason(before: NoticeState, after: NoticeState) -> bool:
    """Whether the step from BEFORE to AFTER is taken with a reason only; an answer that does not do goes back with one too."""
    return after in _NEED_REASON or (before is S.REPLIED and after is S.ACKNOWLEDGED)


def approval_refused(notice: Notice | Outline, actor: str) -> str:
    """Why ACTOR may not sign NOTICE; "" when nothing is against it."""
    if actor.strip() != notice.drafted_by.strip():
        return ""
    return f"签发人不得与拟稿人（{notice.drafted_by}）相同，请由另一人签发。"


def review(ledger: Ledger, notice_id: str, *, actor: str, now: datetime, seen: int | None = None) -> Notice:
    """核稿: the draft is sound."""
    with ledger.begin() as connection:
        notice = _step(connection, notice_id, S.REVIEWED, actor, now, "", seen)
        connection.execute(update(NOTICES).where(NOTICES.c.id == notice.id).values(reviewed_by=actor))
        return notice_called(connection, notice.id)


def approve(
    ledger: Ledger, notice_id: str, *, actor: str, now: datetime, options: BriefingOptions | None = None, seen: int | None = None
) -> Notice:  # fmt: skip
    """签发 by someone other than who drafted it: gives the number and starts the time. Raises SelfApproval."""
    options = options or BriefingOptions()
    with ledger.begin() as connection:
        notice = notice_called(connection, notice_id)
        if refused := approval_refused(notice, actor):
            raise SelfApproval(refused)
        notice = _step(connection, notice_id, S.APPROVED, actor, now, "", seen)
        until = deadline(notice.form, Level(notice.level), now, read_calendar(options.workdays))
        number = _next_number(connection, options.code, now.astimezone(SHANGHAI).year)
        connection.execute(
            update(NOTICES).where(NOTICES.c.id == notice.id).values(
                approved_by=actor, number=number, workdays=until.workdays, due=until.due, due_estimated=until.estimated
            )
        )  # fmt: skip
        return notice_called(connection, notice.id)


def move(
    ledger: Ledger, notice_id: str, after: NoticeState, *, actor: str, now: datetime, reason: str = "", seen: int | None = None
) -> Notice:  # fmt: skip
    """Any other step; private persons in REASON are masked. Raises WrongStep when it may not follow, ReasonMissing without one it needs."""
    if after in {S.REVIEWED, S.APPROVED, S.SENT}:
        raise WrongStep(f"“{after.label}”有专门的命令：review、approve、deliver。")
    return _move(ledger, notice_id, after, actor, now, masked(reason.strip()), seen)


def reply(
    ledger: Ledger, notice_id: str, *, conclusion: str, measures: str, recovered: float | None, helped: int | None, resolved: bool,
    actor: str, now: datetime, seen: int | None = None,
) -> Notice:  # fmt: skip
    """反馈: what the local union found and did; kept with the step, so that the rates can count it. Raises ReplyError."""
    told = Reply(
        conclusion=conclusion, measures=masked(measures.strip()), recovered=recovered, helped=helped, resolved=resolved
    )
    return _move(ledger, notice_id, S.REPLIED, actor, now, written_reply(told), seen)


def reason_words(step: Transition) -> str:
    """What was told with STEP, in words."""
    told = read_reply(step.reason) if step.after is S.REPLIED else None
    if told is None:
        return step.reason
    parts = (
        told.conclusion, told.measures,
        None if told.recovered is None else f"追回{yuan(told.recovered)}", None if told.helped is None else f"帮助职工{told.helped}人",
        "已化解" if told.resolved else "尚未化解",
    )  # fmt: skip
    return "；".join(part for part in parts if part)


def revisit(
    ledger: Ledger, notice_id: str, *, satisfaction: str, actor: str, now: datetime, seen: int | None = None
) -> Notice:
    """回访: how content those helped are. Raises ReplyError."""
    if satisfaction not in SATISFACTION:
        raise ReplyError(f"回访结果“{satisfaction}”应为 {'、'.join(SATISFACTION)} 之一。")
    return _move(ledger, notice_id, S.REVISITED, actor, now, satisfaction, seen)


def deliver(
    ledger: Ledger, outbox: Path, *, now: datetime, actor: str, options: BriefingOptions | None = None,
    only: str | None = None, seen: int | None = None,
) -> list[tuple[Notice, list[Path]]]:  # fmt: skip
    """Write every approved notice to OUTBOX, or ONLY one, and mark it sent.

    A crash in between repeats the same files, never a second notice. Raises WrongStep when ONLY is not approved.
    """
    from briefings.notices.channels import write_notice

    sent = []
    for notice_id in [only] if only else _approved(ledger):
        with ledger.begin() as connection:
            notice = notice_called(connection, notice_id)
            if notice.state is not S.APPROVED and only is None:  # another process was first
                continue
            _demand(notice, S.SENT, seen)
            paths = write_notice(notice, outbox, options or BriefingOptions())
            how = "文件已写入发件夹" if notice.form.is_sent else "文件已备，由地方工会递交"
            _step(connection, notice.id, S.SENT, actor, now, how, seen)
            sent.append((notice_called(connection, notice.id), paths))
    return sent


def _approved(ledger: Ledger) -> list[str]:
    with ledger.read() as connection:
        asked = select(NOTICES.c.id).where(NOTICES.c.state == S.APPROVED.value).order_by(NOTICES.c.number)
        return list(connection.execute(asked).scalars())


def _move(
    ledger: Ledger, notice_id: str, after: NoticeState, actor: str, now: datetime, reason: str, seen: int | None
) -> Notice:  # fmt: skip
    with ledger.begin() as connection:
        notice = notice_called(connection, notice_id)
        if needs_reason(notice.state, after) and not reason:
            raise ReasonMissing(f"转为“{after.label}”须写明理由。")
        _step(connection, notice.id, after, actor, now, reason, seen)
        return notice_called(connection, notice.id)


def _step(
    connection: Connection, notice_id: str, after: NoticeState, actor: str, now: datetime, reason: str, seen: int | None
) -> Notice:  # fmt: skip
    notice = notice_called(connection, notice_id)
    _demand(notice, after, seen)
    moved = connection.execute(
        update(NOTICES)
        .where(NOTICES.c.id == notice.id, NOTICES.c.state == notice.state.value)
        .values(state=after.value)
    )
    if moved.rowcount != 1:  # on PostgreSQL another process may have been quicker since the state was read
        raise WrongStep(f"通知 {notice.id[:10]} 刚被另一人办理，请刷新后再看。")
    add_transition(connection, notice.id, notice.state, after, actor, now, reason)
    record(connection, at=now, actor=actor, act=f"notice.{after.value}", subject=notice.id, detail={"reason": reason})
    return notice


def _demand(notice: Notice, after: NoticeState, seen: int | None) -> None:
    """NOTICE is as it was SEEN, and AFTER may follow its state."""
    if seen is not None and len(notice.transitions) != seen:
        steps = "；".join(
            f"{one.actor}于{moment_words(one.at)}转为“{one.after.label}”" for one in notice.transitions[seen:]
        )
        raise MovedMeanwhile(f"打开此页之后，{steps}。请看过再决定怎样办。")
    if after not in NEXT[notice.state]:
        allowed = "、".join(sorted(state.label for state in NEXT[notice.state])) or "无"
        raise WrongStep(
            f"通知 {notice.id[:10]} 现为“{notice.state.label}”，不能转为“{after.label}”；可转为：{allowed}。"
        )


def _next_number(connection: Connection, code: str, year: int) -> str:
    """`研判〔2026〕1号`: without gaps, because it is taken in the transaction that uses it."""
    mine = (NUMBERS.c.code == code, NUMBERS.c.year == year)
    asked = select(NUMBERS.c.last).where(*mine).with_for_update()
    last = connection.execute(asked).scalar()
    if last is None:
        try:
            with connection.begin_nested():
                connection.execute(insert(NUMBERS).values(code=code, year=year, last=0))
        except IntegrityError:  # another process opened the year at the same moment
            pass
        last = connection.execute(asked).scalar() or 0
    connection.execute(update(NUMBERS).where(*mine).values(last=last + 1))
    return f"{code}〔{year}〕{last + 1}号"
