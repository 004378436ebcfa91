"""Suggested measures with their legal basis, from a table that an office can read and change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from yanpan_domain.briefing import Suggestion
from yanpan_domain.codes import Issue
from yanpan_domain.dispute import Dispute

TABLE = Path(__file__).parent / "data" / "measures.yaml"
# More than this is not read in a meeting.
MOST = 5
# From ten workers with one claim on, representatives may be elected (调解仲裁法 7).
COLLECTIVE = 10


def suggestions(dispute: Dispute, most: int = MOST) -> tuple[Suggestion, ...]:
    """What the union can do: for the stated circumstances first, then for the issues, the group and the number."""
    table = _table()
    rows: list[dict[str, str]] = []
    for stated in dispute.circumstances:
        rows += table["circumstances"].get(stated.code.value, [])
    for issue in dispute.issues:
        rows += table["issues"].get(issue.value, [])
    for group in dispute.vulnerable:
        rows += table["vulnerable"].get(group.value, [])
    if dispute.workers is not None and dispute.workers.min >= COLLECTIVE:
        rows += table["collective"]
    found = dict.fromkeys(Suggestion(text=row["text"], basis=row["basis"]) for row in rows or table["issues"]["other"])
    return tuple(found)[:most]


def for_issue(issue: Issue) -> tuple[Suggestion, ...]:
    """What the table advises on ISSUE in general."""
    rows = _table()["issues"].get(issue.value, [])
    return tuple(Suggestion(text=row["text"], basis=row["basis"]) for row in rows)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    import yaml

    read: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return read
