"""The employers of the dispute, as written; newspapers, courts, authorities, unions and masked parties are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from judgment.document import Document
from judgment.facts.brands import find_brands
from judgment.facts.roles import read_role
from judgment.words import tagged
from yanpan_domain.codes import PartyRole
from yanpan_domain.fact import EmployerMention

# What the name of an employer ends with; longer forms first.
_SUFFIX = re.compile(
    r"(?:股份有限|有限责任|有限)公司|[总分子]公司|集团公司|集团|公司|工厂|(?<![返建关设办该本此开进出回在各到我老新大小两多外])厂(?![长家房区方商里内牌子工址])|项目部|工地(?!上|里)|施工队"
    r"|(?:大|快捷|主题|国际)?酒店|宾馆|饭店|酒楼|餐厅|餐饮店|饭馆|火锅店|门店|专卖店|书店|药店|超市|商场|百货|医院|卫生院|诊所|保健院"
    r"|幼儿园|小学|中学|高中|学校|技校|大学(?!生)|学院|早教中心|培训中心|服务中心|中心(?=拖|欠|员|职|工人)|煤矿|铁矿|矿业|矿山|矿场"
    r"|(?:合作|报|旅行|出版|通讯|供销|杂志|印刷)社|电视台|电台|动物园|度假村|山庄|影视城|俱乐部|养老院|护老院|安老院|福利院|敬老院|研究院|研究所|设计院|规划院"
    r"|事务所|物业|股份|(?<=[一-龥])(?:航空|地铁|公交|巴士|汽车|快递|物流|传媒|地产|置业|科技|电子|建筑|建工|劳务|重工|钢铁|矿业|医药|药业|证券|人寿|保险|银行|百货|速运|外卖|日报|晚报|周刊|邮报|英语|教育)"
    r"(?=拖|欠|裁|解雇|员工|职工|工人|司机|教师|老师|骑手|宣布|回应|承诺|管理层|停|罢|资方|工会|前员工|公司|全员|未|不|的员)"
    r"|(?:环卫|供电|供水|养护|粮|林|渔|农|茶|牧|盐)(?:所|站|场)|(?:建设|教育|环境|分|交通|水利|住建|财政|税务|公路|林业|城管|卫生|农业|环保|气象)局(?=拖欠|克扣|欠|[0-9一二三四五六七八九十]+[余多]?名)"
    r"|镇政府(?=拖欠|克扣|欠)|打字室"
)
# Words that end a name to the left.
_STOP = frozenset(
    [
        "的",
        "了",
        "在",
        "与",
        "和",
        "被",
        "向",
        "是",
        "到",
        "对",
        "由",
        "等",
        "从",
        "让",
        "把",
        "将",
        "给",
        "为",
        "及",
        "或",
        "因",
        "称",
        "说",
        "指",
        "有",
        "于",
        "据",
        "经",
        "以",
        "其",
        "这",
        "那",
        "该",
        "此",
        "我",
        "你",
        "他",
        "她",
        "们",
        "去",
        "来",
        "进",
        "至",
        "但",
        "而",
        "并",
        "却",
        "也",
        "都",
        "又",
        "还",
        "就",
        "才",
        "会",
        "能",
        "应",
        "请",
        "叫",
        "即",
        "系",
        "要求",
        "起诉",
        "原告",
        "被告",
        "申请人",
        "被申请人",
        "上诉人",
        "被上诉人",
        "第三人",
        "入职",
        "就职",
        "任职",
        "供职",
        "受雇",
        "名为",
        "一家",
        "两家",
        "多家",
        "几家",
        "各家",
        "某",
        "位于",
        "关于",
        "对于",
        "根据",
        "判令",
        "判决",
        "裁决",
        "责令",
        "支付",
        "赔偿",
        "投诉",
        "举报",
        "反映",
        "控告",
        "旗下",
        "所在",
        "派遣到",
        "派遣",
        "进入",
        "来到",
        "工作",
        "上班",
        "打工",
        "员工",
        "工人",
        "职工",
        "农民工",
        "工友",
        "司机",
        "教师",
        "老师",
        "女工",
        "前",
        "原",
        "现",
        "某某",
        "前往",
        "通过",
        "随后",
        "目前",
        "近日",
        "日前",
        "当时",
        "其中",
        "以及",
        "还有",
        "包括",
        "同时",
        "如果",
        "因为",
        "由于",
        "但是",
        "不过",
        "所以",
        "没有",
        "不是",
        "就是",
        "只是",
        "已经",
        "曾",
        "曾经",
        "正在",
        "一直",
        "可以",
        "可能",
        "应该",
        "必须",
        "需要",
        "认为",
        "表示",
        "指出",
        "发现",
        "得知",
        "了解",
        "获悉",
        "称呼",
        "告诉",
        "介绍",
        "宣布",
        "回应",
        "承认",
        "承诺",
        "成立",
        "开",
        "办",
        "收购",
        "起",
        "签订",
        "签署",
        "签",
        "订立",
        "委托",
        "代表",
        "负责",
        "存在",
        "建立",
        "属于",
        "作为",
        "成为",
        "担任",
        "不",
        "没",
        "未",
        "无",
        "拖欠",
        "欠",
        "欠薪",
        "克扣",
        "讨薪",
        "索赔",
        "追讨",
        "维权",
        "罢工",
        "停工",
        "抗议",
        "声援",
        "支持",
        "反对",
        "要",
        "想",
        "做",
        "找",
        "问",
        "看",
        "见",
        "用",
        "带",
        "上",
        "下",
        "里",
        "中",
        "内",
        "外",
        "后",
        "时",
        "年",
        "月",
        "日",
        "上述",
        "所谓",
        "另",
        "另外",
        "另一",
        "一",
        "二",
        "两",
        "三",
        "个",
        "家",
        "名",
        "位",
        "间",
        "所",
        "座",
        "条",
        "次",
        "很多",
        "许多",
        "不少",
        "大量",
        "部分",
        "全部",
        "所有",
        "任何",
        "每",
        "各",
        "多",
        "几",
        "某些",
        "有的",
        "连同",
        "连",
        "同",
        "跟",
        "比",
        "按",
        "按照",
        "依照",
        "针对",
        "随",
        "自",
        "自从",
        "直至",
        "直到",
        "为了",
        "若",
        "虽然",
        "然而",
        "于是",
        "因此",
        "从而",
        "而且",
        "并且",
        "只有",
        "无论",
        "即使",
        "以前",
        "以后",
        "之后",
        "之前",
        "期间",
        "当",
        "曾任",
        "旁边",
        "附近",
        "门口",
        "门前",
        "包围",
        "围堵",
        "占领",
        "揭发",
        "指控",
        "质疑",
        "批评",
        "斥",
        "促",
        "轰",
        "疑",
        "传",
        "爆",
        "曝",
        "遭",
        "获",
        "与其",
        "其它",
        "其他",
        "后来",
        "现在",
        "今天",
        "昨天",
        "明天",
        "今年",
        "去年",
        "又是",
        "还是",
        "都是",
        "也是",
        "不服",
        "辩称",
        "诉称",
        "述称",
        "认定",
        "确认",
        "法院",
        "人民法院",
        "仲裁委",
        "大厦",
        "经营",
        "开办",
        "开设",
        "承包",
        "打官司",
        "告",
        "直接",
        "说明",
        "证明",
        "提供",
        "提交",
        "导致",
        "造成",
        "使",
        "令",
        "成",
        "帮助",
        "协助",
        "来自",
        "毕业于",
        "分别",
        "共同",
        "到达",
        "离开",
        "辞去",
        "劳动",
        "如",
        "例如",
        "比如",
        "像",
        "似乎",
        "好像",
        "一个",
        "一名",
        "一位",
        "这家",
        "那家",
        "该家",
        "这个",
        "那个",
        "自己",
        "大家",
        "人们",
        "本案",
        "本人",
        "上市",
        "知名",
        "著名",
        "大型",
        "小型",
        "民营",
        "国有",
        "国营",
        "私营",
        "外资",
        "合资",
        "台资",
        "港资",
        "日资",
        "韩资",
        "美资",
        "中资",
        "老牌",
        "全资",
        "控股",
        "母",
        "子",
        "外包",
        "平台",
        "同一",
        "同类",
        "同行",
        "不同",
        "多个",
    ]
)
_BARE_HEAD = re.compile(
    r"^(?:上市|平台|保险|外包|物业|劳务|派遣|建筑|装修|代理|科技|互联网|网络|快递|外卖|外判|巴士|航空|运输|物流|中介|母|子|总|分|分子|集团|股份|有限|有限责任|股份有限|大|小|老|新|旧|原|前|国有|私营|民营|房地产|开发|施工|承建|总包|分包|电子|制衣|服装|玩具|鞋|纺织|贸易|广告|餐饮|网约车|出租车|汽车|清洁|保安|保洁|人力资源|劳务派遣|第三方|另一|同|别|他|众|其|本|该|我|贵|此|某|各|高|中|民办|公立|私立|公办|私人|公|教育|高等|职业|中等|星级|五星级|中医|综合|医|社区|工程|项目|建设|房产|投资|管理|服务|培训|电力|煤|汽|食品|化工|国|跨国|外国|国际|世界|全球|全国|本地|当地|海外|国内|中国|美国|英国|日本|韩国|香港|香港的|科技类|创业|初创|龙头|头部|关联|下属|所属|有关|相关|涉事|涉案|用人|用工|欠薪|违法|违规|企业|工业|大|小型|中小|大中|商业|连锁|超|便利|加油|律师|会计师|会计师事务所|律师事务所|律所)*$"
)
_MASKED = re.compile(r"某|^[甲乙丙丁戊己庚辛][一-龥]{0,2}公司$|××|\*\*|xx|〔")
_NOT_EMPLOYER = re.compile(
    r"法院|检察院|公安|派出所|仲裁|人社局|人力资源和?社会保障|劳动局|监察|工会|律师|协会|联合会|联盟|委员会|政协|人大|党委|司法局|信访|街道办|居委|村委|政府$|通讯社$|出版社$|基金会|会计师事务所|交易所|保障局|社保中心|法律援助|鉴定|就业|服务热线|殡仪"
)
_MEDIUM = re.compile(
    r"(?:日报|晚报|早报|时报|周刊|杂志|新闻|电视台|电台|广播|卫视|通讯社|新华社|央视|财经|邮报|报社|明报|晨报|商报|中新社|南华早报|信报|众新闻|端传媒|b站|微博|新浪|网易|搜狐|腾讯|抖音|快手|知乎|小红书|豆瓣)"
)
_AFTER_GOOD = re.compile(
    r"[”」』\"）)》]?(?:的|之|多名|部分|全体|一线|前|女|男|老|基层|[0-9一二三四五六七八九十百千]+[余多]?[名位个])?(?:新闻部|内地|香港|上海|北京|深圳|内部|旗下)?"
    r"(?:员工|职工|工人|雇员|司机|车长|骑手|外卖员|老师|教师|教职|护士|医护|校工|保安|工友|职员|记者|拖欠|欠薪|欠|裁|解雇|辞退|开除|解聘|炒|遣散|克扣|降薪|减薪|强迫|强制|违法解除|管理层|高管|资方|高层|园区|厂方|校方|院方|全员|发不出|未(?:支付|发|足额|缴|给|与|为|依法)|不(?:支付|承认|给|发|服)|没有(?:支付|缴|给|发)|支付|应(?:当)?支付|停工|罢工|倒闭|破产|结业|停产|关闭|关厂|搬迁|回应|宣布|承诺|否认|道歉|工作|上班|打工|担任|任职|从事|离职|入职|工会|回覆|发言人|公司)"
)
_BEFORE_GOOD = re.compile(
    r"(?:入职|就职于?|任职于?|供职于?|受雇于?|受聘于?|进入|加入|来到|到|在|曾是|是|被|与|向|判令|责令|被告|上诉人|被申请人|拖欠|投诉|举报|控诉|起诉|告|状告|声援|原告|诉|旗下的?|雇主|东家|用人单位|用工单位|企业|发生在|为|名为|叫做?|公司|餐厅|工厂)[“「『\"《（(：: ]?$"
)
_STRONG_BEFORE = re.compile(
    r"(?:入职|就职于?|任职于?|供职于?|受雇于?|受聘于?|判令|责令|被告|被申请人|状告|在岗|用人单位)[“「『\"《（(：: ]?$"
)
_MEDIUM_CONTEXT_AFTER = re.compile(
    r"[”」』》）)]?(?:报道|报导|记者|消息|\d|[0-9一二三四五六七八九十]+月|讯|获悉|引述|援引|采访|刊|旗下|》|访问|查询|评论|发文|编辑|专访|网\d|称，据)"
)
_MEDIUM_CONTEXT_BEFORE = re.compile(
    r"(?:据|记者|接受|引述|援引|来源[：:]?|综合|转自|告诉|对|向|与|和|登录|上传到?|发布在|通过)[“「《]?$"
)
_EXPERT_AFTER = re.compile(r"(?:[一-龥]{0,6})?(?:教授|学者|研究员|副教授|专家|博士|律师|院长|首席|分析师|系主任)")
_ALIAS = re.compile(
    r"[（(](?:以下|下文|下称|下简称|以下均?)?(?:统称|简称|又称|称|即)?(?:为)?[：:]?[ ]?[“「\"]([^”」\"（()）]{2,12})[”」\"]|[（(](?:以下|下文)?(?:简称|称)[：:]?[ ]?([^）)“”]{2,12})[）)]"
)
_QUOTED = re.compile(
    r"(?:公司|餐厅|餐饮店|店铺?|工厂|企业|平台|机构|酒店|饭店|超市|学校|车企|品牌|早教|厂)[“「\"《]([^”」\"》，。]{2,14})[”」\"》]"
)
_PARTY = re.compile(
    r"(?:原告|被告|上诉人|被上诉人|申请人|被申请人)([一-龥a-z0-9]{2,10}?)(?=为证明|辩称|诉称|不服|未(?:到庭|提交|答辩)|支付|经本院|系(?!统)|答辩)"
)
_HARM_AFTER_NAME = re.compile(
    r"([一-龥a-z0-9]{2,8}?)(?:全员降薪|启动了?[^，。]{0,6}裁员|裁员|大裁员|降薪|拖欠(?:员工|工人|职工|农民工)|欠薪|炒人|员工|骑手|车主)"
)
_SURNAME = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_PUNCTUATION = re.compile(r"[\s，。！？；：、,;:!?（）()《》<>“”「」『』\"'‘’【】\[\]—…·/|*#]")
_REACH = 26


@dataclass
class _Name:
    """All mentions of one name; `key` is its plain form."""

    key: str
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    score: float = 0.0
    aliases: set[str] = field(default_factory=set)
    role: PartyRole | None = None


def read_employers(document: Document) -> tuple[EmployerMention, ...]:
    """Employers with the dispute's own first; at most eight, each with its first mention."""
    names = _collect(document)
    _merge_aliases(document, names)
    for name in names.values():
        _weigh(document, name)
    ranked = sorted(names.values(), key=lambda name: (-name.score, name.spans[0][0] == "text", name.spans[0][1]))
    return tuple(_mention(document, name) for name in ranked if name.score >= _ENOUGH)[:8]


_ENOUGH = 0.5


def _collect(document: Document) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    for part in ("title", "text"):
        taken: list[tuple[int, int]] = []
        for start, end in _spans(document, part):
            if any(start < other_end and other_start < end for other_start, other_end in taken[-4:]):
                continue
            key = document.plain(part)[start:end]
            if _acceptable(key):
                taken.append((start, end))
                names.setdefault(key, _Name(key)).spans.append((part, start, end))
    return names


def _acceptable(key: str) -> bool:
    return len(key) >= 2 and not _MASKED.search(key) and not _NOT_EMPLOYER.search(key)


def _spans(document: Document, part: str) -> Iterator[tuple[int, int]]:
    """Candidate names in order of where they end: by suffix, by quotation, by party, and known bare names."""
    text = document.plain(part)
    found = [*_by_suffix(text), *find_brands(text)]
    found += [match.span(1) for match in _QUOTED.finditer(text)]
    found += [
        span
        for match in _PARTY.finditer(text)
        if _left_edge(text, *(span := match.span(1))) == span[0] and not _person(match.group(1))
    ]
    # The longer of two that overlap comes first.
    found.sort(key=lambda span: (span[0], -span[1]))
    last = -1
    for start, end in found:
        if start >= last:
            yield start, end
            last = end


def _person(name: str) -> bool:
    return len(name) <= 3 and name[0] in _SURNAME


def _by_suffix(text: str) -> Iterator[tuple[int, int]]:
    previous = 0
    for match in _SUFFIX.finditer(text):
        start = _left_edge(text, max(previous, match.start() - _REACH), match.start())
        if start < match.start() and not _BARE_HEAD.match(text[start : match.start()]):
            yield start, match.end()
            previous = match.end() if match.group().endswith("公司") else previous


# Parts of speech that no name contains: verbs, adverbs, prepositions, conjunctions, pronouns, particles, numerals, times.
_CLOSED = frozenset(
    [
        "v",
        "vd",
        "vg",
        "vi",
        "vq",
        "d",
        "df",
        "p",
        "c",
        "r",
        "rr",
        "rz",
        "u",
        "ud",
        "ug",
        "uj",
        "ul",
        "uv",
        "uz",
        "m",
        "mq",
        "q",
        "y",
        "t",
        "tg",
        "e",
        "o",
    ]
)
# Verbs by the dictionary that names are made of.
_NAME_VERBS = frozenset(
    [
        "建设",
        "发展",
        "服务",
        "投资",
        "管理",
        "制造",
        "建筑",
        "安装",
        "装饰",
        "装修",
        "运输",
        "贸易",
        "设计",
        "咨询",
        "教育",
        "开发",
        "施工",
        "经营",
        "代理",
        "保险",
        "印刷",
        "包装",
        "加工",
        "检测",
        "养护",
        "绿化",
        "清洁",
        "租赁",
        "环卫",
        "保洁",
        "保安",
        "培训",
        "物流",
        "传播",
        "广告",
        "出租",
        "航运",
        "控股",
        "联合",
        "合作",
        "创新",
        "通用",
        "通信",
        "发电",
        "供电",
        "供水",
        "配送",
        "信托",
        "广播",
        "生物",
        "连锁",
        "维修",
        "置业",
        "宏光",
        "运承",
        "顺达",
        "飞",
        "联",
        "达",
        "通",
        "有赞",
        "进出口",
        "出行",
        "出版",
        "测绘",
        "勘察",
        "勘测",
        "监理",
        "采购",
        "种植",
        "养殖",
        "冶炼",
        "铸造",
        "烘焙",
        "美容",
        "健身",
        "育人",
        "华",
        "中",
        "兴",
        "兴业",
        "立",
        "创",
        "创业",
        "腾飞",
        "起重",
        "消防",
        "中标",
        "信息",
        "科技",
    ]
)


def _left_edge(text: str, floor: int, end: int) -> int:
    """Where the name that ends at END starts: after the last mark or word that no name contains."""
    piece = text[floor:end]
    marks = [match.end() for match in _PUNCTUATION.finditer(piece)]
    place = end
    for word, part in reversed(tagged(text[floor + (marks[-1] if marks else 0) : end])):
        if word in _STOP or ((part in _CLOSED or not part) and word not in _NAME_VERBS) or word.isdigit():
            break
        place -= len(word)
    return place


def _merge_aliases(document: Document, names: dict[str, _Name]) -> None:
    """A short form joins the full name that it abbreviates: 佳士科技 → 深圳市佳士科技股份有限公司."""
    for key in sorted(names, key=len):
        if key not in names:
            continue
        core = re.sub(r"(?:公司|集团|厂)$", "", key)
        if len(core) < 2:
            continue
        longer = [other for other in names if other != key and len(other) > len(key) and core in other]
        if len(longer) == 1:
            target = names[longer[0]]
            target.spans += names[key].spans
            target.aliases |= names[key].aliases | {key}
            del names[key]


def _weigh(document: Document, name: _Name) -> None:
    name.spans.sort(key=lambda span: (span[0] == "text", span[1]))
    score = 0.0
    media = bool(_MEDIUM.search(name.key))
    for part, start, end in name.spans[:12]:
        text = document.plain(part)
        score += _mention_score(text, start, end, media)
        name.role = name.role or read_role(text, start, end)
    count = len(name.spans)
    score = score / min(count, 12) * min(count, 12) ** 0.6 + 0.5 * min(count, 5)
    if any(part == "title" for part, _, _ in name.spans):
        score += 2.0
    if media:
        score -= 1.0
    if name.key.endswith(("有限公司", "集团")):
        score += 0.5
    name.score = round(score, 3)


def _mention_score(text: str, start: int, end: int, media: bool) -> float:
    before, after = text[max(0, start - 8) : start], text[end : end + 14]
    score = 0.0
    if _AFTER_GOOD.match(after):
        score += 2.0
    if _STRONG_BEFORE.search(before):
        score += 2.5
    elif _BEFORE_GOOD.search(before):
        score += 1.0
    if _MEDIUM_CONTEXT_AFTER.match(after) and media:
        score -= 3.0
    if media and _MEDIUM_CONTEXT_BEFORE.search(before):
        score -= 2.0
    if _EXPERT_AFTER.match(after):
        score -= 3.0
    return score


def _mention(document: Document, name: _Name) -> EmployerMention:
    part, start, end = name.spans[0]
    return EmployerMention(
        name=document.quote(part, start, end),
        role=name.role,
        field=part,
        start=start,
        end=end,
        score=name.score,
        aliases=tuple(sorted(name.aliases)),
    )
