"""Merge, split, move: an analyst's act as the pairs of articles that it rules about.

SEVERAL are the articles that tell of more than one dispute: such a round-up joins none of them, or it would join them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from judgment.disputes.decisions import Decision, Verdict
from yanpan_domain.dispute import Dispute
from yanpan_domain.errors import CallerError


class RegroupError(CallerError):
    code = "regroup"


def merge(one: Dispute, other: Dispute, several: AbstractSet[str] = frozenset()) -> tuple[Decision, ...]:
    """ONE and OTHER, every article of both, are one dispute.

    Raises RegroupError when they are already, or when nothing but round-ups tells of one of them.
    """
    if one.id == other.id:
        raise RegroupError("两个编号指的是同一宗争议，无须合并。")
    return _whole([*_own(one, several), *_own(other, several)])


def split(dispute: Dispute, articles: Sequence[str], several: AbstractSet[str] = frozenset()) -> tuple[Decision, ...]:
    """ARTICLES, with their reprints, are another dispute than the rest of DISPUTE. Raises RegroupError on a wrong list."""
    apart = _with_reprints(dispute, articles)
    rest = [one for one in dispute.articles if one not in apart]
    if not apart or not rest:
        raise RegroupError("拆分时，列出的文章应属于这宗争议，且不能是它的全部。")
    parted = [one for one in dispute.articles if one in apart]
    return (
        *(_pair(Verdict.APART, one, other) for one in parted for other in rest),
        *_whole([one for one in parted if one not in several]),
        *_whole([one for one in rest if one not in several]),
    )


def move(
    dispute: Dispute, article: str, target: Dispute, several: AbstractSet[str] = frozenset()
) -> tuple[Decision, ...]:
    """ARTICLE leaves DISPUTE for TARGET.

    Raises RegroupError when it is not in DISPUTE, is in TARGET already, or tells of several disputes.
    """
    if dispute.id == target.id:
        raise RegroupError("这篇文章已在目标争议中。")
    moved = _with_reprints(dispute, [article])
    if not moved:
        raise RegroupError(f"文章 {article} 不在争议 {dispute.id} 中。")
    if article in several:
        raise RegroupError(f"文章 {article} 说到几宗争议，不能移入其中一宗；可用 split 把它分出去。")
    rest = [one for one in dispute.articles if one not in moved]
    return (
        *(_pair(Verdict.APART, one, other) for one in moved for other in rest),
        *_whole([one for one in rest if one not in several]),
        *_whole([*_own(target, several), article]),
    )


def _own(dispute: Dispute, several: AbstractSet[str]) -> list[str]:
    """The articles that tell of DISPUTE alone."""
    own = [one for one in dispute.articles if one not in several]
    if not own:
        raise RegroupError(f"争议 {dispute.id} 只见于说到几宗争议的文章，无从认定与另一宗相同。")
    return own


def _with_reprints(dispute: Dispute, articles: Sequence[str]) -> set[str]:
    """ARTICLES of DISPUTE and all that print the same: reprints are never torn apart."""
    asked = set(articles)
    return {one for family in dispute.families if asked & set(family.articles) for one in family.articles}


def _whole(articles: Sequence[str]) -> tuple[Decision, ...]:
    """ARTICLES stay together, though what was just ruled would otherwise let some of them fall away."""
    kept = tuple(dict.fromkeys(articles))
    return tuple(_pair(Verdict.TOGETHER, kept[0], other) for other in kept[1:])


def _pair(verdict: Verdict, one: str, other: str) -> Decision:
    return Decision(verdict=verdict, one=one, other=other)
