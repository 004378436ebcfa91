"""Sums of money of the dispute in yuan: owed, paid or claimed, the main one first; wages by the month are no sums of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from judgment.document import Document
from judgment.facts.asides import aside
from judgment.facts.cues import Cues
from judgment.facts.figures import BARE, CASES, MONEY, PEOPLE, Figure, FigureReader
from judgment.facts.ranking import Choice, Value, choose, confidence, sizes
from yanpan_domain.codes import Basis, MoneyKind
from yanpan_domain.fact import Evidence, Money

_REACH_BEFORE, _REACH_AFTER, _WIDE = 30, 14, 60
_RATE_REACH = 12  # the longest word of a rate, 最低工资, and what may stand between it and the sum
_YUAN = frozenset({"元", "块", "圆", "rmb", ""})
_STOP = re.compile(r"[。！？；;\n]")

_OWED = re.compile(
    r"拖欠|欠薪|欠款|欠|未付|未发|未支付|未给付|克扣|扣发|扣除|少发|没发|没付|被扣|久款|押金|扣押|拖着|拖了|压着|压了|还差|差我们|没有?发钱|没补|没付|不给|没(?:有)?(?:拿到|领到|到账|收到|着落|结清)|未(?:拿到|领到|到账|足额|结清)|至今没有|待付|尚欠|尚余|未能执行|未执行"
)
_OWED_BEHIND = re.compile(
    r"[^，。；]{0,6}?(?:未追回|没有?(?:发|付|给|结|支付)|未(?:付|发|支付|结|到账|兑现)|被(?:拖欠|欠|扣)|迟迟|至今|工资(?:没|未|至今))|[^，。；]{0,6}?没有?着落"
)
_PAID = re.compile(
    r"已(?:经)?(?:全部|全额|陆续|足额|实际)?(?:支付|发放|赔付|赔偿|给付|付清|结清|兑付|到账|领取|补发|返还)|追回(?<![未没]追回)|追讨回|讨回|垫付|补发|要回|兑现了|实际支付|执行到位|挽回|发放了|支付了|签约?赔付|代付|已付|帮[^，。]{0,10}追"
    r"|(?:拿到|领到|收到|领取|获得|获赔|得到|获)了?(?=[^，。]{0,14}$)"
)
# The verb stands right before the sum and needs no word for wages: 街道垫付12万元, 判公司赔4.8万元.
_HANDED_OVER = re.compile(
    r"(?:垫付|付给[一-龥]{0,6}|补差|补发|兑付|清偿|误扣的?|判赔|判[一-龥]{1,4}赔偿?|拿回|追回|讨回)(?:了|人民币|约|近|共|逾|超)?$"
)
_CLAIMED = re.compile(
    r"请求|要求|索赔|索要|诉请|判令|主张|追讨|讨要|申请仲裁|应(?:当)?(?:支付|得|付|赔)|应付|须支付|需支付|抚恤金|讨薪|追索|赔偿|补偿|交付|补缴|补足|补偿款|返还|支付[^，。]{0,10}$"
)
_AWARDED = re.compile(r"(?:判决|裁决|责令|判处|判|裁定)[^，。]{0,30}?(?:支付|赔偿|给付|补缴|返还|发放|承担)")
_AGREED = re.compile(r"(?:协议|约定|分[两二三四五六]期|支付令)[^，。]{0,30}?(?:支付|赔偿|给付|补缴|返还|发放|承担)")
_MATTER = re.compile(
    r"工资|薪|加班费|补偿|赔偿|奖金|提成|劳务费|血汗钱|工程款|安装款|社保|公积金|抚恤|津贴|补助|欠|工钱|报酬|佣金|二倍|双倍|医疗费|遣散|待遇|款|养老保险|保险|补缴|差额|职工债权|返费|辛苦钱|派费|课酬|稿费|慰问金|分成|薪水|粮饷|隔离费|工时费|课时费|绩效|押金|保证金"
)
# Each word begins with a plain letter, what may not stand before it comes second: so the engine skips from one to the next.
_RATE = re.compile(
    r"(?:每|月薪|日薪|时薪|年薪|月(?<![0-9个]月)工资|日(?<![0-9]日)工资|底薪|基本工资|最低工资|最低保障|月收入|工资标准|月均|日均|人均|平均|起薪|单价|保额|月租|租金|工资标准|收费标准|津贴标准|底薪标准|计薪标准|标准为|收入|工资[天月日]|一天|一个?月|小时|月供|工资水平"
    r"|到手|只有|降[至到]|涨[至到]|人(?<!工人)工(?!资)|出粮|薪资为?|工(?<!总共工)(?<!一共工)(?<!合计工)资(?:只|仅|才)?(?:有|剩|是|为))[^，。；,;]{0,8}$"
)
_RATE_BEHIND = re.compile(
    r"[ ]?(?:/|每|一个?(?:月|天|小时|年|人(?!民)|单|斤)|的?(?:月薪|日薪|时薪|年薪|底薪)|(?:月|天|小时|人(?!民)|单|平|吨)(?!起)|[×*x]|以下的?罚)"
)
_OTHER = re.compile(
    r"罚款|罚金|罚|注册资|营收|营业|亏损|利润|净利|融资|市值|投资|财政|债务|负债|学费|保费|罚单|估值|资产|拨款|预算|支出|产值|造价|税|票房|股价|成交|诉讼费|受理费|募集|借款|余额|冻结|地方债|合同价|社会救助|售价|房价|月供|门票|票价|彩礼|存款|身家|价值|销售额|订单|交易|货款|材料款|菜款|租金|进度款|保证金为"
)
_WAGES = re.compile(r"工资|工钱|配送费|课时费|派费|欠薪|薪酬|加班费|补偿|赔偿|工伤|劳动|抚恤|提成|奖金")
_TOTAL = re.compile(
    r"加起来|合起来|加在一起|拢共|共计|合计|总计|总额|合共|共|累计|总共|高达|多达|达|逾|金额|计|涉及[^，。]{0,8}、?$"
)
# What a court, union or authority has done for many others: not this dispute's.
_STATISTIC = re.compile(
    r"以来|1(?<!\d1)月至|上半年|季度|前[一-龥]{1,2}个月|同期|共立案|全年|全省|全市|全国|统计显示|专项行动|" + CASES
)
_PARTS = re.compile(r"项合计|其中第|其中包括|包括|其中")
_FOREIGN = re.compile(
    r"(?:美元|美金|港元|港币|韩元|日元|欧元|英镑|卢布|雷亚尔|令吉|台币|加元|卢比)[（(]?[^，。]{0,3}(?:约|合|折合|人民币|相当于)[^，。]{0,6}$"
)
# Between these two a court or arbitration story lists what is claimed.
_CLAIMS_START = re.compile(
    r"判令|请求(?:判决|裁决|法院|依法|人民法院|仲裁)|诉讼请求|仲裁请求|申请人请求|诉请|请求[:：]"
)
_CLAIMS_END = re.compile(
    r"裁判结果|处理结果|判决如下|裁决如下|一审法院判决|法院(?:经)?审理|本院|被告[^，。]{0,24}辩称|仲裁委员会裁决|最终"
)


# What a worker got or was offered needs no word for wages: 获赔6.2万元, 厂里只给两万块, 一起赔94万多.
_COMPENSATED = re.compile(r"(?:获?赔(?:偿|付)?|只给|补发的?|退还|返还|工资卡|少了|冻结)[^，。；]{0,4}$")


_SUMMED = ("合计", "共计", "总计", "一共", "加起来", "合起来", "拢共")


class _Sum(NamedTuple):
    """A sum, what it is, how firmly the rules read it as the dispute's, and what the story tells it beside (asides.py)."""

    figure: Figure
    kind: MoneyKind
    score: float
    amount: float
    aside: str | None = None


SIZES = sizes(100, 500, 1000, 3000, 10_000, 100_000, 1_000_000, 10_000_000)


def read_money(
    document: Document, figures: FigureReader, cues: Cues, workers: Choice | None, elsewhere: bool
) -> tuple[Money, ...]:
    """The sums of the dispute, the main one first; foreign currencies, rates, a firm's other sums, and all of a story from
    ELSEWHERE are left out."""
    found = [] if elsewhere else sums(document, figures)
    values = stated(found, workers.value.mentions if workers else ())
    chosen = choose("money", document, cues, values, SIZES) if values else None
    if chosen is None:
        return ()
    main = max((one for one in found if one.amount == chosen.value.amount), key=lambda one: one.score)
    others = sorted(
        _firm(found), key=lambda one: (-one.score, -one.amount, one.figure.field == "text", one.figure.start)
    )
    return (
        _money(document, main, ", ".join(chosen.because), confidence(chosen)),
        *(_money(document, one) for one in _distinct([main, *others])[1:_LISTED]),
    )


def stated(found: list[_Sum], workers: Sequence[Figure]) -> list[Value]:
    """Every sum that the article states, with what the rules say of it; WORKERS is where the number of those concerned stands."""
    by_amount: dict[float, list[_Sum]] = defaultdict(list)
    for one in found:
        by_amount[one.amount].append(one)
    first = _by_rules(found)
    return [
        Value(
            amount,
            tuple(one.figure for one in mentions),
            max(one.score for one in mentions),
            first is not None and first.amount == amount,
            tuple({sign for one in mentions for sign in _told(one, workers)}),
        )
        for amount, mentions in by_amount.items()
    ]


def _told(one: _Sum, workers: Iterable[Figure]) -> Iterator[str]:
    yield one.kind.value if one.score > _NOT_ITS_OWN else "not its own"
    if one.aside:
        yield one.aside
    if any(count.field == one.figure.field and abs(count.start - one.figure.start) < _WITH for count in workers):
        yield "with the workers"


_WITH = 40  # characters between the number of workers and what they are owed


def sums(document: Document, figures: FigureReader) -> list[_Sum]:
    """Every sum of the article, but for rates and other currencies."""
    candidates = [figure for figure in figures.all if _may_be_money(figure)][:_MENTIONS]
    claims = _claims(document.plain_text) if candidates else (0, 0)
    return [found for figure in candidates if (found := _sum(document, figure, claims))]


_MENTIONS = 200  # no article states sums so often


def _firm(sums: list[_Sum]) -> list[_Sum]:
    """What the rules call the dispute's own sums; where they call none so, the one or two large sums that it is about."""
    firm = [one for one in sums if one.score >= _ENOUGH]
    counted = [
        one
        for one in sums
        if one.score > _NOT_ITS_OWN and one.amount >= _LONE_LEAST and one.figure.value.basis is not Basis.WORD
    ]
    return firm or (counted if len({one.amount for one in counted}) <= _LONE else [])


def _by_rules(sums: list[_Sum]) -> _Sum | None:
    """Of sums that are about as firmly the dispute's, the largest."""
    firm = _firm(sums)
    best = max((one.score for one in firm), default=0.0)
    close = [one for one in firm if one.score >= best - _CLOSE]
    return max(close, key=lambda one: one.amount, default=None)


def _may_be_money(figure: Figure) -> bool:
    """元 and 块; numbers in 万 without a unit too, even before a noun for people ("拖欠30万工人安装款")."""
    return (
        (figure.kind == MONEY and figure.unit in _YUAN)
        or figure.kind == BARE
        or (figure.kind == PEOPLE and not figure.unit)
    )


_LISTED = 20  # sums in one article; more are a table
_CLOSE = 0.6  # half a step of the weights below


def _distinct(sums: list[_Sum]) -> list[_Sum]:
    seen: set[float] = set()
    kept = []
    for one in sums:
        if one.amount not in seen:
            seen.add(one.amount)
            kept.append(one)
    return kept


def _claims(text: str) -> tuple[int, int]:
    """Where the text lists claims; (0, 0) where it does not."""
    start = _CLAIMS_START.search(text) if "请" in text or "判令" in text else None
    if start is None:
        return 0, 0
    end = _CLAIMS_END.search(text, start.end())
    return start.start(), end.start() if end else len(text)


def _sum(document: Document, figure: Figure, claims: tuple[int, int]) -> _Sum | None:
    if figure.value.low < 1:
        return None
    text = document.plain(figure.field)
    before = _STOP.split(text[max(0, figure.start - _REACH_BEFORE) : figure.start])[-1]
    after = _STOP.split(text[figure.end : figure.end + _REACH_AFTER])[0]
    if figure.kind != MONEY and not _bare_money(text, figure, before, after):
        return None
    if _RATE.search(before, len(before) - _RATE_REACH) or _RATE_BEHIND.match(after) or _FOREIGN.search(before):
        return None
    if (
        _OTHER.search(before[-12:]) and not before.endswith(("薪酬余额为", "薪酬余额为人民币", "工资余额为"))
    ) or _OTHER.search(after[:6]):
        return _Sum(figure, MoneyKind.OTHER, _NOT_ITS_OWN, figure.value.low)
    claimed = figure.field == "text" and claims[0] <= figure.start < claims[1]
    kind, score = _kind(before, after, claimed)
    if kind is None:
        around = text[max(0, figure.start - _WIDE) : figure.end + _WIDE]
        if not _WAGES.search(around) and not _TOTAL.search(before[-6:]) and not _COMPENSATED.search(before[-8:]):
            return _Sum(figure, MoneyKind.OTHER, _NOT_ITS_OWN, figure.value.low)
        kind, score = MoneyKind.OTHER, 0.9 if before.endswith(_SUMMED) else 0.3
    score += _emphasis(text, figure, before, after, claimed)
    if figure.field == "text" and figure.start < _LEAD and kind in _SETTLES:
        score += 0.7
    beside = aside(document, figure)
    return _Sum(figure, kind, score - (_ASIDE if beside else 0.0), figure.value.low, beside)


_ENOUGH, _NOT_ITS_OWN, _ASIDE = 1.4, -5.0, 2.0
_LONE, _LONE_LEAST = 2, 3000  # so few sums, and more than a month's wage: though none is firm they are what it is about


def _bare_money(text: str, figure: Figure, before: str, after: str) -> bool:
    """2600万, 17万: money without 元 where money is spoken of and nothing else is counted."""
    raw = text[figure.start : figure.end].rstrip("余多元 ")
    if not (raw.endswith(("万", "亿")) or raw[-2:-1] == "万") or re.match(
        r"[%人名位户家个辆吨平亩次股台件字票元美港韩日欧英]", after
    ):
        return False
    if figure.kind == PEOPLE:
        return bool(_OWED.search(before[-6:]))
    return bool(
        _HANDED_OVER.search(before)
        or _MATTER.search(before[-14:])
        or _MATTER.match(after[:8])
        or _OWED.search(before)
        or _OWED_BEHIND.match(after)
        or _COMPENSATED.search(before[-8:])
    )


def _kind(before: str, after: str, claimed: bool) -> tuple[MoneyKind | None, float]:
    """What the sum is and how firmly it is the dispute's."""
    near = before[-18:]
    if claimed:
        return MoneyKind.CLAIMED, 2.5
    if _AWARDED.search(before) and "请求" not in before and "要求" not in before:
        return MoneyKind.OWED, 4.0
    if _AGREED.search(before):
        return MoneyKind.OWED, 3.0
    if _PAID.search(near) and (_MATTER.search(before) or _MATTER.search(after[:10]) or _OF_WORKERS.search(before)):
        return MoneyKind.PAID, 2.5
    if _OWED.search(near) or _OWED_BEHIND.match(after):
        return MoneyKind.OWED, 3.0
    if _HANDED_OVER.search(before):
        return MoneyKind.PAID, 2.0
    if _CLAIMED.search(before):
        return MoneyKind.CLAIMED, 2.0
    if _OWED.search(before):
        return MoneyKind.OWED, 2.0
    if _OF_WORKERS.search(before):
        return (MoneyKind.PAID, 2.5) if _PAID_BEHIND.match(after) else (MoneyKind.OTHER, 1.0)
    if _MATTER.search(before[-10:]) or _MATTER.search(after[:8]):
        return MoneyKind.OTHER, 0.5
    return None, 0.0


def _sentence(text: str, figure: Figure) -> str:
    """The sentence up to the figure, at most sixty characters of it."""
    return _STOP.split(text[max(0, figure.start - _WIDE) : figure.start])[-1]


def _emphasis(text: str, figure: Figure, before: str, after: str, claimed: bool) -> float:
    score = 0.0
    if not claimed and _TOTAL.search(before[-6:]):
        score += 1.0
    if _STATISTIC.search(_sentence(text, figure)):
        score -= 2.0
    if _PARTS.search(before[-14:]):
        score -= 1.5
    if figure.field == "title":
        score += 1.0
    if _MATTER.search(before[-14:]) or _MATTER.search(after[:8]):
        score += 0.5
    if not claimed:
        score += _whose(before, after)
    if figure.value.low < _SMALL:
        score -= 1.0 if figure.value.low >= _TINY else 2.5
    return score


def _whose(before: str, after: str) -> float:
    """More for what many workers are owed together and what is still owed, less for one person's and what firms owe each other."""
    near = before.rsplit("，", 1)[-1][-14:]
    score = 1.0 * bool(_OF_WORKERS.search(before)) + 1.5 * bool(_STILL.search(near))
    score -= 1.5 * bool(_ONE_PERSONS.search(near))
    return score - 2.0 * bool(_OF_OTHERS.search(before[-16:]) or _OF_OTHERS.search(after[:6]))


_PAID_BEHIND = re.compile(r"[^。；]{0,12}?(?:发放|支付|兑付|到账|结清|付清|到手)")
# 58人共142.7万元, 142名安装工的372万元, 向41人支付77.9万元: what many workers are owed together.
_OF_WORKERS = re.compile(
    r"(?:[0-9一二三四五六七八九十百千两]{1,6}[余多]?[名位]?(?:[一-龥]{0,3}(?:工人?|员|机|手|师))|[0-9一二三四五六七八九十百千]{1,6}[余多]?[人名])[^，。；0-9]{0,12}[，、]?(?:合计|共计|总计|金额|总额|共)?[^，。；0-9]{0,4}$"
)
_ONE_PERSONS = re.compile(r"我(?!们)|自己|夫妻|夫妇|两口子|最多|最少|人均|每人|平均|一个人|他(?!们)|她(?!们)")
_OF_OTHERS = re.compile(
    r"他还?欠我|她还?欠我|货款|劳务款|材料|客户|供应商|材料商|菜钱|小卖部|租赁|债务|承包款|运费|违约金|补贴款?|进度款|押金|投资"
)
_STILL = re.compile(r"还差|尚余|尚欠|仍欠|还欠|剩余|余下|剩下")
_LEAD, _SETTLES = 150, frozenset({MoneyKind.OWED})

_SMALL, _TINY = 1000, 100  # below a month's wage it is seldom what a dispute is about; tiny sums are rates


def _money(document: Document, one: _Sum, because: str = "", sure: float | None = None) -> Money:
    figure = one.figure
    raw = document.quote(figure.field, figure.start, figure.end)
    evidence = Evidence(
        field=figure.field,
        start=figure.start,
        end=figure.end,
        quote=raw,
        rule=f"money_{one.kind}" + (f": {because}" if because else ""),
        confidence=round(min(1.0, 0.4 + 0.1 * one.score), 2) if sure is None else sure,
    )
    return Money(
        min=figure.value.low, max=figure.value.high, basis=figure.value.basis, kind=one.kind, raw=raw, evidence=evidence
    )
