"""Drafts of notices: the command line, the console, the main job and the schedule make them the same way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from yanpan.app import App
from yanpan_domain.errors import BusyError
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from briefings.notices.prospects import Prospects
    from yanpan_domain.dispute import Dispute
    from yanpan_domain.notice import Notice, Unrouted


class OtherDrafts(BusyError):
    """What would be drafted is no more what the caller had read."""

    code = "other_drafts"


def draft_all(app: App, *, actor: str, now: datetime, store: bool = True) -> list[Notice]:
    """Drafts for every open dispute that localities are to be told of, the most urgent first."""
    from yanpan.job import open_disputes

    found = sorted(open_disputes(app), key=lambda one: -(one.urgency.score if one.urgency else 0.0))
    return _draft(app, found, actor, now, store)


def prospects_of(app: App, dispute: Dispute, *, actor: str, now: datetime) -> Prospects:
    """What drafting would make of DISPUTE now, and why not more."""
    from briefings.notices.prospects import prospects
    from briefings.notices.routing import read_recipients
    from yanpan.job import briefing_options

    recipients = read_recipients(app.settings.briefing.recipients)
    return prospects(
        dispute, app.ledger, recipients, index=app.index, now=now, actor=actor, options=briefing_options(app)
    )


def draft_seen(app: App, dispute: Dispute, *, actor: str, now: datetime, seen: str) -> list[Notice]:
    """The drafts whose mark was SEEN, kept. Raises OtherDrafts when they would be others by now."""
    if prospects_of(app, dispute, actor=actor, now=now).mark != seen:
        raise OtherDrafts("打开此页之后，争议或通知有了变化，下面是现在会拟的。请看过再确认。")
    return _draft(app, [dispute], actor, now, store=True)


def urge_overdue(app: App, *, actor: str, now: datetime) -> list[Notice]:
    """A 督办单 draft for each notice that is overdue, once for each material state of its dispute."""
    from briefings.notices.follow import urge
    from briefings.notices.routing import read_recipients
    from yanpan.job import briefing_options

    recipients, today = read_recipients(app.settings.briefing.recipients), now.astimezone(SHANGHAI).date()
    return urge(app.index, app.ledger, recipients, today=today, now=now, actor=actor, options=briefing_options(app))


def without_recipient(app: App) -> list[Unrouted]:
    """Open disputes whose place has nobody to tell."""
    from briefings.notices.routing import read_recipients, unrouted
    from yanpan.job import open_disputes

    return unrouted(open_disputes(app), read_recipients(app.settings.briefing.recipients))


def _draft(app: App, disputes: Iterable[Dispute], actor: str, now: datetime, store: bool) -> list[Notice]:
    from briefings.notices.compose import draft_notices
    from briefings.notices.routing import read_recipients
    from yanpan.job import briefing_options

    return draft_notices(
        disputes, app.ledger, read_recipients(app.settings.briefing.recipients), index=app.index, now=now, actor=actor,
        options=briefing_options(app), store=store,
    )  # fmt: skip
