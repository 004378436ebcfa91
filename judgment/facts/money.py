"""Sums of money of the dispute in yuan: owed, paid or claimed, the main one first; wages by the month are no sums of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import ne

from judgment.document import Document
from judgment.facts.figures import BARE, MONEY, Figure, FigureReader
from yanpan_domain.codes import MoneyKind
from yanpan_domain.fact import Evidence, Money

_REACH = 26
_YUAN = frozenset({"元", "块", "圆", "rmb", ""})
_STOP = re.compile(r"[。！？；;\n]")

_OWED = re.compile(r"拖欠|欠薪|欠款|欠|未付|未发|未支付|克扣|扣发|扣除|少发|没收到|没发|被扣|久款|押金")
_PAID = re.compile(
    r"已(?:经)?(?:全部)?(?:支付|发放|赔付|赔偿|给付|付清|结清|兑付|到账)|追回|追讨回|讨回|拿到了?|领到|领取|垫付|补发|收到|要回|到手|兑现|实际支付|执行到位|帮[^，。]{0,10}追"
    r"|发放(?:了)?|支付(?:了)?(?=[^，。]{0,12}$)"
)
_CLAIMED = re.compile(
    r"请求|要求|索赔|索要|诉请|判令|主张|追讨|讨要|仲裁|判决|裁决|赔偿|补偿|应(?:当)?支付|应付|须支付|需支付|支付|抚恤金|讨薪|追索|交付|提供"
)
_MATTER = re.compile(
    r"工资|薪|加班费|补偿金|赔偿金|赔偿|补偿|奖金|提成|劳务费|血汗钱|工程款|社保|公积金|抚恤|津贴|补助|欠|工钱|报酬|佣金|二倍|双倍|医疗费|待遇|款"
)
_RATE = re.compile(
    r"(?:每|月薪|日薪|时薪|年薪|月工资|日工资|底薪|基本工资|最低工资|月收入|工资标准|月均|日均|人均|起薪|单价|保额|月基本工资|工资为?|月租|租金|标准为?|薪资|收入|工资每?[天月日]|一天|一个月)"
    r"[^，。；,;]{0,8}$"
)
_RATE_BEHIND = re.compile(
    r"[ ]?(?:/|每|一个?(?:月|天|小时|年|人|单)|的?(?:月薪|日薪|时薪|年薪|底薪)|/?(?:月|天|小时|人|单|平|吨))"
)
_OTHER = re.compile(
    r"罚款|罚金|罚|注册资[本金]|营收|营业|亏损|利润|净利|融资|市值|投资|财政|债务|负债|学费|保费|罚单|估值|资产|拨款|预算|支出|产值|造价|税|票房|股价|成交|诉讼费|受理费|标的|募集|借款|余额|冻结|贷款利|地方债|工程总|合同价"
)


@dataclass(frozen=True, slots=True)
class _Sum:
    figure: Figure
    kind: MoneyKind
    score: float
    amount: float


def read_money(document: Document, figures: FigureReader) -> tuple[Money, ...]:
    """The sums of the dispute, the main one first; foreign currencies, rates and a firm's other sums are left out."""
    if _counts_in_other_dollars(document):
        return ()
    sums = [found for figure in figures.all if (found := _sum(document, figure))]
    sums.sort(key=lambda one: (-one.score, -one.amount, one.figure.field == "text", one.figure.start))
    return tuple(_money(document, one) for one in _distinct(sums))


def _distinct(sums: list[_Sum]) -> list[_Sum]:
    seen: set[tuple[float, MoneyKind]] = set()
    kept = []
    for one in sums:
        if (one.amount, one.kind) not in seen:
            seen.add((one.amount, one.kind))
            kept.append(one)
    return kept


def _counts_in_other_dollars(document: Document) -> bool:
    """Text in traditional script counts in the dollars of its own place unless it says 人民币."""
    head, plain_head = document.text[:400], document.plain_text[:400]
    return head != plain_head and sum(map(ne, head, plain_head)) > 20 and "人民币" not in document.plain_text


def _sum(document: Document, figure: Figure) -> _Sum | None:
    if figure.kind not in {MONEY, BARE} or figure.unit not in _YUAN or figure.value.low < 1:
        return None
    text = document.plain(figure.field)
    before = _STOP.split(text[max(0, figure.start - _REACH) : figure.start])[-1]
    after = _STOP.split(text[figure.end : figure.end + 14])[0]
    if figure.kind == BARE and not _bare_money(text, figure, before, after):
        return None
    if _RATE.search(before) or _RATE_BEHIND.match(after) or _OTHER.search(before[-12:]) or _OTHER.search(after[:6]):
        return None
    kind = _kind(before, after)
    if kind is None:
        return None
    return _Sum(figure, kind, _score(figure, kind, before, after), figure.value.low)


def _bare_money(text: str, figure: Figure, before: str, after: str) -> bool:
    """2600万, 17万: money without 元 where money is spoken of and nothing else is counted."""
    raw = text[figure.start : figure.end]
    if not raw.endswith(("万", "亿")) or re.match(r"[%人名位户家个辆吨平亩次股台件字多]", after):
        return False
    return bool(_MATTER.search(before) or _MATTER.match(after) or _OWED.search(before) or figure.field == "title")


def _kind(before: str, after: str) -> MoneyKind | None:
    if _OWED.search(before):
        return MoneyKind.OWED
    if _PAID.search(before):
        return MoneyKind.PAID
    if _CLAIMED.search(before):
        return MoneyKind.CLAIMED
    if _MATTER.search(before[-10:]) or _MATTER.search(after[:8]):
        return MoneyKind.CLAIMED if "请求" in before else MoneyKind.OTHER
    return None


_WEIGHT = {MoneyKind.OWED: 3.0, MoneyKind.CLAIMED: 2.0, MoneyKind.PAID: 2.0, MoneyKind.OTHER: 0.5}


def _score(figure: Figure, kind: MoneyKind, before: str, after: str) -> float:
    score = _WEIGHT[kind]
    if re.search(r"共计|合计|总计|总额|合共|共|达|累计", before[-6:]):
        score += 1.0
    if re.search(r"判决|裁决|执行", before):
        score += 1.5
    if figure.field == "title":
        score += 1.0
    if _MATTER.search(before) or _MATTER.search(after[:8]):
        score += 0.5
    return score


def _money(document: Document, one: _Sum) -> Money:
    figure = one.figure
    raw = document.quote(figure.field, figure.start, figure.end)
    evidence = Evidence(
        field=figure.field,
        start=figure.start,
        end=figure.end,
        quote=raw,
        rule=f"money_{one.kind}",
        confidence=round(min(1.0, 0.4 + 0.1 * one.score), 2),
    )
    return Money(
        min=figure.value.low, max=figure.value.high, basis=figure.value.basis, kind=one.kind, raw=raw, evidence=evidence
    )
