"""Disputes as rows for other programs and spreadsheets, each with who answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.register import owners
from index.query import Query
from yanpan.app import App
from yanpan_domain.dispute import Dispute
from yanpan_domain.fact import Money, Quantity

COLUMNS = (
    "id", "title", "level", "urgency", "because", "stage", "issues", "employer", "places", "industry", "workers_min", "workers_max",
    "owed_min", "owed_max", "paid_min", "paid_max", "arrears_months", "first_seen", "last_seen", "reports", "articles", "number",
    "unit", "post",
)  # fmt: skip


def dispute_rows(app: App, query: Query) -> Iterator[dict[str, Any]]:
    """Every living dispute that QUERY finds; numbers that nobody stated are null."""
    registered = owners(app.ledger)
    for one in app.index.scan_disputes(query):
        if one.is_living:
            owner = registered.get(one.id)
            answers = {name: getattr(owner, name, None) for name in ("number", "unit", "post")}
            yield _row(one) | answers


def _row(one: Dispute) -> dict[str, Any]:
    urgency = one.urgency
    return {
        "id": one.id, "title": one.title, "level": int(urgency.level.value) if urgency else None,
        "urgency": urgency.score if urgency else None, "because": urgency.level_because if urgency else None,
        "stage": one.stage.value, "issues": [issue.value for issue in one.issues],
        "employer": one.employer.name if one.employer else None, "places": [place.name for place in one.places],
        "industry": one.industry.value if one.industry else None, **_range("workers", one.workers), **_range("owed", one.owed),
        **_range("paid", one.paid), "arrears_months": one.arrears_months, "first_seen": one.first_seen.isoformat(),
        "last_seen": one.last_seen.isoformat(), "reports": len(one.families), "articles": list(one.articles),
    }  # fmt: skip


def _range(name: str, told: Quantity | Money | None) -> dict[str, Any]:
    return {f"{name}_min": told.min if told else None, f"{name}_max": told.max if told else None}
