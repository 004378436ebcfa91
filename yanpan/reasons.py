"""Why a dispute stands where it stands: the reasons a reader sees, in the table and in the console."""

from __future__ import annotations

from yanpan_domain.dispute import Dispute, Reading


def raised(dispute: Dispute) -> list[Reading]:
    """The readings that raise the score, strongest first."""
    readings = dispute.urgency.readings if dispute.urgency else ()
    return sorted(
        (one for one in readings if one.strength * one.weight > 0), key=lambda one: -one.strength * one.weight
    )


def lowered(dispute: Dispute) -> list[Reading]:
    """The readings that lower the score."""
    return [r for r in dispute.urgency.readings if r.strength * r.weight < 0] if dispute.urgency else []


def reasons(dispute: Dispute, most: int = 5) -> list[str]:
    """The reason for the level and the strongest readings, MOST in all, each said once."""
    if dispute.withdrawn_because:
        return [dispute.withdrawn_because]
    if dispute.urgency is None:
        return ["尚未评分"]
    told: list[str] = []
    for reason in (dispute.urgency.level_because, *(one.because for one in raised(dispute))):
        if not any(reason in other for other in told):
            told = [other for other in told if other not in reason] + [reason]
    return told[:most]
