"""Which steps the page of a notice offers to a post: those that the workflow allows, each with what it asks for."""

from __future__ import annotations

from dataclasses import dataclass

from briefings.notices.workflow import NEXT, approval_refused, needs_reason
from yanpan_domain.notice import Notice, NoticeState

S = NoticeState
# What the button says. A step back goes by its own words.
WORDS = {
    S.REVIEWED: "核稿通过", S.APPROVED: "签发", S.SENT: "现在发出", S.DELIVERED: "登记送达", S.ACKNOWLEDGED: "登记签收",
    S.REPLIED: "登记反馈", S.VERIFIED: "核实无误", S.CLOSED: "办结", S.REVISITED: "登记回访", S.REOPENED: "重新办理",
    S.RETURNED: "登记被退回", S.DRAFT: "退回修改", S.DISCARDED: "作废",
}  # fmt: skip
BACK = {(S.REPLIED, S.ACKNOWLEDGED): "退回补报"}
# What a step means, where the button alone would not tell.
MEANING = {
    S.REVIEWED: "事实与信源一致，措辞稳妥。之后由拟稿以外的岗位签发。",
    S.APPROVED: "给出文号，办理时限从此刻起算。",
    S.DELIVERED: "对方已收到文件，尚未签收。",
    S.RETURNED: "对方认为不属本级办理。须写明对方的理由。",
    S.VERIFIED: "反馈所说属实，可以办结。",
    S.CLOSED: "不再跟进；回访或有新情况时可重新办理。",
    S.DISCARDED: "不再发出，编号留存。",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step that may be taken. `asks` is reason, reply, satisfaction or "" for a button alone; `refused` a rule against this post."""

    after: NoticeState
    words: str
    meaning: str
    asks: str
    refused: str
    is_quiet: bool


def steps_for(notice: Notice, post: str) -> list[StepForm]:
    """The steps that may follow, the usual one first."""
    return [_form(notice, after, post) for after in WORDS if after in NEXT[notice.state]]


def _form(notice: Notice, after: NoticeState, post: str) -> StepForm:
    goes_back = (notice.state, after) in BACK
    asks = {S.REPLIED: "reply", S.REVISITED: "satisfaction"}.get(after, "")
    return StepForm(
        after=after,
        words=BACK.get((notice.state, after), WORDS[after]),
        meaning="反馈不足以办结，请对方补报。" if goes_back else MEANING.get(after, ""),
        asks="reason" if needs_reason(notice.state, after) else asks,
        refused=approval_refused(notice, post) if after is S.APPROVED else "",
        is_quiet=needs_reason(notice.state, after),
    )
