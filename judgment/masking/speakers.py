"""Names that no surname gives away: 负责人程也说, 女工茜蒂表示. Between a private role and what the person says nothing else can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from judgment.masking.characters import PARTICLES
from judgment.masking.model import name_model
from judgment.words import known, tagged

# It begins with a class of characters, so that the engine skips from one of them to the next; most are commas, behind which
# stands none of those that may follow.
_SPEAKS = re.compile(
    r"[说表告回坦诉称指今，（(](?=[示诉忆言承称，。：:“「记本\d年])(?:(?:(?<=[说称指])|(?<=表)示|(?<=告)诉|(?<=回)忆|(?<=坦)[言承]|(?<=诉)称)(?:[，。：:“「]|记者|本报)|(?<=[，（(])\d{2}岁|(?<=今)年\d+岁)"
)
_LONGEST, _SHORTEST = 4, 2
_NO_NAME = (PARTICLES - {"也"}) | frozenset("某等一二三四五六七八九十两几多全边均则亦曾已却仍先后再另已时前苦笑哭纷")
# 老邢, 阿忠, 莲姐: by these nobody is known; 群里说, 信中称.
_NO_CALLING = frozenset("来去上回停作做什为得苦好")  # 他叫来资料员
_FAMILIAR, _ENDS_NO_NAME = frozenset("老小阿"), frozenset("姐叔伯婶哥嫂姨爷婆公里中内上下处辩诉声自宣据坚直均则又还")
# Words so frequent (log10) stand in no name.
_EVERYDAY = 2


# 他叫付小龙，: whatever the name, it ends where a sign stands.
_CALLED = re.compile("叫(?<=[我他她名人个位]叫)(?<![片书店剧曲品牌菜药歌]名叫)([\u4e00-\u9fff]{2,4})(?=[，。、；（(])")


def called(text: str) -> Iterator[str]:
    """Names that are told as such."""
    for match in _CALLED.finditer(text) if "叫" in text else ():
        name = match.group(1)
        if (
            _NO_NAME.isdisjoint(name)
            and name[0] not in _FAMILIAR | _NO_CALLING
            and name[-1] not in _ENDS_NO_NAME
            and not is_known_word(name)
        ):
            yield name


def is_known_word(name: str) -> bool:
    """The dictionary holds NAME, and as no person's."""
    return known(name) and not tagged(name)[0][1].startswith("nr")


def speakers(text: str, roles: dict[int, bool]) -> Iterator[str]:
    """Two to four characters behind a private one of ROLES, before what only a person does, that hold no word."""
    for speech in _SPEAKS.finditer(text):
        end = speech.start()
        for start in range(end - _LONGEST, end - _SHORTEST + 1):
            if roles.get(start) and _may_be_name(text[start:end]):
                yield text[start:end]
                break


def _may_be_name(name: str) -> bool:
    return (
        all("\u4e00" <= char <= "\u9fff" and char not in _NO_NAME for char in name)
        and name[0] not in _FAMILIAR
        and name[-1] not in _ENDS_NO_NAME
        and _holds_no_word(name, name_model().words)
        and not is_known_word(name)
    )


def _holds_no_word(name: str, words: dict[str, int]) -> bool:
    return all(words.get(name[at : at + 2], 0) < _EVERYDAY for at in range(len(name) - 1))
