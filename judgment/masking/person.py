"""Does a short piece of writing name a person? For what is typed into a field, where no sentence tells."""

from __future__ import annotations

import re
from functools import lru_cache

from judgment.masking.apply import mask
from judgment.masking.lexicon import surnames

# A family name with a title still is one person: 张主任, 老李, 王工.
_TITLES = "主任|科长|处长|部长|局长|主席|书记|经理|老师|师傅|先生|女士|同志|姐|哥|总|工"
# Sentences in which a name is masked.
_NAMED = "{}说。", "职工{}反映"
# What ends so is a post, an office or a unit, even where it begins like a family name: 周报岗, 安全科, 高新厂.
_NO_PERSON = tuple(
    "岗 部 处 室 科 组 办 站 局 会 队 院 所 中心 程序 厂 公司 集团 工地 项目 店 行 校 园 社 矿 场".split()
)


def reads_as_person(written: str) -> bool:
    """Whether a part of WRITTEN reads as a person, or as what leads to one."""
    return any(_is_person(part) for part in (written, *written.split()))


def _is_person(part: str) -> bool:
    if part.endswith(_NO_PERSON):
        return False
    if _family_name().fullmatch(part):
        return True
    told = [sentence.format(part) for sentence in _NAMED]
    return any(mask("", sentence).text != sentence for sentence in told)


@lru_cache(maxsize=1)
def _family_name() -> re.Pattern[str]:
    """A family name with one more character, or with a title."""
    single, compound = surnames()
    family = "|".join([*sorted(compound), *sorted(single)])
    return re.compile(rf"[老小]?(?:{family})(?:{_TITLES}|[\u4e00-\u9fff])|[老小](?:{family})")
