"""Statutory periods that run for the workers, each only where the article states the day it starts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from judgment.document import Document
from yanpan_domain.fact import DateMention, Evidence, LegalClock

_ARBITRATION, _EMPLOYER_FILING = "arbitration_claim", "injury_filing_employer"
_WORKER_FILING, _INSPECTION = "injury_filing_worker", "inspection_lookback"
CLOCKS = {
    _ARBITRATION: ("劳动争议申请仲裁时效一年", "《劳动争议调解仲裁法》第二十七条"),
    _EMPLOYER_FILING: ("用人单位申请工伤认定三十日", "《工伤保险条例》第十七条"),
    _WORKER_FILING: ("职工、近亲属或工会申请工伤认定一年", "《工伤保险条例》第十七条"),
    _INSPECTION: ("劳动保障监察查处时效二年", "《劳动保障监察条例》第二十条"),
}
"""Every code of a clock with its name and its basis."""
_YEARS = {_ARBITRATION: 1, _WORKER_FILING: 1, _INSPECTION: 2}
_FILING_DAYS = 30

_CLAIM_FILED = re.compile(
    r"申请(?:了)?(?:劳动)?仲裁|提起(?:了)?(?:劳动)?仲裁|仲裁委(?:员会)?(?:已)?(?:受理|裁决)|诉至|判决|起诉|申请劳动争议仲裁"
)
_FILED = re.compile(
    r"(?:认定为|属于?|构成|不予认定|(?<!没有)(?<![没未])申请(?:了)?|不属于?)工伤|工伤认定(?:决定|申请|书)|被?认定工伤|视同工伤"
)
_AT_WORK = re.compile(r"工伤|工作|上班|作业|施工|工地|车间|送餐|送单|配送|值班|加班|在岗|厂|矿|送外卖|派送|操作")
_SETTLED = re.compile(r"(?:工资|欠薪|欠款)[^，。]{0,10}(?:已(?:全部)?(?:发放|付清|结清|支付)|全部(?:到账|发放|付清))")


def read_clocks(document: Document, dates: tuple[DateMention, ...], elsewhere: bool) -> tuple[LegalClock, ...]:
    """Arbitration from the end of employment, work injury from the accident, inspection from the violation's last stated month."""
    if not dates or elsewhere:
        return ()
    text = document.plain_title + "。" + document.plain_text
    clocks = [*_dismissal(text, dates), *_injury(document, text, dates), *_inspection(text, dates)]
    return tuple(clocks)


def _dismissal(text: str, dates: tuple[DateMention, ...]) -> list[LegalClock]:
    ended = [one for one in dates if one.kind == "dismissal" and one.precision == "day"]
    if not ended or _CLAIM_FILED.search(text):
        return []
    last = max(ended, key=lambda one: one.day)
    return [_from(_ARBITRATION, last)]


def _injury(document: Document, text: str, dates: tuple[DateMention, ...]) -> list[LegalClock]:
    hurt = [one for one in dates if one.kind == "injury" and one.precision == "day"]
    if not hurt or _FILED.search(text) or not _AT_WORK.search(text):
        return []
    first = min(hurt, key=lambda one: one.day)
    return [_from(_EMPLOYER_FILING, first), _from(_WORKER_FILING, first)]


def _inspection(text: str, dates: tuple[DateMention, ...]) -> list[LegalClock]:
    owed = [one for one in dates if one.kind == "arrears" and one.precision in {"day", "month"}]
    if not owed or _SETTLED.search(text):
        return []
    last = max(owed, key=lambda one: one.day)
    return [_from(_INSPECTION, last)]


def clock(code: str, start: date, evidence: Evidence | None = None) -> LegalClock:
    """The clock called CODE, one of CLOCKS, as it runs from START."""
    name, basis = CLOCKS[code]
    end = _years_on(start, _YEARS[code]) if code in _YEARS else start + timedelta(days=_FILING_DAYS)
    return LegalClock(code=code, name=name, basis=basis, start=start, end=end, evidence=evidence)


def _from(code: str, start: DateMention) -> LegalClock:
    return clock(code, start.day, start.evidence)


def _years_on(day: date, years: int) -> date:
    """The same day YEARS later; 29 February ends on the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
