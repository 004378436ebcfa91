"""Do two tellings tell of the same dispute? A small model whose every term can be read out.

The points are log-odds by design: employer and place decide, time and issue support, words and numbers settle the rest.
`benchmarks/disputes` shows what a change moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose

from judgment.disputes.features import Facts
from judgment.disputes.names import alike

DAY = 86_400
# An interrupted and resumed action within 30 days is the same dispute (ILO's rule for counting).
RESUME_DAYS = 30
# Beyond a year nothing is joined by itself.
FORGET_DAYS = 400
# What two tellings of a dispute must overcome before they count as one.
START = -2.2
# No sum of other points reaches this: a contradiction keeps two tellings apart.
CONTRADICTION = -50.0


@dataclass(frozen=True, slots=True)
class Term:
    points: float
    because: str


def score(one: Facts, other: Facts) -> float:
    """Points for (positive) or against (negative) one dispute; the same both ways round."""
    if abs(one.at - other.at) > FORGET_DAYS * DAY or contradicts(one, other):
        return START + CONTRADICTION  # most of those that are looked up end here
    return START + sum(term.points for term in terms(one, other))


def terms(one: Facts, other: Facts) -> tuple[Term, ...]:
    """Every term of the score with its reason in Chinese; terms that say nothing are left out."""
    employer = _employer(one, other)
    place = _place(one, other)
    number = _numbers(one, other)
    found = (employer, place, _issue(one, other), number, _words(one, other))
    anchored = sum(term.points for term in (employer, number) if term) >= 3.0
    return tuple(term for term in (*found, _time(one, other, anchored=anchored)) if term)


def contradicts(one: Facts, other: Facts) -> bool:
    """Whether the two name different employers or different cities."""
    if one.employers and other.employers and not any(alike(a, b) for a in one.employers for b in other.employers):
        return True
    if not one.placed or not other.placed or (one.is_wide and other.is_wide):
        return False
    return all(_elsewhere(a, b) for a in one.placed for b in other.placed)


def _elsewhere(a: int, b: int) -> bool:
    """Whether two places cannot be one: other cities, unless one of them is but the province of the other."""
    return a // 100 != b // 100 and (a // 10000 != b // 10000 or (a % 10000 != 0 and b % 10000 != 0))


def _employer(one: Facts, other: Facts) -> Term | None:
    if not one.employers or not other.employers:
        return None
    best, name = max((alike(a, b), min(a, b)) for a in one.employers for b in other.employers)
    if best == 1.0:
        return Term(3.0, f"同一用人单位“{name}”")
    if best > 0:
        return Term(2.4, f"用人单位简称相符“{name}”")
    return Term(CONTRADICTION, f"用人单位不同（{one.employers[0]}／{other.employers[0]}）")


def _place(one: Facts, other: Facts) -> Term | None:
    if not one.placed or not other.placed:
        return None
    best = max((_near(a, b) for a in one.placed for b in other.placed), key=lambda term: term.points)
    if best.points <= CONTRADICTION and one.is_wide and other.is_wide:
        return Term(0.0, "同一单位多地同时发生")
    return best


def _near(a: int, b: int) -> Term:
    if a == b and a % 100:
        return Term(1.6, "同一县区")
    if a // 100 == b // 100:
        if a % 100 and b % 100:
            return Term(-1.5, "同市不同县区")
        return Term(1.0, "同一城市") if a % 10000 else Term(0.5, "同一省份")
    if a // 10000 == b // 10000 and (a % 10000 == 0 or b % 10000 == 0):
        return Term(0.4, "省份相符")
    return Term(CONTRADICTION, "地点不同")


def _issue(one: Facts, other: Facts) -> Term | None:
    if not one.issues or not other.issues:
        return None
    return Term(0.8, "诉求相同") if one.issues & other.issues else Term(-1.0, "诉求不同")


def _numbers(one: Facts, other: Facts) -> Term | None:
    points, said = 0.0, []
    if one.workers > 1 and other.workers > 1:
        if one.workers == other.workers:
            points += 1.2 if one.workers % 10 else 0.7
            said.append(f"人数均为{one.workers}")
        elif not 1 / 4 < one.workers / other.workers < 4:
            points -= 0.6
    shared = [amount for amount in one.money if any(isclose(amount, b, rel_tol=0.005) for b in other.money)]
    if shared:
        points += 1.2
        said.append(f"金额均为{shared[-1]:,}元")
    return Term(points, "，".join(said)) if points else None


def _words(one: Facts, other: Facts) -> Term | None:
    a, b = one.word_set(), other.word_set()
    if not a or not b:
        return None
    share = len(a & b) / min(len(a), len(b))
    points = max(-0.8, min(2.5, 7.0 * (share - 0.15)))
    return Term(points, f"关键词重合{share:.0%}")


def _time(one: Facts, other: Facts, *, anchored: bool) -> Term:
    days = abs(one.at - other.at) / DAY
    if days > FORGET_DAYS:
        return Term(CONTRADICTION, "相隔过久")
    if days > RESUME_DAYS:
        # Later reports of the same case (a judgment, a payment) name the same firm and often the same numbers.
        return Term(-1.5 if anchored else -4.0, f"相隔{days:.0f}天")
    for within, points in ((1, 1.0), (3, 0.8), (7, 0.5), (14, 0.2)):
        if days <= within:
            return Term(points, f"相隔{days:.0f}天")
    return Term(0.0, f"相隔{days:.0f}天")
