"""What was known of a dispute, and when: a revision for every change of its facts. A new day's score alone makes none."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from judgment.disputes.tables import REVISION
from yanpan_domain.dispute import Dispute

# So many ids go into one question; SQLite takes 32,766.
_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The facts of a dispute from `at` on."""

    number: int
    at: datetime
    facts: dict[str, Any]


def facts_of(dispute: Dispute) -> dict[str, Any]:
    """What a revision keeps: everything that a reader acts on, no text."""
    urgency = dispute.urgency
    # Said only where it is so: what was kept before anything could be withdrawn stays the same.
    withdrawn = {"withdrawn_because": dispute.withdrawn_because} if dispute.withdrawn_because else {}
    return withdrawn | {
        "title": dispute.title,
        "employer": dispute.employer.name if dispute.employer else None,
        "parties": [[party.name, party.role.value if party.role else None] for party in dispute.parties],
        "places": [place.code or place.name for place in dispute.places],
        "industry": dispute.industry.value if dispute.industry else None,
        "issues": [issue.value for issue in dispute.issues],
        "workers": dispute.workers.raw if dispute.workers else None,
        "owed": dispute.owed.raw if dispute.owed else None,
        "paid": dispute.paid.raw if dispute.paid else None,
        "arrears_months": dispute.arrears_months,
        "circumstances": [one.code.value for one in dispute.circumstances],
        "stage": dispute.stage.value,
        "articles": list(dispute.articles),
        "superseded_by": dispute.superseded_by,
        "level": urgency.level.value if urgency else None,
    }


def keep_revisions(connection: Connection, disputes: Iterable[Dispute], at: datetime) -> int:
    """Enter each of DISPUTES whose facts differ from its last revision; how many there were."""
    listed = {dispute.id: json.dumps(facts_of(dispute), ensure_ascii=False) for dispute in disputes}
    ids, kept = list(listed), 0
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        last = _last(connection, chunk)
        new = [
            {"dispute": each, "revision": last.get(each, (0, ""))[0] + 1, "at": at, "facts": listed[each]}
            for each in chunk
            if last.get(each, (0, ""))[1] != listed[each]
        ]
        if new:
            connection.execute(insert(REVISION), new)
        kept += len(new)
    return kept


def _last(connection: Connection, ids: list[str]) -> dict[str, tuple[int, str]]:
    """Dispute → number and facts of its newest revision."""
    newest = (
        select(REVISION.c.dispute, func.max(REVISION.c.revision).label("revision"))
        .where(REVISION.c.dispute.in_(ids))
        .group_by(REVISION.c.dispute)
        .subquery()
    )
    rows = connection.execute(
        select(REVISION).join(
            newest, (REVISION.c.dispute == newest.c.dispute) & (REVISION.c.revision == newest.c.revision)
        )
    )
    return {row.dispute: (row.revision, row.facts) for row in rows}


def revisions(connection: Connection, dispute: str) -> tuple[Revision, ...]:
    """Every revision of DISPUTE, the oldest first."""
    rows = connection.execute(select(REVISION).where(REVISION.c.dispute == dispute).order_by(REVISION.c.revision))
    return tuple(Revision(number=row.revision, at=row.at, facts=json.loads(row.facts)) for row in rows)
