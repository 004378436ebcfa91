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
    """What was stored, the article as it was before, and the disputes that are others by it."""

    made: Correction
    before: JudgedArticle
    changed: tuple[str, ...]


def correct_article(
    app: App, article: str, field: str, value: object, *, actor: str, at: datetime, seen: int | None = None
) -> Corrected:
    """FIELD of ARTICLE is VALUE from now on, by ACTOR (a post); the disputes concerned are decided again.

    SEEN is how many corrections of that field the caller had read; when there are more, ChangedMeanwhile is raised.
    Nothing is stored while another process writes to the index (BusyError), nor for a value that is none.
    """
    from judgment.feedback import correct, corrections, read_value
    from yanpan.pipeline import ingest

    read_value(field, value)
    found_article(app, article)
    with ingest(app, at.astimezone(SHANGHAI).date()) as opened:
        before = found_article(app, article)
        with app.ledger.begin() as connection:
            earlier = [one for one in corrections(connection, [article]).get(article, ()) if one.field == field]
            if seen is not None and len(earlier) != seen:
                raise ChangedMeanwhile("打开此页之后，已有人更正了同一字段。请看过新的更正，再决定是否提交。")
            made = correct(connection, before, field, value, actor=actor, at=at)
        opened.deliver([before.article])
    return Corrected(made=made, before=before, changed=opened.changed)


def found_article(app: App, article: str) -> JudgedArticle:
    """The article called ARTICLE. Raises NoSuchArticle."""
    judged = app.index.article(article)
    if judged is None:
        raise NoSuchArticle(f"索引中没有文章 {article[:60]}。请用 yanpan search 查到编号后再试。")
    return judged
