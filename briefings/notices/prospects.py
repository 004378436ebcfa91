"""What drafting would make of one dispute, and why it would make nothing: shown before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from briefings.notices.compose import TOLD_LEVELS, draft_notices, told_before
from briefings.notices.routing import Recipient, Recipients
from briefings.notices.store import notice_called
from briefings.numbers import day_words
from briefings.options import BriefingOptions
from index.interface import IndexReader
from index.living import merged_into
from yanpan_domain.dispute import Dispute
from yanpan_domain.identifiers import digest
from yanpan_domain.notice import Notice, NoticeForm
from yanpan_ledger.engine import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A recipient, or "" for all of them, who would get nothing, and why; `notice` is what it was told before."""

    recipient: str
    because: str
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """The drafts that would be made now, and the reasons for those that would not. `mark` changes when a draft does."""

    drafts: tuple[Notice, ...]
    silences: tuple[Silence, ...]

    @property
    def mark(self) -> str:
        told = [(one.id, one.level, msgspec.json.encode(one.body).decode()) for one in self.drafts]
        return digest(msgspec.json.encode(told).decode(), "p")


def prospects(
    dispute: Dispute, ledger: Ledger, recipients: Recipients, *, index: IndexReader, now: datetime, actor: str,
    options: BriefingOptions | None = None,
) -> Prospects:  # fmt: skip
    """What `draft_notices` would do with DISPUTE; keeps nothing."""
    drafts = draft_notices(
        [dispute], ledger, recipients, index=index, now=now, actor=actor, options=options, store=False
    )
    return Prospects(drafts=tuple(drafts), silences=_silences(dispute, ledger, recipients, drafts, index))


def _silences(
    dispute: Dispute, ledger: Ledger, recipients: Recipients, drafts: list[Notice], index: IndexReader
) -> tuple[Silence, ...]:
    if because := _nobody(dispute, recipients):
        return (Silence(recipient="", because=because),)
    to_be_told = {one.body.recipient for one in drafts}
    left = [one for _, one in recipients.for_dispute(dispute) if one.id not in to_be_told]
    aliases = merged_into(index, dispute.id)
    return tuple(_told_already(ledger, dispute.id, aliases, one) for one in left)


def _nobody(dispute: Dispute, recipients: Recipients) -> str:
    """Why nobody at all is told of DISPUTE; "" when somebody may be."""
    if not dispute.is_living:
        return "这宗争议已并入别的争议或已撤回。"
    if not dispute.is_open:
        return f"这宗争议的阶段是“{dispute.stage.label}”，不再通报。"
    level = dispute.urgency.level if dispute.urgency else None
    if level not in TOLD_LEVELS:
        return f"这宗争议{f'是{level.label}级' if level else '还没有评分'}；只有{'、'.join(one.label for one in TOLD_LEVELS)}级的逐宗通报，其余只列入简报。"
    if not recipients.for_dispute(dispute):
        places = "、".join(one.name for one in dispute.places) or "地点不详"
        return f"{places}没有受文单位。请在受文单位表中补上该地的工会。"
    return ""


def _told_already(ledger: Ledger, dispute: str, aliases: Sequence[str], recipient: Recipient) -> Silence:
    with ledger.read() as connection:
        found = told_before(connection, dispute, aliases, recipient.id, NoticeForm.SITUATION)
        last = notice_called(connection, found) if found else None
    if last is None:  # drafted between the two questions
        return Silence(recipient=recipient.name, because="刚刚拟过。")
    told = f"{day_words(last.drafted)}已拟{last.form.label}（{last.number or last.state.label}），之后没有实质变化：人数、金额未翻倍，没有新的争议类型、阶段或官方回应。"
    return Silence(recipient=recipient.name, because=told, notice=last.id)
