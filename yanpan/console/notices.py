"""Every notice: what waits for whom, what is overdue, which places have nobody to tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from briefings.notices.follow import is_overdue
from briefings.notices.store import Outline, count_by_state, notices_called, outlines
from briefings.notices.workflow import approval_refused
from yanpan.api.answers import status_of
from yanpan.console.desk import Desk
from yanpan.console.forms import Form, acting, done
from yanpan.console.notice_page import notice_page_routes
from yanpan.drafting import urge_overdue, without_recipient
from yanpan_domain.errors import CallerError, YanpanError
from yanpan_domain.notice import NoticeState

PER_PAGE = 50
# Nothing more is to be done with these unless somebody opens them again.
ENDED = frozenset({NoticeState.CLOSED, NoticeState.REVISITED, NoticeState.DISCARDED})
PENDING = tuple(state for state in NoticeState if state not in ENDED)
# A post of ours has to act before anybody hears of these.
INSIDE = frozenset({NoticeState.DRAFT, NoticeState.REVIEWED, NoticeState.APPROVED})
MOST_UNROUTED = 20


class NoSuchFilter(CallerError):
    code = "no_such_filter"


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at the list: its address, its words, and how many there are."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a post; `own` are drafts of its own, which another has to sign."""

    to_review: int
    to_approve: int
    to_send: int
    own: int


def notice_routes(desk: Desk) -> APIRouter:
    """The list, and each notice's page."""
    routes = APIRouter()

    @routes.get("/notices")
    def notices_page(request: Request, state: str = "pending", page: int = 1, urged: int | None = None) -> HTMLResponse:
        return _page(desk, request, state, page, urged=urged)

    @routes.post("/notices/urgings")
    def urge(request: Request, posted: Form) -> Response:
        try:
            actor = posted.actor()
            made = urge_overdue(desk.app, actor=actor, now=desk.now())
        except YanpanError as error:
            written, status = posted.one("post"), status_of(error)
            return _page(desk, request, "overdue", problem=error.sentence, written=written, status=status)
        return done(f"/notices?state={'draft' if made else 'overdue'}&urged={len(made)}", actor)

    routes.include_router(notice_page_routes(desk))
    return routes


def _page(
    desk: Desk, request: Request, state: str, page: int = 1, *, urged: int | None = None, problem: str = "", written: str = "",
    status: int = 200,
) -> HTMLResponse:  # fmt: skip
    today = desk.today()
    with desk.app.ledger.read() as connection:
        counts, pending = count_by_state(connection), outlines(connection, PENDING)
        found = _found(state, pending, today) if state in {"pending", "overdue"} else _of_state(connection, state)
        at = max(1, min(page, -(-len(found) // PER_PAGE)))
        shown = notices_called(connection, [one.id for one in found[(at - 1) * PER_PAGE : at * PER_PAGE]])
    open_items = without_recipient(desk.app)
    return desk.page(
        request, "notices.html.j2", status=status, tabs=_tabs(counts, pending, today), chosen=state, total=len(found), at=at,
        shown=shown, more=len(found) > at * PER_PAGE, today=today, is_overdue=is_overdue,
        waiting=waiting_for(pending, acting(request)), open_items=open_items[:MOST_UNROUTED], left=len(open_items) - MOST_UNROUTED,
        ever=sum(counts.values()), urged=urged, problem=problem, written=written,
    )  # fmt: skip


def waiting_for(pending: Iterable[Outline], post: str) -> Waiting:
    """What of PENDING waits for POST; without a post, for anybody."""
    by_state = {state: [one for one in pending if one.state is state] for state in PENDING}
    own = [one for one in by_state[NoticeState.REVIEWED] if post and approval_refused(one, post)]
    return Waiting(
        to_review=len(by_state[NoticeState.DRAFT]), to_approve=len(by_state[NoticeState.REVIEWED]) - len(own),
        to_send=len(by_state[NoticeState.APPROVED]), own=len(own),
    )  # fmt: skip


def _found(name: str, pending: list[Outline], today: date) -> list[Outline]:
    """PENDING, or the overdue ones of them, in the order of `_pressing`."""
    wanted = [one for one in pending if name == "pending" or is_overdue(one, today)]
    return sorted(wanted, key=lambda one: _pressing(one, today))


def _pressing(one: Outline, today: date) -> tuple[int, date, str, str]:
    """The longest overdue first; then what has not left the house, by level; then what is out, by the day it is due."""
    due = one.due or date.max
    if is_overdue(one, today):
        return 0, due, one.level, one.id
    return (1, date.max, one.level, one.id) if one.state in INSIDE else (2, due, one.level, one.id)


def _of_state(connection: Connection, name: str) -> list[Outline]:
    if name == "all":
        return outlines(connection)
    if name not in set(NoticeState):
        raise NoSuchFilter(f"没有名为 {name[:40]} 的状态；请从页面上的筛选中选。")
    return outlines(connection, (NoticeState(name),))


def _tabs(counts: dict[NoticeState, int], pending: list[Outline], today: date) -> list[Tab]:
    """Those that hold something, and the first."""
    late = sum(is_overdue(one, today) for one in pending)
    states = [Tab(state.value, state.label, counts[state]) for state in NoticeState if state in counts]
    urgent = [Tab("overdue", "逾期", late)] if late else []
    return [Tab("pending", "未了", len(pending)), *urgent, *states, Tab("all", "全部", sum(counts.values()))]
