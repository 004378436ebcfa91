"""Who acts is told by a post (岗位), never by a person's name: posts stay when people change, and the chain names nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from yanpan_domain.errors import CallerError

# A post's name is short; what is longer is something else.
LONGEST = 30
_WRITTEN = re.compile(r"[\w·—\-（）()]+(?: [\w·—\-（）()]+)*")
# A family name with a title still is one person: 张主任, 老李, 王工.
_TITLES = "主任|科长|处长|部长|局长|主席|书记|经理|老师|师傅|先生|女士|同志|姐|哥|总|工"
_NAMED = "{}说。", "职工{}反映"
# What ends so is a post or an office, even where it begins like a family name: 周报岗, 安全科.
_OFFICE = tuple("岗 部 处 室 科 组 办 站 局 会 中心 程序".split())


class BadPost(CallerError):
    code = "bad_post"


def acting_post(written: str) -> str:
    """WRITTEN as a post. Raises BadPost for nothing, for what is too long, and for what reads as a person."""
    name = " ".join(written.split())
    if not name:
        raise BadPost("请写明以哪个岗位办理，例如 分析岗、复核岗；不写人名。")
    if len(name) > LONGEST:
        raise BadPost(f"岗位名称最多 {LONGEST} 个字，例如 分析岗、权益保障部值班岗。")
    if not _WRITTEN.fullmatch(name):
        raise BadPost("岗位名称只能用文字、数字、括号和连接号，例如 分析岗、值班岗（夜）。")
    if reads_as_person(name):
        raise BadPost(f"“{name}”像是人名或个人信息。请写岗位，例如 分析岗、复核岗；审计链不记人名。")
    return name


def reads_as_person(name: str) -> bool:
    """Whether a part of NAME reads as a person or as what leads to one."""
    return any(_is_person(part) for part in name.split())


def _is_person(part: str) -> bool:
    from judgment.masking.apply import mask

    if part.endswith(_OFFICE):
        return False
    if _family_name().fullmatch(part):
        return True
    told = [sentence.format(part) for sentence in _NAMED]
    return any(mask("", sentence).text != sentence for sentence in told)


@lru_cache(maxsize=1)
def _family_name() -> re.Pattern[str]:
    """A family name with one more character, or with a title."""
    from judgment.masking.lexicon import surnames

    single, compound = surnames()
    family = "|".join([*sorted(compound), *sorted(single)])
    return re.compile(rf"[老小]?(?:{family})(?:{_TITLES}|[\u4e00-\u9fff])|[老小](?:{family})")
