"""What authorities, courts and unions are reported to have done for the workers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from judgment.document import Document, Sentence
from judgment.facts.spots import Key
from judgment.facts.triggers import Triggers, evidence, rule
from yanpan_domain.fact import Measure

MEASURES = {
    "intervened": "介入处理",
    "inspected": "监察执法",
    "ordered_to_pay": "责令支付",
    "mediated": "调解",
    "arbitration_accepted": "仲裁受理",
    "court_ruled": "法院裁判",
    "advance_paid": "垫付",
    "paid": "已支付",
    "legal_aid": "法律援助",
    "transferred_to_police": "移送公安",
    "blacklisted": "列入失信名单",
    "enforced": "法院执行",
    "union_helped": "工会帮扶",
}
"""Every code of a measure with its Chinese word."""

_ACTOR = re.compile(
    r"人力资源和?社会保障[局厅部]|人社[局厅部门]{1,3}|劳动(?:保障)?监察[大支总]?队?|劳动局|劳工处|劳动部门|总工会|工会|职工服务中心|仲裁委(?:员会)?|仲裁院|人民法院|法院|检察院|公安(?:局|机关|分局)?|警方|派出所"
    r"|司法局|司法所|法律援助中心|法援|住建[局部厅]|建设局|教育局|交通(?:运输)?局|街道(?:办)?|镇政府|区政府|市政府|县政府|政府|信访[局办]|调解(?:委员会|中心|组织|员)|应急管理局|卫健委|有关部门|相关部门|当地部门|工作组|管委会|国资委|12345|12333"
)
_RULES = (
    rule(
        "arbitration_accepted",
        "仲裁",
        r"(?:仲裁委(?:员会)?|仲裁院|仲裁)[^，。；]{0,10}(?:已?受理|立案|裁决|作出裁决)",
        0.9,
    ),
    rule(
        "court_ruled",
        "判决 裁定 判令 驳回 宣判 支持 认定",
        r"(?:法院|一审|二审|终审|再审|本院)[^，。；]{0,16}(?:判决|裁定|判令|支持了|驳回|宣判|认定)|判决(?:如下|生效|被告|公司)",
        0.9,
    ),
    rule(
        "enforced",
        "执行 拘传 查封 冻结",
        r"(?:强制执行|执行(?:到位|款|完毕|立案)|执行局|执行法官|拘传|查封|冻结[^，。]{0,10}账户)",
        0.8,
    ),
    rule(
        "transferred_to_police",
        "移送 移交 拒不 立案 刑拘 刑事 批捕 抓获 追逃",
        r"移送公安|移交公安|(?:公安|警方|检察)[^，。；]{0,14}(?:拒不支付|立案侦查|刑拘|刑事拘留|批捕|抓获|网上追逃)|涉嫌拒不支付劳动报酬",
        0.85,
    ),
    rule(
        "blacklisted",
        "名单 失信 惩戒",
        r"黑名单|失信(?:联合惩戒|被执行人|名单)|重大[^，。；]{0,10}违法[^，。；]{0,6}(?:公布|名单)|联合惩戒",
        0.85,
    ),
    rule(
        "advance_paid",
        "垫付 先行 证金 应急",
        r"垫付|先行垫付?|工资保证金(?:中)?支付|应急周转金|先行支付|动用[^，。]{0,6}保证金",
        0.85,
    ),
    rule(
        "ordered_to_pay",
        "责令 限期 整改 理决",
        r"责令(?:其|该|公司|企业|限期|改正|支付|整改|[^，。；]{0,12}(?:支付|改正|整改|补缴))|限期(?:整改|支付|改正)|整改(?:指令|通知)书|行政处理决定",
        0.9,
    ),
    rule(
        "inspected",
        "调查 检查 立案 核查 约谈 排查 查处 巡查 突击 处罚",
        r"(?:监察|执法|人社|劳动局|劳工处|安监|应急)[^，。；]{0,14}(?:调查|检查|立案|核查|约谈|排查|查处|巡查|突击)|立案(?:调查|查处)|约谈(?:了)?[^，。；]{0,8}(?:公司|企业|负责人)|行政处罚",
        0.85,
    ),
    rule(
        "mediated",
        "调解 和解 协议 协调 协商 斡旋 法确",
        r"(?:达成|签订|签署)[^，。；]{0,8}(?:调解|和解|协议)|(?:经|通过|进行|组织|主持)[^，。；]{0,12}(?:调解|协调|协商)(?!仲裁)|调解(?:成功|书|结案|下|员)|居中调解|从中斡旋|司法确认",
        0.85,
    ),
    rule(
        "legal_aid",
        "律援 法援 益律 会律 免费",
        r"法律援助|法援|公益律师|工会律师|免费(?:代理|法律)",
        0.8,
    ),
    rule(
        "union_helped",
        "工会",
        r"工会[^，。；]{0,16}(?:帮助|帮扶|介入|协助|慰问|追回|讨回|维权|代表[^，。；]{0,6}协商|提供|派出|跟进|援助|要求资方|约见|协调|出面)|在工会(?:的)?(?:帮助|协助|介入|努力)下",
        0.8,
    ),
    rule(
        "paid",
        "发放 付清 结清 支付 到账 补发 追回 讨回 要回 拿回 拿到",
        r"(?:工资|欠薪|欠款|薪资|补偿金|赔偿款?|劳务费)[^，。；]{0,10}(?:已(?:经)?(?:全部|全额|陆续)?(?:发放|付清|结清|支付|到账|补发)|全部(?:发放|到账|付清|结清))|(?:已(?:经)?(?:全部|足额)?(?:支付|发放|补发|付清|结清))[^，。；]{0,12}(?:工资|欠薪|补偿|赔偿|劳务费)|(?:追回|讨回|追讨回|要回|拿回|拿到了?)[^，。；]{0,16}(?:工资|欠薪|血汗钱|工钱|薪|赔偿|补偿)",
        0.85,
    ),
    rule(
        "intervened",
        "介入 成立 重视 赶赴 赶到 派出 派员 正在 跟进 约见 关注 了解 回应 调查",
        r"(?:部门|局|政府|街道|人社|工会|专班|工作组|委|处)[^，。；]{0,10}(?:介入|成立[^，。；]{0,6}(?:工作组|专班)|高度重视|赶赴|赶到现场|派(?:出|员)|正在(?:处理|调查|协调|核实)|跟进|约见|已(?:关注|了解)|回应称|展开调查)|(?:已|目前)[^，。；]{0,6}介入",
        0.75,
    ),
)
TRIGGERS = Triggers(_RULES)
_NOT_DONE = re.compile(
    r"(?:要求|希望|请求|呼吁|促请?|建议|恳请|敢|没有|未|不|拒绝|何时|请|应|无人|应该|可以|可|能否|是否|需要|拟)[^，。；]{0,5}$"
)


def read_measures(document: Document, keys: Sequence[Key]) -> tuple[Measure, ...]:
    """Measures reported as taken, each code once, in order; demands and refusals are none."""
    found: dict[str, Measure] = {}
    for one, sentence in TRIGGERS.occasions(document, keys, found):
        if match := _done(one.pattern, sentence):
            words = evidence(document, sentence, match.start(), match.end(), f"measure_{one.code}", one.confidence)
            found[one.code] = Measure(code=one.code, actor=_actor(document, sentence, match), evidence=words)
    return tuple(found.values())


def _done(pattern: re.Pattern[str], sentence: Sentence) -> re.Match[str] | None:
    for match in pattern.finditer(sentence.text):
        if not _NOT_DONE.search(sentence.text[max(0, match.start() - 8) : match.start()]):
            return match
    return None


def _actor(document: Document, sentence: Sentence, match: re.Match[str]) -> str:
    """The body named in the match or last before it in the sentence; "" where none is named."""
    named = list(_ACTOR.finditer(sentence.text, max(0, match.start() - 40), match.end() + 4))
    if not named:
        return ""
    last = named[-1]
    return document.quote(sentence.field, sentence.start + last.start(), sentence.start + last.end())
