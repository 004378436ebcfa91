"""What counts as a change that people must hear of; everything else makes no alert."""

from __future__ import annotations

from dataclasses import dataclass

from yanpan_domain.codes import Issue, Stage, Tier
from yanpan_domain.dispute import Dispute

# Twice as many workers or twice as much money is material (the field's rule for update notices).
MATERIAL_FACTOR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What was known of a dispute when it was last told of."""

    workers: int | None = None
    owed: float | None = None
    issues: tuple[str, ...] = ()
    stage: str = Stage.UNKNOWN.value
    official: bool = False


def state_of(dispute: Dispute) -> State:
    """DISPUTE as it stands."""
    return State(
        workers=dispute.workers.min if dispute.workers else None,
        owed=dispute.owed.min if dispute.owed else None,
        issues=tuple(sorted(issue.value for issue in dispute.issues)),
        stage=dispute.stage.value,
        official=bool(dispute.measures) or Tier.OFFICIAL in dispute.tiers,
    )


def changes(before: State, now: State) -> tuple[str, ...]:
    """What has materially changed, in Chinese; () when nothing has."""
    found: list[str] = []
    if _doubled(before.workers, now.workers):
        found.append(f"涉及人数增至{now.workers}人")
    if _doubled(before.owed, now.owed):
        found.append(f"拖欠金额增至{now.owed:,.0f}元")
    found += [f"新增争议类型：{Issue(code).label}" for code in now.issues if code not in before.issues]
    if now.stage not in (before.stage, Stage.UNKNOWN.value):
        found.append(f"阶段变为{Stage(now.stage).label}")
    if now.official and not before.official:
        found.append("首次出现官方回应")
    return tuple(found)


def _doubled(before: float | None, now: float | None) -> bool:
    """A number stated for the first time counts as a change too."""
    if now is None:
        return False
    return before is None or now >= MATERIAL_FACTOR * before > 0
