"""Summaries of union hotline calls: counts by day, place, issue and employer, without any caller."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yanpan_domain.codes import Industry, Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineSummary:
    """One row of a 12351 summary; never counted as news."""

    id: str
    day: date
    place: str
    issue: Issue
    calls: int
    industry: Industry | None = None
    employer: str | None = None
    summary: str = ""
