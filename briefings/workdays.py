"""Workdays: the State Council's calendar as packaged, an operator's JSON file on top, and beyond both a computed guess."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from yanpan_domain.errors import OperatorError


class CalendarError(OperatorError):
    code = "calendar"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked. `extra` maps days to worked or not and wins over the packaged table."""

    extra: dict[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        if day in self.extra:
            return self.extra[day]
        if not _packaged(day):
            return day.weekday() < 5
        import chinese_calendar

        return bool(chinese_calendar.is_workday(day))

    def is_official(self, day: date) -> bool:
        """Whether a published table covers DAY; otherwise the answer is computed and must be marked 预计."""
        return _packaged(day) or any(known.year == day.year for known in self.extra)

    def after(self, start: date, workdays: int) -> tuple[date, bool]:
        """The day WORKDAYS workdays after START (which itself does not count), and whether it is an estimate."""
        day, left = start, workdays
        while left > 0:
            day += timedelta(days=1)
            left -= self.is_workday(day)
        return day, not self.is_official(day)

    def on_or_after(self, day: date) -> date:
        """DAY, or the next workday when DAY is none."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def between(self, start: date, end: date) -> int:
        """Workdays after START up to and with END; negative when END is before START."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_workday(start + timedelta(days=step + 1)) for step in range((end - start).days))


def _packaged(day: date) -> bool:
    """Whether the packaged table covers the year of DAY."""
    import chinese_calendar

    years = {known.year for known in (min(chinese_calendar.holidays), max(chinese_calendar.holidays))}
    return bool(min(years) <= day.year <= max(years))


def read_calendar(path: Path | None) -> Calendar:
    """The calendar with the days of PATH (`{"2027-02-08": false}`) on top. Raises CalendarError that names the entry."""
    if path is None:
        return Calendar()
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        return Calendar({date.fromisoformat(day): _flag(day, worked) for day, worked in read.items()})
    except (OSError, ValueError, AttributeError) as error:
        raise CalendarError(f'工作日表 {path} 有误：{error}。应如 {{"2027-02-08": false}}。') from error


def _flag(day: str, worked: object) -> bool:
    if not isinstance(worked, bool):
        raise ValueError(f"{day} 应为 true（上班）或 false（休息）")  # noqa: TRY004 - told with the file, as a wrong value
    return worked
