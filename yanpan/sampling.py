"""The weekly sample of what was set aside as unrelated: drawn from the index, kept and marked in the ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from yanpan.app import App
from yanpan_domain.codes import Relevance
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from judgment.audit_sample import Sampled


def week_sample(app: App, monday: str, *, at: datetime, size: int) -> tuple[Sampled, ...]:
    """The sample of the week that begins on MONDAY; drawn now when it never was."""
    from judgment.audit_sample import draw, sample

    with app.ledger.read() as connection:
        drawn = sample(connection, monday)
    if drawn:
        return drawn
    aside = _set_aside(app, monday)
    with app.ledger.begin() as connection:
        return draw(connection, monday, aside, at=at, size=size)


def mark_article(app: App, article: str, relevance: Relevance, *, actor: str, at: datetime) -> None:
    """What ACTOR (a post) says ARTICLE of a sample is. Raises NotInSample."""
    from judgment.audit_sample import mark

    with app.ledger.begin() as connection:
        mark(connection, article, relevance, actor=actor, at=at)


def _set_aside(app: App, monday: str) -> list[str]:
    from index.query import Query
    from judgment.audit_sample import set_aside

    start = datetime.combine(date.fromisoformat(monday), datetime.min.time(), SHANGHAI)
    week = Query(text=f"relevance:{Relevance.UNRELATED.value}", since=start, until=start + timedelta(days=7))
    return set_aside(app.index.scan(week))
