"""Corrects a field of an article from its page, by the function the command line calls."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from judgment.feedback import CODES
from yanpan.api.answers import status_of
from yanpan.console.article_page import MOST_DISPUTES, Entered, article_page
from yanpan.console.desk import Desk
from yanpan.console.field_values import posted_codes, posted_rows, posted_value
from yanpan.console.field_words import LABELS
from yanpan.console.forms import Form, Posted, done
from yanpan.correcting import Corrected, correct_article, made_of, with_made
from yanpan.finding import NotFound, found_or_raise
from yanpan_domain.errors import YanpanError


def correction_routes(desk: Desk) -> APIRouter:
    """The form's address."""
    routes = APIRouter()

    @routes.post("/articles/{article_id}/corrections/{field}")
    def correct(request: Request, article_id: str, field: str, posted: Form) -> Response:
        if field not in LABELS:
            raise NotFound(f"没有可更正的字段 {field[:40]}。")
        judged = found_or_raise(desk.app.index.article(article_id), "文章", article_id)
        try:
            actor = posted.actor()
            value = posted_value(field, posted, with_made(judged, made_of(desk.app, article_id)).judgment)
            seen = int(posted.one("seen")) if posted.one("seen").isdecimal() else None
            with desk.turn():
                made = correct_article(desk.app, article_id, field, value, actor=actor, at=desk.now(), seen=seen)
        except YanpanError as error:
            entered = _entered(field, posted, error.sentence)
            return article_page(desk, request, article_id, field, entered=entered, status=status_of(error))
        return done(f"/articles/{article_id}?{urlencode(_outcome(field, made, desk))}", actor)

    return routes


def _outcome(field: str, made: Corrected, desk: Desk) -> list[tuple[str, str]]:
    """What the page afterwards tells: the disputes of the article, now and before, that are others by the correction."""
    after = desk.app.index.article(made.made.article)
    before = made.before.disputes[:MOST_DISPUTES]
    told = dict.fromkeys((*before, *(after.disputes if after else ())))
    disputes = [("was", one) for one in before] + [("updated", one) for one in told if one in made.changed]
    return [("reading", field), ("done", "1"), *disputes]


def _entered(field: str, posted: Posted, problem: str) -> Entered:
    codes = posted_codes(field, posted) if field in CODES else []
    rows = [] if field in CODES else posted_rows(field, posted)
    return Entered(problem=problem, codes=codes, rows=rows, post=posted.one("post"))
