"""Where a field names an employer: by the suffix of its name, in quotation marks, as a party, or by a known bare name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from judgment.facts.brands import find_brands
from judgment.facts.edges import KINDS_OF_FIRMS, a_kind, closes, generic, head, invented, is_product, left_edge
from judgment.facts.lexicon import words
from judgment.facts.registered import ENDINGS, registered_edge
from judgment.facts.suffixes import WORDS_TOO, find_suffixes
from judgment.facts.surnames import SURNAMES
from judgment.words import tagged

Span = tuple[int, int]

_QUOTED = re.compile(r"[“「\"《『]([^”」\"》』，。“「《]{2,14})[”」\"》』]")
# What stands before such a mark where it opens the name of an employer: 外判商「…」, 一家叫“…”, 厂名叫“…”.
_QUOTED_KINDS = tuple(
    kind + verb
    for verb in ("", "叫", "名叫", "叫做", "名为", "名称为", "：", ":", "——")
    for kind in (
        "公司 餐厅 餐饮店 店铺 店 工厂 企业 平台 机构 酒店 饭店 超市 学校 车企 品牌 早教 厂 网媒 传媒 外判商 承建商 承办商 分判商 批发商 供应商 电讯商 电信商 运营商 营运商 发展商 开发商 分销商 零售商 制造商"
        " 承包商 集团 初创 独角兽 画室 琴行 工作室 诊所 医院 幼儿园 教育中心 健身房 连锁 快餐 放题 酒楼 茶楼 食肆 茶餐厅 车行 药企 国企 外企 民企 港企 台企 旅行社 报馆 中介 业者 中介人 雇主 东家 剧组 mcn app 护老院 安老院 养老院 院舍"
        " 酒家 单位 隶属 项目 社区 车队 工场 总包 分包 二判 三判 判头 运营的 地盘 客运站 网点 网站 厂名 店名 一家 那家 这家 一间 有家 老牌 小店 书店 美容院 美发店 月子会所 会所 出版社 杂志社 房企 代工厂 电商 保险经纪"
    ).split()
)
_KIND = (
    r"公司|工厂|企业|机构|酒店|饭店|餐厅|超市|学校|医院|幼儿园|平台|集团|厂|车企|药企|品牌|巨头|服务商|运营商|制造商"
)
# 酒店（…）, 企业——…, 公司叫…: the kind first, then the name; a Latin one may follow at once: 制药公司Velmedis.
_NAMED_BEHIND = re.compile(
    rf"(?:{_KIND})(?:[（(](?:即|下称|以下简称|简称|化名)?[“「\"]?|——[“「\"]?|(?<=公司)叫做?|(?<=厂)叫做?|(?<=店)叫做?)([一-龥a-z][一-龥a-z0-9（）()·]{{2,13}}?)(?=[”」\"]?[）)，。、：；]|[”」\"]|在|的|位于|引)"
)
_BEFORE_NAMES = "（(叫—"
_LATIN_BEHIND = re.compile(rf"(?:{_KIND}|外企|零售商|独角兽)[“「]?([a-z][a-z0-9&]{{2,18}})(?![a-z0-9.@/_-])")
_QUOTED_STAFF = re.compile(
    r"[“「『《]([^”」\"』》，。“「《；：]{2,12})[”」』》](?=[昨今上本近突日月周早晚年初底]{0,4}(?:的|旗下|名下)?(?:[0-9一二三四五六七八九十百千]{1,5}[余多]?[名位个]|夜更|采编)?(?:员工|职工|工人|女工|骑手|外卖员|司机|教师|老师|车长|前员工|裁|拖欠|欠薪|降薪|解雇|关厂|关店|关闭|倒闭|停工|罢工|宣布|公司|解散|停刊|休刊|清盘|结业|伙计|工作|上班|打工|做咗|流失|店员|文员|仓务员|采编|辅导老师))"
)
_OPENING = '“「"《『'
_OPENING_MARK = re.compile(f"[{_OPENING}]")
_LATIN = re.compile(r"[a-z][a-z0-9&-]{1,18}(?![a-z0-9.@/_-])")
_LATIN_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.@/_-")
_LATIN_NOT = frozenset(
    "app hr ceo cfo coo cto ktv gps pua offer uaw who nba cba boss gdp cpi it ai vip ip id qq vs ok no the and of in on to for by com www http https html pdf ppt excel word email mail tel wifi usb dna pos erp okr kpi iso pm pr tv dj it3c b2b o2o p2p c2c atm etc ems"
    " limited ltd co inc corp company group sos mv cctv fb ig line wechat whatsapp telegram youtube bbc cnn nhk app1 covid sars ncov iphone ipad ios android windows n1 q1 q2 q3 q4 top metoo jasic js".split()
)
_PARTY = re.compile(
    r"(?:原告|被告|上诉人|申请人)([一-龥a-z0-9]{2,8}?)(?=为证明|辩称|诉称|不服|未(?:到庭|提交|答辩|支付)|支付|答辩|向本院)"
)
_MASKED = re.compile(r"某|^[甲乙丙丁戊己庚辛][一-龥]{0,2}公司$|[×*〔〕�]|xx")
_NOT_EMPLOYER = re.compile(
    r"党群|便民|政务|行政服务|法院|检察院|公安|派出所|仲裁|人社局|人力资源和?社会保障|劳动局|监察|工会|律师|协会|联合会|联盟|委员会|政协|人大|党委|司法局|信访|居委|村委|国务院|各级|通讯社$|基金会|会计师事务所"
    r"|交易所|保障局|社保中心|法律援助|鉴定|就业|热线|殡仪馆|统计局|税务局|消防局|市场监管|监管局|调解|互联网$|官网$|全网$|外网$|内网$|指挥中心|市中心|为中心|中共|特区政府|劳工处|职业中介|当局|有关当局|布局|结局|大局|格局"
)


def find_names(text: str, suffixes: list[Span], brands: list[Span]) -> list[Span]:
    """Spans of the names of employers in the plain TEXT, in order, none overlapping; the longer of two wins."""
    found = [*_by_suffix(text, suffixes), *find_brands(text, brands)]
    if any(map(text.__contains__, _OPENING)):
        found += [span for span in _quoted(text) if _plausible(text, span)]
        found += [span for match in _QUOTED_STAFF.finditer(text) if _plausible(text, span := match.span(1))]
    latin = list(_LATIN.finditer(text))
    found += [match.span() for match in latin if _latin_name(text, match)]
    found += [span for span in _behind_their_kind(text, bool(latin)) if _plausible(text, span)]
    if "告" in text or "申请人" in text or "上诉人" in text:
        found += [span for match in _PARTY.finditer(text) if _is_party(text, span := match.span(1))]
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if (not kept or start >= kept[-1][1]) and acceptable(text[start:end]):
            kept.append((start, end))
    return kept


def _quoted(text: str) -> Iterator[Span]:
    """What stands in quotation marks behind a kind of employer: 公司“…”."""
    by_end = _kinds_by_end()
    for mark in _OPENING_MARK.finditer(text):
        start = mark.start()
        kinds = by_end.get(text[start - 1 : start])
        if kinds and text.endswith(kinds, 0, start) and (match := _QUOTED.match(text, start)):
            yield match.span(1)


@lru_cache(maxsize=1)
def _kinds_by_end() -> dict[str, tuple[str, ...]]:
    """Those kinds by their last character: to compare all thousand at every mark would take longer than to read the rest."""
    found: dict[str, list[str]] = {}
    for kind in _QUOTED_KINDS:
        found.setdefault(kind[-1], []).append(kind)
    return {end: tuple(kinds) for end, kinds in found.items()}


def _behind_their_kind(text: str, latin: bool) -> Iterator[Span]:
    # Signs are found twenty times as quickly as kinds.
    for match in _NAMED_BEHIND.finditer(text) if any(map(text.__contains__, _BEFORE_NAMES)) else ():
        yield match.span(1)
    for match in _LATIN_BEHIND.finditer(text) if latin else ():
        if match.group(1) not in _LATIN_NOT:
            yield match.span(1)


@lru_cache(maxsize=8192)
def acceptable(name: str) -> bool:
    """Neither a masked party nor a court, authority, union or the like."""
    return len(name) >= 2 and not _MASKED.search(name) and not _NOT_EMPLOYER.search(name)


def _by_suffix(text: str, spots: list[Span]) -> Iterator[tuple[int, int]]:
    previous = 0
    for start, end, sure in find_suffixes(text, spots):
        edge, parts = head(text, previous, start, end)
        suffix = text[start:end]
        if edge == start or generic(parts, suffix):
            named = registered_edge(text, previous, start, end) if suffix.endswith(ENDINGS) else None
            if named is not None:
                yield named, end
                previous = end
            continue
        if (edge and text[edge - 1] in "某该") or not (sure or invented(parts)):
            continue
        said = suffix in WORDS_TOO or (suffix in KINDS_OF_FIRMS and _OF_A_KIND.search(text, max(0, edge - 4), start))
        if (said and a_kind(parts, suffix)) or is_product(parts, suffix):
            continue
        yield edge, end
        previous = end if text.endswith("公司", start, end) else previous


# 一家广告制作公司, 日资电机厂, 这间小学, 附近的校服厂: a kind of employer, told from a name by what stands before it.
_OF_A_KIND = re.compile(
    r"[一某这那该此两几多哪][家间所座个]?|[日港台外韩德英美中侨合][资商]|[的县区镇乡村里]$|对面|当地|另一|下属|旗下"
)


def _plausible(text: str, span: tuple[int, int]) -> bool:
    """A quoted name is no sentence: no word in it closes a name."""
    words_in = tagged(text[span[0] : span[1]])
    told = words_in if len(words_in) == 1 else words_in[:-1]
    return span[1] - span[0] >= 2 and text[span[0]].isalpha() and not any(closes(word, part) for word, part in told)


def _latin_name(text: str, match: re.Match[str]) -> bool:
    """A word in Latin letters names an employer where its workers or what was done to them follow at once."""
    whole = match.start() == 0 or text[match.start() - 1] not in _LATIN_SIGNS
    return whole and match.group() not in _LATIN_NOT and bool(_LATIN_AFTER.match(text, match.end()))


_LATIN_AFTER = re.compile(
    r"[ ]?[”」』）)]?(?:的|公司|集团|中国|香港)?(?:员工|职工|工人|前员工|雇员|裁员|大?裁|解雇|罢工|工会|拖欠|欠薪|降薪|管理层|机师|司机|骑手|关闭|宣布|工厂|厂)"
)


def _is_party(text: str, span: tuple[int, int]) -> bool:
    name = text[span[0] : span[1]]
    person = len(name) <= 3 and name[0] in SURNAMES
    return not person and left_edge(text, *span) == span[0] and name not in words("generic_heads")


_ALIAS = re.compile(
    r"[（(](?:以下|下文|下|文中)?(?:均|统)?(?:简称|统称|又称|称)?(?:为|：|:)?[ ]?(?:[“「\"]([^”」\"（()）]{2,12})[”」\"]|(?<=称)([^（()）“”，。]{2,10})|(?<=称为)([^（()）“”，。]{2,10}))[）)]"
)


def find_alias(text: str, end: int) -> str | None:
    """The short name that brackets give right after a name: 宽娱公司 in "…有限公司（下文简称“宽娱公司”）"."""
    match = _ALIAS.match(text, end)
    return next((group for group in match.groups() if group), None) if match else None
