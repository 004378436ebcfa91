"""When a page was published: where it says so, how precisely, and how far to trust it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from yanpan_domain.codes import DateSource
from yanpan_domain.zone import SHANGHAI

# The first Chinese news sites opened in 1995; anything older is no publication date on the web.
EARLIEST = date(1995, 1, 1)

# Between day and time may stand a weekday, a zone or the half of the day; day and time of two elements may touch (2024-03-0609:30).
STAMP = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:[-/.]|年)\s*(?P<m>\d{1,2})\s*(?:[-/.]|月)\s*(?P<d>\d{1,2}(?!\d)|\d\d(?=\d\d[:：]\d\d))\s*日?"
    r"(?:[T\s　,，]*(?:[(（\[]?(?:星期|周|週)[一二三四五六日天][)）\]]?[\s　]*)?(?:HKT\s*)?(?P<half>上午|下午|凌晨|早上|中午|晚上|晚间|[AP]M)?[\s　]*"
    r"(?P<h>\d{1,2})\s*[:：时時]\s*(?P<i>\d{2})(?:\s*[:：分]\s*(?P<s>\d{2}))?(?:\s?(?P<after>[AP]M))?)?(?P<zone>\.\d+)?(?P<z>Z|[+-]\d{2}:?\d{2})?"
)
URL_DAY = re.compile(
    r"(?:^|[/_=t-])(?P<y>20\d\d|199\d)[-_/]?(?P<m>0[1-9]|1[0-2])(?:[-_/]?(?P<d>0[1-9]|[12]\d|3[01]))(?=[/_.\-]|$|\d{3,}|[a-z])",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A publication date. `precision` is "day", "minute" or "second"; with "day" the value is a date."""

    value: datetime | date | None = None
    source: DateSource = DateSource.NONE
    precision: str = "day"
    confidence: float = 0.0

    @property
    def moment(self) -> datetime | None:
        """The value as a moment; a bare day begins at midnight in China."""
        if self.value is None or isinstance(self.value, datetime):
            return self.value
        return datetime(self.value.year, self.value.month, self.value.day, tzinfo=SHANGHAI)


UNKNOWN = Published()


def stamp_in(text: str) -> tuple[datetime | date, str] | None:
    """The first date in TEXT and its precision."""
    found = stamp_at(text)
    return found[:2] if found else None


def stamp_at(text: str) -> tuple[datetime | date, str, int] | None:
    """The first date in TEXT, its precision, and where it begins."""
    for match in STAMP.finditer(text):
        found = _from_match(match)
        if found is not None:
            return *found, match.start()
    return None


def stamp_behind(text: str, label: re.Pattern[str], other: re.Pattern[str]) -> tuple[datetime | date, str, int] | None:
    """The first date in TEXT before which LABEL stands and not the OTHER."""
    for match in STAMP.finditer(text):
        before = text[: match.start()]
        if label.search(before) and not other.search(before) and (found := _from_match(match)):
            return *found, match.start()
    return None


def _from_match(match: re.Match[str]) -> tuple[datetime | date, str] | None:
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        if day < EARLIEST:
            return None
        if match["h"] is None:
            return day, "day"
        zone = SHANGHAI
        if match["z"] == "Z":
            zone = UTC
        elif match["z"]:
            sign = -1 if match["z"][0] == "-" else 1
            digits = match["z"][1:].replace(":", "")
            zone = timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
        moment = datetime(
            day.year,
            day.month,
            day.day,
            _hour(int(match["h"]), match["half"] or match["after"]),
            int(match["i"]),
            int(match["s"] or 0),
            tzinfo=zone,
        )
        return moment.astimezone(SHANGHAI), "second" if match["s"] else "minute"
    except ValueError:
        return None


def _hour(hour: int, half: str | None) -> int:
    """HOUR on a clock of 24 hours, where HALF says in which half of the day it is told."""
    if half in {"下午", "晚上", "晚间", "PM"} or (half == "中午" and hour < 10):
        return hour + 12 if hour < 12 else hour
    return 0 if hour == 12 and half in {"上午", "凌晨", "AM"} else hour


def parse_date(text: str) -> tuple[datetime | date, str] | None:
    """A date as feeds and sitemaps write it: ISO 8601, RFC 822, or Chinese."""
    text = text.strip()
    found = stamp_in(text)
    if found is not None:
        return found
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    # RFC 822 "-0000" and a missing zone come back naive; Chinese feeds then mean Beijing time.
    moment = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    return (moment.astimezone(SHANGHAI), "second") if moment.date() >= EARLIEST else None


def day_in_url(url: str) -> date | None:
    """The day that URL carries, as in /2024-05/03/ or /20240503/."""
    for match in URL_DAY.finditer(url):
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
        if day >= EARLIEST:
            return day
    return None
