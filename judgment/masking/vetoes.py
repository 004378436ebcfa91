"""What is no name whatever it sounds like: words, places, and what is counted, spoken about or kin."""

from __future__ import annotations

import re

from judgment.masking.characters import COMMON, GIVEN_WORDS, GRAMMATICAL, OPENING, PREPOSITIONS
from judgment.masking.model import CODES, name_model
from judgment.masking.surroundings import HUMAN
from judgment.words import known, tagged

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
    told = role and text[start] not in PREPOSITIONS and HUMAN.match(text, start + length) is not None
    least = _EVERYDAY + told
    if text[start] in _ADVERBS and start + 3 <= len(text) and _spoken(text, start, least):
        return True
    if start and text[start - 1] in OPENING and _CLOSES_LATER.match(text, start + length):
        return True  # 会员「齐上齐落」
    if text[start : start + length] in model.not_names:
        return True
    if length == 3 and (
        given in model.kinds
        or given in model.not_names
        or (text[start] in GRAMMATICAL and model.words.get(given, 0) >= least)
    ):
        return True
    if length == 3 and not role and last < _SELDOM_LAST:
        return True
    sizes = (4,) if role and length == 3 and last >= _SELDOM_LAST else (4, 3) if role or length == 3 else (4, 3, 2)
    return any(
        known(word) and not (size == 3 and _is_persons(word, text, start + size))
        for size in sizes
        if len(word := text[start : start + size]) == size
    )


_OPENS = frozenset("，。；：、！？”」\n把对由给让被和")
# What the sound of a word that the dictionary files under personal names must reach, for many words are filed there.
_SURE, _COMMON_TOO = 500, 150


def _is_persons(word: str, text: str, end: int) -> bool:
    """李海林, 罗锦辉: the dictionary holds the word as somebody's name, it sounds like one, and does at END what people do."""
    model = name_model()
    opened = text[end - 4 : end - 3] in _OPENS
    if word in model.public or not (opened or HUMAN.match(text, end)):
        return False
    one, two, three = map(ord, word)
    least = _SURE + (_COMMON_TOO if word[0] in COMMON else 0)
    return model.family[one] + model.first[two] + model.last_given[three] >= least and tagged(word)[0][1] == "nr"


def _spoken(text: str, start: int, least: int) -> bool:
    """曾|拒绝, 向|公司, 左|大腿: a surname that is a word, and a word at LEAST so frequent behind it."""
    word = text[start + 1 : start + 3]
    return word not in GIVEN_WORDS and name_model().words.get(word, 0) >= least
