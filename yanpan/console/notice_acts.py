"""Takes a step of a notice from its form, by the function the command line calls."""

from __future__ import annotations

from datetime import datetime

from briefings.notices import workflow
from yanpan.app import App
from yanpan.console.forms import Posted
from yanpan.job import briefing_options
from yanpan.sending import send_notices
from yanpan_domain.errors import CallerError
from yanpan_domain.notice import NoticeState

S = NoticeState
# Longer is no reason but a text of its own; the ledger would take it.
LONGEST_TEXT = 2_000


class BadNumber(CallerError):
    code = "bad_number"


class TooLong(CallerError):
    code = "too_long"


def take_step(app: App, notice_id: str, after: NoticeState, posted: Posted, *, actor: str, now: datetime) -> None:
    """AFTER is the notice's state from now on. Raises what the workflow raises, and for a form that cannot be read."""
    ledger, seen = app.ledger, int(posted.one("seen")) if posted.one("seen").isdecimal() else None
    if after is S.REVIEWED:
        workflow.review(ledger, notice_id, actor=actor, now=now, seen=seen)
    elif after is S.APPROVED:
        workflow.approve(ledger, notice_id, actor=actor, now=now, options=briefing_options(app), seen=seen)
    elif after is S.SENT:
        send_notices(app, actor=actor, now=now, only=notice_id, seen=seen)
    elif after is S.REPLIED:
        workflow.reply(
            ledger, notice_id, conclusion=posted.one("conclusion"), measures=short_text(posted, "measures"),
            recovered=money(posted.one("recovered")), helped=count(posted.one("helped")), resolved=bool(posted.one("resolved")),
            actor=actor, now=now, seen=seen,
        )  # fmt: skip
    elif after is S.REVISITED:
        workflow.revisit(ledger, notice_id, satisfaction=posted.one("satisfaction"), actor=actor, now=now, seen=seen)
    else:
        reason = short_text(posted, "reason")
        workflow.move(ledger, notice_id, after, actor=actor, now=now, reason=reason, seen=seen)


def short_text(posted: Posted, name: str) -> str:
    """What is written into the field called NAME, without characters that nobody sees. Raises TooLong."""
    written = "".join(one for one in posted.one(name).replace("\r\n", "\n") if one.isprintable() or one == "\n")
    if len(written) > LONGEST_TEXT:
        raise TooLong(f"写了 {len(written)} 字，最多 {LONGEST_TEXT} 字。请只写要点，材料另附。")
    return written


def money(written: str) -> float | None:
    """WRITTEN as yuan; None where nothing is written. Raises BadNumber."""
    plain = written.replace(",", "").replace("，", "").removesuffix("元")
    if not plain:
        return None
    whole, _, part = plain.partition(".")
    if not (whole.isdecimal() and whole.isascii() and len(whole) <= 12 and (not part or part.isdecimal())):
        raise BadNumber(f"追回金额“{written[:30]}”应为以元计的数字，例如 120000；不知道就不填。")
    return float(plain)


def count(written: str) -> int | None:
    """WRITTEN as a number of workers; None where nothing is written. Raises BadNumber."""
    plain = written.removesuffix("人").removesuffix("名")
    if not plain:
        return None
    if not (plain.isdecimal() and plain.isascii() and len(plain) <= 7):
        raise BadNumber(f"帮助人数“{written[:30]}”应为整数，例如 120；不知道就不填。")
    return int(plain)
