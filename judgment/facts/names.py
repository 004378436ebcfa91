"""Where a field names an employer: by the suffix of its name, in quotation marks, as a party, or by a known bare name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from judgment.facts.brands import find_brands
from judgment.facts.lexicon import words
from judgment.words import known, tagged

# What names end with. Every branch starts with a letter, so the scan skips all other places at once.
_SUFFIX = re.compile(
    r"有限责任公司|股份有限公司|有限公司|股份公司|集团公司|[总分子]公司|公司|集团|合作社|股份|工厂|项目部|工地|施工队|工程队|[大快]?酒店|宾馆|饭店|酒楼|餐厅|餐饮店|饭馆|火锅店|门店|专卖店"
    r"|书店|药店|商店|超市|商场|百货|医院|卫生院|诊所|保健院|疾控中心|幼儿园|小学|中学|高中|学校|技校|大学(?!生)|学院|培训中心|服务中心|早教|煤矿|铁矿|矿业|矿山|矿场|报社|旅行社|出版社|杂志社"
    r"|电视台|电台|动物园|度假村|度假区|山庄|影视城|俱乐部|养老院|护老院|安老院|福利院|敬老院|研究院|研究所|设计院|规划院|事务所|物业|航空|地铁|公交|巴士|汽车|快递|物流|传媒|地产|置业"
    r"|科技|电子|建筑|建工|劳务|重工|钢铁|医药|药业|证券|人寿|保险|银行|分行|支行|信托|速运|外卖|日报|晚报|周刊|邮报|新闻|英语|教育|餐饮|食品|服饰|电器|机械|化工|石油|能源|环卫|供电所|环卫所"
    r"|鞋业|制衣|服装|玩具|家具|家居|家私|陶瓷|纺织|印刷|模具|五金|塑胶|塑料|光电|通讯|通信|软件|网络|游戏|文化|影业|影楼|娱乐|健身|美容|国旅|旅游|旅业|实业|工业|投资|控股|租车|货运|客运|运输|海运|船务"
    r"|环境|家政|火锅|烤肉|烧烤|酒吧|咖啡|奶茶|面馆|美食|茶餐厅|国际|商业|商贸|贸易|生物|制药|材料|新材|光伏|电池|电力|水务|燃气|热力|园林|路桥|市政|水泥|化工|造船|船厂|重机|机床|轴承|轮胎"
    r"|商行|文旅|总院|分院|院区|工程处|管理处|中心校|中心学校|职中|职教中心|技工学校|职业学院|书院|专科学校|党校|体校|驾校|特教学校|月子中心|门诊部|美容院|养护中心|救助站|敬老中心|殡仪馆|电影院|影院|剧院|歌舞团|剧团|体育馆|博物馆|图书馆|科技馆|纪念馆|公园|景区|游乐园|乐园"
    r"|清洁队|环卫队|养路段|工务段|车务段|机务段|供电段|收费站|电厂|钢厂|署|处|厅|项目|工程"
    r"|养护站|林场|农场|茶场|牧场|盐场|粮站|中心|局|政府|街道办|管委会|打字室|厂|店|网"
)
# Suffixes that are names only where workers or what was done to them follow.
_LOOSE = frozenset(
    "股份 工厂 工地 施工队 工程队 书店 药店 商店 商场 高中 早教 矿山 物业 航空 地铁 公交 巴士 汽车 快递 物流 传媒 地产 置业 科技 电子 建筑 建工 劳务 重工 钢铁 医药 药业 证券 人寿 保险 信托 速运 外卖"
    " 日报 晚报 周刊 邮报 新闻 英语 教育 餐饮 食品 服饰 电器 机械 化工 石油 能源 环卫 中心 局 政府 街道办 管委会 店 网 俱乐部 百货"
    " 鞋业 制衣 服装 玩具 家具 家居 家私 陶瓷 纺织 印刷 模具 五金 塑胶 塑料 光电 通讯 通信 软件 网络 游戏 文化 影业 影楼 娱乐 健身 美容 国旅 旅游 旅业 实业 工业 投资 控股 租车 货运 客运 运输 海运 船务"
    " 环境 家政 火锅 烤肉 烧烤 酒吧 咖啡 奶茶 面馆 美食 茶餐厅 国际 商业 商贸 贸易 生物 制药 材料 新材 光伏 电池 电力 水务 燃气 热力 园林 路桥 市政 水泥 化工 造船 重机 机床 轴承 轮胎"
    " 影院 剧院 公园 景区 乐园 署 处 项目 工程 书院 党校".split()
)
AUTHORITY = ("局", "政府", "街道办", "管委会", "署", "处", "厅")
_OFFICE_NOT = re.compile(r"[长面势部域限于理罚方所在级分置境员]")
# Of these the ones that also name a firm by themselves, behind a word that is neither a place nor a trade.
_SOLID = frozenset(
    "股份 人寿 物业 置业 地产 传媒 科技 航空 公交 地铁 快递 物流 证券 保险 信托 实业 控股 医药 药业 重工 钢铁 制药 国旅 光电 健身 教育 英语 影业 鞋业 制衣 家居 家私 日报 晚报 周刊 邮报 汽车 巴士 速运 建工 路桥 水务 燃气 生物"
    " 新材 光伏 商业 商贸 网络 娱乐 工业 重机 机床 轴承 轮胎 通讯 电器 食品 服饰".split()
)
_SOLID_NOT = re.compile(
    r"[人线站业者类学圈界场口路城园区馆法厂部局师生权费房车业]|[0-9]|行业|产业|市场|领域|技术|制造|配件|用品|资源|平台|改革|工作|系统|大厦|中心|人员|网点|设备|产品|发展|事业|建设|管理|服务"
)
# Of these the ones that name a firm behind the bare name of a place: 深圳公交, 海南航空.
_OF_A_PLACE = frozenset("公交 地铁 航空 巴士 水务 燃气 建工 路桥 日报 晚报 银行 电视台 大学 学院 医院 动物园".split())
_STAFF = re.compile(
    r"[”」』》\"）)、]{0,2}(?:的|之)?(?:多名|部分|全体|一线|前|女|男|老|基层|[0-9一二三四五六七八九十百千]{1,5}[余多]?[名位个])?(?:员工|职工|工人|雇员|司机|车长|骑手|外卖员|老师|教师|教职|护士|医护|校工|保安|工友|职员|在岗)"
    r"|[”」』》\"）)]?[^，。；、]{0,4}(?:拖欠|欠薪|裁|解雇|辞退|开除|解聘|炒|遣散|克扣|降薪|减薪|全员|发不出|停发|停工|罢工|停运|倒闭|破产|结业|关闭|宣布|回应|承诺|违法|非法用工|管理层|资方|发公告|公告|表示|发布)"
)
_OTHER_USE = re.compile(
    r"[家长房商品价牌址门票员制造业学系师生股权]|店|行业|市场|产业|领域|[城市区县]|技术|行政部门|主管"
)
_FACTORY_NOT = re.compile(r"[长家房区方商里内牌子址外规门]")
_FACTORY_BEFORE = frozenset("返建关设办该本此开进出回在各到我老新两多外全入")
_QUOTED = re.compile(
    r"(?:公司|餐厅|餐饮店|店铺|店|工厂|企业|平台|机构|酒店|饭店|超市|学校|车企|品牌|早教|厂|网媒|传媒)[“「\"《『]([^”」\"》』，。“「《]{2,14})[”」\"》』]"
)
_QUOTED_STAFF = re.compile(
    r"[“「《『]([^”」\"》』，。“「《；：]{2,12})[”」》』](?=(?:的|旗下)?(?:员工|职工|工人|骑手|外卖员|司机|教师|老师|车长|前员工|裁|拖欠|欠薪|降薪|解雇|关厂|倒闭|停工|罢工|宣布|公司))"
)
_LATIN = re.compile(r"(?<![a-z0-9.@/_-])[a-z][a-z0-9&-]{1,18}(?![a-z0-9.@/_-])")
_LATIN_NOT = frozenset(
    "app hr ceo cfo coo cto ktv gps pua offer uaw who nba cba boss gdp cpi it ai vip ip id qq vs ok no the and of in on to for by com www http https html pdf ppt excel word email mail tel wifi usb dna pos erp okr kpi iso pm pr tv dj it3c b2b o2o p2p c2c atm etc ems"
    " limited ltd co inc corp company group sos mv cctv fb ig line wechat whatsapp telegram youtube bbc cnn nhk app1 covid sars ncov iphone ipad ios android windows n1 q1 q2 q3 q4 top metoo jasic js".split()
)
_PARTY = re.compile(
    r"(?:原告|被告|上诉人|申请人)([一-龥a-z0-9]{2,8}?)(?=为证明|辩称|诉称|不服|未(?:到庭|提交|答辩|支付)|支付|答辩|向本院)"
)
_SUBJECT = re.compile(
    r"全员降薪|启动|裁员|大裁员|大规模裁员|降薪|拖欠|欠薪|讨薪|炒人|非法用工|强制|停工|停产|解散|资金链|被曝|回应|倒闭|破产|宣布|违法|管理层"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方邹孟熊秦邱江尹薛闫段雷侯史陶黎贺顾毛郝龚邵钱严覃武戴莫孔向汤旷"
)
_MARK = re.compile(
    r"[\s，。！？；：、,;:!?《》<>“”「」『』\"'‘’【】\[\]—…·/|｜*#]|[（(](?![一-龥]{2,4}[）)])|(?<![（(][一-龥]{2})(?<![（(][一-龥]{3})(?<![（(][一-龥]{4})[）)]"
)
_MASKED = re.compile(r"某|^[甲乙丙丁戊己庚辛][一-龥]{0,2}公司$|[×*〔〕�]|xx")
_REACH = 30

# Parts of speech that no name contains: verbs, adverbs, prepositions, conjunctions, pronouns, particles, numerals, times.
_CLOSED = frozenset("i l v vd vn vg vi vq d df p c r rr rz u ud ug uj ul uv uz m mq q y t tg e o".split())
_NOT_EMPLOYER = re.compile(
    r"法院|检察院|公安|派出所|仲裁|人社局|人力资源和?社会保障|劳动局|监察|工会|律师|协会|联合会|联盟|委员会|政协|人大|党委|司法局|信访|居委|村委|国务院|各级|通讯社$|基金会|会计师事务所"
    r"|交易所|保障局|社保中心|法律援助|鉴定|就业|热线|殡仪|统计局|税务局|消防局|市场监管|监管局|调解|互联网$|官网$|全网$|外网$|内网$|指挥中心|市中心|为中心|中共|特区政府|劳工处|职业中介|当局|有关当局|布局|结局|大局|格局"
)


def find_names(text: str) -> list[tuple[int, int]]:
    """Spans of the names of employers in the plain TEXT, in order, none overlapping; the longer of two wins."""
    found = [*_by_suffix(text), *find_brands(text)]
    found += [span for match in _QUOTED.finditer(text) if _plausible(text, span := match.span(1))]
    found += [span for match in _QUOTED_STAFF.finditer(text) if _plausible(text, span := match.span(1))]
    found += [match.span() for match in _LATIN.finditer(text) if _latin_name(text, match)]
    found += [span for match in _PARTY.finditer(text) if _is_party(text, span := match.span(1))]
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if (not kept or start >= kept[-1][1]) and acceptable(text[start:end]):
            kept.append((start, end))
    return kept


def acceptable(name: str) -> bool:
    """Neither a masked party nor a court, authority, union or the like."""
    return len(name) >= 2 and not _MASKED.search(name) and not _NOT_EMPLOYER.search(name)


def _by_suffix(text: str) -> Iterator[tuple[int, int]]:
    previous = 0
    for match in _SUFFIX.finditer(text):
        suffix = match.group()
        if not _ends_a_name(text, match.start(), match.end(), suffix):
            continue
        start = left_edge(text, max(previous, match.start() - _REACH), match.start(), match.end())
        if start and text[start - 1] in "某该":
            continue
        if start < match.start() and not _generic(text[start : match.start()], suffix):
            yield start, match.end()
            previous = match.end() if suffix.endswith("公司") else previous


def _ends_a_name(text: str, start: int, end: int, suffix: str) -> bool:
    if suffix == "厂":
        return not _FACTORY_NOT.match(text, end) and (start == 0 or text[start - 1] not in _FACTORY_BEFORE)
    if text[start - 1 : start] == "中" and suffix == "小学":
        return False
    if suffix in AUTHORITY:
        return not _OFFICE_NOT.match(text, end)
    if suffix in _SOLID and not _SOLID_NOT.match(text, end):
        return True
    if suffix in _LOOSE:
        return bool(_STAFF.match(text, end)) or (len(suffix) > 1 and _follows_entry(text, start))
    return not _OTHER_USE.match(text, end) or suffix.endswith("公司")


_ENTRY = re.compile(r"(?:入职|就职于?|任职于?|供职于?|受雇于?|受聘于?|调入|调到|旗下|拖欠|雇主)[^，。；]{0,10}$")


def _follows_entry(text: str, start: int) -> bool:
    return bool(_ENTRY.search(text, max(0, start - 16), start))


def left_edge(text: str, floor: int, end: int, suffix_end: int | None = None) -> int:
    """Where the name that ends at END starts: after the last mark or word that no name contains.

    Words are cut with the suffix, which ends at SUFFIX_END, so that "服装厂" stays one.
    """
    for match in _MARK.finditer(text, floor, end):
        floor = match.end()
    place = suffix_end or end
    for word, part in reversed(tagged(text[floor:place])):
        if place <= end and _closes(word, part):
            break
        if place - len(word) < end < place and (place < (suffix_end or end) or part.startswith("v")):
            return (
                end  # a word begins in the name and ends in the middle of the suffix, or is a verb: 组建|工, 办理保险
            )
        place -= len(word)
    return min(place, end)


def _closes(word: str, part: str) -> bool:
    stops = _stops()
    if word in stops or (word.isdigit() and len(word) > 2):
        return True
    if word in _name_words() or word in "（()）" or word.isascii():
        return False
    if len(word) > 1 and not known(word):
        return word[0] in stops or word[-1] in stops
    return part in _CLOSED or not part


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    return words("name_stops")


@lru_cache(maxsize=1)
def _name_words() -> frozenset[str]:
    return words("name_verbs")


_SHORT = frozenset({*AUTHORITY, "中心", "网", "店", "厂", "项目", "工程"})


def _generic(head: str, suffix: str) -> bool:
    """A kind of employer, no name: "建筑公司", "某科技公司", "民办学校"; nor a trade of a place: "北京地产"."""
    if len(head) < (3 if suffix in AUTHORITY else 2) and suffix in _SHORT:
        return True
    kinds = words("generic_heads")
    parts = [(word, part) for word, part in tagged(head) if word not in kinds and word not in "（()）"]
    if suffix in _LOOSE and suffix not in _OF_A_PLACE and suffix not in AUTHORITY:
        parts = [(word, part) for word, part in parts if part != "ns"]
    return not parts


def _plausible(text: str, span: tuple[int, int]) -> bool:
    """A quoted name is no sentence: no word in it closes a name."""
    return not any(_closes(word, part) for word, part in tagged(text[span[0] : span[1]])[:-1])


def _latin_name(text: str, match: re.Match[str]) -> bool:
    """A word in Latin letters names an employer where its workers or what was done to them follow at once."""
    return match.group() not in _LATIN_NOT and bool(_LATIN_AFTER.match(text, match.end()))


_LATIN_AFTER = re.compile(
    r"[ ]?[”」』）)]?(?:的|公司|集团|中国|香港)?(?:员工|职工|工人|前员工|雇员|裁员|大?裁|解雇|罢工|工会|拖欠|欠薪|降薪|管理层|机师|司机|骑手|关闭|宣布|工厂|厂)"
)


def _is_party(text: str, span: tuple[int, int]) -> bool:
    name = text[span[0] : span[1]]
    person = len(name) <= 3 and name[0] in _SURNAMES
    return not person and left_edge(text, *span) == span[0] and name not in words("generic_heads")


def find_subjects(text: str, most: int) -> list[tuple[int, int]]:
    """Unknown words that stand where an employer does: "达福鑫" in "达福鑫非法用工", "有赞" in "有赞启动裁员"."""
    found: list[tuple[int, int]] = []
    for match in _SUBJECT.finditer(text):
        span = _unknown_before(text, match.start())
        if (
            span is not None
            and acceptable(text[span[0] : span[1]])
            and text[span[0] : span[1]] not in words("generic_heads")
        ):
            found.append(span)
        if len(found) >= most:
            break
    return found


# Parts of speech that a bare name's known words may have.
_PROPER = frozenset({"nz", "nt", "nr", "nrt", "nrfg", "eng", "x", "ng"})


def _unknown_before(text: str, end: int) -> tuple[int, int] | None:
    """The run of unknown or proper words that ends at END, without places and persons; None where there is none."""
    floor = max(0, end - 10)
    for match in _MARK.finditer(text, floor, end):
        floor = match.end()
    place, unknown = end, False
    for word, part in reversed(tagged(text[floor:end])):
        new = len(word) > 1 and not known(word) and not word.isdigit()
        if (not new and part not in _PROPER) or _closes(word, part):
            break
        if new and word[-1] in "省市县区镇乡村州旗路街" and not word.isascii():
            break
        place -= len(word)
        unknown = unknown or new
    if end - place < 2 or not unknown or (end - place <= 3 and text[place] in _SURNAMES):
        return None
    return place, end


_ALIAS = re.compile(
    r"[（(](?:以下|下文|下|文中)?(?:均|统)?(?:简称|统称|又称|称)?(?:为|：|:)?[ ]?(?:[“「\"]([^”」\"（()）]{2,12})[”」\"]|(?<=称)([^（()）“”，。]{2,10})|(?<=称为)([^（()）“”，。]{2,10}))[）)]"
)


def find_alias(text: str, end: int) -> str | None:
    """The short name that brackets give right after a name: 宽娱公司 in "…有限公司（下文简称“宽娱公司”）"."""
    match = _ALIAS.match(text, end)
    return next((group for group in match.groups() if group), None) if match else None
