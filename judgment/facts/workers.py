"""How many workers the dispute concerns: of all people counted in an article, those whose claim it is."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from judgment.document import Document
from judgment.facts.asides import aside
from judgment.facts.cues import Cues
from judgment.facts.figures import BARE, CASES, PEOPLE, TRADES, Figure, FigureReader
from judgment.facts.ranking import Choice, Value, choose, confidence, joined, sizes
from yanpan_domain.codes import Basis
from yanpan_domain.fact import Evidence, Quantity

_REACH = 20
_TAIL = 9  # the longest that those patterns match which end where the number starts and have a length: 本人等……
_STOP = re.compile(r"[。！？；\n]")

# Who is counted: the noun behind the number, with at most an attribute between.
_WORKER = (
    r"员工|职工|工人|农民工|民工|工友|雇员|职员|司机|车长|教师|老师|教职|护士|医护|医生|骑手|外卖员|快递员|保安|环卫|清洁工|清道工|店员|空服|空姐|机师|机组|记者|编辑|演员|群演|劳动者|打工|工程师|销售|村干部|村官"
    r"|护理员|外劳|外佣|矿工|女工|技工|临时工|派遣工|合同工|实习生|学生工|同事|下岗|保育员|校工|厨师|服务员|导游|教练|主播|程序员|应届|工作人员|文员|焊工|木工|瓦工|钢筋工|出租车|的哥|船员|海员|码头工|建筑工|施工人员|务工"
    r"|讨薪|被欠薪|被拖欠|队员工|仓管|化验师|治疗师|消防员|警务人员|公务员|辅警|协管|网格员|代课|幼师|会员|外包工|外包人员|合同工|计件工|小时工|钟点工|月嫂|护工|保洁|队员|驾驶员|乘务|押运|收费员|绿化工|养护工|搬运工|装卸工|车间|班组|技术员|学徒|研究员|技术人员|管理人员|签名者|参加者|罢工者"
)
_BEHIND = re.compile(
    rf"[^，。；,;、及和]{{0,10}}?(?:{_WORKER})|[^，。；,;及和0-9〇一二三四五六七八九十百千名位个]{{0,12}}?(?:{_WORKER}|{TRADES})"
)
_OTHERS = re.compile(
    r"[^，。；,;、]{0,6}?(?:乘客|旅客|学生(?!工)|业主|居民|村民|家长|警察|警员|民警|公安|高层|高管|股东|议员|顾客|消费者|客户|患者|病人|负责人|律师|代表(?!工)|专家|网民|网友|市民|群众|游客|儿童|孩子|男子|女子|老人|嫌疑人|被告|犯罪|消息|知情"
    r"|领导|委员|法官|检察|官员|志愿者|粉丝|球员|用户|投资者|亲属|家属|本科|新生|考生|目击|男工友|观众|评委|自称|主管|经理|董事|班主任|被捕|示威|途人|街坊|选民|候选|嘉宾|主持|学者|教授|感染|确诊)"
)
_TRAINEES = re.compile(r"实习|顶岗|送到|安排到")  # students who work
# What is done to those concerned, or by them: right before or right behind the number.
_HARM_BEFORE = re.compile(
    r"(?:裁员?|裁减|裁掉|解雇|辞退|遣散|开除|解聘|炒|欠薪|拖欠(?:了)?|带了|带领|涉及|牵涉|影响|波及|涉|帮助?|拖欠工资|减|失去|安置|分流|优化|要求|强迫)(?:员工|工人|人数|职工|现时|将|共|合共|约|近|超过|了|逾|达|人|工程部|内地|本地|农民工|在内|预计|会|或|可能|：|:)*$"
)
_HARM = re.compile(
    r"裁|解雇|辞退|遣散|开除|解聘|欠薪|拖欠|被欠|失业|下岗|罢工|停工|讨薪|讨要|追讨|追回|签名|联署|签署|签字|连署|维权|投诉|反映|求助|涉及|牵涉|影响|仲裁|起诉|工伤|中毒|尘肺|被困|解除|安置|分流|劳动关系|社保|加薪|响应"
    r"|集体|炒|离职|失去工作|补偿|降薪|请愿|上访|聚集|参与|参加|待岗|停产|缺勤|不满|抗议|未(?:签|缴|发|获|领)|没签|联名|劳动合同|讨回|血汗钱|停职|调岗|贷款|放长假|放假|断缴|欠缴|没有?领到|没有?发|未领"
    r"|立案|联名|申请|坐[在满]|站[在到]|围在|堵|守在|聚到|签了?字|未签|拒绝|在册|递交|不接单|领不到|被扣|拿不到|没拿"
)
_REMOVED = re.compile(r"(?:裁员?|裁[走掉减]|解雇|遣散|辞退|精简|减少)[^，。；0-9的被]{1,10}$")
_TAKES_PART = re.compile(
    r"(?:参与|参加|签署|联署|联名|罢工|被裁|被欠|被拖欠|失业|受影响|讨薪|维权|停工|缺勤|投诉|签名)"
)
_TOTAL = re.compile(
    r"(?:(?<!合)共有|现有|拥有|约有|全院|全校|全厂|全公司|总数|人数|总人数|规模|雇佣|聘用|聘有|不会解雇|剩|余下|减少到|减至|降至)$"
)
# Who was there once or may come, and who is served.
_NOT_THEIRS = re.compile(
    r"(?:高峰期?(?:有)?|在校生|最高峰|招聘|招收|定员|编制|新增|创造|提供|培训|占|名额|每年|去年|往年|此前|全国|全省|全市|历史上|目标惠及|惠及|支持|服务|覆盖|多得|少于)$"
)
_STAFF_TOTAL = re.compile(r"(?<!涉及)(?<!拖欠)(?<!影响)(?:员工|雇员|职工)(?:约|近|逾)?$")
_OF_A_BODY = re.compile(r"(?:院|公司|厂|集团|学校|大学|局|企业|全职|港铁|公司的)$")
_SUBSET = re.compile(r"(?:包括|其中|当中|含|内有|、)(?:有|约|近|逾|超过)?$")
_STATISTIC = re.compile(
    r"全国|全省|全市|全年|统计(?:数据|显示|局)|数据显示|今年以来|上半年|季度|起案件|各级|受理|查处|农民工总量|万人次|户企业|家企业|为农民工|欠薪案件|以来|"
    + CASES
)
# 要求解除劳动合同的为386人: what they want or suffer, then how many they are.
_WHO_ARE = re.compile(r"的(?:为|有|共|共有|共计|达|计)?$")
# 查处工资类违法案件八十九件，涉及工人四千一百余名: the workers of many cases.
_CASES = re.compile(
    r"(?:[0-9]{2,}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]?百[^，。]{0,4}?|[两三四五六七八九0-9])余?多?(?:宗|起|件)[^。；]{0,24}?(?:涉及|涉|为|牵涉)[^，。；]{0,8}$"
)
# Places to be filled, pupils, teams: not people with a claim.
_POSTS = re.compile(r"编制|招生|录取|新生|名额|团队|小组|容纳|高峰|巅峰|最多时|规模|在校|的名字")
_CONCERNED = re.compile(
    r"(?:被拖欠|被欠|涉及|受影响|被裁|遭欠薪|欠薪|受害|讨薪|维权|被辞退)[^，。；]{0,12}(?:工人|员工|职工|人员|农民工|劳动者|教师|骑手|司机)(?:大?约|共|总共|多)?(?:人数[^，。；]{0,6})?(?:有|达|为)?$"
    r"|(?:受影响|被拖欠|被欠薪|被裁|被辞退)的?$"
)
_NOUN_BEFORE = re.compile(rf"(?:{_WORKER})(?:共|大?约|至少|总共|合计|近|超过|多)?(?:有|达|计)?$")
_UNPAID_NEXT = re.compile(
    r"[^。！？；\n]{0,36}?(?:工资(?:没|未|至今|被)|拖欠|没有发|没发|未发|被欠|没拿到|没有拿到|医保断|社保断)"
)
# 王某等19人: who is named first is one of them.
_AND_OTHERS = re.compile(r"[一-龥]等(?:在内的|共|人等)?$")
_NOT_THEM = re.compile(r"[^，。；]{0,8}?(?:涉嫌|犯罪|被捕|被拘|团伙|受审|当选|获奖|出席|领导|参加会议)")
_WE = re.compile(r"(?:我们|咱们|本人等)[^，。]{0,6}$")


class _Candidate(NamedTuple):
    """A number of people, what the rules say of it in sum, and which of them spoke."""

    figure: Figure
    score: float
    rules: tuple[str, ...]


SIZES = sizes(3, 5, 10, 30, 100, 300, 1000, 5000)


def find_workers(document: Document, figures: FigureReader, cues: Cues) -> Choice | None:
    """The number of the workers concerned, the largest stated for this dispute; None for a single person or when none is told."""
    values = counted(document, figures)
    return choose("workers", document, cues, values, SIZES) if values else None


def counted(document: Document, figures: FigureReader) -> list[Value]:
    """Every number of people that the article states, with what the rules say of it."""
    candidates = [
        found
        for figure in figures.all
        if (figure.kind == PEOPLE or figure.kind == BARE) and (found := _candidate(document, figure))
    ][:_MENTIONS]
    by_amount: dict[float, list[_Candidate]] = defaultdict(list)
    for one in candidates:
        by_amount[one.figure.value.low].append(one)
    first = _by_rules(candidates)
    return joined(
        [
            Value(
                amount,
                tuple(one.figure for one in mentions),
                max(one.score for one in mentions),
                first is not None and first.figure.value.low == amount,
                tuple({rule for one in mentions for rule in one.rules}),
            )
            for amount, mentions in by_amount.items()
        ]
    )


_MENTIONS = 200  # no article counts people so often


def _by_rules(candidates: list[_Candidate]) -> _Candidate | None:
    """The largest of those that are about as firmly the dispute's as the firmest."""
    best = max((one.score for one in candidates), default=0.0)
    if best < _ENOUGH:
        close = _faint(candidates)
    else:
        close = [one for one in candidates if one.score >= max(_ENOUGH, best - _CLOSE)]
    if not close:
        return None
    largest = max(close, key=lambda one: (one.figure.value.low, one.score, -one.figure.start))
    return _counted_exactly(largest, candidates)


def _faint(candidates: list[_Candidate]) -> list[_Candidate]:
    """People counted in a story where nothing says more firmly whose claim it is: 一百多人在办公楼前站到天黑."""
    groups = [
        one for one in candidates if one.score >= 0 and one.figure.kind == PEOPLE and one.figure.value.low >= _GROUP
    ]
    best = max((one.score for one in groups), default=0.0)
    return [one for one in groups if one.score >= best - _CLOSE / 2]


def _counted_exactly(chosen: _Candidate, candidates: list[_Candidate]) -> _Candidate:
    """The exact count that a headline rounds ("近400名", in the text "360名"), where the article states one."""
    if chosen.figure.value.basis is Basis.EXACT:
        return chosen
    low, high = (share * chosen.figure.value.low for share in _ROUNDED)
    exact = [
        one
        for one in candidates
        if one.figure.value.basis is Basis.EXACT and one.score >= _ENOUGH and low <= one.figure.value.low <= high
    ]
    return max(exact, key=lambda one: one.score, default=chosen)


_ROUNDED = (0.85, 1.1)  # how far headlines round


_ENOUGH, _CLOSE = 1.5, 1.0
_GROUP = 10  # the law's own measure of a collective claim


def _candidate(document: Document, figure: Figure) -> _Candidate | None:
    if not 1 < figure.value.low <= _MOST or _uncounted(document, figure):
        return None
    text = document.plain(figure.field)
    before = _STOP.split(text[max(0, figure.start - _REACH) : figure.start])[-1]
    after = _STOP.split(text[figure.end : figure.end + _REACH])[0]
    if figure.kind == BARE and not _counts_people(text, figure, before, after):
        return None
    if not figure.unit and before.endswith("欠"):
        return None  # 拖欠30万工人安装款: money
    points = _points(document, figure, before, after)
    if points["others"] and sum(points.values()) < 0 and not _TRAINEES.search(after):
        return None
    return _Candidate(figure, sum(points.values()), tuple(name for name, much in points.items() if much))


_MOST = 5_000_000  # more is a statistic


def _uncounted(document: Document, figure: Figure) -> bool:
    """数百, 几十, 多名: how many is not told."""
    if figure.value.basis is not Basis.WORD:
        return False
    raw = document.plain(figure.field)[figure.start : figure.end]
    return "数" in raw or ("几" in raw and not raw[raw.index("几") - 1 : raw.index("几")].strip("上近约"))


def _counts_people(text: str, figure: Figure, before: str, after: str) -> bool:
    """裁员7000, 近5万美国汽车工人: a number of people without a unit."""
    if before.rstrip("约近逾超过").endswith(("裁员", "裁", "裁减", "解雇", "炒")):
        return not after.startswith(("%", "万", "年", "月", "元", "个", "次", "天"))
    return text[figure.end - 1] in "万千百多余" and bool(_BEHIND.match(after[:12])) and figure.value.low >= _CROWD


_CROWD = 100


def _points(document: Document, figure: Figure, before: str, after: str) -> dict[str, float]:
    """What the rules say for the number, and how much: who is counted, what was done to them or by them."""
    tail = len(before) - _TAIL
    behind = bool(_BEHIND.match(after)) or figure.unit == "员"
    harmed = bool(_HARM_BEFORE.search(before) or _REMOVED.search(before))
    harm_behind = bool(_HARM.search(after, 0, 14))
    points = {"workers": 2.0 * behind, "harmed": 2.0 * harmed, "harm behind": 1.0 * harm_behind}
    if not harmed and _HARM.search(before):
        points["harm before"] = 2.0 if _WHO_ARE.search(before) else 1.0
    points["workers before"] = 1.0 * bool(not behind and _NOUN_BEFORE.search(before, tail))
    points["take part"] = 1.5 * bool(_TAKES_PART.match(after))
    points["others"] = -3.0 * bool(_OTHERS.match(after))
    points["we"] = 1.5 * bool(_WE.search(before, tail))
    points["and others"] = 1.5 * bool(_AND_OTHERS.search(before, tail) and not _NOT_THEM.match(after))
    points["headline"] = 1.0 * (figure.field == "title" or figure.kind == BARE)
    return points | _doubts(document, figure, before, after, harmed or harm_behind)


def _doubts(document: Document, figure: Figure, before: str, after: str, harm: bool) -> dict[str, float]:
    """What speaks against the number being the dispute's: a total staff, a part, a statistic, a handful."""
    text, tail, points = document.plain(figure.field), len(before) - _TAIL, {}
    if _CONCERNED.search(before):
        points["concerned"] = 2.0
    elif _TOTAL.search(before, tail) or (not harm and _STAFF_TOTAL.search(before, tail)):
        points["staff"] = -0.5 if _UNPAID_NEXT.match(text, figure.end) else -3.5
    elif _NOT_THEIRS.search(before, tail):
        points["not theirs"] = -0.5 if _UNPAID_NEXT.match(text, figure.end) else -3.5
    points["of a body"] = -1.5 * bool(not harm and _OF_A_BODY.search(before, tail))
    points["part"] = -2.0 * bool(_SUBSET.search(before, tail))
    points["posts"] = -1.5 * bool(_POSTS.search(before) or _POSTS.match(after))
    points["threshold"] = -1.5 * after.startswith("以上")  # 二十人以上: a threshold of the law
    if beside := aside(document, figure):
        points[beside] = _ASIDE
    points["handful"] = -1.5 * (figure.value.low < _HANDFUL)
    if _STATISTIC.search(_sentence(text, figure)):
        many = _CASES.search(text[max(0, figure.start - 60) : figure.start])
        points["many cases" if many else "statistic"] = -6.0 if many else -1.5
    return points


_HANDFUL, _ASIDE = 5, -2.0


def _sentence(text: str, figure: Figure) -> str:
    floor = max(0, figure.start - 60)
    return _STOP.split(text[floor : figure.start])[-1] + text[figure.start : figure.end + 6]


def quantity(document: Document, chosen: Choice) -> Quantity:
    """The chosen number as stated where it stands first so."""
    figure = next(one for one in chosen.value.mentions if one.value.low == chosen.value.amount)
    value = figure.value
    raw = document.quote(figure.field, figure.start, figure.end)
    return Quantity(
        min=int(value.low),
        max=None if value.high is None else int(value.high),
        basis=value.basis,
        raw=raw,
        evidence=Evidence(
            field=figure.field,
            start=figure.start,
            end=figure.end,
            quote=raw,
            rule=" ".join(("workers:", ", ".join(chosen.because))),
            confidence=confidence(chosen),
        ),
    )
