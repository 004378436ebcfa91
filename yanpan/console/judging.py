"""The meeting's judgment of one dispute: nature, trend, response, each on sentences of stored articles."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from briefings.evidence import evidence_of
from briefings.meeting import JudgmentInput, judge, quotation_of
from briefings.meeting_store import meeting_called
from briefings.suggestions import suggestions
from index.living import living
from yanpan.api.answers import status_of
from yanpan.app import App
from yanpan.console.desk import Desk
from yanpan.console.forms import Form, Posted, done
from yanpan.console.meeting_page import title_of
from yanpan.console.notice_acts import short_text
from yanpan.finding import NotFound
from yanpan_domain.codes import Stage, Trend
from yanpan_domain.dispute import Quotation
from yanpan_domain.errors import CallerError, YanpanError

MOST_EVIDENCE = 20
CONFIDENCE = (("0.3", "低"), ("0.5", "中"), ("0.7", "较高"), ("0.9", "高"))


class BadJudgment(CallerError):
    code = "bad_judgment"


def judging_routes(desk: Desk) -> APIRouter:
    """The page and its form."""
    routes = APIRouter()

    @routes.get("/meetings/{meeting_id}/disputes/{dispute_id}")
    def judging_page(request: Request, meeting_id: str, dispute_id: str) -> HTMLResponse:
        return _page(desk, request, meeting_id, dispute_id)

    @routes.post("/meetings/{meeting_id}/disputes/{dispute_id}")
    def keep(request: Request, meeting_id: str, dispute_id: str, posted: Form) -> Response:
        try:
            actor = posted.actor()
            _judge(desk.app, meeting_id, dispute_id, posted, actor, desk.now())
        except YanpanError as error:
            return _page(
                desk, request, meeting_id, dispute_id, posted=posted, problem=error.sentence, status=status_of(error)
            )
        return done(f"/meetings/{meeting_id}#a-{dispute_id}", actor)

    return routes


def _judge(app: App, meeting_id: str, dispute_id: str, posted: Posted, actor: str, now: datetime) -> None:
    if posted.one("trend") not in set(Trend):
        raise BadJudgment(f"请选走势：{'、'.join(one.label for one in Trend)}。")
    if posted.one("confidence") not in dict(CONFIDENCE) or posted.one("stage") not in {"", *Stage}:
        raise BadJudgment("请从列出的选项中选阶段和把握程度。")
    judged = JudgmentInput(
        dispute=dispute_id, nature=short_text(posted, "nature"), trend=Trend(posted.one("trend")),
        response=short_text(posted, "response"), basis=short_text(posted, "basis"), stage=posted.one("stage"),
        confidence=float(posted.one("confidence")), evidence=_evidence(app, posted), dissent=short_text(posted, "dissent"),
    )  # fmt: skip
    seen = int(posted.one("seen")) if posted.one("seen").isdecimal() else None
    judge(app.ledger, meeting_id, judged, index=app.index, actor=actor, now=now, seen=seen)


def _evidence(app: App, posted: Posted) -> tuple[Quotation, ...]:
    """The sentences that were chosen, and the one that was typed. Raises EvidenceMissing for one that stands in no article."""
    chosen = [tuple(one.replace("\r\n", "\n").partition(":")[::2]) for one in posted.all("evidence")]
    if posted.one("words"):
        chosen.append((posted.one("article"), posted.one("words")))
    if len(chosen) > MOST_EVIDENCE:
        raise BadJudgment(f"证据最多选 {MOST_EVIDENCE} 处。")
    return tuple(dict.fromkeys(quotation_of(app.index, article, words) for article, words in chosen))


def _page(
    desk: Desk, request: Request, meeting_id: str, dispute_id: str, *, posted: Posted | None = None, problem: str = "",
    status: int = 200,
) -> HTMLResponse:  # fmt: skip
    with desk.app.ledger.read() as connection:
        meeting = meeting_called(connection, meeting_id)
    item = next((one for one in meeting.agenda if one.dispute == dispute_id), None)
    if item is None:
        raise NotFound(f"争议 {dispute_id[:60]} 不在这次会议的议程上。")
    dispute = living(desk.app.index, dispute_id)
    articles = desk.app.index.articles(dispute.articles) if dispute else {}
    return desk.page(
        request, "judging.html.j2", status=status, meeting=meeting, item=item, dispute=dispute, articles=articles,
        title=title_of(meeting), held=meeting.judgments_of(dispute_id), quotes=evidence_of(dispute, articles) if dispute else [],
        measures=suggestions(dispute) if dispute else (), trends=list(Trend), stages=list(Stage), confidence=CONFIDENCE,
        written={name: posted.one(name) for name in posted.fields} if posted else {},
        chosen=set(posted.all("evidence")) if posted else set(), problem=problem,
    )  # fmt: skip
