"""For how many months wages have not been paid."""

from __future__ import annotations

import re

from judgment.document import Document
from judgment.facts.figures import TIME, Figure, FigureReader

_OWED = re.compile(
    r"拖欠|欠薪|欠发|拖粮|拖糧|欠|没发|未发|没有发|停发|没拿到|没领到|未领到|未支付|没有支付|发不出|没有?(?:领到|拿到|到账|发|收到|着落|结清)|没了着落|未(?:领到|拿到|到账|足额|结清)|至今没|没领|未付|被扣着"
)
_WAGES = re.compile(r"工资|薪|粮|工钱|报酬|劳务费")
_NOT_ARREARS = re.compile(r"社保|公积金|医保|租|试用|产假|实习期|工龄|合同期|补偿|年终奖|每")
_MONTHS = {
    "个月": 1.0,
    "个多月": 1.0,
    "个半月": 1.0,
    "年": 12.0,
    "个星期": 0.25,
    "星期": 0.25,
    "周": 0.25,
    "天": 1 / 30,
}
_STOP = re.compile(r"[。！？；;\n]")


def read_arrears(document: Document, figures: FigureReader) -> float | None:
    """The longest stated arrears of wages in months; None where none is stated."""
    months = [found for figure in figures.of(TIME) if (found := _months(document, figure))]
    return max(months) if months else None


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
