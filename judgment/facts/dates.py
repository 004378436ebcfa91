"""Dates that an article states, relative ones resolved against its publication, each with what it is the date of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest

from judgment.document import Document
from yanpan_domain.fact import DateMention, Evidence

_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:(?P<ym>\d{1,2})月(?:(?P<ymd>\d{1,2})[日号])?|(?P<half>上半年|下半年|年初|年底|初|底))?"
    r"|(?P<relyear>今年|去年|前年|本年|当年|明年|同年)(?:(?P<rm>\d{1,2})月份?(?:(?P<rmd>\d{1,2})[日号])?|(?P<rhalf>年初|年底|初|底))?"
    r"|(?P<relmonth>上个?月|本月|这个月|当月|下个?月)(?:(?P<rd>\d{1,2})[日号]|(?P<third>初|底|末))?"
    r"|(?P<relday>前天|前日|昨天|昨日|昨晚|昨|今天|今日|今早|今晨|今晚|明天|明日|后天)(?=[上下早晚中午凌,，]|[一-龥])"
    r"|(?P<weekday>(?:上|本|这|下)?(?:周|星期|礼拜)[一二三四五六日天])(?:[（(](?P<wd>\d{1,2})日?[）)])?"
    r"|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号](?!线)|份)"
    r"|(?<![\d月.])(?P<onlyday>[1-3]?\d)日(?=[，,上下早晚中凌]|[，,]?[一-龥]{2})"
)
# What each group of the pattern belongs to.
_WAYS = {
    group: groups.split()[0]
    for groups in (
        "year ym ymd half",
        "relyear rm rmd rhalf",
        "relmonth rd third",
        "relday",
        "weekday wd",
        "month day",
        "onlyday",
    )
    for group in groups.split()
}
# Where a date may start: both patterns begin with a character class or plain letters, so they scan fast.
_DIGITS = re.compile(r"[0-9]\d{0,3}[年月日号]")
_WORDS = re.compile(
    r"今年|去年|前年|本年|当年|明年|同年|上月|上个月|本月|这个月|当月|下月|下个月|前天|前日|昨|今天|今日|今早|今晨|今晚|明天|明日|后天|上周|本周|这周|下周|周|上星期|本星期|这星期|下星期|星期|上礼拜|下礼拜|礼拜"
)
_YEARS = {"今年": 0, "本年": 0, "当年": 0, "同年": 0, "去年": -1, "前年": -2, "明年": 1}
_DAYS = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_WEEK = "一二三四五六日"

_ENDED = r"解除(?:了)?[^，。]{0,8}劳动|辞退|解雇|开除|解聘|离职|终止劳动|合同到期|不再续|遣散"

# What happened on the date, decided by the words of its own clause; the first that fits.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("injury", re.compile(r"受伤|工伤|猝死|身亡|死亡|遇难|坠|砸|压伤|压在|事故|爆炸|中毒|晕倒|昏倒|被困|确诊|诊断为")),
    (
        "dismissal",
        re.compile(rf"(?<![不未没拟可若])(?:{_ENDED})"),
    ),
    ("layoff", re.compile(r"被裁|裁员|裁减")),
    (
        "promised",
        re.compile(r"承诺|保证|答应|预计|将于|将在|之前(?:付清|支付|发放)|前(?:付清|支付|发放|结清)|到期|届时"),
    ),
    ("hired", re.compile(r"入职|进入[^，。]{2,14}工作|应聘|招用|受雇|开始[^，。]{0,6}工作|上班")),
    ("arbitration", re.compile(r"仲裁|起诉|判决|裁定|裁决|开庭|立案")),
)
# A first look, for most dates are of none of these: plain letters, from one to the next of which the engine skips.
_ANY_KIND = re.compile("|".join(pattern.pattern for kind, pattern in _KINDS if kind != "dismissal") + "|" + _ENDED)

_MOST = 200  # dates in one article; more are a table


def read_dates(document: Document) -> tuple[DateMention, ...]:
    """Every date that can be resolved, in order; those that need a publication are left out where none is known."""
    found: list[DateMention] = []
    context = _Context(document.published.date() if document.published else None)
    for field in ("title", "text"):
        text = document.plain(field)
        matches = list(_matches(text))
        for match, following in zip_longest(matches, matches[1:]):
            resolved = context.resolve(match)
            if len(found) >= _MOST:
                return tuple(found)
            if resolved is not None:
                until = following.start() if following else len(text)
                found.append(_mention(document, field, match, until, *resolved))
    return tuple(found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Dates in order, none overlapping."""
    places = [match.start() for pattern in (_DIGITS, _WORDS) for match in pattern.finditer(text)]
    places.sort()
    end = 0
    for place in places:
        if place >= end and (match := _DATE.match(text, place)):
            end = match.end()
            yield match


class _Context:
    """What "同年", "当月" and a bare day refer to: the date stated last, else the publication."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.last: date | None = None

    def resolve(self, match: re.Match[str]) -> tuple[date, str] | None:
        way = _WAYS[match.lastgroup or ""]
        if way == "year":
            found = _make(int(match["year"]), match["ym"], match["ymd"], match["half"])
        elif way == "month":
            found = self._month_and_day(match)
        elif way == "relyear":
            found = self._relative_year(match)
        else:
            found = self._relative(way, match, self.published) if self.published else None
        if found is not None:
            self.last = found[0]
        return found

    def _relative_year(self, match: re.Match[str]) -> tuple[date, str] | None:
        word = match["relyear"]
        same = word == "同年" or (word == "当年" and self.last is not None)
        anchor = (self.last or self.published) if same else self.published
        return _make(anchor.year + _YEARS[word], match["rm"], match["rmd"], match["rhalf"]) if anchor else None

    def _relative(self, way: str, match: re.Match[str], published: date) -> tuple[date, str] | None:
        if way == "relmonth":
            return _month_from(self.last or published if match["relmonth"] == "当月" else published, match)
        if way == "relday":
            return published + timedelta(days=_DAYS[match["relday"][0]]), "day"
        if way == "weekday":
            return _weekday(published, match["weekday"], match["wd"])
        return self._only_day(published, int(match["onlyday"]))

    def _month_and_day(self, match: re.Match[str]) -> tuple[date, str] | None:
        """5月10日: of the year stated last, else the latest such day up to a month after the publication."""
        if self.last is not None:
            return _make(self.last.year, match["month"], match["day"], None)
        if self.published is None:
            return None
        made = _make(self.published.year, match["month"], match["day"], None)
        if made is not None and made[0] > self.published + timedelta(days=31):
            made = _make(self.published.year - 1, match["month"], match["day"], None)
        return made

    @staticmethod
    def _only_day(published: date, day: int) -> tuple[date, str] | None:
        """A newspaper's "5日" is the latest fifth before it was printed."""
        for back in range(2):
            month = _first_of(published, -back)
            made = _day(month.year, month.month, day)
            if made is not None and made <= published:
                return made, "day"
        return None


def _make(year: int, month: str | None, day: str | None, part: str | None) -> tuple[date, str] | None:
    if month is None:
        of_year = 1 if part is None or part in {"上半年", "年初", "初"} else 7 if part == "下半年" else 12
        return date(year, of_year, 1), "year" if part is None else "month"
    made = _day(year, int(month), int(day) if day else 1)
    return None if made is None else (made, "day" if day else "month")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _first_of(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _month_from(published: date, match: re.Match[str]) -> tuple[date, str] | None:
    word = match["relmonth"]
    first = _first_of(published, -1 if word[0] == "上" else 1 if word[0] == "下" else 0)
    if match["rd"]:
        made = _day(first.year, first.month, int(match["rd"]))
        return None if made is None else (made, "day")
    return first, "month"


def _weekday(published: date, word: str, stated: str | None) -> tuple[date, str]:
    """周三: of the publication's week, or the last one when it still lay ahead; 上周三 of the week before."""
    wanted = _WEEK.index("日" if word[-1] == "天" else word[-1])
    monday = published - timedelta(days=published.weekday())
    day = monday + timedelta(days=wanted)
    if word[0] == "上":
        day -= timedelta(days=7)
    elif word[0] == "下":
        day += timedelta(days=7)
    elif word[0] not in "本这" and day > published:
        day -= timedelta(days=7)
    if stated and day.day != int(stated) and (near := _near(published, int(stated))):
        day = near
    return day, "day"


def _near(published: date, day: int) -> date | None:
    """The date with that day of the month closest to the publication."""
    choices = [made for months in (-1, 0, 1) if (made := _day(*_year_month(published, months), day))]
    return min(choices, key=lambda one: abs((one - published).days), default=None)


def _year_month(day: date, months: int) -> tuple[int, int]:
    first = _first_of(day, months)
    return first.year, first.month


def _mention(
    document: Document, field: str, match: re.Match[str], until: int, day: date, precision: str
) -> DateMention:
    start, end = match.span()
    return DateMention(
        day=day,
        precision=precision,
        kind=_kind(match.string[max(0, start - 8) : start], match.string[end : min(until, end + _AHEAD)]),
        evidence=Evidence(
            field=field,
            start=start,
            end=end,
            quote=document.quote(field, start, end),
            rule="date_stated" if match["year"] else "date_resolved",
            confidence=0.95 if match["year"] else 0.8,
        ),
    )


# Characters ahead: what a date is the date of is said at once, but for accidents, whose place is named first.
_AHEAD, _NEAR = 60, 30
# Between a date and such a word these show that the one is not the day of the other.
_ASIDE = re.compile(
    r"培训|宣传|普法|讲座|讲解|案例|课程|研讨|会议|讨薪|维权|殴打|冲突|驱赶|网民|网友|发帖|视频|如果|若"
)
_UNPAID = re.compile(
    r"拖欠|欠薪|欠发|未发|没发|没有发|未支付|停发|断缴|欠缴|没领到|没有领到|没有到账|未足额|工资(?:至今)?(?:未|没)"
)
_SINCE_BEFORE = re.compile(r"(?:自|从|由|拖欠|欠发|欠|未发|停发)(?:了|其|他们|工人|员工|职工|农民工)?$")
_SINCE_BEHIND = re.compile(r"(?:起|以来|至今|开始|至|到(?!场|现)|、|以后|份?的?(?:工资|薪))")
_STOP = re.compile(r"[。！？；\n]")
_REPORTED = re.compile(r"(?:截至|截止|本报|记者|报道|据悉)$")


def _kind(before: str, after: str) -> str:
    """By the words that follow in the sentence, up to the next date; the first kind whose words fit.

    Arrears have a date only where it is said that they run from it; a report of arrears has none.
    """
    after = _STOP.split(after, 1)[0]
    if _since(before, after[:_NEAR]):
        return "arrears"
    if not _ANY_KIND.search(after):
        return "event"
    for kind, pattern in _KINDS:
        match = pattern.search(after)
        if match and (match.start() < _NEAR or kind == "injury") and not _ASIDE.search(after, 0, match.start()):
            return kind
    return "event"


def _since(before: str, after: str) -> bool:
    return bool(
        (_SINCE_BEHIND.match(after) or _SINCE_BEFORE.search(before))
        and (_UNPAID.search(after) or _UNPAID.search(before))
        and not _REPORTED.search(before)
    )
