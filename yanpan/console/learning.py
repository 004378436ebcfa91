"""Learning from corrections: what they would change, shown before anything does; put in force or forgotten by a post."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from judgment.learn import Learned, NothingToLearn, in_force
from yanpan.api.answers import status_of
from yanpan.console.desk import Desk
from yanpan.console.forms import Form, Posted, done
from yanpan.learning import forget_learned, learned_now, mark_of, put_learned_in_force
from yanpan_domain.codes import Issue
from yanpan_domain.errors import CallerError, YanpanError


class NoSuchAct(CallerError):
    code = "no_such_act"


def learning_routes(desk: Desk) -> APIRouter:
    """The page and its two forms."""
    routes = APIRouter()

    @routes.get("/learning")
    def learning_page(request: Request, acted: str = "") -> HTMLResponse:
        return _page(desk, request, acted=acted)

    @routes.post("/learning")
    def act(request: Request, posted: Form) -> Response:
        try:
            actor = posted.actor()
            _do(desk, posted, actor)
        except YanpanError as error:
            return _page(desk, request, problem=error.sentence, status=status_of(error), written=posted.one("post"))
        return done(f"/learning?acted={posted.one('act')}", actor)

    return routes


def _do(desk: Desk, posted: Posted, actor: str) -> None:
    match posted.one("act"):
        case "apply":
            put_learned_in_force(desk.app, learned_now(desk.app), actor=actor, at=desk.now(), seen=posted.one("seen"))
        case "forget":
            forget_learned(desk.app, actor=actor, at=desk.now())
        case _:
            raise NoSuchAct("请按“启用”或“恢复出厂权重”。")


def _page(
    desk: Desk, request: Request, *, acted: str = "", problem: str = "", status: int = 200, written: str = ""
) -> HTMLResponse:
    with desk.app.ledger.read() as connection:
        force = in_force(connection)
    try:
        learned = learned_now(desk.app)
    except NothingToLearn:
        learned = None
    before = dict(force.learned.adjustments) if force else {}
    return desk.page(
        request, "learning.html.j2", status=status, force=force, learned=learned, changes=_changes(before, learned),
        is_new=learned is not None and learned.adjustments != (force.learned.adjustments if force else ()),
        seen=mark_of(learned) if learned else "", problem=problem, acted=acted, written=written,
    )  # fmt: skip


def _changes(before: dict[str, float], learned: Learned | None) -> list[tuple[str, float | None, float]]:
    """The weights that would be others, in words, with what they are in force and would be; None where they stand as shipped."""
    after = learned.adjustments if learned else ()
    return [(_weight_words(name), before.get(name), value) for name, value in after if before.get(name) != value]


def _weight_words(name: str) -> str:
    side, _, group = name.partition(".")
    if side == "issue" and group in set(Issue):
        return f"争议类型：{Issue(group).label}"
    shown = Issue(group).label if group in set(Issue) else group
    return {"related": "是否劳动新闻：", "concrete": "是否具体争议："}.get(side, f"{side}：") + shown
