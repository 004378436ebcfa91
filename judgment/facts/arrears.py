"""For how many months wages have not been paid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from judgment.document import Document
from judgment.facts.figures import TIME, Figure, FigureReader

_OWED = re.compile(
    r"拖欠|欠薪|欠发|拖粮|拖糧|欠|没发|未发|没有发|停发|没拿到|没领到|未领到|未支付|没有支付|发不出|没有?(?:领到|拿到|到账|发|收到|着落|结清)|没了着落|未(?:领到|拿到|到账|足额|结清)|至今没|没领|未付|被扣着"
)
_WAGES = re.compile(r"工资|薪|粮|工钱|报酬|劳务费")
_NOT_ARREARS = re.compile(r"社保|公积金|医保|租|试用|产假|实习期|工龄|合同期|补偿|年终奖|每")
_MONTHS = {"个月": 1.0, "个多月": 1.0, "个半月": 1.0, "年": 12.0}
_STOP = re.compile(r"[。！？；;\n]")


def read_arrears(document: Document, figures: FigureReader) -> float | None:
    """The longest stated arrears of wages in months; None where none is stated."""
    months = [found for figure in figures.of(TIME) if (found := _months(document, figure))]
    months += [found for field in ("title", "text") for found in _calendar(document.plain(field))]
    return max(months) if months else None


_FROM_TO = re.compile(
    r"[0-9][0-9]?月份?(?P<by>至|到|-|—|–|~|、|和|及)(?:20\d\d年|今年|同年|当年|次年|本年)?(?P<last>[0-9]{1,2})月份?(?:[^，。；0-9]{0,8}?)(?:工资|薪)"
)


def _calendar(text: str) -> Iterator[float]:
    """拖欠7月至10月工资: four months; 9月、10月的工资没发: two."""
    for match in _FROM_TO.finditer(text):
        first, last = int(match.group().split("月")[0]), int(match["last"])
        around = text[max(0, match.start() - 30) : match.start()] + text[match.end() : match.end() + 12]
        if 1 <= first <= 12 and 1 <= last <= 12 and first != last and _OWED.search(around):
            yield float((last - first) % 12 + 1) if match["by"] not in "、和及" else 2.0


def _months(document: Document, figure: Figure) -> float | None:
    unit = _MONTHS.get(figure.unit)
    if unit is None or figure.value.low > 240:
        return None
    text = document.plain(figure.field)
    before = _STOP.split(text[max(0, figure.start - 22) : figure.start])[-1]
    after = _STOP.split(text[figure.end : figure.end + 14])[0]
    around = before + text[figure.start : figure.end] + after
    if not (_OWED.search(around) and _WAGES.search(around)) or _NOT_ARREARS.search(before[-6:] + after[:6]):
        return None
    value = figure.value.low * unit
    if figure.unit == "个半月" or after.startswith("半"):
        value += unit / 2
    return round(value, 2) if value < 600 else None
