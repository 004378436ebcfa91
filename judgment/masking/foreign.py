"""Foreign names and those of China's minorities: in Latin letters, joined by dots, or made of syllables that no Chinese name has."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from judgment.masking.speakers import is_known_word
from judgment.slices import find_matches

# Vietnamese and European names have letters with signs: Nguyễn Thị Hoa.
_LETTER = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
# The letter before is looked at last: a pattern that begins with a letter is found ten times as quickly.
_LATIN_NAME = re.compile(rf"[A-Z](?<![A-Za-z].){_LETTER}{{1,19}}(?:[ ·-][A-Z]{_LETTER}{{1,19}}){{0,3}}(?![A-Za-z])")
# A single Latin word is a person only where it does what persons do; firms and programs stand behind roles too.
_OFFICES_OF_FOREIGNERS = ("董事", "主任", "总监", "创始人", "创办人", "董事长")
_PERSON_ACTS = re.compile(
    r"\s?(?:[（(]\d|[，、。]|说|称|表示|指|被|遭|今|昨|上月|上周|日前|早前|人|一方|在|向|每|只|也|没|已|则|曾|来|从|就|还|把|跟|不|的(?:家|父|母|丈|妻))"
)
_HEADS_OF_BODIES = ("董事", "部主任", "会主任", "创始人", "创办人", "董事长")
# Age, origin, years of service and trades introduce a person whatever the letters.
_INTRODUCED = re.compile(
    r"(?:岁的?|[籍裔][^，。；\n]{0,6}|来自[^，。；\n]{2,12}|(?:任职|入行|工作|教了|做了|干了)[^，。；\n]{1,8}年的|助理|[员工师手佣友](?<![人动官])|名叫)\s?\Z"
)
# What no firm and no program does or has.
_ONLY_PERSONS = re.compile(
    r"\s?(?:的(?:丈夫|妻子|父亲|母亲|爸爸|妈妈|儿子|女儿|小女儿|家人|同乡|眼泪)|到埗|离世|身亡|哭|没有学会|现?暂住|今年\d+岁|[，（(]\d{2}岁|在[^，。]{1,6}(?:出生|长大)|回忆)"
)
# Before a given or family name alone may be masked behind the whole one.
_SHORTEST_PART = 3
_PLACE_OR_FIRM = re.compile(r"公司|小区|广场|大厦|花园|学院|大学|街|路|区$")
_DOT = re.compile(r"(?<=[\u4e00-\u9fff])[·•‧・](?=[\u4e00-\u9fff])")
_DOTTED_NAME = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:[·•‧・](?:(?![说称表告介在和与是的等被向])[\u4e00-\u9fff]){1,5}){1,3}"
)
# Names and syllables of Tibetan, Uyghur, Kazakh, Mongolian and Yi names. Two in a row are somebody's name.
_SYLLABLES = (
    "买买提 阿卜杜 阿卜 阿布都 阿不都 吐尔逊 吐尔 古丽 艾力 艾山 热合曼 热合 努尔 托合提 托合 依明 玉素甫 玉素 卡德尔 麦麦提 沙吾提 艾合买提 艾合 阿依 夏提 木拉提 巴哈尔 哈迪尔 阿不力孜 阿不力米提 "
    "扎西 次仁 卓玛 才让 尼玛 旺堆 次旦 央宗 赤列 多吉 拉姆 卓嘎 平措 罗布 桑吉 格桑 索朗 丹增 洛桑 旦增 贡布 央金 德吉 白玛 加措 坚赞 仁青 达瓦 巴桑 边巴 米玛 拉巴 普布 强巴 阿旺 土登 嘎玛 益西 "
    "曲珍 曲扎 顿珠 欧珠 班觉 多杰 才旦 索南 央珍 旦巴 仁增 措姆 拉毛 才仁 巴特尔 其其格 格日勒 格日 图雅 乌云 高娃 斯琴 那仁 巴雅尔 吉木 阿苏 拉且 木干 有呷 尔古 吉克 沙马 阿牛 曲木 依火 约哈 日哈 木呷 史布 子哈 尔洛 阿果 阿加 阿尔 萨仁 高娃 其木格 乌兰 塔娜 阿古拉 特木尔 哈斯 呼和 伊力 亚斯 艾则孜 吾守尔 肉孜 帕提 祖丽"
)  # fmt: skip
# Characters that foreign names are written with, three to five of which behind a role are one: 约瑟夫.
_CHARACTERS = "斯尔克卡德巴罗马维拉莱索纳普诺桑费米鲁盖蒂霍贝迪伦奥艾沃博利亚特曼森西希坦塔尼贡努史宾姆瑟蒙里弗布兰勒耶戈夫哈赫伊汤查乔朱恩凯梅雷达韦格莫施云沙兹埃夸古隆速拜伏撒洛杰卢丁丝茜莉娜珊妮柏廷迦菲福汀赛塞捷哥廉扎萨琼泰皮约阿"
_MORE_CHARACTERS = "力江买提吐热孜木合依乃库吾肉帕祖丽次仁央宗旺堆日朗呷且惹洒"  # of the names of other peoples
_FOREIGN = frozenset(_CHARACTERS + _MORE_CHARACTERS)
_TRANSLITERATED = re.compile(f"[{_CHARACTERS}]{{3,5}}")


# A role of somebody of another people, behind which a name of its characters needs nothing more: 新疆籍员工阿迪力江.
_OF_OTHERS = re.compile("[族籍裔][\u4e00-\u9fff]{0,6}\\Z")
_SOUNDS_OTHER = re.compile(f"[{_CHARACTERS}{_MORE_CHARACTERS}]{{2,5}}")
_TELLS = re.compile("[说称指在，的被则也没和与]")
# Age and origin: 八十七岁的埃丝特拉, 来自西非的约瑟夫.
_ORIGIN = re.compile(r"[岁来](?:(?<=岁)的|(?<=来)自[^，。；\n]{2,8}的)")


def foreign_names(original: str, text: str, names: Collection[str], roles: dict[int, bool]) -> set[str]:
    """Latin, dotted (买买提·艾力) and minority names of private persons, as they stand in ORIGINAL, whose plain form is TEXT."""
    found = _latin_names(original, text, names, roles)
    spans = [*_dotted(text, roles), *_of_syllables(text, roles), *_transliterated(text, roles)]
    return found | {original[start:end] for start, end in spans}


def _latin_names(original: str, text: str, names: Collection[str], roles: dict[int, bool]) -> set[str]:
    if text == original:  # a plain text has no capitals
        return set()
    matches = [match for match in _LATIN_NAME.finditer(original) if not match.group().isupper()]
    found: set[str] = set()
    for match in matches:
        start, end = match.span()
        several = " " in match.group()
        bracketed = text[start - 1 : start] in ("（", "(") and any(text.endswith(name, 0, start - 1) for name in names)
        office = _HEADS_OF_BODIES if several else _OFFICES_OF_FOREIGNERS
        private = roles.get(start) is True and not text.endswith(office, 0, start)
        told = several and (_ONLY_PERSONS.match(text, end) or _INTRODUCED.search(text, max(0, start - 20), start))
        if bracketed or told or (private and (several or _PERSON_ACTS.match(text, end))):
            found.add(match.group())
    parts = {part for name in found for part in re.split("[ ·-]", name) if len(part) >= _SHORTEST_PART}
    return found | parts.intersection(match.group() for match in matches)


def _dotted(text: str, roles: dict[int, bool]) -> list[tuple[int, int]]:
    found = []
    for dot in [match.start() for match in _DOT.finditer(text)] if any(dot in text for dot in "·•‧・") else []:
        start = next((at for at in range(max(0, dot - 8), dot) if roles.get(at) is True), -1)
        whole = _DOTTED_NAME.match(text, start if start >= 0 else max(0, dot - 6))
        if whole and _PLACE_OR_FIRM.search(whole.group()):
            continue
        if whole and whole.end() > dot and (start >= 0 or _has_syllable(whole.group())):
            found.append(whole.span())
    return found


def _of_syllables(text: str, roles: dict[int, bool]) -> list[tuple[int, int]]:
    """次旦央宗, 阿依古丽, but for those in office."""
    found: list[tuple[int, int]] = []
    before = -1, -1
    for _, start, end in find_matches(_syllables(), text):
        if start == before[1]:
            if found and found[-1][1] == start:
                found.pop()
            start = before[0]
            found.append((start, end))
        before = start, end
    return [span for span in found if roles.get(span[0]) is not False]


@lru_cache(maxsize=1)
def _syllables() -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(_SYLLABLES.split(), matchkind=MatchKind.LeftmostLongest)


def _has_syllable(name: str) -> bool:
    return any(syllable in name for syllable in _SYLLABLES.split())


def _transliterated(text: str, roles: dict[int, bool]) -> list[tuple[int, int]]:
    """约瑟夫 behind a private role, and whom age or origin introduces."""
    introduced = {match.end() for match in _ORIGIN.finditer(text)} if "岁" in text or "自" in text else set()
    # Most roles stand before something else, which a look at a set tells.
    behind_role = [
        at
        for at, private in roles.items()
        if private and text[at : at + 1] in _FOREIGN and text[at + 1 : at + 2] in _FOREIGN and at not in introduced
    ]
    others = [at for at in behind_role if _OF_OTHERS.search(text, max(0, at - 12), at)]
    matches = [
        *(_TRANSLITERATED.match(text, at) for at in introduced),
        *(_SOUNDS_OTHER.match(text, at) for at in others),
        *(_told(text, at) for at in behind_role),
    ]
    return [match.span() for match in matches if match and not is_known_word(match.group())]


def _told(text: str, at: int) -> re.Match[str] | None:
    """A name that sounds foreign at AT, where the sentence goes on as behind a person."""
    match = _TRANSLITERATED.match(text, at)
    return match if match and _TELLS.match(text, match.end()) else None
