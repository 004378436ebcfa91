"""Where in a text the suffix of an employer's name stands, and whether what follows lets a name end there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from judgment.facts.lexicon import lines
from judgment.words import known

# Before these no name can stand: marks and the particles that most often precede "公司".
_QUICK = frozenset(
    " \n\t，。！？；：、,;:!?《<>“「『【[—…·/|｜*#（(的了该某本我贵此被与向在是对由和各两家间个前后新原你他她让给使把将从到为以及或而但也都就"
)
# What shows that an office's last character is the start of another word: 局长, 处理, 政府采购.
_OFFICE_NOT = {
    "局": re.compile(r"[长面势部域限]"),
    "处": re.compile(r"[理罚方所在境分置于级长女暑]"),
    "厅": re.compile(r"[长局堂]"),
    "署": re.compile(r"[名理长]"),
    "政府": re.compile(r"采购|工作报告|债|部门|机关|补贴|工程"),
}
_SOLID_NOT = re.compile(
    r"[人线站业者类学圈界场口路城园区馆法厂部局师生权费房车]|[0-9]|产业|市场|领域|技术|制造|配件|用品|资源|平台|改革|工作|系统|大厦|中心|网点|设备|产品|发展|事业|建设|管理|服务"
)
_FIRM_NOT = re.compile(
    r"[长商品价牌址票业股权]|[家房](?!裁|拖|欠|员)|员(?!工)|生(?!产|活|前|病|育)|学(?!校|院|生)|[城市区县](?!总)|店|行业|产业|领域|行政部门|主管"
)
_FACTORY_NOT = frozenset("长家房区方商里内牌子址外规门")
_FACTORY_BEFORE = frozenset("返建关设办本此开进出回在各到我老新两多外全入")
_STAFF = re.compile(
    r"[”」』》\"）)、]{0,2}(?:的|之)?(?:多名|部分|全体|一线|前|女|男|老|基层|[0-9一二三四五六七八九十百千]{1,5}[余多]?[名位个])?"
    r"(?:员工|职工|工人|女工|雇员|司机|车长|骑手|外卖员|老师|教师|教职|护士|医护|校工|保安|工友|职员|在岗|在册|外聘|伙计|老板|东主|创始人|创办人|驾驶员|导购)"
    r"|[”」』》\"）)]?[^，。；、]{0,4}(?:拖欠|欠薪|裁|解雇|辞退|开除|解聘|炒|遣散|克扣|降薪|减薪|全员|发不出|停发|停工|罢工|停运|倒闭|破产|结业|关闭|宣布|回应|承诺|违法|非法用工|管理层|资方|发公告|公告|表示|发布|清盘|停刊|休刊|执笠|拖粮|须付|须赔|须向|被曝|被判|被指|被裁定|被责令|被砍单|闭店|关店|撤出|暂停营业|旗下|工会)"
)
_ENTRY = re.compile(r"(?:入职|就职于?|任职于?|供职于?|受雇于?|受聘于?|调入|调到|旗下|拖欠|雇主)[^，。；]{0,10}$")


def find_suffixes(text: str, spots: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Those SPOTS of suffixes in the plain TEXT after which a name may end, the longest at each place.

    The third is False where only a word that no dictionary knows can make a name: 泽鸿电子, not 消费电子.
    """
    longest = dict(spots)  # they come in the order of their ends
    kinds = classes()
    last = 0
    for start in sorted(longest):
        if start < last or start == 0 or text[start - 1] in _QUICK:
            continue
        last = longest[start]
        suffix = text[start:last]
        if text.endswith(suffix, 0, start):
            continue
        kind = kinds[suffix]
        if _ends_a_name(text, start, last, suffix, kind):
            yield start, last, True
        elif kind in _TRADES and suffix not in WORDS_TOO and _word_ends(text, start, last):
            yield start, last, False


_TRADES = frozenset(("solid", "loose"))
# Trades that are said as often of anything else.
WORDS_TOO = frozenset(
    "工地 项目 工程 中心 新闻 保安 保洁 咨询 设计 检测 认证 清洁 洗衣 公寓 显示 广场 投资 游戏 娱乐 支付 饲料 数据 生物 智能 体育 旅行 担保 租赁 电气 农业 实业".split()
)


_GOES_ON = re.compile(r"[^，。；、的与和（(]{0,10}?(?:公司|集团|厂(?!房)|事务所|医院)")


def _word_ends(text: str, start: int, end: int) -> bool:
    """Whether a word can end at END: 电子|说, not 航空|母舰, 地产|业."""
    if _SOLID_NOT.match(text, end) or _GOES_ON.match(text, end):
        return False
    return not any(known(text[at:over]) for at in (start, end - 1) for over in (end + 1, end + 2) if over <= len(text))


def _ends_a_name(text: str, start: int, end: int, suffix: str, kind: str) -> bool:
    if kind == "authority":
        return suffix not in _OFFICE_NOT or not _OFFICE_NOT[suffix].match(text, end)
    if kind == "solid" and len(suffix) > 1:
        return not _SOLID_NOT.match(text, end)
    if kind in _TRADES:
        return bool(_STAFF.match(text, end)) or (
            len(suffix) > 1 and bool(_ENTRY.search(text, max(0, start - 16), start))
        )
    if suffix == "厂":
        return text[end : end + 1] not in _FACTORY_NOT and text[start - 1] not in _FACTORY_BEFORE
    if suffix == "小学":
        return text[start - 1] != "中"
    return suffix.endswith("公司") or not _FIRM_NOT.match(text, end)


@lru_cache(maxsize=1)
def classes() -> dict[str, str]:
    """The class of every suffix: firm, solid, loose or authority."""
    found: dict[str, str] = {}
    for line in lines("suffixes"):
        kind, *suffixes = line.split()
        if kind != "place":
            found |= dict.fromkeys(suffixes, kind)
    return found


@lru_cache(maxsize=1)
def behind_places() -> frozenset[str]:
    """Trades that name a firm behind the bare name of a place."""
    return frozenset(next(line.split()[1:] for line in lines("suffixes") if line.startswith("place ")))


AUTHORITY = ("局", "政府", "街道办事处", "办事处", "街道办", "管委会", "管理处", "秘书处", "署", "处", "厅")
"""What the offices end with that are employers only of their own staff."""
