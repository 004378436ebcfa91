"""When a page was published: where it says so, how precisely, and how far to trust it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from yanpan_domain.codes import DateSource

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
# The first Chinese news sites opened in 1995; anything older is no publication date on the web.
EARLIEST = date(1995, 1, 1)

STAMP = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:[-/.]|年)\s*(?P<m>\d{1,2})\s*(?:[-/.]|月)\s*(?P<d>\d{1,2})(?!\d)\s*日?"
    r"(?:[T\s　]*(?P<h>\d{1,2})\s*[:：时]\s*(?P<i>\d{2})(?:\s*[:：分]\s*(?P<s>\d{2}))?)?(?P<zone>\.\d+)?(?P<z>Z|[+-]\d{2}:?\d{2})?"
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
            day.year, day.month, day.day, int(match["h"]), int(match["i"]), int(match["s"] or 0), tzinfo=zone
        )
        return moment.astimezone(SHANGHAI), "second" if match["s"] else "minute"
    except ValueError:
        return None


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
