"""One pass over a field that finds every number with its unit; workers, money and arrears read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from judgment.document import Document
from judgment.facts.numbers import CHINESE, Number, number

# Python's engine skips at once to a character of the first class, and no part can match a text in two ways: linear.
# Judgments part thousands with spaces: 92 817元.
_PARTED = r"\d{0,2}(?: \d{3}(?!\d)){1,4}(?=(?:\.\d{1,2})?[余多]?元)"
_ARABIC_REST = (
    rf"(?:{_PARTED}|\d{{0,14}}(?:[,，]\d{{3}}(?!\d)){{0,5}})"
    r"(?:\.\d{1,6})?(?: ?[十百千万亿]{1,2}(?:\d{1,6}(?:\.\d{1,4})?)?){0,3}"
)
_CHINESE_REST = rf"[{CHINESE}几数]{{0,15}}(?:点[{CHINESE}]{{1,4}}[万亿]?)?"
_CORE = rf"[0-9{CHINESE}几数半](?:(?<=[0-9]){_ARABIC_REST}|(?<![0-9]){_CHINESE_REST})"
_TAIL = r"(?:[ ]?[余多馀来几](?:[百千万亿]{1,2})?)?"
# What a worker is called ends with 工, 员 or one of a few others, whatever the trade: 抛光工, 讲解员, 剪辑师.
TRADES = (
    r"(?<![停复开罢施加动完返招用竣收怠误分])工(?![地作程资会时厂业序期具伤钱龄种艺商夫况头贼])|(?<![议官委球队党成人会议])员(?![外额会])|司机|教练|护士|医生|教师|老师|[导摄剪画技设美]师|[辑计影护理妆术型]师|主播|演员|群演|保安|保洁"
    r"|阿姨|大姐|大叔|老乡|同乡|同事|工友|骑手|车长|矿工|厨子|伙计|临时工|劳务|编外|机师|空姐"
)
_PEOPLE = rf"名|位|号人|人次|人(?![民均口份生类事力才称们社行]|之(?!多))|个(?=多?人(?![月均口])|(?![多半]?[月年季])[一-龥]{{0,5}}?(?:{TRADES}))|员(?=员工|工|职)"
_PEOPLE += r"|(?=员工|工人|职工|农民工|民工|雇员|教师|司机|护士|医护|骑手)"
_MONEY = (
    r"美元|美金|港元|港币|港纸|韩元|日元|日圆|欧元|英镑|卢布|雷亚尔|令吉|新台币|台币|澳元|加元|澳门元|越南盾|卢比"
    r"|元(?!月|旦|宵|老|首|素|年)|块(?!牌|地|区|石|砖|状|头|屏)|圆(?![形满])|rmb"
)
_TIME = r"个半月|个多月|个月|年(?!\d)"
_FIGURE = re.compile(
    rf"(?P<core>{_CORE}{_TAIL})(?:(?:元|块)?(?:-|–|—|~|～|至|到|或|、)(?P<to>{_CORE}{_TAIL}))?[ ]?"
    rf"(?:(?P<people>{_PEOPLE})|(?P<money>{_MONEY})|(?P<time>{_TIME})|(?P<bare>))"
)

PEOPLE, MONEY, TIME, BARE = "people", "money", "time", "bare"

_YEARS = 3  # "2018年" counts no years
# A count has its cases behind a number (三百余件). Each way begins with a letter, so that the engine skips from one to the next.
_DIGIT = "[0-9一二三四五六七八九十百]"
CASES = "|".join(f"{sign}(?:(?<={_DIGIT}{sign})|(?<={_DIGIT}[余多]{sign})|(?<={_DIGIT}余多{sign}))" for sign in "件起")
# A number without a unit is kept where it ends like a count or a sum ("六万七"), or follows a lay-off ("裁员7000").
_COUNTS = frozenset("万亿千百多余")
_CAPITALS = frozenset("壹贰叁肆伍陆柒捌玖拾")  # 大陆员工
_LAID_OFF = frozenset("裁员减雇炒约近逾过达")
_BEFORE = 8  # the longest qualifier, "不少于", with a space or a colon


class Figure(NamedTuple):
    """A number with its unit: where it stands in the field, how it is qualified, and the words that wrote it.

    `start` takes in the qualifier before it ("近", "超过"); `kind` is people, money, time (months or years) or bare (no unit).
    """

    field: str
    start: int
    end: int
    value: Number
    kind: str
    unit: str


class FigureReader:
    """The figures of one document; each field is scanned once and only when asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def all(self) -> tuple[Figure, ...]:
        return (*self._of("title"), *self._of("text"))

    def of(self, kind: str) -> list[Figure]:
        return [figure for figure in self.all if figure.kind == kind]

    def _of(self, field: str) -> Iterator[Figure]:
        text = self.document.plain(field)
        for match in _FIGURE.finditer(text):
            kind = match.lastgroup or BARE
            if kind == BARE and match.end() - match.start() == 1:
                continue  # by far the most: one sign without a unit
            if _kept(text, match, kind) and (figure := _figure(field, text, match, kind)):
                yield figure


def _kept(text: str, match: re.Match[str], kind: str) -> bool:
    """Most numbers are dates, times and shares; they are dropped before they are read."""
    core = match["core"]
    if kind == BARE:
        return len(core) > 1 and (
            core[-1] in _COUNTS or core[-2] == "万" or text[match.start() - 1 : match.start()] in _LAID_OFF
        )
    if kind == TIME:
        return len(core) <= _YEARS
    return core != "一" and not (core in _CAPITALS and kind == PEOPLE)


def _figure(field: str, text: str, match: re.Match[str], kind: str) -> Figure | None:
    core, start, end = match["core"], match.start(), match.end()
    before = text[max(0, start - _BEFORE) : start]
    value = number(core, before, text[end : end + 3])
    if value is None:
        return None
    if match["to"]:
        value = _range(core, match["to"]) or value
    # A named tuple's own constructor is three times as slow.
    return tuple.__new__(Figure, (field, start - _qualifier_length(before), end, value, kind, match[kind]))


def _range(first: str, second: str) -> Number | None:
    """10万至15万, 600至660, 3到4万: from the first to the second, which lends its 万 where the first has none."""
    low, high = number(first), number(second)
    if low is None or high is None:
        return None
    if second[-1] in "万亿" and first[-1] not in "万亿" and low.low < high.low / 1000:
        low = low.times(10_000 if second[-1] == "万" else 100_000_000)
    if high.low < low.low:
        return None
    return Number(low.low, high.high, high.basis)


_QUALIFIER = re.compile(
    r"(?:大约|大概|将近|接近|约莫|差不多|近|约|超过|超|逾|至少|不少于|不低于|不下|起码|最多|至多|不超过|不足|不到|上(?=[ ]?$)|好|多达|高达|达)[ ]?$"
)


_QUALIFIER_ENDS = frozenset("约概近莫多过超逾少于低下码足到上成好达")


def _qualifier_length(before: str) -> int:
    if before.rstrip()[-1:] not in _QUALIFIER_ENDS:
        return 0
    match = _QUALIFIER.search(before)
    return len(match.group()) if match else 0
