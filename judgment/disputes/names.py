"""When two employers' names mean the same unit."""

from __future__ import annotations

import re
from functools import lru_cache

from judgment.words import plain

_BRACKETS = re.compile(r"[(（【\[〔].{0,12}?[)）】\]〕]|[《》“”\"'‘’「」\s·•]")
_LEGAL = re.compile(
    r"(有限责任公司|股份有限公司|有限公司|有限合伙|股份公司|总公司|分公司|子公司|集团公司|公司|集团|股份|控股|有限)+$"
)
_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|"
    "陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|中国"
)
_CITIES = (
    "深圳|广州|东莞|佛山|惠州|珠海|中山|江门|厦门|福州|泉州|杭州|宁波|温州|苏州|无锡|南京|常州|昆山|青岛|济南|烟台|郑州|洛阳|"
    "武汉|长沙|成都|绵阳|西安|合肥|南昌|沈阳|大连|长春|哈尔滨|石家庄|太原|昆明|贵阳|南宁|海口|兰州|乌鲁木齐|呼和浩特|银川|西宁"
)
_REGION = re.compile(
    rf"^(?:(?:{_PROVINCES})(?:省|市|自治区|特别行政区)?|(?:{_CITIES})市?|[\u4e00-\u9fff]{{2,4}}?(?:市|自治州|地区|县|新区|区|镇|街道))+"
)
# A firm named by nothing but its trade is no name: "某电子厂", "一家公司".
_NAMELESS = re.compile(
    r"^(?:某|一家|一|该|此|本|涉事|当事|有关|相关|这家|那家|多家)|^(?:公司|企业|工厂|单位|用人单位|工地|项目部?|门店)$|某"
)
# What may follow a short name without making it another firm.
_TRADE = re.compile(
    r"^(?:电子|科技|技术|实业|工业|工贸|贸易|商贸|制造|机械|汽车|服装|鞋业|纺织|食品|超市|商场|百货|酒店|餐饮|物流|快递|建设|建筑|工程|装饰|"
    r"地产|房地产|置业|物业|教育|医院|学校|集团|股份|控股|厂|工厂|制衣|制品|电器|电池|光电|科创|网络|信息|传媒|文化|服务|劳务|人力|平台|外卖|"
    r"连锁|店|门店|项目|项目部|园区|国际|中国|总部|分厂|车间|香港|机构|培训|健身|旅行社|旅游|投资|发展|资源|材料|新材料|能源|新能源|医药|药业|家具|家居|玩具|五金|塑胶|印刷|包装|运输|客运|出行|环卫|保洁|保安)*$"
)


# Every city has one of these: without its region such a name names nothing.
_EVERY_CITY = re.compile(
    r"^(?:第?[一二三四五六七八九十]{0,2}|人民|中心|市立|商业|农村|轨道|城市|建筑|规划|勘察|公共|自来)*"
    r"(?:政府|银行|信用社|设计院|研究院|交通|公交|公安局|法院|检察院|环卫所|环卫站|管委会|街道办|村委会|居委会|委员会|医院|中学|小学|学校|大学|学院|幼儿园|水|电力|供电局|局|所)+$"
)
# "百佳超市天河店" is a branch of 百佳超市.
BRANCH = re.compile(r"(?<=超市|百货|商场|酒店|餐厅|药房|药店|银行|快递|集团|公司).{1,10}?(?:店|支行|网点|站点|分公司)$")
# Invented names carry this in front.
_INVENTED = "示例"


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """What tells a firm from others: NAME without region, legal form and brackets; "" when nothing is left that names it."""
    bare = _BRACKETS.sub("", plain(name))
    if not bare or _NAMELESS.search(bare):
        return ""
    shorter = _LEGAL.sub("", BRANCH.sub("", bare)) or bare
    local = _REGION.sub("", shorter, count=1).removeprefix(_INVENTED)
    kept = local if len(local) >= 2 and not _TRADE.fullmatch(local) and not _EVERY_CITY.match(local) else shorter
    return kept if len(kept) >= 2 else ""


def alike(one: str, other: str) -> float:
    """1 for the same core, 0.8 for a short form of the other ("百佳" and "百佳超市"), 0.6 for one brand in one trade written
    two ways ("冠怡玩具厂" and "冠怡玩具制品厂"), else 0."""
    if one == other:
        return 1.0
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < 2 or short[:2] not in long:
        return 0.0  # most names end here, before any pattern is tried
    if long.startswith(short) and _TRADE.fullmatch(long[len(short) :]):
        return 0.8
    if len(short) >= 4 and short in long:
        return 0.8
    return 0.6 if brand(one) and brand(one) == brand(other) and _one_trade(one[2:], other[2:]) else 0.0


# Says what kind of thing bears a name, not which trade it is in.
_KINDS = frozenset("厂店业司局院校所站部室队组处会社中心大有限第一二三四五六七八九十区园")
# Begin the names of many firms.
_COMMON = re.compile(
    r"^(?:中[国铁建交石粮航化核冶电水能车船]|国[家电网药能]|华[夏中东南北西]|人民|第.|东方|新[华世时]|港商|台商|外商|民营|一家|某|全[国球]|环球|世纪|国际|[东西南北]部)"
)


def brand(name: str) -> str:
    """The two characters that NAME (a core) is called by for short; "" when they could be any firm's."""
    short = name[:2]
    if (
        len(short) < 2
        or _COMMON.match(name)
        or _TRADE.fullmatch(short)
        or not short.isalnum()
        or _EVERY_CITY.match(name)
    ):
        return ""
    return short


def _one_trade(rest: str, other: str) -> bool:
    return bool((set(rest) & set(other)) - _KINDS)


@lru_cache(maxsize=8192)
def stem(name: str) -> str:
    """NAME without what may follow a short name, so that a name and its short form share it ("百佳超市" and "百佳")."""
    return next((name[:end] for end in range(2, len(name)) if _TRADE.fullmatch(name[end:])), name)
