"""The register (台账) from the front door: a dispute by any id it ever had, a unit, and a post that is no person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from yanpan.app import App
from yanpan.posts import acting_post
from yanpan_domain.errors import CallerError

if TYPE_CHECKING:
    from yanpan_domain.dispute import Dispute

# A unit's full name with its district and branch.
LONGEST_UNIT = 60


class BadUnit(CallerError):
    code = "bad_unit"


def own_dispute(
    app: App, dispute_id: str, *, unit: str, post: str, actor: str, now: datetime, seen: str | None = None
) -> tuple[str, int]:
    """UNIT and POST answer for the dispute from now on; its living id and its number.

    Raises NotFound, BadUnit and BadPost, what reads as a person among them, and OwnedMeanwhile as `own` does.
    """
    from briefings.register import own
    from yanpan.finding import living_dispute

    dispute = living_dispute(app, dispute_id).id
    return dispute, own(
        app.ledger, dispute, unit=unit_named(unit), post=acting_post(post), actor=actor, now=now, seen=seen
    )


def without_owner(app: App) -> list[Dispute]:
    """Open disputes of level 一 and 二 that nobody answers for, the most urgent first."""
    from briefings.register import owners
    from index.query import Query
    from yanpan.job import OPEN

    known = owners(app.ledger)
    found = app.index.scan_disputes(Query(text=f"{OPEN} (level:1 OR level:2)"))
    return sorted(
        (one for one in found if one.id not in known), key=lambda one: -(one.urgency.score if one.urgency else 0)
    )


def unit_named(written: str) -> str:
    """WRITTEN as a unit. Raises BadUnit for nothing, for what is too long, and for what reads as a person."""
    from judgment.masking.person import reads_as_person

    name = " ".join(written.split())
    if not name:
        raise BadUnit("请写明责任单位，例如 深圳市总工会。")
    if len(name) > LONGEST_UNIT:
        raise BadUnit(f"责任单位最多 {LONGEST_UNIT} 个字。")
    if reads_as_person(name):
        raise BadUnit(f"“{name}”像是人名或个人信息。责任单位应写单位的名称，例如 深圳市总工会。")
    return name
