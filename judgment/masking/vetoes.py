"""What is no name whatever it sounds like: words, places, and what is counted, spoken about or kin."""

from __future__ import annotations

import re
from functools import lru_cache

from judgment.masking.characters import GIVEN_WORDS, GRAMMATICAL, OPENING
from judgment.masking.model import CODES, name_model
from judgment.places.written import place_names
from judgment.words import known

_FAMILIAR = frozenset("小老阿")
_KIN = frozenset("太婶叔姐嫂姨")
_MEASURED = frozenset("这那哪一两几每某数半多各0123456789")
_CLASSIFIERS = frozenset("张宗单段支章项包车房台双束堵班")
_CLOSES_LATER = re.compile("[\u4e00-\u9fff]{1,4}[”」』》’]")
_EVERYDAY = 2
_ADVERBS = GRAMMATICAL | frozenset("曾左右")
# Less than this in hundredths of log-odds: hardly a name ends with such a character (院, 塔, 度).
_SELDOM_LAST = -120


def is_word(text: str, start: int, length: int, role: bool) -> bool:
    """Whether jieba's dictionary, its rarest entries too, holds a word that begins at START and covers the name.

    Directly behind a ROLE a name may be a word all the same (司机高峰) or that of a famous man, but not one of four characters, one
    behind a number (那张假钞), one of a kind of people (孟村民), or a word that no name ends like (老人敬老院).
    """
    model = name_model()
    given, last = text[start + 1 : start + length], model.last_given[min(ord(text[start + length - 1]), CODES - 1)]
    if given in GIVEN_WORDS or text[start : start + 2] in model.compound:
        return False
    if not role and start and text[start - 1] in _FAMILIAR and not known(text[start - 2 : start]):
        return True
    if given[0] in _KIN and (length == 2 or (given[0] != "太" and not role) or last < _SELDOM_LAST / -2):
        return True
    if text[start] in _CLASSIFIERS and start and text[start - 1] in _MEASURED:
        return True
    if any(text[start : start + size] in model.public for size in range(length + 1, 6)):
        return True
    if text[start] in _ADVERBS and start + 3 <= len(text) and _spoken(text, start):
        return True
    if start and text[start - 1] in OPENING and _CLOSES_LATER.match(text, start + length):
        return True  # 会员「齐上齐落」
    if length == 3 and (given in model.kinds or (text[start] in GRAMMATICAL and model.words.get(given, 0) > 1)):
        return True
    if length == 3 and not role and last < _SELDOM_LAST:
        return True
    sizes = (4,) if role and length == 3 and last >= _SELDOM_LAST else (4, 3) if role or length == 3 else (4, 3, 2)
    return any(known(word) for size in sizes if len(word := text[start : start + size]) == size)


def _spoken(text: str, start: int) -> bool:
    """曾|拒绝, 向|公司, 左|大腿: a surname that is a word, and an everyday word behind it."""
    word = text[start + 1 : start + 3]
    return word not in GIVEN_WORDS and name_model().words.get(word, 0) >= _EVERYDAY


def in_place_name(text: str, start: int, end: int) -> bool:
    """The name of a division or country begins at or before START and covers it, or runs past END."""
    names, beginnings = _place_names()
    for begin in range(max(0, start - 3), end):
        if text[begin : begin + 2] not in beginnings:
            continue
        for over in range(begin + 2, begin + 6):
            if text[begin:over] in names and (begin <= start < over or (begin < end < over)):
                return True
    return False


@lru_cache(maxsize=1)
def _place_names() -> tuple[frozenset[str], frozenset[str]]:
    """Names that can only be places, and their first two characters."""
    names = place_names()
    return names, frozenset(name[:2] for name in names)
