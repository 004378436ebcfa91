"""What the corrections so far teach, read from ledger and index; putting it in force is a separate act."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from yanpan.app import App
from yanpan_domain.errors import BusyError

if TYPE_CHECKING:
    from judgment.learn import Learned, Lesson

# How many other articles are looked at: half of them hold the weights, half show what else would change.
BYSTANDERS = 400


class TaughtMeanwhile(BusyError):
    """Corrections or the weights in force changed after the caller had read the comparison."""

    code = "taught_meanwhile"


def learned_now(app: App) -> Learned:
    """What the corrections stored now teach over the weights in force. Raises NothingToLearn without any."""
    from judgment.learn import adjustments_in_force, learn
    from yanpan.pipeline import judgment_options

    lessons, taught = _lessons(app)
    with app.ledger.read() as connection:
        options = replace(judgment_options(app), adjustments=adjustments_in_force(connection))
    return learn(lessons, _bystanders(app, taught), options)


def mark_of(learned: Learned) -> str:
    """A short mark of what LEARNED would put in force: the same weights and the same comparison, the same mark."""
    return sha256(repr(learned).encode()).hexdigest()[:16]


def put_learned_in_force(app: App, learned: Learned, *, actor: str, at: datetime, seen: str | None = None) -> None:
    """LEARNED judges from now on, by ACTOR (a post).

    SEEN is the mark of what the caller had read; when LEARNED is something else, TaughtMeanwhile is raised.
    """
    from judgment.learn import put_in_force

    if seen is not None and mark_of(learned) != seen:
        raise TaughtMeanwhile("打开此页之后，更正、新文章或所用权重有了变化，下表已重新计算。请看过再启用。")
    with app.ledger.begin() as connection:
        put_in_force(connection, learned, actor=actor, at=at)


def forget_learned(app: App, *, actor: str, at: datetime) -> None:
    """The shipped weights judge again, by ACTOR (a post)."""
    from judgment.learn import forget

    with app.ledger.begin() as connection:
        forget(connection, actor=actor, at=at)


def _lessons(app: App) -> tuple[list[Lesson], set[str]]:
    """What analysts said of relevance and issues, with the stored text it was said of; and every article they corrected."""
    from judgment.feedback import corrections, read_value
    from judgment.learn import Lesson

    with app.ledger.read() as connection:
        made = corrections(connection)
    stored = app.index.articles(list(made))
    lessons: list[Lesson] = []
    for article, judged in stored.items():
        said = {one.field: read_value(one.field, json.loads(one.value)) for one in made[article]}
        if "relevance" in said or "issues" in said:
            issues = tuple(one.code for one in said["issues"]) if "issues" in said else None
            title, text = judged.article.title, judged.article.text
            lessons.append(Lesson(title=title, text=text, relevance=said.get("relevance"), issues=issues))
    return lessons, set(stored)


def _bystanders(app: App, taught: set[str]) -> list[tuple[str, str]]:
    """The newest articles that nobody corrected."""
    from index.query import Query, Sort

    page = app.index.find(Query(sort=Sort.PUBLISHED, limit=BYSTANDERS))
    articles = (hit.record.article for hit in page.hits if hit.record.article.id not in taught)
    return [(article.title, article.text) for article in articles]
