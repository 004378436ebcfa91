"""The register (台账) from the front door: a dispute by any id it ever had, a unit, and a post that is no person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from yanpan.app import App
from yanpan.job import OPEN
from yanpan.posts import acting_post
from yanpan_domain.codes import Level
from yanpan_domain.errors import CallerError

if TYPE_CHECKING:
    from yanpan_domain.dispute import Dispute

# Open disputes of level 一 and 二: somebody should answer for each.
GRAVE = f"{OPEN} (level:1 OR level:2)"
# How many disputes are asked for at a time.
AT_ONCE = 200
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


def without_owner(app: App, most: int) -> list[Dispute]:
    """The MOST urgent of the open disputes of level 一 and 二 that nobody answers for."""
    from briefings.register import owners
    from index.query import Query, Sort

    known, cursor = owners(app.ledger), None
    found: list[Dispute] = []
    while len(found) < most:
        page = app.index.find_disputes(Query(text=GRAVE, sort=Sort.URGENCY, limit=AT_ONCE, cursor=cursor))
        found += [hit.record for hit in page.hits if hit.record.id not in known]
        cursor = page.next_cursor
        if cursor is None:
            break
    return found[:most]


def count_without_owner(app: App) -> dict[Level, int]:
    """How many open disputes of level 一 and 二 nobody answers for, without reading them all."""
    from briefings.register import owners
    from index.query import Query

    counted = dict(app.index.find_disputes(Query(text=GRAVE, limit=0, facets=("level",))).facets.get("level", ()))
    left = {level: counted.get(level.value, 0) for level in (Level.ONE, Level.TWO)}
    for one in map(app.index.dispute, owners(app.ledger)):
        if one is not None and one.is_open and one.urgency is not None and one.urgency.level in left:
            left[one.urgency.level] -= 1
    return left


def unit_named(written: str) -> str:
    """WRITTEN as a unit. Raises BadUnit for nothing, for what is too long, and for what reads as a person."""
    from judgment.masking.person import reads_as_person

    name = " ".join(written.split())
    if not name:
        raise BadUnit("请写明责任单位，例如 深圳市总工会。")
    if len(name) > LONGEST_UNIT:
        raise BadUnit(f"责任单位最多 {LONGEST_UNIT} 个字。")
    if not name.isprintable():
        raise BadUnit("责任单位里有看不见的字符，请重新输入。")
    if reads_as_person(name):
        raise BadUnit(f"“{name}”像是人名或个人信息。责任单位应写单位的名称，例如 深圳市总工会。")
    return name
