"""Who acts is told by a post (岗位), never by a person's name: posts stay when people change, and the chain names nobody."""

from __future__ import annotations

import re

from yanpan_domain.errors import CallerError

# A post's name is short; what is longer is something else.
LONGEST = 30
_WRITTEN = re.compile(r"[\w·—\-（）()]+(?: [\w·—\-（）()]+)*")


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
    from judgment.masking.person import reads_as_person

    if reads_as_person(name):
        raise BadPost(f"“{name}”像是人名或个人信息。请写岗位，例如 分析岗、复核岗；审计链不记人名。")
    return name
