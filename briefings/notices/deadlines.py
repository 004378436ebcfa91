"""How long a recipient has: by level, configured and not law, except where a statute says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from briefings.workdays import Calendar
from yanpan_domain.codes import Level
from yanpan_domain.notice import NoticeForm
from yanpan_domain.zone import SHANGHAI

# Ours (domain.md 3): first report within 24 hours, then workdays by level.
LEVEL_WORKDAYS = {Level.TWO: 5, Level.THREE: 10, Level.FOUR: 15}
FIRST_REPORT = timedelta(hours=24)
# A notice that went to the wrong place is sent back within this many workdays.
RETURN_WORKDAYS = 5
# 一函两书: the employer answers an opinion in 15 workdays, the authority decides on a recommendation in 5.
FORM_WORKDAYS = {NoticeForm.OPINION: 15, NoticeForm.RECOMMENDATION: 5}


@dataclass(frozen=True, slots=True)
class Deadline:
    """`workdays` None means the 24 hours of level 一; `estimated` that no official calendar covers the day (预计)."""

    workdays: int | None
    due: date
    estimated: bool


def deadline(form: NoticeForm, level: Level, start: datetime, calendar: Calendar) -> Deadline:
    """The day by which an answer to FORM about a dispute of LEVEL is due when it went out at START.

    The day of sending does not count. Level 一 runs by the clock, so a day off does not stop it.
    """
    workdays = FORM_WORKDAYS.get(form) or LEVEL_WORKDAYS.get(level)
    if workdays is None:
        return Deadline(None, (start + FIRST_REPORT).astimezone(SHANGHAI).date(), False)
    due, estimated = calendar.after(start.astimezone(SHANGHAI).date(), workdays)
    return Deadline(workdays, due, estimated)
