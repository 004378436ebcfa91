"""Stated circumstances that bear on the need of help; never that people gathered, petitioned or struck."""

from __future__ import annotations

import re
from collections.abc import Sequence

from judgment.document import Document, Sentence
from judgment.facts.spots import Key
from judgment.facts.triggers import Triggers, evidence, rule
from yanpan_domain.codes import Circumstance
from yanpan_domain.fact import CircumstanceFinding

_RULES = (
    rule(
        Circumstance.DEATH,
        "猝死 身亡 死亡 遇难 劳死 工亡 离世 去世 丧生 丧命 死者 遗体 救无 自杀 楼亡 坠亡 遗孀 累死",
        r"猝死|身亡|死亡(?!赔偿金标准|率)|遇难|过劳死|工亡|不幸离世|去世|丧生|丧命|死者|遗体|抢救无效|自杀|坠楼亡|坠亡|堕楼亡|轻生身亡|遗孀|累死",
        0.9,
    ),
    rule(
        Circumstance.INJURY,
        "受伤 重伤 轻伤 骨折 截肢 烧伤 灼伤 工伤 伤残 致残 尘肺 业病 中毒 昏迷 打伤 白血 矽肺 断指 伤者 患癌",
        r"受伤|重伤|轻伤|骨折|截肢|烧伤|灼伤|工伤(?!保险|认定办法|预防|政策|待遇标准|康复|医疗期)|伤残|致残|尘肺|(?:患|查出|确诊|诊断为|疑似|得了)[^，。；]{0,6}职业病|中毒|昏迷|被打伤|白血病|矽肺|断指|伤者|患癌",
        0.85,
    ),
    rule(
        Circumstance.LIFE_IN_DANGER,
        "垂危 命危 病危 绝食 跳楼 轻生 自焚 农药 服毒 被困 重症 ic 抢救 失联 爬上 爬塔 爬吊 爬楼 爬天 割腕 高温 热射 昏倒",
        r"生命垂危|生命危险|病危|绝食|跳楼|轻生|自焚|喝农药|服毒|被困|重症监护|icu|抢救(?!无效)|(?:[0-9一二三四五六七八九十两]人|矿工|工人|员工|船员|人员)[^，。；]{0,4}失联|爬上?(?:塔吊|吊塔|楼顶|天台)|割腕|高温(?:晕|昏|中暑)|热射病|昏倒",
        0.85,
    ),
    rule(
        Circumstance.EMPLOYER_FLED,
        "跑路 失联 逃匿 逃跑 潜逃 逃逸 失踪 卷款 蒸发 去向 不上 躲藏 躲避 躲起 躲债 躲着 去楼",
        r"(?:老板|老闆|雇主|负责人|法人|法定代表人|包工头|企业主|厂主|公司|被告|总经理|经营者|厂长|站长|工头|承包人|承包商|资方|店主)[^，。；]{0,12}(?:跑路|失联|逃匿|逃跑|潜逃|逃逸|玩失踪|失踪|卷款|人间蒸发|不知去向|联系不上|躲[藏避起债着])"
        r"|欠薪(?:逃匿|潜逃|跑路)|卷款(?:潜逃|逃逸|跑路|逃跑)|人去楼空|跑路老板",
        0.9,
    ),
    rule(
        Circumstance.HARDSHIP,
        "生活 揭不 没钱 度日 借钱 不起 无钱 断供 药费 疗费 术费 院费 停药 治疗 交不 可归 维持 吃饭 低保 救命 等着 亲朋 温饱",
        r"生活(?:困难|陷入|难以|无着|得不到|没有着落|艰难|拮据|费都)|揭不开锅|没钱(?:吃饭|看病|回家|过年|治)|(?:借|贷)(?:钱|款)度日|借钱生活|看不起病|无钱|断供|还不起|(?:拒付|拒绝支付|拒绝承担|拒绝垫付|不付|不肯支付|未付|无力支付|无力承担|付不起|凑不[出齐够]|没钱(?:支付|交|付)|欠下?|借钱)[^，。；]{0,8}(?:医药|医疗|治疗|手术|住院)费|(?:医药|医疗|治疗|手术|住院)费[^，。；]{0,6}(?:无着|没着落|没有着落|难以承担|无力|垫不起|付不起|拒付|无人(?:支付|承担|过问))|停药|中断治疗|放弃治疗|交不起|无家可归|维持生计|维持生活|吃饭都|靠低保|救命钱|等着[^，。]{0,8}(?:用钱|看病|交学费)|向亲朋好友借|温饱|难以为继的生活",
        0.75,
    ),
    rule(
        Circumstance.RETALIATION,
        "报复 后算 投诉 举报 维权 参加 组建 建会 罢工 发声 上访 参与 反映 讨薪 追讨 讨要 建工 针对 小鞋 封杀",
        r"打击报复|报复|秋后算账|因(?:为)?(?:投诉|举报|维权|参加工会|组建工会|建会|罢工|发声|上访|参与罢工|反映)[^，。；]{0,14}(?:被|遭)(?:开除|辞退|解雇|调岗|停职|殴打|降职|辞|打|解聘|约谈|威胁|炒)"
        r"|(?:维权|投诉|举报|讨薪|追讨|讨要|建工会|建会)[^，。；]{0,16}(?:遭|被)[^，。；]{0,6}(?:殴打|打伤|威胁|开除|辞退|解雇|恐吓|围殴|抓|拘)|被厂方[^，。]{0,4}针对|给小鞋|穿小鞋|封杀",
        0.8,
    ),
    rule(
        Circumstance.CHILD_LABOUR,
        "童工 未满 不满 0岁 1岁 2岁 3岁 4岁 5岁 一岁 二岁 三岁 四岁 五岁",
        r"童工|未满(?:16|十六)(?:周)?岁|不满(?:16|十六)(?:周)?岁|(?:1[0-5]|十[一二三四五])岁[^，。；]{0,8}(?:打工|上班|童工|进厂|务工|做工)",
        0.9,
    ),
    rule(
        Circumstance.FORCED_LABOUR,
        "强迫 强制 奴工 砖窑 身工 扣押 没收 收走 扣下 扣留 限制 拘禁 不许 代奴 贩卖 奴役",
        r"强迫劳动|强制劳动|奴工|黑砖窑|包身工|(?:扣押|没收|收走|扣下|扣留)[^，。；]{0,8}(?:护照|身份证|证件)|限制[^，。；]{0,4}人身自由|非法拘禁|不许离开(?:工厂|工地|宿舍)|现代奴|人口贩卖|奴役",
        0.85,
    ),
    rule(
        Circumstance.BANKRUPTCY,
        "破产 抵债 清算 倒闭 清盘 结业",
        r"破产|资不抵债|清算(?!仓)|倒闭|清盘|结业",
        0.85,
    ),
)
TRIGGERS = Triggers(_RULES)
# The same words when they are denied, feared as a rule, or said of a statute.
_DENIED = re.compile(
    r"(?:没有|并无|并未|未有|未造成|无|不会|尚未|否认|未发生|避免|防止|预防|杜绝|禁止|严禁|不得|若|如果|一旦|如有|假如|以防|谣言)[^，。；]{0,8}$"
)


def read_circumstances(document: Document, keys: Sequence[Key]) -> tuple[CircumstanceFinding, ...]:
    """Each circumstance once, with the first words that state it."""
    found: dict[str, CircumstanceFinding] = {}
    for one, sentence in TRIGGERS.occasions(document, keys, found):
        if match := _stated(one.pattern, sentence):
            words = evidence(document, sentence, match.start(), match.end(), f"circumstance_{one.code}", one.confidence)
            found[one.code] = CircumstanceFinding(code=Circumstance(one.code), evidence=words)
    return tuple(found.values())


def _stated(pattern: re.Pattern[str], sentence: Sentence) -> re.Match[str] | None:
    for match in pattern.finditer(sentence.text):
        if not _DENIED.search(sentence.text[max(0, match.start() - 14) : match.start()]):
            return match
    return None
