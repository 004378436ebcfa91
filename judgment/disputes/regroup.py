"""Merge, split, move: an analyst's act as the pairs of articles that it rules about."""

from __future__ import annotations

from collections.abc import Sequence

from judgment.disputes.decisions import Decision, Verdict
from yanpan_domain.dispute import Dispute
from yanpan_domain.errors import CallerError


class RegroupError(CallerError):
    code = "regroup"


def merge(one: Dispute, other: Dispute) -> tuple[Decision, ...]:
    """ONE and OTHER are one dispute. Raises RegroupError when they are already."""
    if one.id == other.id:
        raise RegroupError("两个编号指的是同一宗争议，无须合并。")
    return (_pair(Verdict.TOGETHER, one.articles[0], other.articles[0]),)


def split(dispute: Dispute, articles: Sequence[str]) -> tuple[Decision, ...]:
    """ARTICLES, with their reprints, are another dispute than the rest of DISPUTE. Raises RegroupError on a wrong list."""
    apart = _with_reprints(dispute, articles)
    rest = [one for one in dispute.articles if one not in apart]
    if not apart or not rest:
        raise RegroupError("拆分时，列出的文章应属于这宗争议，且不能是它的全部。")
    first, *others = sorted(apart, key=dispute.articles.index)
    return (
        *(_pair(Verdict.APART, one, other) for one in [first, *others] for other in rest),
        *(_pair(Verdict.TOGETHER, first, other) for other in others),
    )


def move(dispute: Dispute, article: str, target: Dispute) -> tuple[Decision, ...]:
    """ARTICLE leaves DISPUTE for TARGET. Raises RegroupError when it is not in DISPUTE, or in TARGET already."""
    if dispute.id == target.id:
        raise RegroupError("这篇文章已在目标争议中。")
    moved = _with_reprints(dispute, [article])
    if not moved:
        raise RegroupError(f"文章 {article} 不在争议 {dispute.id} 中。")
    rest = [one for one in dispute.articles if one not in moved]
    return (
        *(_pair(Verdict.APART, one, other) for one in moved for other in rest),
        _pair(Verdict.TOGETHER, article, target.articles[0]),
    )


def _with_reprints(dispute: Dispute, articles: Sequence[str]) -> set[str]:
    """ARTICLES of DISPUTE and all that print the same: reprints are never torn apart."""
    asked = set(articles)
    return {one for family in dispute.families if asked & set(family.articles) for one in family.articles}


def _pair(verdict: Verdict, one: str, other: str) -> Decision:
    return Decision(verdict=verdict, one=one, other=other)
