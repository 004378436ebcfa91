"""Which dispute needs help first: one loop over one table, every reading kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import exp
from pathlib import Path

from judgment.disputes.record import Member, dispute_record
from judgment.urgency.levels import level
from judgment.urgency.policy import load_policy
from judgment.urgency.signals import SIGNALS
from yanpan_domain.codes import Level, Relevance
from yanpan_domain.dispute import Dispute, Reading, Urgency
from yanpan_domain.judgment import JudgedArticle

# Four help levels share 100 points.
BAND = 25.0
# So near to the edge of its band a sum begins to count ever less: it comes closer and never crosses.
EDGE = 4.0


def urgency(dispute: Dispute, today: date, policy_file: Path | None = None) -> Urgency:
    """How much help DISPUTE needs on TODAY, 0..100: the sum of its readings, kept within the band of its level while it is open."""
    policy = load_policy(policy_file)
    readings = []
    for weighted in policy.signals:
        strength = SIGNALS[weighted.name](dispute, today, policy)
        readings.append(
            Reading(
                signal=weighted.name,
                strength=round(strength.value, 4),
                weight=weighted.weight,
                because=strength.because,
            )
        )
    total = sum(reading.strength * reading.weight for reading in readings)
    found, because = level(dispute, today, policy)
    score = _in_band(total, found) if dispute.is_open else min(100.0, max(0.0, total))
    return Urgency(
        score=round(score, 2),
        level=found,
        level_because=because,
        readings=tuple(readings),
        version=policy.version,
        made=today,
    )


def _in_band(total: float, level: Level) -> float:
    """TOTAL within the band of LEVEL, so that an open dispute of a higher level always comes first; equal totals only are equal."""
    start = BAND * (len(Level) - int(level.value))
    inside = total - start
    if inside < EDGE:
        inside = EDGE * exp((inside - EDGE) / EDGE)
    elif inside > BAND - EDGE:
        inside = BAND - EDGE * exp((BAND - EDGE - inside) / EDGE)
    # Two decimals are kept: the last hundredth below the next band stays free.
    return start + min(BAND - 0.01, max(0.01, inside))


def article_urgency(judged: JudgedArticle, today: date) -> float:
    """How much help JUDGED alone speaks of, 0..100; nothing but an article about a dispute speaks of any."""
    if judged.judgment.relevance is not Relevance.DISPUTE:
        return 0.0
    return urgency(dispute_record("", [Member(judged=judged, family="", because="")]), today).score


def rank(disputes: Iterable[Dispute], today: date) -> list[Dispute]:
    """DISPUTES scored for TODAY, those that need help most first; ties by last report, then by id."""
    scored = [replace(dispute, urgency=urgency(dispute, today)) for dispute in disputes]
    return sorted(scored, key=lambda each: (-_score(each), -each.last_seen.timestamp(), each.id))


def _score(dispute: Dispute) -> float:
    return dispute.urgency.score if dispute.urgency else 0.0
