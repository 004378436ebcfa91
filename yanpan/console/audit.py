"""The weekly audit: a sample of what was set aside as unrelated, marked by a person, and what it tells of our misses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from judgment.audit_sample import SIZE, MissRate, Sampled, miss_rate, monday, sample
from yanpan.api.answers import status_of
from yanpan.console.desk import Desk
from yanpan.console.forms import Form, Posted, done
from yanpan.sampling import count_set_aside, mark_article, week_sample
from yanpan_domain.codes import Relevance
from yanpan_domain.errors import CallerError, YanpanError

# News on the web, and no slip of the hand.
FIRST_YEAR, LAST_YEAR = 1995, 2100


class NoSuchWeek(CallerError):
    code = "no_such_week"


class NoSuchMark(CallerError):
    code = "no_such_mark"


@dataclass(frozen=True, slots=True)
class Week:
    """What a week's sample came to; `rate` is None while nothing is marked."""

    monday: str
    drawn: int
    marked: int
    population: int
    rate: MissRate | None


def audit_routes(desk: Desk) -> APIRouter:
    """The page, the form that draws, the form that marks."""
    routes = APIRouter()

    @routes.get("/audit")
    def audit_page(request: Request, week: date | None = None) -> HTMLResponse:
        return _page(desk, request, _monday(desk, week))

    @routes.post("/audit/{week}")
    def draw_sample(request: Request, week: date, posted: Form) -> Response:
        start = _monday(desk, week)
        try:
            posted.check()
            week_sample(desk.app, start, at=desk.now(), size=SIZE)
        except YanpanError as error:
            return _page(desk, request, start, problem=error.sentence, status=status_of(error))
        return RedirectResponse(f"/audit?week={start}", status_code=303)

    @routes.post("/audit/{week}/marks/{article_id}")
    def mark(request: Request, week: date, article_id: str, posted: Form) -> Response:
        start = _monday(desk, week)
        try:
            actor = posted.actor()
            mark_article(desk.app, article_id, _mark(posted), actor=actor, at=desk.now(), seen=posted.one("seen"))
        except YanpanError as error:
            return _page(
                desk,
                request,
                start,
                problem=error.sentence,
                at=article_id,
                status=status_of(error),
                written=posted.one("post"),
            )
        return done(f"/audit?week={start}#{_next(desk, start, article_id)}", actor)

    return routes


def _monday(desk: Desk, day: date | None) -> str:
    """The week that holds DAY; the last complete one without it, as on the command line. Raises NoSuchWeek."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NoSuchWeek(f"周次应在 {FIRST_YEAR} 至 {LAST_YEAR} 年之间，例如 /audit?week=2026-11-16。")
    return monday(day or desk.today() - timedelta(days=7))


def _mark(posted: Posted) -> Relevance:
    written = posted.one("mark")
    if written not in set(Relevance):
        raise NoSuchMark("请按三个按钮之一：无关、劳动综合、具体争议。")
    return Relevance(written)


def _page(
    desk: Desk, request: Request, start: str, *, problem: str = "", at: str = "", status: int = 200, written: str = ""
) -> HTMLResponse:
    """The week that begins on START; PROBLEM is told at the article AT, or above all."""
    with desk.app.ledger.read() as connection:
        everything = sample(connection)
    drawn = [one for one in everything if one.week == start]
    first = date.fromisoformat(start)
    return desk.page(
        request, "audit.html.j2", status=status, start=first, end=first + timedelta(days=6), drawn=drawn,
        articles=desk.app.index.articles([one.article for one in drawn]), week=_week(start, drawn),
        weeks=[one for one in _weeks(everything) if one.monday != start], total=miss_rate(everything),
        waiting=0 if drawn else count_set_aside(desk.app, start), size=SIZE, is_over=first + timedelta(days=7) <= desk.today(),
        before=first - timedelta(days=7), after=first + timedelta(days=7), Relevance=Relevance,
        problem=problem, at=at if at in {one.article for one in drawn} else "", written=written,
    )  # fmt: skip


def _weeks(everything: Iterable[Sampled]) -> list[Week]:
    """Every week that was sampled, the newest first."""
    by_week: dict[str, list[Sampled]] = {}
    for one in everything:
        by_week.setdefault(one.week, []).append(one)
    return [_week(name, by_week[name]) for name in sorted(by_week, reverse=True)]


def _week(name: str, drawn: Sequence[Sampled]) -> Week:
    return Week(
        monday=name, drawn=len(drawn), marked=sum(one.mark is not None for one in drawn),
        population=drawn[0].population if drawn else 0, rate=miss_rate(drawn),
    )  # fmt: skip


def _next(desk: Desk, start: str, article_id: str) -> str:
    """Where to go on: the next article that is not marked yet, from ARTICLE_ID on and then from the top."""
    with desk.app.ledger.read() as connection:
        drawn = sample(connection, start)
    at = next((at for at, one in enumerate(drawn) if one.article == article_id), 0)
    return next((f"a-{one.article}" for one in (*drawn[at:], *drawn[:at]) if one.mark is None), "progress")
