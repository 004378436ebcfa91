"""When a dispute has changed so much that the localities must hear of it again."""

from __future__ import annotations

from typing import Any

from yanpan_domain.codes import Stage
from yanpan_domain.dispute import Dispute

DOUBLED = 2.0


def material_facts(dispute: Dispute) -> dict[str, Any]:
    """What a material change is read from; kept with each notice."""
    return {
        "workers": dispute.workers.min if dispute.workers else None,
        "owed": dispute.owed.min if dispute.owed else None,
        "issues": sorted(issue.value for issue in dispute.issues),
        "stage": dispute.stage.value,
        "official": bool(dispute.measures) or dispute.stage is Stage.OFFICIAL_RESPONSE,
    }


def material_changes(before: dict[str, Any], now: dict[str, Any]) -> tuple[str, ...]:
    """What changed materially, in words; empty when nothing did (domain.md 3).

    A number that becomes known counts only from ten workers or ten thousand yuan on: below that it changes no measure.
    """
    found = []
    for key, name, unit, least in (("workers", "人数", "人", 10), ("owed", "金额", "元", 10_000)):
        old, new = before.get(key), now.get(key)
        if new is not None and (
            (old is None and new >= least) or (old is not None and old > 0 and new >= DOUBLED * old)
        ):
            found.append(f"{name}由{'不详' if old is None else f'{old:.0f}{unit}'}变为{new:.0f}{unit}")
    fresh = [issue for issue in now["issues"] if issue not in before.get("issues", [])]
    if fresh:
        from yanpan_domain.codes import Issue

        found.append(f"新增争议类型{'、'.join(Issue(issue).label for issue in fresh)}")
    if now["stage"] != before.get("stage") and now["stage"] != Stage.UNKNOWN.value:
        found.append(f"阶段变为{Stage(now['stage']).label}")
    elif now["official"] and not before.get("official"):
        found.append("官方首次回应")
    return tuple(found)
