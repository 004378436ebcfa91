"""The register (台账): which unit and which post answer for a dispute; first the grave ones that nobody answers for."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from briefings.register import Owner, owners
from index.living import living
from yanpan.api.answers import status_of
from yanpan.console.desk import Desk
from yanpan.console.dispute_page import Entry, dispute_page, units_of
from yanpan.console.forms import Form, Posted, done
from yanpan.registering import count_without_owner, own_dispute, without_owner
from yanpan_domain.dispute import Dispute
from yanpan_domain.errors import YanpanError

MOST_OWNERLESS = 50
PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Registered:
    """A line of the register; `dispute` is None when the index holds it no more."""

    owner: Owner
    id: str
    dispute: Dispute | None


def register_routes(desk: Desk) -> APIRouter:
    """The register, and the form that writes into it."""
    routes = APIRouter()

    @routes.get("/register")
    def register_page(request: Request, page: int = 1) -> HTMLResponse:
        return _page(desk, request, Entry(), page)

    @routes.post("/register/{dispute_id}")
    def register(request: Request, dispute_id: str, posted: Form) -> Response:
        is_list = posted.one("back") == "/register"
        try:
            actor = posted.actor()
            dispute, _ = own_dispute(
                desk.app, dispute_id, unit=posted.one("unit"), post=posted.one("owner"), actor=actor, now=desk.now(),
                seen=posted.one("seen"),
            )  # fmt: skip
        except YanpanError as error:
            entry = _entry(dispute_id, posted, error.sentence)
            if is_list:
                return _page(desk, request, entry, status=status_of(error))
            return dispute_page(desk, request, dispute_id, entry=entry, status=status_of(error))
        return done("/register" if is_list else f"/disputes/{dispute}#register", actor)

    return routes


def _entry(dispute_id: str, posted: Posted, problem: str) -> Entry:
    return Entry(
        dispute=dispute_id, unit=posted.one("unit"), owner=posted.one("owner"), post=posted.one("post"), problem=problem
    )


def _page(desk: Desk, request: Request, entry: Entry, page: int = 1, *, status: int = 200) -> HTMLResponse:
    app, total = desk.app, sum(count_without_owner(desk.app).values())
    entered = list(reversed(owners(app.ledger).items()))
    at = max(1, min(page, -(-len(entered) // PER_PAGE)))
    shown = entered[(at - 1) * PER_PAGE : at * PER_PAGE]
    lines = [Registered(owner, key, living(app.index, key)) for key, owner in shown]
    return desk.page(
        request, "register.html.j2", status=status, ownerless=without_owner(app, MOST_OWNERLESS), left=total - MOST_OWNERLESS,
        lines=lines, count=len(entered), at=at, more=len(entered) > at * PER_PAGE, entry=entry, units=units_of(desk),
    )  # fmt: skip
