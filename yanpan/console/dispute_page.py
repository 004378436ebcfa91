"""Draws a dispute: its history and reasons, who answers for it, and what its localities were told."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from briefings.notices.follow import is_overdue
from briefings.notices.routing import read_recipients
from briefings.notices.store import notices_in
from briefings.register import owner_of
from yanpan.console.desk import Desk
from yanpan.finding import living_dispute


@dataclass(frozen=True, slots=True)
class Entry:
    """What was written into the register's form of a dispute in vain, and why."""

    dispute: str = ""
    unit: str = ""
    owner: str = ""
    post: str = ""
    problem: str = ""


def dispute_page(
    desk: Desk, request: Request, dispute_id: str, *, entry: Entry = Entry(), status: int = 200
) -> HTMLResponse:
    """The page of a dispute, with the ENTRY that could not be taken."""
    dispute = living_dispute(desk.app, dispute_id)
    with desk.app.ledger.read() as connection:
        notices = notices_in(connection, dispute=dispute.id)
    return desk.page(
        request, "dispute.html.j2", status=status, dispute=dispute, articles=desk.app.index.articles(dispute.articles),
        notices=notices, today=desk.today(), is_overdue=is_overdue, owner=owner_of(desk.app.ledger, dispute.id), entry=entry,
        units=units_of(desk),
    )  # fmt: skip


def units_of(desk: Desk) -> list[str]:
    """The union bodies that a responsible unit is chosen from most often."""
    return [one.name for one in read_recipients(desk.app.settings.briefing.recipients).listed]
