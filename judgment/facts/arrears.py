"""For how many months wages have not been paid: told as a number ("三个月没发"), by the months themselves ("5月至8月的工资",
"七、八、九月") or by the month since when ("4月以来"), which is counted up to the month of publication."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from judgment.document import Document
from judgment.facts.asides import aside
from judgment.facts.figures import TIME, Figure, FigureReader

_OWED = re.compile(
    r"拖欠|拖粮|拖了|欠|没有?正经发|没(?:有)?(?:再)?(?:发|拿|领|到账|收到|见|动|着落|结|付|给|补|支付)|没了着落|未(?:再|能)?(?:发|付|领|拿|到账|足额|结|支付|兑现|见)|发不出|不发|停发|停薪|被扣着"
    r"|压着|压了|扣着|押着|拿不到|领不到|不见|没(?:有)?(?:到手|进账|进卡|打|兑现|算|影)|未(?:打|发放)|没有?(?:下文|动静|按时发)|卡在|断[发了]|白条|悬着|一分(?!不[降少])|分文|一个字儿|白干|讨薪|追薪|讨要|追讨"
)
_WAGES = re.compile(r"工资|薪|粮|工钱|报酬|劳务费|人工费|血汗钱|课时费|提成|配送费|派费|结账|钱")
_DUE = re.compile(r"应发|应得|应付|补发")  # beside the months themselves
_TO_PAY = re.compile(r"(?:应(?:予|当)?支付|应付|裁决支付|责令支付)[^，。]{0,12}$")
_OWED_NEAR = 8  # characters; so near a number of years
# Money without its name is enough behind such words: 拖了四个月的合计386万元, 六月、七月、八月，一分都没动.
_MONEY = re.compile(
    r"(?:欠|拖|压着)[^，。]{0,12}[元万]|(?:差不多|合[计共]|共计?|一共|总共)[^，。]{1,10}[万元]|一分|分文|一个字儿"
)
_NOT_ARREARS = re.compile(
    r"社保|公积金|医保|养老|租|试用|产假|实习期|工龄|合同期|补偿|年终奖|每(?!个人)|房贷|保险|贷款|货款|材料款"
)
# What is no arrears: the period of a statistic, what was or will be paid for so many months.
_PERIOD = re.compile(
    r"(?:年前|全年|最多|最长|不超过|为期|垫付了?|补了|预付|提前|刑期?|徒刑|监禁|分|还有|做满|[上干做等]了|讨薪)$"
)
_MONTHS = {"个月": 1.0, "个多月": 1.0, "个半月": 1.0, "年": 12.0}
_STOP = re.compile(r"[。！？；;\n]")
_BEFORE, _AFTER, _WIDE, _NEAR = 22, 14, 32, 20


def read_arrears(document: Document, figures: FigureReader) -> float | None:
    """The arrears of wages in months that the article tells most firmly, of equally firm ones the longest; None where it tells none."""
    told: Counter[float] = Counter()
    for figure in figures.of(TIME):
        if found := _months(document, figure):
            told[found] += _COUNTED
    for field in ("title", "text"):
        text = document.plain(field)
        for match in _ORDINAL.finditer(text) if "第" in text else ():
            told[float(_NUMERALS[match[1]])] += _NAMED
        for months, weight in _calendar(text, document.published) if "月" in text else ():
            told[months] += weight
    return max(told, key=lambda months: (min(told[months], _FIRM), months)) if told else None


# How firm one telling is; what is told twice is as firm as can be.
_COUNTED, _NAMED, _SINCE, _FIRM = 3, 3, 1, 3

_NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_MONTH = r"(?:1[0-2]|[1-9](?!\d)|十[一二]?|[一二三四五六七八九])"
_YEAR = r"(?:20\d\d年|[今去当同次本]年)?"
_PART = r"(?:[上中下]旬|[上下]半月|初|底|末|中|\d{1,2}[日号])?"
# Python's engine skips at once to a character of the first class; behind most of them stands none of those that may follow.
_CALENDAR = re.compile(
    r"(?P<first>[0-9一二三四五六七八九十](?:(?<=1)[0-2]|(?<=十)[一二])?)(?=[月、和及以与二三四五六七八九])(?:"
    rf"(?P<list>(?:月份?)?(?:(?:、|和|及|以及|与){_YEAR}{_MONTH}(?:月份?)?){{1,11}})"
    rf"|月份?{_PART}(?:至|到|-|—|–|~|～|－){_YEAR}(?P<last>{_MONTH})月"
    r"|(?P<run>[二三四五六七八九]{1,6})月"
    rf"|月份?{_PART}(?P<since>以来|起|开始|之?后|至今|到现在|到目前)"
    r"|(?P<alone>月份?的?(?:工资|薪水|工钱))(?=[^，。；、0-9]{0,6}?(?:没|未|拖|欠))"
    r")"
)
# 每月的2270元也停了，到如今已是第三个月
_ORDINAL = re.compile(
    r"[停没断欠](?:(?<=停)[了发]|(?<=没)[有发领]|(?<=断)了|(?<=欠)着)[^。！？；\n]{0,16}?(?:已经?是|进入|到了)第([二三四五六七八九])个月"
)
_COUNTED_BEHIND = re.compile(r"[两二三四五六七八九十2-9]个月")
_LISTED = re.compile(rf"(?:、|和|及|以及|与){_YEAR}{_MONTH}")


def _calendar(text: str, published: datetime | None) -> Iterator[tuple[float, int]]:
    """拖欠7月至10月工资: four months; 9月、10月的工资没发: two; 4月以来没见过工资: as many as there are before publication."""
    for match in _CALENDAR.finditer(text):
        first = _month(match["first"])
        if first is None or text[match.start() - 1 : match.start()] in _PART_OF_A_NUMBER or not _unpaid(text, match):
            continue
        if match["since"]:
            if published and (months := _since(text, match.start(), first, published)):
                yield months, _SINCE
        elif match["alone"]:
            yield 1.0, _SINCE
        elif months := _named(text, match, first):
            yield months, _NAMED


_PART_OF_A_NUMBER = frozenset("0123456789.第/-")


def _month(word: str) -> int | None:
    value = int(word) if word.isdigit() else _NUMERALS.get(word, 0)
    return value if 1 <= value <= 12 else None


def _named(text: str, match: re.Match[str], first: int) -> float | None:
    """How many months are named one by one or from the first to the last."""
    if match["last"]:
        last = _month(match["last"])
        return float((last - first) % 12 + 1) if last and last != first else None
    if match["run"]:
        return float(1 + len(match["run"]))
    if "月" not in match["list"] and not _COUNTED_BEHIND.match(text, match.end()):
        return None
    return float(1 + len(_LISTED.findall(match["list"])))


def _since(text: str, start: int, first: int, published: datetime) -> float | None:
    before = text[max(0, start - 5) : start]
    years = 1 if before.endswith("去年") else 0
    if (stated := re.search(r"(20\d\d)年$", before)) is not None:
        years = published.year - int(stated[1])
    months = published.month - first + 12 * years
    return float(months if months > 0 or years else months % 12) or None


def _unpaid(text: str, match: re.Match[str]) -> bool:
    """Whether the words around the months, in the same sentence, tell of wages that were not paid."""
    before = _STOP.split(text[max(0, match.start() - _WIDE) : match.start()])[-1]
    after = _STOP.split(text[match.end() : match.end() + _WIDE])[0]
    around = before + match.group() + after
    if _NOT_ARREARS.search(before[-4:] + "|" + after[:4]):
        return False
    if _DUE.search(after, 0, _NEAR) or (_TO_PAY.search(before) and _WAGES.search(after, 0, _NEAR)):
        return True
    return bool(_OWED.search(around) and (_WAGES.search(around) or _MONEY.search(around)))


_TOO_LONG = 600  # months
_NAMED_COUNTED = re.compile(r"、[一二三四五六七八九十](两|[二三四五六七八九])个月$")  # 六、七两个月


def _months(document: Document, figure: Figure) -> float | None:
    unit = _MONTHS.get(figure.unit)
    if unit is None or figure.value.low > 240:
        return None
    text = document.plain(figure.field)
    before = _STOP.split(text[max(0, figure.start - _BEFORE) : figure.start])[-1]
    after = _STOP.split(text[figure.end : figure.end + _AFTER])[0]
    around = before + text[figure.start : figure.end] + after
    if not _OWED.search(around) or not (_WAGES.search(around) or (figure.unit != "年" and _MONEY.search(around))):
        return None
    if _NOT_ARREARS.search(before[-6:] + after[:6]) or _PERIOD.search(before):
        return None
    if figure.unit == "年" and not _OWED.search(before[-_OWED_NEAR:] + after[:_OWED_NEAR]):
        return None  # 拖过五百多人的工资，后来分三年还清
    named = _NAMED_COUNTED.search(text, figure.start, figure.end)
    value = (_NUMERALS.get(named[1]) or 2) if named else figure.value.low * unit
    if figure.unit == "个半月" or after.startswith("半"):
        value += unit / 2
    if value >= _TOO_LONG or aside(document, figure) == "another case":
        return None
    return round(value, 2)
