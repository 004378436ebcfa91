"""Do two tellings tell of the same dispute? A small model whose every term can be read out.

The points are log-odds by design: employer and place decide, time and issue support, words and numbers settle the rest.
`benchmarks/disputes` shows what a change moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose
from typing import Any, NamedTuple

from judgment.disputes.features import WORDS, Facts, bit, holds_pair
from judgment.disputes.names import alike, brand
from yanpan_domain.codes import Issue

DAY = 86_400
# An interrupted and resumed action within 30 days is the same dispute (ILO's rule for counting).
RESUME_DAYS = 30
# Beyond a year nothing is joined by itself.
FORGET_DAYS = 400
# What two tellings of a dispute must overcome before they count as one.
START = -2.2
# No sum of other points reaches this: a contradiction keeps two tellings apart.
CONTRADICTION = -50.0


# One grievance is told under one of these or the other.
KIN = tuple(
    sum(bit(issue) for issue in group)
    for group in (
        (Issue.WORK_INJURY, Issue.OCCUPATIONAL_SAFETY, Issue.PLATFORM_WORK, Issue.EMPLOYMENT_STATUS),
        (Issue.WAGE_ARREARS, Issue.PAY_TERMS, Issue.WORKING_TIME),
        (Issue.TERMINATION, Issue.CLOSURE_RESTRUCTURING, Issue.EMPLOYMENT_STATUS),
        (Issue.WAGE_ARREARS, Issue.CLOSURE_RESTRUCTURING, Issue.SOCIAL_INSURANCE),
        (Issue.UNION_RIGHTS, Issue.PAY_TERMS, Issue.TERMINATION),
    )
)


@dataclass(frozen=True, slots=True)
class Term:
    points: float
    because: str


def score(one: Facts, other: Facts) -> float:
    """Points for (positive) or against (negative) one dispute; the same both ways round."""
    if abs(one.at - other.at) > FORGET_DAYS * DAY or contradicts(one, other):
        return START + CONTRADICTION  # most of those that are looked up end here
    if one.is_faint or other.is_faint:
        return _faint_score(one, other)
    return START + sum(float(term[0]) for term in _said(one, other))


def _faint_score(one: Facts, other: Facts) -> float:
    """What is no dispute by itself joins one by its firm and a figure that both state: a settlement, a negotiation."""
    employer = _employer(one, other)
    if (one.is_faint and other.is_faint) or employer is None or not _same_figure(one, other):
        return START + CONTRADICTION
    return START + sum(float(term[0]) for term in _said(one, other))


def terms(one: Facts, other: Facts) -> tuple[Term, ...]:
    """Every term of the score with its reason in Chinese; terms that say nothing are left out."""
    return tuple(Term(points, told.format(*given)) for points, told, *given in _said(one, other))


# Points, a reason to be filled in, and what fills it: most scores are computed and few reasons are read.
_Said = tuple[Any, ...]


def _said(one: Facts, other: Facts) -> list[_Said]:
    employer, number = _employer(one, other), _numbers(one, other)
    found = (employer, _place(one, other), _issue(one, other), number, _words(one, other))
    return [term for term in (*found, _time(one, other, employer, number)) if term]


class Side(NamedTuple):
    """What of a telling can contradict another."""

    employers: tuple[str, ...]
    placed: tuple[int, ...]
    is_wide: bool
    workers: int
    money: tuple[int, ...]
    title: bytes


def side(facts: Facts) -> Side:
    return Side(facts.employers, facts.placed, facts.is_wide, facts.workers, facts.money, facts.title)


def contradicts(one: Facts | Side, other: Facts | Side) -> bool:
    """Whether the two name different employers, or different cities and no one figure of one firm."""
    named = one.employers and other.employers
    likeness = max((alike(a, b) for a in one.employers for b in other.employers), default=0.0)
    if named and not likeness and not _called(one, other):
        return True
    if not one.placed or not other.placed or (one.is_wide and other.is_wide):
        return False
    if not all(_elsewhere(a, b) for a in one.placed for b in other.placed):
        return False
    # Where it moves to, where its seat is: a firm's case has several places, and its figures are the same in all.
    return not (likeness and _same_figure(one, other))


def _called(one: Facts | Side, other: Facts | Side) -> str:
    """The brand by which the title of one calls an employer of the other; "" when neither does."""
    for names, title in ((one.employers, other.title), (other.employers, one.title)):
        for name in names if title else ():
            if holds_pair(title, name[:2]) and (short := brand(name)):
                return short
    return ""


def _same_figure(one: Facts | Side, other: Facts | Side) -> bool:
    if one.workers == other.workers and one.workers >= 10:
        return True
    return any(isclose(a, b, rel_tol=0.005) for a in one.money for b in other.money)


def _elsewhere(a: int, b: int) -> bool:
    """Whether two places cannot be one: other cities, unless one of them is but the province of the other."""
    return a // 100 != b // 100 and (a // 10000 != b // 10000 or (a % 10000 != 0 and b % 10000 != 0))


def _employer(one: Facts, other: Facts) -> _Said | None:
    if not one.employers or not other.employers:
        called = _called(one, other)
        return (1.8, "标题提到“{}”", called) if called else None
    best, name = max((alike(a, b), min(a, b)) for a in one.employers for b in other.employers)
    if best == 1.0:
        return 3.0, "同一用人单位“{}”", name
    if best > 0:
        return (2.4 if best > 0.6 else 1.8), "用人单位简称相符“{}”", name
    if called := _called(one, other):
        return 1.8, "标题提到“{}”", called
    return CONTRADICTION, "用人单位不同（{}／{}）", one.employers[0], other.employers[0]


def _place(one: Facts, other: Facts) -> _Said | None:
    if not one.placed or not other.placed:
        return None
    best = max((_near(a, b) for a in one.placed for b in other.placed), key=lambda term: term[0])
    if best[0] > CONTRADICTION:
        return best
    if one.is_wide and other.is_wide:
        return 0.0, "同一单位多地同时发生"
    return best if contradicts(one, other) else (0.0, "同一单位，数字相符，地点不同")


def _near(a: int, b: int) -> _Said:
    if a == b and a % 100:
        return 1.6, "同一县区"
    if a // 100 == b // 100:
        if a % 100 and b % 100:
            return -1.5, "同市不同县区"
        return (1.0, "同一城市") if a % 10000 else (0.5, "同一省份")
    if a // 10000 == b // 10000 and (a % 10000 == 0 or b % 10000 == 0):
        return 0.4, "省份相符"
    return CONTRADICTION, "地点不同"


def _issue(one: Facts, other: Facts) -> _Said | None:
    if one.issues & other.issues:
        return 0.8, "诉求相同"
    stated, others = one.issues & ~bit(Issue.OTHER), other.issues & ~bit(Issue.OTHER)
    if not stated or not others:
        return None
    if any(stated & kin and others & kin for kin in KIN):
        return -0.5, "诉求相近"
    return -2.0, "诉求不同"


def _numbers(one: Facts, other: Facts) -> _Said | None:
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
    return (points, "{}", "，".join(said)) if points else None


def _words(one: Facts, other: Facts) -> _Said | None:
    if not one.words or not other.words:
        return None
    a, b = one.word_set(), other.word_set()
    share = len(a & b) / min(len(a), len(b))
    if share > 0.15:
        points = min(2.5, 7.0 * (share - 0.15))
    elif len(a) == len(b) == WORDS:
        points = max(-0.5, 7.0 * (share - 0.15))  # long reports choose different details
    else:
        points = max(-1.2, 12.0 * (share - 0.15))
    return points, "关键词重合{:.0%}", share


def _time(one: Facts, other: Facts, employer: _Said | None, number: _Said | None) -> _Said:
    days = abs(one.at - other.at) / DAY
    if days > FORGET_DAYS:
        return CONTRADICTION, "相隔过久"
    if days > RESUME_DAYS:
        later = one if one.at > other.at else other
        named, counted = employer is not None and employer[0] > 0, number is not None and number[0] >= 0.7
        # A report so late tells of the same case when it says how that went on, or the firm and the figures are the same.
        return -1.2 if named and (counted or later.goes_on) else -5.0, "相隔{:.0f}天", days
    for within, points in ((1, 1.0), (3, 0.8), (7, 0.5), (14, 0.2)):
        if days <= within:
            return points, "相隔{:.0f}天", days
    return 0.0, "相隔{:.0f}天", days
