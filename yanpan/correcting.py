"""An analyst's correction carried through: stored in the ledger, in force in the index, its disputes decided again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from yanpan.app import App
from yanpan_domain.errors import BusyError, CallerError
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from judgment.feedback import Correction
    from yanpan_domain.judgment import JudgedArticle


class NoSuchArticle(CallerError):
    code = "no_such_article"


class ChangedMeanwhile(BusyError):
    """Another post corrected the same field after the caller had read it."""

    code = "changed_meanwhile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What was stored, the article as it was before, and the disputes that are others by it.

    `is_waiting` when another process was writing: the correction is kept, and in force once that one, or the next, has ended.
    """

    made: Correction
    before: JudgedArticle
    changed: tuple[str, ...] = ()
    is_waiting: bool = False


def correct_article(
    app: App, article: str, field: str, value: object, *, actor: str, at: datetime, seen: int | None = None
) -> Corrected:
    """FIELD of ARTICLE is VALUE from now on, by ACTOR (a post); the disputes concerned are decided again.

    SEEN is how many corrections of that field the caller had read; when there are more, ChangedMeanwhile is raised. For a value
    that is none, or while the ledger is busy, nothing is stored.
    """
    from yanpan.pipeline import ingest

    before = found_article(app, article)
    made = _stored(app, before, field, value, actor=actor, at=at, seen=seen)
    try:
        with ingest(app, at.astimezone(SHANGHAI).date()) as opened:
            opened.deliver([before.article])
    except BusyError:
        return Corrected(made=made, before=before, is_waiting=True)
    return Corrected(made=made, before=before, changed=opened.changed)


def _stored(
    app: App, before: JudgedArticle, field: str, value: object, *, actor: str, at: datetime, seen: int | None
) -> Correction:
    from judgment.feedback import correct, corrections

    article = before.article.id
    with app.ledger.begin() as connection:
        everything = corrections(connection, [article]).get(article, [])
        if seen is not None and sum(one.field == field for one in everything) != seen:
            raise ChangedMeanwhile("打开此页之后，已有人更正了同一字段。请看过新的更正，再决定是否提交。")
        return correct(connection, with_made(before, everything), field, value, actor=actor, at=at)


def made_of(app: App, article: str) -> list[Correction]:
    """Every correction of ARTICLE, oldest first."""
    from judgment.feedback import corrections

    with app.ledger.read() as connection:
        return corrections(connection, [article]).get(article, [])


def with_made(judged: JudgedArticle, made: list[Correction]) -> JudgedArticle:
    """JUDGED as the corrections MADE of it say, in force or still waiting; as it is where this version cannot read them."""
    from judgment.feedback import BadCorrection, corrected

    try:
        return corrected(judged, made)
    except BadCorrection:
        return judged


def found_article(app: App, article: str) -> JudgedArticle:
    """The article called ARTICLE. Raises NoSuchArticle."""
    judged = app.index.article(article)
    if judged is None:
        raise NoSuchArticle(f"索引中没有文章 {article[:60]}。请用 yanpan search 查到编号后再试。")
    return judged
