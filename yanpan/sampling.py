"""The weekly sample of what was set aside as unrelated: drawn from the index, kept and marked in the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from yanpan.app import App
from yanpan_domain.codes import Relevance
from yanpan_domain.errors import BusyError
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from index.query import Query
    from judgment.audit_sample import Sampled


class MarkedMeanwhile(BusyError):
    """Another post marked the same article after the caller had read it."""

    code = "marked_meanwhile"


def week_sample(app: App, monday: str, *, at: datetime, size: int) -> tuple[Sampled, ...]:
    """The sample of the week that begins on MONDAY; drawn now when it never was."""
    from judgment.audit_sample import draw, sample, set_aside

    with app.ledger.read() as connection:
        drawn = sample(connection, monday)
    if drawn:
        return drawn
    aside = set_aside(app.index.scan(_set_aside(monday)))
    with app.ledger.begin() as connection:
        return draw(connection, monday, aside, at=at, size=size)


def mark_article(
    app: App, article: str, relevance: Relevance, *, actor: str, at: datetime, seen: str | None = None
) -> None:
    """What ACTOR (a post) says ARTICLE of a sample is. Raises NotInSample.

    SEEN is the mark that the caller had read, "" for none; when it is another by now, MarkedMeanwhile is raised.
    """
    from judgment.audit_sample import mark, sample

    with app.ledger.begin() as connection:
        if seen is not None:
            now = next((one.mark for one in sample(connection) if one.article == article), None)
            if (now.value if now else "") != seen:
                raise MarkedMeanwhile(
                    f"打开此页之后，这篇已被标为“{now.label if now else '未标'}”。请看过再决定是否改标。"
                )
        mark(connection, article, relevance, actor=actor, at=at)


def count_set_aside(app: App, monday: str) -> int:
    """How many articles of the week that begins on MONDAY are set aside as unrelated."""
    return app.index.find(replace(_set_aside(monday), limit=0)).total


def _set_aside(monday: str) -> Query:
    from index.query import Query

    start = datetime.combine(date.fromisoformat(monday), datetime.min.time(), SHANGHAI)
    return Query(text=f"relevance:{Relevance.UNRELATED.value}", since=start, until=start + timedelta(days=7))
