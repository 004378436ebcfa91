"""Meetings from the front door: opened for a period, their resolutions assigned, their minutes made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from yanpan.app import App
from yanpan_domain.errors import CallerError

if TYPE_CHECKING:
    from yanpan_domain.briefing import Briefing
    from yanpan_domain.meeting import Meeting, Preset, Resolution
    from yanpan_domain.notice import Notice

# How often a meeting is held.
SLOTS = ("daily", "weekly", "monthly")


class BadMeeting(CallerError):
    code = "bad_meeting"


def open_for(
    app: App, slot: str, period: str | None, *, cut_off: datetime, now: datetime, actor: str, place: str | None = None,
    attendance: Sequence[str] = (),
) -> Meeting:  # fmt: skip
    """The meeting of SLOT for PERIOD, or for the last period that was complete at CUT_OFF."""
    from briefings.meeting import open_meeting
    from briefings.period import last_complete, parse_period
    from yanpan.job import briefing_options
    from yanpan_domain.briefing import Product

    if slot not in SLOTS:
        raise BadMeeting(f"没有名为 {slot[:40]} 的会议；可用 {'、'.join(SLOTS)}。")
    asked = parse_period(Product(slot), period) if period else last_complete(Product(slot), cut_off)
    return open_meeting(
        app.index, app.ledger, period=asked, cut_off=cut_off, actor=actor, now=now, options=briefing_options(app), place=place,
        attendance=attendance,
    )  # fmt: skip


def assign_resolutions(
    app: App, meeting: str, *, actor: str, now: datetime
) -> tuple[list[Notice], tuple[Resolution, ...]]:
    """Assignments drafted from a signed meeting's resolutions, and the resolutions that no form can tell."""
    from briefings.notices import follow
    from briefings.notices.routing import read_recipients
    from yanpan.job import briefing_options

    recipients, options = read_recipients(app.settings.briefing.recipients), briefing_options(app)
    made = follow.assign(app.index, app.ledger, meeting, recipients, now=now, actor=actor, options=options)
    return made, follow.not_assigned(app.ledger, meeting)


def minutes_of(app: App, meeting: Meeting, preset: Preset | None = None) -> Briefing:
    """The minutes of MEETING, its judgments grouped by PRESET or as it was planned."""
    from briefings.minutes import compose_minutes
    from yanpan.job import briefing_options

    return compose_minutes(app.index, meeting, options=briefing_options(app), preset=preset)


def preset_called(name: str | None) -> Preset | None:
    """The preset called NAME, None for none. Raises BadMeeting that lists what there is."""
    from yanpan_domain.meeting import Preset

    if name is None:
        return None
    if name not in set(Preset):
        raise BadMeeting(f"没有名为 {name[:40]} 的预设；可用 {'、'.join(Preset)}。")
    return Preset(name)
