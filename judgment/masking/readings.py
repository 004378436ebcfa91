"""What stands at a place read as a name: how it sounds, and what the dictionary has against it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from judgment.masking.characters import ADDRESSED, COMMON, GIVEN_WORDS, PARTICLES
from judgment.masking.clauses import Clauses
from judgment.masking.model import CODES, NameModel
from judgment.masking.odds import ACCEPT, FLOOR, FLOOR_AFTER_ROLE, FLOOR_AGAIN, NEXT, NO_GIVEN
from judgment.masking.seeds import INTRODUCING, introduced, named_by_words, recurring, seeds
from judgment.masking.surroundings import HUMAN

_PARTICLE_CODES = frozenset(map(ord, PARTICLES))
# What follows a surname alone: 邝续指, 邱某, 馮亦. No given name of one character.
_NOT_ALONE = frozenset(
    "员否提续道答笑哭喊补曾亦则仍未已后前某氏家父母妻夫女男总工老小大二三四五六七八九十两几年时分人另即遂获需须任系伯婶叔姨嫂姐哥妹弟爷奶公婆"
)
_TITLES = frozenset(
    "女士 先生 小姐 师傅 老师 老板 主任 经理 书记 局长 医生 律师 同学 阿姨 大爷 大妈 大哥 大姐 太太 某某 队长 总监 教授 法官 警官 伯伯 姑娘 家人 家属 主席 总裁 老伯 婆婆 老翁 "
    "奶奶 爷爷 大婶 大嫂 大伯 大娘 阿婆 阿公 副官 同志 会长 校长 院长 护士 司机 工人 太公 官员 记者 姊妹 兄弟 夫人 老太 大夫 教练 厂长 村长 师父 班长 老汉 本人 工友 姓男 姓女".split()
)
_AND_OTHERS = re.compile(r"等(?:人|[一二两三四五六七八九十百\d]+[名人位])")
_COUNTED = re.compile(r"[一二两三四五六七八九十\d]+[人名位个]")
# 小邓拖着箱子: only the surname is the name.
_NO_SURNAME = -30  # 却, 都, 原, 闯
# 建国 and 如意 are words and given names; 口罩 and 哥哥, far more frequent, are only words.
_GIVEN_WORD = (0, 40, 110, 280, 500, 700, 900)
_GIVEN_AFTER_ROLE = (0, 60, 200, 400, 600, 800, 900)
_PAIR_WORD = (0, 300, 9999, 9999, 9999, 9999, 9999)
_OF_NAMES = 50
# What a word that parents choose sounds like at least: 前进.
_GIVEN_WORD_SOUNDS = 150
_MOU = ord("某")


def readings(model: NameModel, text: str, roles: dict[int, bool]) -> Iterator[tuple[int, int, int]]:
    """(start, length, score) wherever a surname stands at a word's start and what follows can be a given name."""
    clauses = Clauses(text)
    codes = memoryview(text.encode("utf-32-le") + bytes(8)).cast("I")
    named = named_by_words(text)
    # Local names: most starts are passed over, and what is asked of each of them is most of the work.
    family, first, only, last_given = model.family, model.first, model.only, model.last_given
    compound_firsts, introducing = model.compound_firsts, INTRODUCING
    again = recurring(text)
    for at in seeds(text, roles, named, again):
        known = at in roles
        if not known and (at in named or (text[at - 1 : at] in introducing and introduced(text, at))):
            roles[at] = known = True
        surname = codes[at]
        if surname in compound_firsts and text[at : at + 2] in model.compound:
            if not known and text.startswith("东方", at):
                continue  # 东方人, 东方银星
            if _begins(model, text, at, clauses, known):
                yield (at, *_compound(model, text, at, clauses, known))
            continue
        if not known and (one := codes[at + 1]) < CODES and (two := codes[at + 2]) < CODES:
            # Most starts sound like no name at all; what `_sound` would say of those is said here.
            room = (FLOOR_AGAIN if at in again else FLOOR) - family[surname]
            if first[one] + last_given[two] < room and only[one] < room:
                continue
        # Most of the others are words: only round what is left is the text cut.
        floor = FLOOR_AFTER_ROLE if known else FLOOR_AGAIN if at in again else FLOOR
        heard = _sound(model, text, codes, at, known, floor)
        seeming = heard and _no_word(model, text, at, *heard, known, floor)
        if seeming and _begins(model, text, at, clauses, known):
            reading = _reading(model, text, at, *seeming, clauses, floor)
            if reading:
                yield (at, *reading)


def _begins(model: NameModel, text: str, at: int, clauses: Clauses, known: bool) -> bool:
    """Whether the dictionary lets a name begin at AT; behind a role one always may."""
    if known:
        return True
    token = clauses.word_at(at)
    if token is None:
        return clauses.word_at(at + 1) is not None and model.words.get(text[at - 1 : at + 1], 0) <= 1
    return len(token) == 1 or model.words.get(token, 0) <= 1 or token in model.compound


def _sound(model: NameModel, text: str, codes: memoryview, at: int, known: bool, floor: int) -> tuple[int, int] | None:
    """Scores of three characters and of two by their sound alone, None when neither can be a name."""
    one, two = codes[at + 1], codes[at + 2]
    if one >= CODES or two >= CODES:
        one, two = min(one, CODES - 1), min(two, CODES - 1)
    surname = model.family[codes[at]]
    last = model.last_given[two]
    if known:
        if two == _MOU or not (_may_be_given(one) or text[at + 1 : at + 3] in GIVEN_WORDS):
            return None
        if surname <= 0:
            surname = 0 if surname > _NO_SURNAME else 2 * surname
        if _may_be_given(two):
            last = model.last[two]
    if last == NO_GIVEN and text[at + 1 : at + 3] in GIVEN_WORDS:
        last = model.last[two]
    three = surname + model.first[one] + last
    if known and text[at + 1 : at + 3] in GIVEN_WORDS:
        three = max(three, surname + _GIVEN_WORD_SOUNDS)
    pair = surname + model.only[one]
    return None if (three < floor and pair < floor) or two == _MOU else (three if three > -999 else -999, pair)


def _may_be_given(code: int) -> bool:
    """After a role almost any ideograph may be part of a name, but no particle."""
    return 0x4E00 <= code <= 0x9FFF and code not in _PARTICLE_CODES


def _no_word(
    model: NameModel, text: str, at: int, three: int, pair: int, known: bool, floor: int
) -> tuple[int, int] | None:
    """The scores THREE and PAIR less what the dictionary has against the characters themselves; None when neither is left."""
    words = model.words
    long = text[at : at + 4]
    full, short, given = long[:3], long[:2], long[1:3]
    common = words.get(short, 0)
    triple, double = three >= floor, pair >= floor
    if triple:
        three -= (85 if known else 140) * common
        three -= 0 if given in GIVEN_WORDS else _given_word(text, at, words.get(given, 0), known)
        three -= 9999 if long.endswith("某", 3) else 0  # the surname of somebody already masked
    if double:
        pair -= 9999 if short[1:] in _NOT_ALONE else _PAIR_WORD[common]
    if three < floor and pair < floor:
        return None
    if given in _TITLES or long[2:] in ADDRESSED or _COUNTED.match(text, at + 1):
        return None
    if long[0] == "万" and text[at - 1 : at].isdigit():
        return None
    if long in words or not model.not_names.isdisjoint((full, long)):
        return None
    if short in model.not_names:
        if not known or not triple or text[at] in COMMON or not _ends_name(model, text[at + 2]):
            return None
        pair, double = -9999, False  # 司机蓝天佑
    before = 100 * words.get(text[at - 1 : at + 1], 0) if at else 0
    if triple:
        three -= before + 400 * words.get(full, 0)
    if double:
        pair -= before
    return None if three < floor and pair < floor else (three, pair)


def _given_word(text: str, at: int, frequency: int, known: bool) -> int:
    """What the FREQUENCY of the word that would be the given name speaks against it: little where only people's doings follow."""
    if known and frequency and text[at] not in COMMON and HUMAN.match(text, at + 3):
        return _GIVEN_WORD[1]
    return (_GIVEN_AFTER_ROLE if known else _GIVEN_WORD)[frequency]


def _ends_name(model: NameModel, char: str) -> bool:
    """CHAR is one of given names: 佑, but not 猝, and no family's (谢谢李)."""
    return char not in model.surname and max(model.last_given[ord(char)], model.only[ord(char)]) >= _OF_NAMES


def _reading(
    model: NameModel, text: str, at: int, three: int, pair: int, clauses: Clauses, floor: int
) -> tuple[int, int] | None:
    """(length, score) of the likelier of three characters and two, which score THREE and PAIR by themselves."""
    three -= _across(model, text, at + 3, 200, clauses) if three >= floor else 0
    if three >= floor and three >= pair - 60:
        return 3, three  # nothing that speaks against the two makes them likelier
    pair -= _across(model, text, at + 2, 80, clauses) if pair >= floor else 0
    if max(three, pair) < floor:
        return None
    return (3, three) if three >= pair - 60 else (2, pair)


def _compound(model: NameModel, text: str, start: int, clauses: Clauses, known: bool) -> tuple[int, int]:
    given = text[start + 2 : start + 4]
    if (not known and model.words.get(given, 0) > 1) or any(
        text[start : start + size] in model.words for size in (3, 4)
    ):
        return 2, -9999
    if len(given) == 2 and model.given.issuperset(given) and (clauses.word_at(start + 4) or start + 4 == len(text)):
        return 4, ACCEPT
    if given and given[0] in model.given and clauses.word_at(start + 3):
        return 3, ACCEPT - NEXT
    return 2, -999


def _across(model: NameModel, text: str, end: int, each: int, clauses: Clauses) -> int:
    """What speaks against a name that ends at END: a word that reaches over its end, EACH for every class of frequency."""
    if end == len(text) or clauses.word_at(end) or _AND_OTHERS.match(text, end):
        return 0
    across = max(model.words.get(text[end - 1 : end + 1], 0), model.words.get(text[end - 1 : end + 2], 0))
    return 9999 if each == 200 and across > 2 else 80 + each * across
