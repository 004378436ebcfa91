"""Unusual counts in what the index and the ledger hold, news and hotline summaries together, with the disputes behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from briefings.hotline import hotline_between
from briefings.options import BriefingOptions
from briefings.provinces import within
from briefings.selection import DISPUTES
from briefings.workdays import read_calendar
from index.interface import IndexReader
from index.living import living
from index.query import Query
from judgment.bursts import HISTORY, WINDOWS, Burst, Subject, bursts, is_comparable, sightings
from judgment.disputes.names import alike, core
from yanpan_domain.codes import Industry, Issue
from yanpan_domain.dispute import Dispute
from yanpan_domain.hotline import HotlineSummary
from yanpan_domain.zone import SHANGHAI
from yanpan_ledger.engine import Ledger

# So many reports tell what is usual as well as a year of more does, and are read in half a second; a quarter at the least.
ENOUGH, QUARTER = 10_000, 91


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """What is unusual in the windows that end TODAY, the least likely first; nothing is when the past is too short to compare."""

    today: date
    found: tuple[Burst, ...]
    is_comparable: bool


def unusual(
    index: IndexReader,
    ledger: Ledger,
    today: date,
    options: BriefingOptions,
    *,
    before: datetime | None = None,
    place: str | None = None,
    hotline: Sequence[HotlineSummary] = (),
) -> Unusual:
    """The unusual counts of PLACE as published BEFORE and as HOTLINE and the ledger's own summaries tell."""
    first, after = today - timedelta(days=HISTORY + WINDOWS[-1]), today + timedelta(days=1)
    since, until = (datetime.combine(day, time(), SHANGHAI) for day in (first, after))
    text = f"{DISPUTES} AND place:{place}" if place else DISPUTES
    until = min(until, before) if before else until
    told = index.scan(Query(text=text, since=_far_enough(index, text, since, until), until=until))
    with ledger.read() as connection:
        calls = [*hotline, *hotline_between(connection, first, after)]
    seen = sightings(told, [row for row in calls if first <= row.day < after and within(row.place, place)])
    seen = tuple(one for one in seen if one.subject is not Subject.PLACE or within(one.key, place))
    found = bursts(seen, today, read_calendar(options.workdays).is_workday)
    return Unusual(today=today, found=found, is_comparable=is_comparable(seen, today))


def _far_enough(index: IndexReader, text: str, since: datetime, until: datetime) -> datetime:
    """SINCE, or the later day from which on there are ENOUGH reports."""
    counted = index.find(Query(text=text, since=since, until=until, limit=0, histogram="day")).histogram
    latest, found = until - timedelta(days=QUARTER), 0
    for written, count in sorted(counted, reverse=True):
        found += count
        day = datetime.combine(date.fromisoformat(written), time(), SHANGHAI)
        if found >= ENOUGH and day <= latest:
            return day
    return since


def disputes_behind(index: IndexReader, burst: Burst) -> tuple[Dispute, ...]:
    """The living disputes about its subject that the news of BURST tell of, the first reported first."""
    told = index.articles(burst.sources)
    keys = dict.fromkeys(key for article in burst.sources if article in told for key in told[article].disputes)
    found = {one.id: one for one in (living(index, key) for key in keys) if one is not None}
    # An overview tells of others beside.
    mine = [one for one in found.values() if _is_about(one, burst)] or found.values()
    return tuple(sorted(mine, key=lambda one: (one.first_seen, one.id)))


def _is_about(dispute: Dispute, burst: Burst) -> bool:
    if burst.subject is Subject.EMPLOYER:
        named = [party.name for party in (dispute.employer, *dispute.parties) if party]
        return any(alike(core(name), core(burst.key)) for name in named)
    if burst.subject is Subject.PLACE:
        return any(within(place.code, burst.key) for place in dispute.places)
    if burst.subject is Subject.ISSUE:
        return burst.key in {issue.value for issue in dispute.issues}
    return dispute.industry is not None and dispute.industry.value == burst.key


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


def burst_lines(index: IndexReader, found: Iterable[Burst]) -> list[dict[str, object]]:
    """Each of FOUND as programs read it."""
    return [
        {
            "subject": burst.subject.value, "key": burst.key, "name": subject_words(burst), "from": burst.start.isoformat(),
            "to": burst.end.isoformat(), "news": burst.news, "calls": burst.calls, "expected": round(burst.expected, 2),
            "chance": burst.chance, "because": burst.because, "sources": list(burst.sources),
            "disputes": [one.id for one in disputes_behind(index, burst)],
        }
        for burst in found
    ]  # fmt: skip
