"""From any id that a dispute ever had to the dispute as it lives."""

from __future__ import annotations

from index.interface import IndexReader
from yanpan_domain.dispute import Dispute


def living(index: IndexReader, dispute_id: str) -> Dispute | None:
    """The dispute called DISPUTE_ID, or the one it was merged into; None where there is none."""
    met: set[str] = set()
    found = index.dispute(dispute_id)
    while found is not None and found.superseded_by is not None and found.superseded_by not in met:
        met.add(found.superseded_by)
        found = index.dispute(found.superseded_by)
    return found
