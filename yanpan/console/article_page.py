"""Draws an article: its masked text marked with every reading, the one that was chosen, and the form that corrects it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import Request
from fastapi.responses import HTMLResponse

from index.query import Query, Sort
from judgment.feedback import CODES, Correction
from yanpan.app import App
from yanpan.console.desk import Desk
from yanpan.console.field_forms import (
    SEVERAL,
    SINGLE,
    TABLES,
    Cells,
    Choices,
    Column,
    choices,
    chosen_codes,
    rows_of,
    with_spare_rows,
)
from yanpan.console.field_words import LABELS, stored_words
from yanpan.console.marking import anchor, paragraphs
from yanpan.console.readings import MOST_SHOWN, STYLE_LABELS, shown_readings
from yanpan.correcting import made_of, with_made
from yanpan.finding import found_or_raise
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle

# How many other prints of the same text are listed.
MOST_PRINTS = 50
# An article tells of a few disputes; an address that names more was not made by us.
MOST_DISPUTES = 20
# Fields whose corrections are learned from.
TAUGHT = frozenset(("relevance", "issues"))


@dataclass(frozen=True, slots=True)
class Entered:
    """What was sent and could not be taken, and why."""

    problem: str
    codes: list[str]
    rows: list[Cells]
    post: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a correction came to: the disputes it WAS of before, and those of its disputes that were updated."""

    was: tuple[str, ...]
    updated: frozenset[str]


@dataclass(frozen=True, slots=True)
class FieldForm:
    """The form that corrects one field. `seen` is how many corrections of it the reader has before them."""

    field: str
    label: str
    choices: Choices
    chosen: list[str]
    is_several: bool
    columns: tuple[Column, ...]
    rows: list[Cells]
    is_single: bool
    is_taught: bool
    seen: int
    problem: str
    post: str


@dataclass(frozen=True, slots=True)
class Told:
    """A correction in words."""

    label: str
    before: str
    after: str
    at: object
    actor: str
    field: str


def article_page(
    desk: Desk,
    request: Request,
    article_id: str,
    reading: str = "",
    *,
    entered: Entered | None = None,
    status: int = 200,
    outcome: Outcome | None = None,
) -> HTMLResponse:
    """The page of an article with READING chosen, with what was ENTERED in vain, or the OUTCOME of a correction."""
    app, today = desk.app, desk.today()
    stored = found_or_raise(app.index.article(article_id), "文章", article_id)
    made = made_of(app, article_id)
    judged = with_made(stored, made)
    readings = shown_readings(judged, {one.field for one in made}, today)
    chosen = next((one for one in readings if one.name == reading), None)
    told = [_told(one, today) for one in reversed(made)]
    name = chosen.name if chosen else ""
    article = judged.article
    return desk.page(
        request, "article.html.j2", status=status, judged=judged, article=article, readings=readings, chosen=chosen,
        title=paragraphs(article.title, "title", readings, name), text=paragraphs(article.text, "text", readings, name),
        is_cut=len(article.text) > MOST_SHOWN, most_shown=MOST_SHOWN, styles=STYLE_LABELS, anchor=anchor,
        form=_form(judged, name, made, entered) if name else None, told=told, prints=_prints(app, judged),
        disputes=_disputes(app, judged.disputes), updated=outcome.updated if outcome else frozenset(),
        left=_disputes(app, tuple(one for one in outcome.was if one not in judged.disputes)) if outcome else [],
        is_waiting=judged != stored, latest=next((one for one in told if one.field == name), None) if outcome else None,
    )  # fmt: skip


def _form(judged: JudgedArticle, field: str, made: list[Correction], entered: Entered | None) -> FieldForm:
    is_coded = field in CODES
    rows = [] if is_coded else entered.rows if entered else rows_of(field, judged.judgment)
    chosen = (entered.codes if entered else chosen_codes(field, judged.judgment)) if is_coded else []
    return FieldForm(
        field=field, label=LABELS[field], choices=choices(field) if is_coded else (), chosen=chosen,
        is_several=field in SEVERAL, columns=() if is_coded else TABLES[field],
        rows=[] if is_coded else with_spare_rows(field, rows), is_single=field in SINGLE, is_taught=field in TAUGHT,
        seen=sum(one.field == field for one in made), problem=entered.problem if entered else "",
        post=entered.post if entered else "",
    )  # fmt: skip


def _told(one: Correction, today: date) -> Told:
    return Told(
        label=LABELS.get(one.field, one.field),
        before=stored_words(one.field, one.engine_value, today),
        after=stored_words(one.field, one.value, today),
        at=one.at,
        actor=one.actor,
        field=one.field,
    )


def _disputes(app: App, ids: tuple[str, ...]) -> list[Dispute]:
    """The disputes called IDS that are still there, as they live now."""
    from index.living import living

    found = [living(app.index, one) for one in dict.fromkeys(ids)]
    return list({one.id: one for one in found if one is not None}.values())


def _prints(app: App, judged: JudgedArticle) -> list[JudgedArticle]:
    """The other articles of the same text, newest first."""
    if not judged.family:
        return []
    page = app.index.find(Query(text=f"family:{judged.family}", sort=Sort.PUBLISHED, limit=MOST_PRINTS + 1))
    return [hit.record for hit in page.hits if hit.record.article.id != judged.article.id]
