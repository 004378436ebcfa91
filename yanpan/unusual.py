"""Unusual counts in what the index and the ledger hold: news and hotline summaries together."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from judgment.bursts import HISTORY, WINDOWS, Burst, Subject
from yanpan_domain.codes import Industry, Issue, Relevance
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Callable

    from yanpan.app import App


def unusual(app: App, today: date, is_workday: Callable[[date], bool]) -> tuple[Burst, ...]:
    """What is unusual in the windows that end TODAY, the least likely first."""
    from briefings.hotline import hotline_between
    from index.query import Query
    from judgment.bursts import bursts, sightings

    first, after = today - timedelta(days=HISTORY + WINDOWS[-1]), today + timedelta(days=1)
    since, until = (datetime.combine(day, time(), SHANGHAI) for day in (first, after))
    query = Query(text=f"relevance:{Relevance.DISPUTE.value}", since=since, until=until)
    with app.ledger.read() as connection:
        calls = hotline_between(connection, first, after)
    return bursts(sightings(app.index.scan(query), calls), today, is_workday)


def subject_words(burst: Burst) -> str:
    """The subject as people say it: 用人单位“百佳超市”, 地区“广东省深圳市”."""
    from judgment.places.gazetteer import locality

    if burst.subject is Subject.PLACE:
        return f"地区“{locality(burst.key).name}”"
    if burst.subject is Subject.ISSUE:
        return f"争议类型“{Issue(burst.key).label}”"
    if burst.subject is Subject.INDUSTRY:
        return f"行业“{Industry(burst.key).label}”"
    return f"用人单位“{burst.key}”"
