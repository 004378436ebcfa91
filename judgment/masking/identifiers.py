"""Numbers and handles that lead to one person: telephones, papers, accounts, plates, addresses, positions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# Public hotlines stay: they are how people get help.
HOTLINES = frozenset(
    "110 119 120 122 999 12345 12351 12333 12348 12338 12355 12315 12320 12309 12318 12388 12329 12366 12381 12389 12377 10086 10010 10000".split()
)
_SEPARATED = r"[- \u2014\u2010-\u2015]?"
_MOBILE = re.compile(
    rf"(?<![\d.])(?:\+?0{{0,2}}86{_SEPARATED})?1[3-9]\d{_SEPARATED}\d{{4}}{_SEPARATED}\d{{4}}(?![\d.%元万亿])"
)
_STARRED = re.compile(r"(?<!\d)1[3-9]\d[*xX×＊●]{4,8}\d{2,4}(?!\d)")
_PAPER = re.compile(
    r"(?<![\dA-Za-z])(?:\d{17}[\dXx]|[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3})(?![\dA-Za-z])"
)
_PAPER_STARRED = re.compile(r"(?<!\d)\d{4,14}[*xX×＊]{4,14}\d{0,4}[xX]?(?!\d)")
_PASSPORT = re.compile(
    r"(?:护照|通行证|回乡证|港澳证|台胞证|驾驶证|档案编号|证件)(?:号码?|号)?[为是:：\s]{0,3}([A-Za-z]{0,2}\d{6,12})(?![\dA-Za-z])"
)
_HK_PAPER = re.compile(r"(?:身份证|身分证)(?:号码?|号)?[为是:：\s]{0,3}([A-Za-z]{1,2}\d{6}[(（]?[\dAa][)）]?)")
_CARD = re.compile(r"(?<![\d.])(?:\d{4}[ -]?){3,4}\d{1,4}(?![\d.])")
_CARD_SAID = re.compile(r"(?:卡号|账号|帐号|账户|帐户|银行卡|工资卡)(?:号码?|为|是|[:：\s]){0,3}(\d[\d -]{7,24}\d)")
_TAIL = re.compile(r"尾号(?:为|是|[:：\s]){0,2}(\d{3,6})")
_LANDLINE = re.compile(
    r"(?<![\d.])(?:\(0\d{2,3}\)|（0\d{2,3}）|0\d{2,3}[- \u2014])\s?[1-9]\d{6,7}(?:[-转]\d{1,5})?(?![\d.])"
)
_TELEPHONE_SAID = re.compile(
    r"(?:电话|热线|致电|拨打|座机|传真|联系方式|手机号?码?)(?:号码?|为|是|[:：\s]){0,3}(\+?\d[\d-]{6,14}\d)(?![\d年月日元])"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][·•\s]?(?=[a-hj-np-z\d]*\d)[a-hj-np-z\d]{5,6}(?![a-z\d])"
)
_CONTACT = re.compile(
    r"(?:微信号?|vx|wx|wechat|qq号?码?|扣扣|加v|whatsapp|telegram|line\s?id|signal)(?:群号|号码|号|id|为|是|[:：\s]){0,3}([a-z0-9][a-z0-9_.@+-]{4,29})",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,24}){1,4}")
_HANDLE = re.compile(r"(?<![\w/.])@([\w\u4e00-\u9fff·_-]{2,20})")
_PROFILE = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:weibo\.c(?:om|n)/(?:u/|n/|p/)?[\w-]+|zhihu\.com/people/[\w-]+|douyin\.com/user/[\w-]+|space\.bilibili\.com/\d+|"
    r"xiaohongshu\.com/user/profile/\w+|t\.me/\w+|facebook\.com/[\w.]+|twitter\.com/\w+|x\.com/\w+|instagram\.com/[\w.]+)",
    re.IGNORECASE,
)
_NICKNAME = re.compile(
    r"(?:网名|昵称|网友|用户名?|账号|微博名|抖音号?|快手号?|博主|微信名)(?:为|是|叫|名叫|[:：])?[“「『\"‘]([^”」』\"’，。；\n]{1,20})[”」』\"’]"
)
_GROUP = re.compile(
    r"[“「『\"‘]([^”」』\"’，。；\n]{1,20}群)[”」』\"’]|(?:群名|群聊名称?|微信群|qq群)(?:为|是|叫|名为|名叫|[:：])?[“「『\"‘]([^”」』\"’，。；\n]{1,20})[”」』\"’]",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"(?:住址|家住|现住|家庭住址|户籍地址|住所地?|暂住|租住于?|租住在|居住于|居住在|住在)[为是:：]?([^，。；！？\n、]{0,28}?(?:路|街|大道|巷|弄|里|胡同|小区|花园|苑|村|新村|公寓|社区|屯|组|邨|阁|楼|大厦))"
    r"((?:\d+|[一二三四五六七八九十百甲乙a-z])+(?:号|弄|栋|幢|座|单元|室|楼|层|组|号楼|户|房)[^，。；！？\n、]{0,20})"
)
_BIRTH = re.compile(
    r"(\d{4}年\d{1,2}月(?:\d{1,2}日)?)(?:出生|生(?![产活效意育])|生于)|(?:出生于|生于|出生日期[为是:：]?|出生年月[为是:：]?)(\d{4}[年.-]\d{1,2}[月.-](?:\d{1,2}日?)?)"
)
_PERSONAL = re.compile(
    r"(?:工号|学号|员工号|员工编号|社保号|社会保障号码?|社保卡号|医保号|医保卡号|就诊号|住院号|准考证号|警号)(?:码|为|是|[:：\s]){0,3}([a-z0-9-]{3,24})",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"(?:(?:东经|北纬|经度|纬度)[为:：]?\d{1,3}(?:\.\d+|[°度]\d{0,2}[′分']?(?:\d{0,2}(?:\.\d+)?[″秒\"]?))度?[，,、\s]?){1,2}|"
    r"(?<![\d.])\d{2,3}\.\d{4,}[，,]\s?\d{2,3}\.\d{4,}(?![\d.])"
)

Found = tuple[int, int, str]


def identifiers(plain: str) -> Iterator[Found]:
    """Spans of PLAIN with the placeholder that takes their place, in no order and perhaps overlapping."""
    digits = _DIGITS.search(plain) is not None
    if digits:
        for pattern, placeholder, accept in _NUMBERS:
            for match in pattern.finditer(plain):
                group = 1 if pattern.groups else 0
                if accept(match.group(group)):
                    yield match.start(group), match.end(group), placeholder
        for match in _BIRTH.finditer(plain):
            group = match.lastindex or 0
            yield match.start(group), match.end(group), "〔个人〕"
        for match in _HOME.finditer(plain):
            yield match.start(2), match.end(2), "〔住址〕"
    for pattern, placeholder, words in _WORDS:
        if any(word in plain for word in words):
            for match in pattern.finditer(plain):
                group = match.lastindex or 0
                if "〔" not in match.group(group):
                    yield match.start(group), match.end(group), placeholder


_DIGITS = re.compile(r"\d[\d*x× -]{2}")


def _always(_: str) -> bool:
    return True


def _no_hotline(number: str) -> bool:
    bare = re.sub(r"\D", "", number)
    return bare not in HOTLINES and not bare.startswith(("400", "800", "955", "123", "9510"))


def _luhn(number: str) -> bool:
    bare = [int(char) for char in number if char.isdigit()]
    if not 15 <= len(bare) <= 19 or bare[0] not in (3, 4, 5, 6):
        return False
    doubled = [digit * 2 - 9 * (digit > 4) if place % 2 else digit for place, digit in enumerate(reversed(bare))]
    return sum(doubled) % 10 == 0


_NUMBERS: tuple[tuple[re.Pattern[str], str, Callable[[str], bool]], ...] = (
    (_PAPER, "〔证件〕", _always),
    (_PAPER_STARRED, "〔证件〕", _always),
    (_PASSPORT, "〔证件〕", _always),
    (_HK_PAPER, "〔证件〕", _always),
    (_CARD_SAID, "〔账号〕", _always),
    (_CARD, "〔账号〕", _luhn),
    (_TAIL, "〔账号〕", _always),
    (_MOBILE, "〔手机〕", _always),
    (_STARRED, "〔手机〕", _always),
    (_LANDLINE, "〔电话〕", _no_hotline),
    (_TELEPHONE_SAID, "〔电话〕", _no_hotline),
    (_PLATE, "〔车牌〕", _always),
    (_PERSONAL, "〔个人〕", _always),
    (_POSITION, "〔位置〕", _always),
)
_WORDS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (
        _CONTACT,
        "〔账号〕",
        ("微信", "vx", "wx", "wechat", "qq", "扣扣", "加v", "whatsapp", "telegram", "line", "signal"),
    ),
    (_MAIL, "〔账号〕", ("@",)),
    (_HANDLE, "〔网名〕", ("@",)),
    (_PROFILE, "〔网名〕", (".com/", ".cn/", "t.me/")),
    (_NICKNAME, "〔网名〕", ("网名", "昵称", "网友", "用户", "账号", "微博", "抖音", "快手", "博主", "微信名")),
    (_GROUP, "〔群〕", ("群",)),
)
