"""Numbers and handles that lead to one person: telephones, papers, accounts, plates, addresses, positions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from judgment.slices import find_matches

Found = tuple[int, int, str]

# Public hotlines stay: they are how people get help.
HOTLINES = frozenset(
    "110 119 120 122 999 12345 12351 12333 12348 12338 12355 12315 12320 12309 12318 12388 12329 12366 12381 12389 12377 12305 10086 10010 10000".split()
)


def _always(_: str) -> bool:
    return True


def _no_hotline(number: str) -> bool:
    bare = re.sub(r"\D", "", number)
    return bare not in HOTLINES and not bare.startswith(("400", "800", "955", "123"))


def _luhn(number: str) -> bool:
    """Bank cards have 15 to 19 digits, begin with 3 to 6 and end with Luhn's check digit."""
    bare = [int(char) for char in number if char.isdigit()]
    if not 15 <= len(bare) <= 19 or bare[0] not in (3, 4, 5, 6):
        return False
    doubled = [digit * 2 - 9 * (digit > 4) if place % 2 else digit for place, digit in enumerate(reversed(bare))]
    return sum(doubled) % 10 == 0


def _no_office(handle: str) -> bool:
    """Accounts of authorities and papers are public."""
    return not _PUBLIC_ACCOUNT.search(handle)


_PUBLIC_ACCOUNT = re.compile(
    r"发布|^所有人|^全体|^大家|有关|监管|部门|警|公安|法院|检察|新闻|日报|晚报|晨报|都市报|周刊|电视台|卫视|消防|工会|人社|政府|平安[\u4e00-\u9fff]{2}$|网$|在线$"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A pattern, tried only round one of its `words`; what it finds (its last group) becomes `placeholder`."""

    placeholder: str
    words: str
    pattern: re.Pattern[str]
    accept: Callable[[str], bool] = _always
    before: int = 0  # how far before the word the pattern may begin
    after: int = 72  # and how far behind it the pattern may reach


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_GAP = r"[- \u2010-\u2015]?"
_IS = r"(?:号码|号|码|为|是|[:：\s]){0,4}"
# Long numbers that need no words beside them.
_BARE = (
    Kind(
        "〔证件〕",
        "",
        _re(
            r"(?<![\da-z])(?:[1-9]\d{5}[ -]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[ -]?\d{3}[\dx]|\d{17}[\dx])(?![\da-z])"
        ),
    ),
    Kind("〔证件〕", "", _re(r"(?<![\da-z])[1-9]\d{7}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}(?![\da-z])")),
    Kind("〔证件〕", "", _re(r"(?<!\d)\d{4,14}[*x×＊●]{4,14}\d{0,4}x?(?![\da-z])")),
    Kind("〔账号〕", "", _re(r"(?<![\d.])(?:\d{4}[ -]?){3,4}\d{1,4}(?![\d.])"), _luhn),
    Kind("〔手机〕", "", _re(rf"(?<![\d.])(?:\+?0{{0,2}}86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?![\d.%元万亿])")),
    Kind("〔手机〕", "", _re(r"(?<!\d)1[3-9]\d[*x×＊●]{4,8}\d{2,4}(?!\d)")),
    Kind(
        "〔电话〕",
        "",
        _re(
            r"(?<![\d.])(?:[(（]0\d{2,3}[)）]|0\d{2,3}[- \u2010-\u2015])\s?[1-9]\d{2,3}[ -]?\d{4}(?:[-转]\d{1,5})?(?![\d.])"
        ),
        _no_hotline,
    ),
)
_PLATE = _re(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][·•.\s]?(?=[a-hj-np-z\d]*\d)[a-hj-np-z\d]{5,6}(?![a-z\d])"
)
_SAID = (
    Kind(
        "〔证件〕",
        "护照 通行证 回乡证 港澳证 台胞证 驾驶证 档案编号 证件",
        _re(rf"(?:护照|通行证|回乡证|港澳证|台胞证|驾驶证|档案编号|证件){_IS}([a-z]{{0,2}}\d{{6,18}}x?)(?![\da-z])"),
    ),
    Kind("〔证件〕", "身份证 身分证", _re(rf"身[份分]证{_IS}([a-z]{{1,2}}\d{{6}}[(（]?[\da][)）]?|\d{{15,18}}x?)")),
    Kind(
        "〔账号〕",
        "卡号 账号 帐号 账户 帐户 银行卡 工资卡",
        _re(rf"(?:卡号|账号|帐号|账户|帐户|银行卡|工资卡){_IS}(\d[\d -]{{7,24}}\d)"),
    ),
    Kind("〔账号〕", "尾号", _re(r"尾号(?:为|是|[:：\s]){0,2}(\d{3,6})")),
    Kind(
        "〔电话〕",
        "电话 热线 致电 拨打 座机 传真 联系方式 手机 来电",
        _re(rf"(?:电话|热线|致电|拨打|座机|传真|联系方式|手机|来电){_IS}(\+?\d[\d -]{{5,18}}\d)(?![\d年月日元万人])"),
        _no_hotline,
    ),
    Kind(
        "〔账号〕",
        "微信 vx wx wechat qq 扣扣 加v whatsapp telegram lineid signal",
        _re(
            r"(?:微信号?|vx|wx|wechat|qq号?|扣扣|加v|whatsapp|telegram|lineid|signal)(?:群号|号码|号|码|id|为|是|[:：\s]){0,4}([a-z0-9][a-z0-9_.@+-]{4,29})"
        ),
    ),
    Kind(
        "〔账号〕",
        "@",
        _re(r"[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,24}){1,4}"),
        before=64,
    ),
    # A handle has no end but a sign or what its owner does.
    Kind(
        "〔网名〕",
        "@",
        _re(
            r"(?<![a-z_/.])@((?:(?!发声|发文|发布|发帖|回应|表示|爆料|晒|说|称|觉得|在(?:微博|网上|评论)|的)[\w·-]){2,20}\d*)"
        ),
        _no_office,
    ),
    Kind(
        "〔网名〕",
        "weibo.c zhihu.com/p douyin.com/u space.bilibili xiaohongshu.com/u t.me/ facebook.com/ twitter.com/ /x.com/ instagram.com/",
        _re(
            r"(?:https?://)?(?:www\.|m\.)?(?:weibo\.c(?:om|n)/(?:u/|n/|p/)?[\w-]+|zhihu\.com/people/[\w-]+|douyin\.com/user/[\w-]+|space\.bilibili\.com/\d+|"
            r"xiaohongshu\.com/user/profile/\w+|t\.me/\w+|facebook\.com/[\w.]+|twitter\.com/\w+|x\.com/\w+|instagram\.com/[\w.]+)"
        ),
        before=16,
    ),
    Kind(
        "〔网名〕",
        "网名 昵称 网友 用户 账号 微博名 抖音 快手 博主 微信名",
        _re(
            r"(?:网名|昵称|网友|用户名?|账号|微博名|抖音号?|快手号?|博主|微信名)(?:为|是|叫|名叫|[:：])?[“「『\"‘]([^”」』\"’，。；\n]{1,20})[”」』\"’]"
        ),
        _no_office,
    ),
    Kind(
        "〔群〕",
        '群” 群」 群』 群" 群’',
        _re(r"[“「『\"‘]([^“「『”」』\"’，。；\n]{0,19}(?<![人集族客蜂羊筑业鱼牛社])群)[”」』\"’]"),
        before=22,
    ),
    Kind(
        "〔群〕",
        "群名 群聊 微信群 qq群",
        _re(
            r"(?:群名|群聊名称?|微信群|qq群)(?:为|是|叫|名为|名叫|[:：])?[“「『\"‘]([^”」』\"’，。；\n]{1,20})[”」』\"’]"
        ),
    ),
    Kind(
        "〔住址〕",
        "住址 家住 现住 户籍地址 住所 暂住 租住 居住 住在",
        _re(
            r"(?:住址|家住|现住|户籍地址|住所地?|暂住|租住|居住|住在)[于在为是:：]?([^，。；！？\n、的]{0,28}?(?:路|街|大道|巷|弄|里|胡同|小区|花园|苑|村|新村|公寓|社区|屯|组|邨|阁|楼|大厦))"
            r"((?:\d+|[一二三四五六七八九十百甲乙a-z])+(?:号|弄|栋|幢|座|单元|室|楼|层|组|户|房)[^，。；！？\n、]{0,20})"
        ),
    ),
    Kind(
        "〔个人〕",
        "出生 生于 日生",
        _re(r"(\d{4}年\d{1,2}月(?:\d{1,2}日)?)(?:出生|生于|生(?![产活效意育命前态]))"),
        before=12,
    ),
    Kind(
        "〔个人〕",
        "出生 生于",
        _re(r"(?:出生于|生于|出生日期|出生年月|出生时间)[为是:：\s]{0,2}(\d{4}[年./-]\d{1,2}[月./-]?(?:\d{1,2}日?)?)"),
    ),
    Kind(
        "〔个人〕",
        "工号 学号 员工号 员工编号 社保号 社会保障号 社保卡号 医保号 医保卡号 就诊号 住院号 准考证号 警号",
        _re(
            rf"(?:工号|学号|员工号|员工编号|社保号|社会保障号|社保卡号|医保号|医保卡号|就诊号|住院号|准考证号|警号){_IS}([a-z0-9-]{{3,24}})"
        ),
    ),
    Kind(
        "〔位置〕",
        "东经 北纬 经度 纬度",
        _re(
            r"(?:(?:东经|北纬|经度|纬度)[为:：]?\d{1,3}(?:\.\d+)?[°度]?(?:\d{1,2}[′分'])?(?:\d{1,2}(?:\.\d+)?[″秒\"])?[，,、\s]?){1,2}"
        ),
    ),
)
_POINT = re.compile(r"(?<![\d.])\d{2,3}\.\d{4,}[，,]\s?\d{2,3}\.\d{4,}(?![\d.])")
# A first look for all of the above: a long number, one in brackets, many decimals, or a plate's first two signs. It begins with
# one class of characters, so that the engine skips from one of them to the next.
_ANY = re.compile(
    r"[\d(（.京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"(?:(?<=\d)[\d*x×＊●]{2}[\d*x×＊● -]{3,}[\d*x×＊●]|(?<=[(（])0\d\d|(?<=\.)\d{4}|(?<![\d(（.])[a-hj-np-z])"
)


def identifiers(plain: str) -> Iterator[Found]:
    """Spans of PLAIN with the placeholder that takes their place, in no order and perhaps overlapping."""
    if _ANY.search(plain):
        for kind in _BARE:
            yield from _found(kind, plain, 0, len(plain))
        for match in _PLATE.finditer(plain):
            yield match.start(), match.end(), "〔车牌〕"
        for match in _POINT.finditer(plain):
            yield match.start(), match.end(), "〔位置〕"
    engine, owners = _triggers()
    for which, start, end in find_matches(engine, plain, overlapping=True):
        for kind in owners[which]:
            yield from _found(kind, plain, max(0, start - kind.before), min(len(plain), end + kind.after))


def _found(kind: Kind, plain: str, start: int, end: int) -> Iterator[Found]:
    for match in kind.pattern.finditer(plain, start, end):
        group = match.lastindex or 0
        if kind.accept(match.group(group)) and "〔" not in match.group(group):
            yield match.start(group), match.end(group), kind.placeholder


@lru_cache(maxsize=1)
def _triggers() -> tuple[Any, list[list[Kind]]]:
    """One automaton for the words of all kinds, and the kinds each word belongs to."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    owners: dict[str, list[Kind]] = {}
    for kind in _SAID:
        for word in kind.words.split():
            owners.setdefault(word, []).append(kind)
    return AhoCorasick(list(owners), matchkind=MatchKind.Standard), list(owners.values())
