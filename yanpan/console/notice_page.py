"""The page of one notice: the letter, its way so far, and the steps that may be taken next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from briefings.notices.channels import notice_pdf, planned_files
from briefings.notices.follow import is_overdue
from briefings.notices.replies import CONCLUSIONS, SATISFACTION
from briefings.notices.store import chain_of, notice_called
from briefings.notices.workflow import reason_words
from index.living import living
from yanpan.api.answers import status_of
from yanpan.console.desk import Desk
from yanpan.console.forms import Form, Posted, acting, done
from yanpan.console.notice_acts import take_step
from yanpan.console.notice_steps import steps_for
from yanpan.finding import NotFound
from yanpan.job import briefing_options
from yanpan.sending import outbox_of
from yanpan_domain.errors import YanpanError
from yanpan_domain.notice import NoticeState


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that was asked for and not taken, with what had been written."""

    after: str = ""
    problem: str = ""
    written: Mapping[str, str] = field(default_factory=dict)


def notice_page_routes(desk: Desk) -> APIRouter:
    """The page, the letter as it leaves, and the steps."""
    routes, app = APIRouter(), desk.app

    @routes.get("/notices/{notice_id}")
    def notice_page(request: Request, notice_id: str, done: str = "") -> HTMLResponse:
        return _page(desk, request, notice_id, done=done)

    @routes.get("/notices/{notice_id}/letter.pdf")
    def letter(notice_id: str) -> Response:
        with app.ledger.read() as connection:
            notice = notice_called(connection, notice_id)
        options = briefing_options(app)
        return Response(notice_pdf(notice, options.templates, options.fonts), media_type="application/pdf")

    @routes.post("/notices/{notice_id}/steps/{after}")
    def step(request: Request, notice_id: str, after: str, posted: Form) -> Response:
        if after not in set(NoticeState):
            raise NotFound(f"没有名为 {after[:40]} 的一步。")
        try:
            actor = posted.actor()
            take_step(app, notice_id, NoticeState(after), posted, actor=actor, now=desk.now())
        except YanpanError as error:
            refused = Refused(after=after, problem=error.sentence, written=_written(posted))
            return _page(desk, request, notice_id, refused=refused, status=status_of(error))
        return done(f"/notices/{notice_id}?done={after}", actor)

    return routes


def _written(posted: Posted) -> dict[str, str]:
    return {name: posted.one(name) for name in posted.fields}


def _page(
    desk: Desk, request: Request, notice_id: str, *, done: str = "", refused: Refused = Refused(), status: int = 200
) -> HTMLResponse:  # fmt: skip
    with desk.app.ledger.read() as connection:
        notice = notice_called(connection, notice_id)
        chain = chain_of(connection, notice)
    steps = steps_for(notice, acting(request))
    told = done == notice.state.value and len(notice.transitions) > 1
    return desk.page(
        request, "notice.html.j2", status=status, notice=notice, body=notice.body, chain=chain if len(chain) > 1 else [], steps=steps,
        refused=refused, offered={one.after.value for one in steps}, latest=notice.transitions[-1] if told else None,
        late=(desk.today() - notice.due).days if notice.due and is_overdue(notice, desk.today()) else 0,
        reason_words=reason_words, files=planned_files(notice), outbox=outbox_of(desk.app),
        dispute=living(desk.app.index, notice.dispute), conclusions=CONCLUSIONS, satisfaction=SATISFACTION,
    )  # fmt: skip
