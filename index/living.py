"""From any id that a dispute ever had to the dispute as it lives."""

from __future__ import annotations

from index.interface import IndexReader
from index.query import Query
from yanpan_domain.dispute import Dispute


def living(index: IndexReader, dispute_id: str) -> Dispute | None:
    """The dispute called DISPUTE_ID, or the one it was merged into; None where there is none."""
    met: set[str] = set()
    found = index.dispute(dispute_id)
    while found is not None and found.superseded_by is not None and found.superseded_by not in met:
        met.add(found.superseded_by)
        found = index.dispute(found.superseded_by)
    return found


def merged_into(index: IndexReader, dispute_id: str) -> list[str]:
    """The ids that were merged into the dispute called DISPUTE_ID: what was told of them was told of it."""
    asked = Query(text=f'superseded_by:"{dispute_id}"')
    return [one.id for one in index.scan_disputes(asked) if one.superseded_by == dispute_id]
