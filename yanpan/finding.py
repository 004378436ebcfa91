"""A dispute by any id it ever had."""

from __future__ import annotations

from typing import TypeVar

from yanpan.app import App
from yanpan_domain.dispute import Dispute
from yanpan_domain.errors import CallerError

Found = TypeVar("Found")


class NotFound(CallerError):
    code = "not_found"


def found_or_raise(record: Found | None, kind: str, identifier: str) -> Found:
    """RECORD, which must be there. Raises NotFound."""
    if record is None:
        raise NotFound(f"没有编号为 {identifier[:60]} 的{kind}。")
    return record


def living_dispute(app: App, dispute_id: str) -> Dispute:
    """The dispute called DISPUTE_ID, or the living one that it was merged into. Raises NotFound."""
    from index.living import living

    return found_or_raise(living(app.index, dispute_id), "争议", dispute_id)


def told_with_others(app: App, *disputes: Dispute) -> frozenset[str]:
    """Articles of DISPUTES that tell of more than one dispute."""
    articles = app.index.articles(dict.fromkeys(one for dispute in disputes for one in dispute.articles))
    return frozenset(name for name, one in articles.items() if len(one.disputes) > 1)
