"""Where a name may begin: behind a role, where other words name somebody, and wherever a surname stands."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache

from judgment.masking.characters import GIVEN_WORDS, GRAMMATICAL, JOINS
from judgment.masking.model import NameModel, name_model
from judgment.masking.odds import FLOOR, NO_GIVEN
from judgment.occurrences import occurrences
from judgment.slices import find_matches

# Between a title and the name: marks, a police officer's number, Commonwealth honours.
_AFTER_ROLE = re.compile(r"\d{4,6}|(?:丹斯里|拿督|爵士|太平绅士){1,2}|[ ：:（(「“—–\-是为叫、）)]{0,3}")
# What such signs begin with.
_SIGNS_AFTER_ROLE = frozenset("0123456789丹拿爵太 ：:（(「“—–-是为叫、）)")


def role_ends(text: str) -> dict[int, bool]:
    """Where a role ends and a name may begin; True for a private role, False for an office."""
    known = name_model()
    ends: dict[int, bool] = {}
    for which, _, end in find_matches(known.role_engine, text):
        private = which >= known.offices
        ends[end] = private
        if text.startswith("工人", end - 1):
            ends.setdefault(end + 1, private)  # 搬运工|人
        if text[end : end + 1] in _SIGNS_AFTER_ROLE:
            signs = _AFTER_ROLE.match(text, end)
            if signs and signs.end() > end:
                ends.setdefault(signs.end(), private)
    return ends


def seeds(text: str, roles: Iterable[int], named: Iterable[int], again: Iterable[int] = ()) -> list[int]:
    """Where a name may begin, in order: by every surname behind ROLES, and where one is NAMED by other words, by what may sound
    like a name; elsewhere by what may be one by its sound alone.
    """
    surnames, (whole, sounding) = name_model().surname_after_role, _patterns()
    starts = {match.start() for match in sounding.finditer(text)}
    compound = name_model().compound
    starts.update([at for at in roles if text[at : at + 1] in surnames or text[at : at + 2] in compound])
    starts.update(again)
    starts.update([at for at in named if whole.match(text, at)])
    return sorted(starts)


# Behind these a sentence or a part of one begins, or somebody is named.
_BEFORE = "，。；：！？“”」』、\\n对由给找让"
_TIMES, _FOLLOWERS = 2, 2


def recurring(text: str) -> set[int]:
    """Where three characters that begin with a surname and open parts of sentences stand again and before other words: whatever it sounds
    like, what recurs as a unit may be a name (陶然之, 关大成).
    """
    starts: dict[str, list[int]] = {}
    for match in _opening().finditer(text):
        starts.setdefault(match.group(1), []).append(match.start(1))
    found: set[int] = set()
    for unit, places in starts.items():
        if len(places) >= _TIMES and len({text[at + len(unit) : at + len(unit) + 1] for at in places}) >= _FOLLOWERS:
            found.update(places)
    return found


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    return re.compile(f"[{_BEFORE}](?=({_one_of(name_model().surname - GRAMMATICAL)}(?:(?!某)[\u4e00-\u9fff]){{2}}))")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A surname of one character before what may be a given name, and the same without most of those that sound like none."""
    known = name_model()
    return re.compile(f"{_one_of(known.surname)}(?={_given_behind(known)})"), _seed_pattern(known)


def _seed_pattern(model: NameModel) -> re.Pattern[str]:
    """A surname of one character with what may be a given name behind it, but for most of those that sound like none.

    What is asked in `readings` of every surname is asked here of groups of surnames and of characters that sound alike, in
    favour of the name: it leaves half as many, for the price of finding them.
    """
    given = model.given | {word[0] for word in GIVEN_WORDS}
    lasts = [(chr(code), odds) for code, odds in enumerate(model.last_given) if odds > NO_GIVEN]
    heard = []
    for surnames_ in _alike(model.surname, model.family):
        room = FLOOR - max(model.family[ord(char)] for char in surnames_)
        alone = [char for char in given if model.only[ord(char)] >= room]
        ways = [_one_of(alone)] if alone else []
        for chars in _alike(given.difference(alone), model.first):
            least = room - max(model.first[ord(char)] for char in chars)
            if behind := [char for char, odds in lasts if odds >= least]:
                ways.append(_one_of(chars) + _one_of(behind))
        if ways:
            heard.append(f"(?<={_one_of(surnames_)})(?:{'|'.join(ways)})")
    # Whatever it sounds like, a name may stand behind these, and begin with a compound.
    introduced = f"(?<={_one_of(INTRODUCING | JOINS)}.)"
    firsts, seconds = (_one_of(name[at] for name in model.compound) for at in (0, 1))
    heard.append(f"(?<={firsts}){seconds}")
    return re.compile(f"{_one_of(model.surname)}(?={_given_behind(model)})(?:{introduced}|(?={'|'.join(heard)}))")


def _given_behind(model: NameModel) -> str:
    return "|".join((_one_of(model.given), *sorted(GIVEN_WORDS)))


# So many groups of surnames, and of characters behind them: with more the pattern is slower and leaves hardly less.
_GROUPS = 4


def _alike(chars: Iterable[str], odds: array[int]) -> Iterator[list[str]]:
    """CHARS in groups of like ODDS."""
    ranked = sorted(chars, key=lambda char: (odds[ord(char)], char))
    size = max(1, -(-len(ranked) // _GROUPS))
    return (ranked[at : at + size] for at in range(0, len(ranked), size))


def _one_of(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(chars)))}]"


def named_by_words(text: str) -> set[int]:
    """Where a name must begin because 等人 stands behind two or three characters, or 推选 before them."""
    return {at + step for word, steps in _NAMING for at in occurrences(text, word) for step in steps if at + step >= 0}


# The word, and how far from its start the name may begin.
_NAMING = (("等人", (-2, -3)), *((verb, (len(verb),)) for verb in ("推选", "推举", "殴打", "打伤", "带走")))
# 51岁的林水生, 来自安徽的张强, 针车工韦桂英: age, origin and trade introduce a person.
_INTRODUCED = re.compile(
    r"(?:\d岁的?|[一二三四五六七八九十几]岁的?|来自[^，。；\n]{2,8}的|[\u4e00-\u9fff](?<![施罢复打开停动加竣化手总职民分误怠军返招用临务员女技])工|[\u4e00-\u9fff](?<![人动成满减裁复超全增定官委议增缺冗组演职])员|[\u4e00-\u9fff](?<![出会班誓兴大])师|[水鼓枪舵车机]手|[\u4e00-\u9fff](?<![或再前后记学作王霸强弱])者|[线机站领]长|副驾驶|助教|助理|之一的?)\Z"
)
INTRODUCING = frozenset("的岁工员师手长队驶教理者一")
_NO_TRADE = frozenset("钱卡包单费修段序艺具件况匠程资会伤作友人地厂业龄时期商费")


def introduced(text: str, start: int) -> bool:
    """Age, origin or trade stand before START, behind one of INTRODUCING, and the text does not go on as 工程 or 工资."""
    if (text[start - 1] == "工" and text[start] in _NO_TRADE) or text.startswith("师傅", start - 1):
        return False
    if text[start - 1] == "的" and text[start - 2] not in "岁一" and text.find("来自", max(0, start - 14), start) < 0:
        return False
    return _INTRODUCED.search(text, start - 14, start) is not None
