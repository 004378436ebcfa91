"""What is to be done today: everything that waits for a post, each with its count and where it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from briefings.meeting import signature_refused
from briefings.meeting_store import overdue_resolutions, running
from briefings.notices.follow import is_overdue
from briefings.notices.store import Outline, outlines
from judgment.audit_sample import monday, sample
from yanpan.app import App
from yanpan.console.notices import PENDING, waiting_for
from yanpan.registering import count_without_owner
from yanpan.sampling import count_set_aside
from yanpan_domain.codes import Level
from yanpan_domain.meeting import MeetingState
from yanpan_domain.notice import NoticeState


@dataclass(frozen=True, slots=True)
class Task:
    """COUNT things of one kind, and the page where they are done; urgent ones come first and are marked."""

    words: str
    count: int
    link: str
    is_urgent: bool = False


def todo(app: App, post: str, today: date) -> list[Task]:
    """What waits on TODAY for POST, or for anybody without one, the urgent first."""
    with app.ledger.read() as connection:
        pending = outlines(connection, PENDING)
    found = [*_notices(pending, post, today), *_ownerless(app), *_audit(app, today), *_meetings(app, post, today)]
    return sorted((one for one in found if one.count), key=lambda one: not one.is_urgent)


def _notices(pending: list[Outline], post: str, today: date) -> Iterator[Task]:
    waiting = waiting_for(pending, post)
    answered = sum(one.state is NoticeState.REPLIED for one in pending)
    verified = sum(one.state is NoticeState.VERIFIED for one in pending)
    back = sum(one.state is NoticeState.RETURNED for one in pending)
    late = sum(is_overdue(one, today) for one in pending)
    yield Task("通知逾期未反馈", late, "/notices?state=overdue", is_urgent=True)
    yield Task("通知待核稿", waiting.to_review, "/notices?state=draft")
    yield Task("通知待签发", waiting.to_approve, "/notices?state=reviewed")
    yield Task("通知待发出", waiting.to_send, "/notices?state=approved")
    yield Task("通知被退回", back, "/notices?state=returned")
    yield Task("反馈待核实", answered, "/notices?state=replied")
    yield Task("已核实待办结", verified, "/notices?state=verified")


def _ownerless(app: App) -> Iterator[Task]:
    left = count_without_owner(app)
    yield Task("一级争议无人包案", left[Level.ONE], "/register#ownerless", is_urgent=True)
    yield Task("二级争议无人包案", left[Level.TWO], "/register#ownerless")


def _audit(app: App, today: date) -> Iterator[Task]:
    """The last complete week's sample: what is not marked of it, or that it was never drawn."""
    week = monday(today - timedelta(days=7))
    with app.ledger.read() as connection:
        drawn = sample(connection, week)
    left = sum(one.mark is None for one in drawn)
    yield Task("上周抽查未标", left, f"/audit?week={week}")
    if not drawn:
        yield Task("上周抽查未抽（判为无关）", count_set_aside(app, week), f"/audit?week={week}")


def _meetings(app: App, post: str, today: date) -> Iterator[Task]:
    """The meeting that is not closed yet, and resolutions past their day."""
    current = running(app.ledger)
    if current is not None:
        words = {MeetingState.DRAFT: "会议待研判、审核", MeetingState.REVIEWED: "会议待签发"}.get(
            current.state, "会议待闭会"
        )
        is_mine = current.state is not MeetingState.REVIEWED or not (post and signature_refused(current, post))
        yield Task(words, int(is_mine), f"/meetings/{current.id}")
    late = overdue_resolutions(app.ledger, today)
    if late:
        yield Task("会议议定事项逾期", len(late), f"/meetings/{late[0].meeting}#resolve", is_urgent=True)
