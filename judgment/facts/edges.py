"""Where a name begins: walking left from its suffix to the nearest mark or word that no name contains."""

from __future__ import annotations

import re
from functools import lru_cache

from judgment.facts.lexicon import words
from judgment.facts.suffixes import AUTHORITY, WORDS_TOO, behind_places, classes
from judgment.places.gazetteer import short_name, table
from judgment.words import known, tagged

# 某 is what masking leaves of a person or a court of a party; 某入|职 would be cut wrongly.
_MARKS = "某 \t\r\n\u3000，。！？；：、,;:!?《》<>“”「」『』\"'‘’【】[]—…·/|｜*#（()）"
_TO_LAST_MARK = re.compile(f".*[{re.escape(_MARKS)}]", re.DOTALL)
# Parts of speech that no name contains: verbs, adverbs, prepositions, conjunctions, pronouns, particles, numerals, times, idioms.
_CLOSED = frozenset("i l v vd vn vg vi vq d df p c r rr rz u ud ug uj ul uv uz m mq q y t tg e o".split())
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百千万亿两几数多余半第个家名位间所条座支批处")
_REACH = 30  # longer than any name but a few; keeps the walk short on hostile text
_TRADE = 2  # trades have two characters; longer suffixes are cut by the dictionary themselves: 科技股份|有限公司
_LEAST = 2
_NEAR, _SAFE = 12, 4  # a word cut wrongly at the near edge is at most four characters long


def left_edge(text: str, floor: int, end: int, suffix_end: int | None = None) -> int:
    """Where the name that ends at END starts, not before FLOOR; END itself where no name stands there."""
    return head(text, floor, end, suffix_end)[0]


def head(text: str, floor: int, end: int, suffix_end: int | None = None) -> tuple[int, list[tuple[str, str]]]:
    """The left edge of the name whose suffix starts at END, and the words between with their parts of speech.

    Words are cut with the suffix, which ends at SUFFIX_END, so that "服装厂" stays one.
    """
    floor = last_mark(text, max(floor, end - _REACH), end)
    last = suffix_end or end
    # Most names are short, and cutting words is what costs: the far half is cut only where the near one is all name.
    near = end - _NEAR
    if floor < near:
        place, parts = _walk(text, near, end, last)
        if place > near + _SAFE:
            return _without_rest(place, parts)
    return _without_rest(*_walk(text, floor, end, last))


def _without_rest(place: int, parts: list[tuple[str, str]]) -> tuple[int, list[tuple[str, str]]]:
    """镇示例五金厂 → 示例五金厂: the last character of a place that was cut off is no part of the name."""
    if len(parts) > 2 and parts[-1][0] + parts[-2][0] in _lists()[0]:
        place += len(parts.pop()[0]) + len(parts.pop()[0])  # 年|入|职: a stop that was cut wrongly
    while len(parts) > 1 and parts[-1][0] in _RESTS:
        place += len(parts.pop()[0])
    return place, parts


_RESTS = frozenset("省市县区镇乡村街道州旗职")


def _walk(text: str, floor: int, end: int, last: int) -> tuple[int, list[tuple[str, str]]]:
    if text.endswith(_REGISTERED, end, last):
        last = end  # no word reaches into these, but the engine finds some: 设备有限公司 as 设|备有
    place = last
    parts: list[tuple[str, str]] = []
    stops = _lists()[0]
    words_before = tagged(text[floor:last])
    for at in range(len(words_before) - 1, -1, -1):
        word, part = words_before[at]
        if place <= end and closes(word, part) and not _belongs(word, end - place, parts, text[end:last]):
            if rest := _unglued(word):
                place -= len(rest)
                parts.append((rest, "x"))
                break
            if not (len(word) == 1 and word not in stops and at and _unheard(*words_before[at - 1])):
                break
        over = place - end
        place -= len(word)
        if place < end:
            if over > 0 and (over < last - end <= _TRADE or part.startswith("v")):
                return end, []  # a word begins in the name and ends inside the suffix, or is a verb: 组建|工, 办理保险
            parts.append((word[: len(word) - over] if over > 0 else word, part))
    return min(place, end), parts


def _unheard(word: str, part: str) -> bool:
    return len(word) > 1 and not word.isdigit() and not known(word) and not closes(word, part)


def _unglued(word: str) -> str:
    """What is left of a WORD that the dictionary does not know and that begins with a stop: 从星|沃文化 was cut wrongly."""
    stops = _lists()[0]
    if known(word) or len(word) > _GLUED:
        return ""
    return next(
        (word[size:] for size in (2, 1) if word[:size] in stops and word[size:] and word[size:] not in stops), ""
    )


_GLUED = 4


def invented(parts: list[tuple[str, str]]) -> bool:
    """Whether a word among PARTS is in no dictionary, as most names of firms are."""
    return any(_unheard(word, part) and not word.isascii() for word, part in parts)


_REGISTERED = ("有限公司", "有限责任公司")
_SCHOOLS = ("大学", "学院", "中学", "医院")


def _belongs(word: str, taken: int, parts: list[tuple[str, str]], suffix: str) -> bool:
    """Names of one character are rare, so 开 belongs to "开元文旅"; schools are called by verbs: 育才中学, 交通大学."""
    if word in _lists()[0] or word.isdigit():
        return False
    after_one = taken == 1 or (bool(parts) and len(parts[-1][0]) == 1)
    return (len(word) == 1 and after_one) or (len(word) == 2 and taken == 0 and suffix.endswith(_SCHOOLS))


def last_mark(text: str, floor: int, end: int) -> int:
    """Just after the last mark; brackets around a place ("华为（深圳）有限公司") are part of the name."""
    place = end
    while found := _TO_LAST_MARK.match(text, floor, place):
        place = found.end() - 1
        if text[place] not in "）)":
            return place + 1
        opening = max(text.rfind("（", place - 5, place), text.rfind("(", place - 5, place))
        if opening < floor or place - opening < 3:
            return place + 1
        place = opening
    return floor


def closes(word: str, part: str) -> bool:
    """Whether a name can't contain WORD, by the stop list, by its part of speech, or by how an unknown word begins or ends."""
    stops, parts = _lists()
    if word in stops or (len(word) > 2 and (word.isdigit() or word.endswith("单位"))):
        return True
    if word in parts or word.isascii() or word in "（）":
        return False
    if len(word) > 1 and not known(word):
        return word[0] in stops or word[-1] in stops
    if len(word) > 1 and word[-1] in "月年日" and all(sign in _NUMERALS for sign in word[:-1]):
        return True
    if part == "m":
        return word[0] != "第" and all(sign in _NUMERALS for sign in word)  # 三门, 九江, 万达 are called numerals
    return part in _CLOSED or not part


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    trades = frozenset(suffix for suffix in classes() if len(suffix) > 1)
    return words("name_stops"), words("name_verbs") | trades


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """Provinces, cities and counties by their full and everyday names; the dictionary knows the larger ones alone."""
    names = [name for code, name, *_ in table("gazetteer") if not code.endswith("0000")]
    names += [row[0] for row in table("gazetteer_hongkong")]
    return frozenset(names) | {short for name in names if (short := short_name(name, 3))}


KINDS_OF_FIRMS = frozenset("公司 厂 工厂 集团 医院 学校 小学 中学 银行 门店 餐厅 酒店".split())
_COMMON_PARTS = frozenset("n vn v b f t m q j s d u p".split())


def a_kind(parts: list[tuple[str, str]], suffix: str) -> bool:
    """Whether nothing but common nouns stands before SUFFIX: 电机厂, 广告制作公司, 港商东莞玩具厂; so do some names (晨光电器厂)."""
    if suffix not in KINDS_OF_FIRMS and suffix not in WORDS_TOO:
        return False
    owned = any(word in _FOREIGN_OWNED for word, _ in parts)
    return all((part in _COMMON_PARTS and known(word)) or (owned and part == "ns") for word, part in parts)


_FOREIGN_OWNED = frozenset("港商 台商 外商 日商 韩商 港资 台资 外资 日资 韩资 德资 美资 中资 侨资".split())


_OWNERS = frozenset("港商 台商 外商 日商 韩商 港资 台资 日资 韩资 美资 德资 中资 外资 内资 民营 国有 国营 集体".split())


def is_product(parts: list[tuple[str, str]], suffix: str) -> bool:
    """What a works makes, with no name before it: 炼油厂, 昆山轮胎厂, 东莞港资手袋厂."""
    if suffix not in {"厂", "工厂"}:
        return False
    for word, part in parts:
        if not (part in _COMMON_PARTS or part == "ns") or not known(word):
            return False
    told = [word for word, part in parts if part != "ns" and word not in place_names() and word not in _OWNERS]
    return len(told) <= 1 and not any(word in words("name_verbs") for word in told)


_SHORT = frozenset({*AUTHORITY, "中心", "网", "店", "厂", "项目", "工程"})


def generic(parts: list[tuple[str, str]], suffix: str) -> bool:
    """A kind of employer, no name: "建筑公司", "某科技公司", "民办学校"; nor a trade of a place: "北京地产"."""
    if suffix in _SHORT or suffix in KINDS_OF_FIRMS:
        least = 3 if len(suffix) == 1 and suffix in AUTHORITY else 2
        if sum([len(word) for word, _ in parts]) < least:
            return True  # 教育局 of which place? 同|事公司
    if suffix == "处" and all(part in _COMMON_PARTS for _, part in parts):
        return True  # 立案查处
    kinds = words("generic_heads")
    placed = suffix in behind_places()
    a_trade = not placed and classes().get(suffix) in {"solid", "loose"}
    for word, part in parts:
        if (word in kinds and not (placed and part == "ns")) or word in "（()）":
            continue
        if not a_trade or ((part != "ns" or _unheard(word, part)) and word not in place_names()):
            return False  # one word that tells is enough
    return True
