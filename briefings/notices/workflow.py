"""A notice's way from draft to closure: which step may follow which, and who may take it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from briefings.notices.deadlines import deadline
from briefings.notices.store import add_transition, notice_called
from briefings.options import BriefingOptions
from briefings.tables import NOTICES, NUMBERS
from briefings.workdays import read_calendar
from yanpan_domain.codes import Level
from yanpan_domain.errors import CallerError
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
_NEED_REASON = {S.RETURNED, S.REOPENED, S.DISCARDED}


class WrongStep(CallerError):
    code = "wrong_step"


class SelfApproval(CallerError):
    code = "self_approval"


class ReasonMissing(CallerError):
    code = "reason_missing"


def review(ledger: Ledger, notice_id: str, *, actor: str, now: datetime) -> Notice:
    """核稿: the draft is sound."""
    with ledger.begin() as connection:
        notice = _step(connection, notice_id, S.REVIEWED, actor, now, "")
        connection.execute(update(NOTICES).where(NOTICES.c.id == notice.id).values(reviewed_by=actor))
        return notice_called(connection, notice.id)


def approve(
    ledger: Ledger, notice_id: str, *, actor: str, now: datetime, options: BriefingOptions | None = None
) -> Notice:  # fmt: skip
    """签发 by someone other than who drafted it: gives the number and starts the time. Raises SelfApproval."""
    options = options or BriefingOptions()
    with ledger.begin() as connection:
        notice = notice_called(connection, notice_id)
        if actor.strip() == notice.drafted_by.strip():
            raise SelfApproval(f"签发人不得与拟稿人（{notice.drafted_by}）相同，请由另一人签发。")
        notice = _step(connection, notice_id, S.APPROVED, actor, now, "")
        until = deadline(notice.form, Level(notice.level), now, read_calendar(options.workdays))
        number = _next_number(connection, options.code, now.astimezone(SHANGHAI).year)
        connection.execute(
            update(NOTICES).where(NOTICES.c.id == notice.id).values(
                approved_by=actor, number=number, workdays=until.workdays, due=until.due, due_estimated=until.estimated
            )
        )  # fmt: skip
        return notice_called(connection, notice.id)


def move(ledger: Ledger, notice_id: str, after: NoticeState, *, actor: str, now: datetime, reason: str = "") -> Notice:
    """Any other step. Raises WrongStep when it may not follow, ReasonMissing when it needs a reason."""
    if after in {S.REVIEWED, S.APPROVED, S.SENT}:
        raise WrongStep(f"“{after.label}”有专门的命令：review、approve、deliver。")
    if after in _NEED_REASON and not reason.strip():
        raise ReasonMissing(f"“{after.label}”须写明理由（--reason）。")
    with ledger.begin() as connection:
        _step(connection, notice_id, after, actor, now, reason)
        return notice_called(connection, notice_id)


CONCLUSIONS = ("属实", "部分属实", "不属实", "无法核实")
SATISFACTION = ("满意", "基本满意", "不满意", "未联系上")


class ReplyError(CallerError):
    code = "reply"


def reply(
    ledger: Ledger, notice_id: str, *, conclusion: str, measures: str, recovered: float | None, helped: int | None, resolved: bool,
    actor: str, now: datetime,
) -> Notice:  # fmt: skip
    """反馈: what the local union found and did; kept with the step, so that the rates can count it. Raises ReplyError."""
    if conclusion not in CONCLUSIONS:
        raise ReplyError(f"核实结论“{conclusion}”应为 {'、'.join(CONCLUSIONS)} 之一。")
    if (recovered is not None and recovered < 0) or (helped is not None and helped < 0):
        raise ReplyError("追回金额和帮助人数不能为负；没有数字就不填，不要填0。")
    told = {
        "conclusion": conclusion,
        "measures": measures,
        "recovered": recovered,
        "helped": helped,
        "resolved": resolved,
    }
    return move(ledger, notice_id, S.REPLIED, actor=actor, now=now, reason=msgspec.json.encode(told).decode())


def reason_words(step: Transition) -> str:
    """What was told with STEP, in words; a reply is kept as JSON so that the rates can count it."""
    if step.after is not S.REPLIED or not step.reason.startswith("{"):
        return step.reason
    told = msgspec.json.decode(step.reason)
    recovered, helped = told.get("recovered"), told.get("helped")
    parts = (
        told.get("conclusion"), told.get("measures"),
        None if recovered is None else f"追回{yuan(recovered)}", None if helped is None else f"帮助职工{helped}人",
        "已化解" if told.get("resolved") else "尚未化解",
    )  # fmt: skip
    return "；".join(part for part in parts if part)


def revisit(ledger: Ledger, notice_id: str, *, satisfaction: str, actor: str, now: datetime) -> Notice:
    """回访: how content those helped are. Raises ReplyError."""
    if satisfaction not in SATISFACTION:
        raise ReplyError(f"回访结果“{satisfaction}”应为 {'、'.join(SATISFACTION)} 之一。")
    return move(ledger, notice_id, S.REVISITED, actor=actor, now=now, reason=satisfaction)


def deliver(
    ledger: Ledger, outbox: Path, *, now: datetime, actor: str, options: BriefingOptions | None = None
) -> list[tuple[Notice, list[Path]]]:
    """Write every approved notice to OUTBOX and mark it sent. A crash in between repeats the same files, never a second notice."""
    from briefings.notices.channels import write_notice

    with ledger.read() as connection:
        waiting = connection.execute(
            select(NOTICES.c.id).where(NOTICES.c.state == S.APPROVED.value).order_by(NOTICES.c.number)
        ).scalars().all()  # fmt: skip
    sent = []
    for notice_id in waiting:
        with ledger.begin() as connection:
            notice = notice_called(connection, notice_id)
            if notice.state is not S.APPROVED:  # another process was first
                continue
            paths = write_notice(notice, outbox, options or BriefingOptions())
            _step(
                connection,
                notice_id,
                S.SENT,
                actor,
                now,
                "文件已写入发件夹" if notice.form.is_sent else "文件已备，由地方工会递交",
            )
            sent.append((notice_called(connection, notice_id), paths))
    return sent


def _step(connection: Connection, notice_id: str, after: NoticeState, actor: str, now: datetime, reason: str) -> Notice:
    notice = notice_called(connection, notice_id)
    if after not in NEXT[notice.state]:
        allowed = "、".join(sorted(state.label for state in NEXT[notice.state])) or "无"
        raise WrongStep(
            f"通知 {notice.id[:10]} 现为“{notice.state.label}”，不能转为“{after.label}”；可转为：{allowed}。"
        )
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
