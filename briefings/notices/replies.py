"""What a local union answered to a notice; kept as JSON with the step, so that the rates can count it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from yanpan_domain.errors import CallerError

CONCLUSIONS = ("属实", "部分属实", "不属实", "无法核实")
SATISFACTION = ("满意", "基本满意", "不满意", "未联系上")


class ReplyError(CallerError):
    code = "reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`recovered` is yuan, `helped` counts workers; None is unknown, never 0."""

    conclusion: str
    measures: str = ""
    recovered: float | None = None
    helped: int | None = None
    resolved: bool = False


def written_reply(told: Reply) -> str:
    """TOLD as it is kept. Raises ReplyError."""
    if told.conclusion not in CONCLUSIONS:
        raise ReplyError(f"核实结论“{told.conclusion}”应为 {'、'.join(CONCLUSIONS)} 之一。")
    if (told.recovered is not None and told.recovered < 0) or (told.helped is not None and told.helped < 0):
        raise ReplyError("追回金额和帮助人数不能为负；没有数字就不填，不要填0。")
    return msgspec.json.encode(told).decode()


def read_reply(reason: str) -> Reply | None:
    """The reply kept in REASON; None for plain words."""
    try:
        return msgspec.json.decode(reason, type=Reply)
    except msgspec.MsgspecError:
        return None
