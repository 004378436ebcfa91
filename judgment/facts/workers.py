"""How many workers the dispute concerns: of all people counted in an article, those whose claim it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from judgment.document import Document
from judgment.facts.figures import BARE, PEOPLE, Figure, FigureReader
from yanpan_domain.codes import Basis
from yanpan_domain.fact import Evidence, Quantity

_REACH = 18

# Who is counted: the noun behind the number.
_WORKER = (
    r"员工|职工|工人|农民工|民工|工友|雇员|职员|司机|车长|教师|老师|护士|医护|医生|骑手|外卖员|快递员|保安|环卫工|清洁工"
    r"|店员|空服|空姐|机师|记者|编辑|演员|群演|劳动者|打工|工程师|销售|村干部|护理员|外劳|外佣|矿工|女工|技工|临时工|派遣工"
    r"|实习生|学生工|会员|同事|在职|下岗|保育员|校工|厨师|服务员|导游|教练|主播|程序员|应届|毕业生|工作人员|文员|工匠|焊工"
    r"|木工|瓦工|钢筋工|班组|出租车|的哥|船员|海员|码头工|铁路工|建筑工|施工人员|务工|讨薪|被欠薪|被拖欠|患者为"
)
_BEHIND = re.compile(rf"[^，。；,;]{{0,12}}?(?:{_WORKER})")
_OTHERS = re.compile(
    r"[^，。；,;]{0,6}?(?:乘客|旅客|学生(?!工)|业主|居民|村民|家长|警察|警员|民警|公安|高层|高管|股东|议员|顾客|消费者|客户|患者|病人"
    r"|负责人|律师|代表|专家|网民|网友|市民|群众|游客|儿童|孩子|男子|女子|老人|嫌疑人|被告|犯罪|消息|知情|领导|干部(?<!村干部)"
    r"|记者|委员|法官|检察|官员|志愿者|粉丝|球员|队员|用户|投资者|亲属|家属|本科|新生|考生|目击|男工友|观众|评委|自称|岁|主管)"
)
# What happened to them: the verb before or behind the number.
_HARM = re.compile(
    r"裁|解雇|辞退|遣散|开除|解聘|欠薪|拖欠|欠|失业|下岗|罢工|停工|讨薪|讨要|追讨|追回|签名|联署|签署|签字|连署|维权|投诉|反映|求助"
    r"|涉及|涉|牵涉|影响|仲裁|起诉|工伤|中毒|尘肺|被困|受伤|死亡|遇难|劳动合同|解除|安置|分流|带领|带了|工资|薪|劳动关系|社保|加薪"
    r"|集体|共计|合共|共有|共|炒|离职|失去工作|补偿|降薪|受害|请愿|上访|聚集|参与|参加|辞职|待岗|放假|停产|支付|发放|垫付"
)
_TOTAL = re.compile(
    r"(?:共有|现有|拥有|约有|全院|全校|全厂|全公司|员工总数|员工人数|雇员人数|总人数|规模|员工(?:超过|约|达|近|超|逾)?|雇佣|聘用|聘有|高峰期?(?:有)?"
    r"|在校生|不会解雇|最高峰|招聘|招收|定员|编制|新增|创造|提供|培训|剩|余下|减少到|减至|降至|占|名额|每年|去年|往年|此前|全国|全省|全市|历史上)$"
)
_STATISTIC = re.compile(
    r"全国|全省|全市|全年|统计|数据显示|累计|今年以来|\d{4}年|上半年|季度|月份|起案件|各级|受理|共为|案件|户企业|家企业|查处|农民工总量"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    figure: Figure
    score: float


def read_workers(document: Document, figures: FigureReader) -> Quantity | None:
    """The workers concerned, the best stated number of this dispute; None for a single person or when none is told."""
    candidates = [found for figure in figures.all if (found := _candidate(document, figure))]
    if not candidates:
        return None
    best = max(candidates, key=lambda one: (one.score, one.figure.value.low, -one.figure.start))
    return _quantity(document, best) if best.score >= _ENOUGH else None


_ENOUGH = 2.0


def _candidate(document: Document, figure: Figure) -> _Candidate | None:
    if figure.kind not in {PEOPLE, BARE} or not 1 < figure.value.low <= 5_000_000 or _uncounted(document, figure):
        return None
    text = document.plain(figure.field)
    before = _clause_before(text, figure.start)
    after = _clause_after(text, figure.end)
    if figure.kind == BARE and not _laid_off(before, after):
        return None
    return _Candidate(figure, _score(text, figure, before, after))


def _uncounted(document: Document, figure: Figure) -> bool:
    """数百, 几十, 多名: how many is not told."""
    raw = document.plain(figure.field)[figure.start : figure.end]
    return (
        figure.value.basis is Basis.WORD
        and any(sign in raw for sign in "数几")
        and not raw.startswith(("十几", "二十几"))
    )


def _laid_off(before: str, after: str) -> bool:
    return before.rstrip("约近逾超过").endswith(("裁员", "裁", "裁减", "解雇", "炒")) and not after.startswith(
        ("%", "万", "年", "月")
    )


def _clause_before(text: str, start: int) -> str:
    piece = text[max(0, start - _REACH) : start]
    return re.split(r"[。！？；\n]", piece)[-1]


def _clause_after(text: str, end: int) -> str:
    return re.split(r"[。！？；\n]", text[end : end + _REACH])[0]


def _score(text: str, figure: Figure, before: str, after: str) -> float:
    score = 0.0
    if _BEHIND.match(after) or figure.unit == "员":
        score += 2.0
    if _OTHERS.match(after):
        score -= 3.0
    if _HARM.search(before):
        score += 1.5
    if _HARM.search(after):
        score += 1.0
    if _TOTAL.search(before):
        score -= 2.5
    if figure.field == "title":
        score += 1.0
    if figure.kind == BARE:
        score += 1.0
    if figure.value.low < 5:
        score -= 1.5
    if _STATISTIC.search(_sentence(text, figure)):
        score -= 1.0
    return score


def _sentence(text: str, figure: Figure) -> str:
    left = max(text.rfind(sign, max(0, figure.start - 60), figure.start) for sign in "。！？；\n")
    return text[max(left, figure.start - 60) + 1 : figure.end + 20]


def _quantity(document: Document, chosen: _Candidate) -> Quantity:
    figure = chosen.figure
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
            rule="workers",
            confidence=_confidence(chosen.score),
        ),
    )


def _confidence(score: float) -> float:
    return round(min(1.0, 0.4 + 0.1 * score), 2)


def counted(figures: Iterable[Figure]) -> list[Figure]:
    """The figures that count people."""
    return [figure for figure in figures if figure.kind == PEOPLE]
