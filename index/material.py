"""What counts as a change of a dispute that people must hear of again, by an alert or an updated notice; nothing else does."""

from __future__ import annotations

from dataclasses import dataclass

from yanpan_domain.codes import Issue, Stage, Tier
from yanpan_domain.dispute import Dispute

# Twice as many workers or twice as much money is material (the field's rule for update notices).
MATERIAL_FACTOR = 2
# A number that becomes known counts from here on: ten workers make a collective claim (调解仲裁法 7); less changes no measure.
LEAST_WORKERS, LEAST_OWED = 10, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What was known of a dispute when it was last told of; kept with each notice and each alert."""

    workers: int | None = None
    owed: float | None = None
    issues: tuple[str, ...] = ()
    stage: str = Stage.UNKNOWN.value
    official: bool = False


def state_of(dispute: Dispute) -> State:
    """DISPUTE as it stands."""
    answered = bool(dispute.measures) or dispute.stage is Stage.OFFICIAL_RESPONSE
    return State(
        workers=dispute.workers.min if dispute.workers else None,
        owed=dispute.owed.min if dispute.owed else None,
        issues=tuple(sorted(issue.value for issue in dispute.issues)),
        stage=dispute.stage.value,
        official=answered or Tier.OFFICIAL in dispute.tiers,
    )


def changes(before: State, now: State) -> tuple[str, ...]:
    """What has materially changed, in Chinese; () when nothing has."""
    found: list[str] = []
    if now.workers is not None and _grown(before.workers, now.workers, LEAST_WORKERS):
        found.append(f"人数由{_people(before.workers)}变为{_people(now.workers)}")
    if now.owed is not None and _grown(before.owed, now.owed, LEAST_OWED):
        found.append(f"金额由{_sum(before.owed)}变为{_sum(now.owed)}")
    if fresh := [code for code in now.issues if code not in before.issues]:
        found.append(f"新增争议类型{'、'.join(Issue(code).label for code in fresh)}")
    if now.stage not in (before.stage, Stage.UNKNOWN.value):
        found.append(f"阶段变为{Stage(now.stage).label}")
    elif now.official and not before.official:
        found.append("官方首次回应")
    return tuple(found)


def _grown(before: float | None, now: float, least: int) -> bool:
    return now >= least if before is None else now >= MATERIAL_FACTOR * before > 0


def _people(count: int | None) -> str:
    return "不详" if count is None else f"{count}人"


def _sum(yuan: float | None) -> str:
    return "不详" if yuan is None else f"{yuan:,.0f}元"
