"""Dates in the forms that few pages use: Chinese numerals, wide digits, the Republic's years, English, none but the day, or seen from now."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from crawlers.extraction.dates import stamp_at
from yanpan_domain.zone import SHANGHAI

Stamp = tuple[datetime | date, str, int]

DIGITS = {character: number for number, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "O": 0,
    "元": 1,
}
NUMERALS = re.compile(
    r"(?P<y>[一二三四五六七八九〇○零O]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})[日号]"
)
# Taiwan counts the years from 1912.
REPUBLIC = re.compile(r"(?:民[國国]|中華民國)\s*(?P<y>\d{2,3})\s*[年/.-]\s*(?P<m>\d{1,2})\s*[月/.-]\s*(?P<d>\d{1,2})")
# Eight digits are a day only where nothing else stands or a label says so.
COMPACT = re.compile(r"(?:^|(?:时间|日期|時間|Date)\s*[:：]?\s*)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
ENGLISH = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})\s+)?(?P<mon>{'|'.join(MONTHS)})[a-z]*\.?\s+(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y>20\d\d)(?:,?\s+(?P<h>\d{{1,2}}):(?P<i>\d\d))?",
    re.I,
)
AGO = re.compile(r"(?:^|[\s|·:：])(?P<n>\d{1,2})\s*(?:个|個)?(?P<unit>分钟|分鐘|小时|小時|天)前")
NEAR_DAY = re.compile(r"(?:^|[\s|·:：])(?P<day>今天|今日|昨天|昨日|前天)\s*(?P<h>\d{1,2}):(?P<i>\d\d)")
DAY_ONLY = re.compile(r"(?:^|[\s|·:：\[(])(?P<m>\d{1,2})\s*[-/月]\s*(?P<d>\d{1,2})日?\s+(?P<h>\d{1,2}):(?P<i>\d\d)")
BACK = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
UNITS = {"分": "minutes", "小": "hours", "天": "days"}
# In a longer line such words tell of the story, not of its publication.
LONGEST_LINE = 60


def rare_stamp_at(text: str, now: datetime | None) -> Stamp | None:
    """The first date in TEXT in a rare form, its precision and where it begins; forms seen from NOW are read only where it is given."""
    if len(text) > LONGEST_LINE:
        return None
    text = unicodedata.normalize("NFKC", text)
    for form in (stamp_at, _numerals, _republic, _compact, _english):
        if stamp := form(text):
            return stamp
    return _seen_from(text, now.astimezone(SHANGHAI)) if now else None


def _stamp(match: re.Match[str], year: int, month: int, day: int) -> Stamp | None:
    """The day, with MATCH's clock where it has one; None for a day that no calendar has."""
    told = match.groupdict()
    try:
        if told.get("h") is None:
            return date(year, month, day), "day", match.start()
        return datetime(year, month, day, int(told["h"]), int(told["i"]), tzinfo=SHANGHAI), "minute", match.start()
    except ValueError:
        return None


def _numerals(text: str) -> Stamp | None:
    match = NUMERALS.search(text)
    if match is None:
        return None
    year = int("".join(str(DIGITS[one]) for one in match["y"]))
    return _stamp(match, year, _number(match["m"]), _number(match["d"]))


def _number(numeral: str) -> int:
    """A numeral up to 99, as 三十一; 0 for what is none."""
    tens, ten, ones = numeral.rpartition("十")
    return (DIGITS.get(tens, 0) if tens else 1 if ten else 0) * 10 + (DIGITS.get(ones, 0) if ones else 0)


def _republic(text: str) -> Stamp | None:
    match = REPUBLIC.search(text)
    return _stamp(match, 1911 + int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def _compact(text: str) -> Stamp | None:
    match = COMPACT.search(text)
    return _stamp(match, int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def _english(text: str) -> Stamp | None:
    match = ENGLISH.search(text)
    day = match and (match["d1"] or match["d2"])
    return _stamp(match, int(match["y"]), MONTHS.index(match["mon"].lower()) + 1, int(day)) if match and day else None


def _seen_from(text: str, now: datetime) -> Stamp | None:
    if match := AGO.search(text):
        moment = now - timedelta(**{UNITS[match["unit"][0]]: int(match["n"])})
        return (
            (moment.date(), "day", match.start())
            if match["unit"] == "天"
            else (moment.replace(second=0, microsecond=0), "minute", match.start())
        )
    if match := NEAR_DAY.search(text):
        day = now - timedelta(days=BACK[match["day"]])
        return _stamp(match, day.year, day.month, day.day)
    if match := DAY_ONLY.search(text):
        month, day_of_month = int(match["m"]), int(match["d"])
        # The last such day that is not ahead.
        year = now.year - ((month, day_of_month) > ((now + timedelta(days=1)).month, (now + timedelta(days=1)).day))
        return _stamp(match, year, month, day_of_month)
    return None
