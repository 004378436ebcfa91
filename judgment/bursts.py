"""Unusual counts of an employer, place, issue or industry against its own history, over news and hotline calls together.

A subject's past gives its rate; the days that its newest window holds, rest days counted for what they usually bring, give
what was to be expected. How far the count lies above it is the tail of a negative binomial, the Poisson law with the rate
uncertain: a subject with little history, or one whose reports always came in clumps, must show more (docs/disputes.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import exp, lgamma, log, log1p

from judgment.disputes.names import BRANCH, alike, core
from yanpan_domain.codes import Relevance
from yanpan_domain.hotline import HotlineSummary
from yanpan_domain.judgment import JudgedArticle
from yanpan_domain.zone import SHANGHAI

# A rush of one day, of a week, and the seed's example: several calls about one chain in one month.
WINDOWS = (1, 7, 30)
# A year of history, so that a season is compared with its like at least once; less than four weeks says nothing yet.
HISTORY, LEAST_HISTORY = 365, 28
# Two reports may be chance or two sides of one story; three are several.
FEWEST = 3
# One in a thousand by chance, for a count at least twice what was to be expected.
UNLIKELY, TIMES = 0.001, 2.0
# Half an event is what a subject never heard of before is held capable of (Jeffreys' prior for a rate).
PRIOR = 0.5


class Subject(StrEnum):
    EMPLOYER = "employer"
    PLACE = "place"
    ISSUE = "issue"
    INDUSTRY = "industry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """COUNT reports of one thing on one day: a reprint family counts 1, a hotline row its calls."""

    day: date
    subject: Subject
    key: str
    count: int
    is_hotline: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """An unusual count within the window START..END; `sources` are the ids of all articles and hotline rows about it.

    `news` or `calls` is 0 too where their past is too short to say what is usual of them.
    """

    subject: Subject
    key: str
    start: date
    end: date
    news: int
    calls: int
    expected: float
    chance: float
    sources: tuple[str, ...]
    because: str

    @property
    def count(self) -> int:
        return self.news + self.calls


def sightings(articles: Iterable[JudgedArticle], summaries: Iterable[HotlineSummary]) -> tuple[Sighting, ...]:
    """What ARTICLES and hotline SUMMARIES report; employers under the name of their chain."""
    found = [*_of_news(articles), *_of_calls(summaries)]
    chain = _chains(one.key for one in found if one.subject is Subject.EMPLOYER)
    # Most employers are heard of once, under the name of their chain.
    return tuple(
        replace(one, key=chain[one.key]) if one.subject is Subject.EMPLOYER and chain[one.key] != one.key else one
        for one in found
    )


def is_comparable(seen: Iterable[Sighting], today: date) -> bool:
    """Whether SEEN reaches back far enough for any window that ends TODAY to have a past to be compared with."""
    start = today - timedelta(days=min(WINDOWS) - 1)
    return any((start - day).days >= LEAST_HISTORY for day in _begun(seen, None).values())


def _begun(seen: Iterable[Sighting], since: date | None) -> dict[bool, date]:
    """The first day of which news (False) and hotline rows (True) are held: an office takes them up at different times."""
    days: dict[bool, date] = {}
    for one in seen:
        if since is not None or one.day < days.get(one.is_hotline, date.max):
            days[one.is_hotline] = since or one.day
    return days


def _of_news(articles: Iterable[JudgedArticle]) -> Iterator[Sighting]:
    """The first article of each family that tells of a dispute."""
    told: set[str] = set()
    for judged in sorted(articles, key=lambda each: (each.article.dated, each.article.id)):
        judgment, family = judged.judgment, judged.family or judged.article.id
        if judgment.relevance is not Relevance.DISPUTE or family in told:
            continue
        told.add(family)
        keys = [(Subject.ISSUE, finding.code.value) for finding in judgment.issues]
        keys += [(Subject.EMPLOYER, employer.name) for employer in judgment.employers[:1]]
        keys += [(Subject.PLACE, _city(place.code)) for place in judgment.places[:1] if place.code]
        keys += [(Subject.INDUSTRY, judgment.industry.value)] if judgment.industry else []
        day = judged.article.dated.astimezone(SHANGHAI).date()
        for subject, key in keys:
            yield Sighting(day=day, subject=subject, key=key, count=1, is_hotline=False, source=judged.article.id)


def _of_calls(summaries: Iterable[HotlineSummary]) -> Iterator[Sighting]:
    for row in summaries:
        keys = [
            (Subject.ISSUE, row.issue.value),
            (Subject.EMPLOYER, row.employer or ""),
            (Subject.PLACE, _city(row.place)),
            (Subject.INDUSTRY, row.industry.value if row.industry else ""),
        ]
        for subject, key in keys:
            if key:
                yield Sighting(day=row.day, subject=subject, key=key, count=row.calls, is_hotline=True, source=row.id)


def _city(code: str) -> str:
    return code[:4] + "00" if len(code) == 6 else code


def _chains(names: Iterable[str]) -> dict[str, str]:
    """Every employer's name → the name of its chain: the shortest of those that mean the same unit."""
    counted = Counter(names)
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    chain: dict[str, str] = {}
    for name in sorted(counted, key=lambda each: (len(each), each)):
        bare = core(BRANCH.sub("", name)) or name
        near = groups[bare[:2]]
        found = next((shown for other, shown in near if alike(bare, other)), None)
        chain[name] = found or name
        if found is None:
            near.append((bare, name))
    return chain


def bursts(
    seen: Iterable[Sighting],
    today: date,
    is_workday: Callable[[date], bool] = lambda day: day.weekday() < 5,
    since: date | None = None,
) -> tuple[Burst, ...]:
    """The unusual counts of the windows that end TODAY, the least likely first, one for each subject.

    SINCE is the first day of which reports are held; without it the first sighting's day, of news and calls by themselves.
    """
    past = [one for one in seen if today - timedelta(days=HISTORY + WINDOWS[-1]) < one.day <= today]
    if not past:
        return ()
    earliest = today - timedelta(days=HISTORY + WINDOWS[-1] - 1)
    begun = {kind: max(day, earliest) for kind, day in _begun(past, since).items()}
    weights = _weights(past, min(begun.values()), today, is_workday)
    grouped: dict[tuple[Subject, str], list[Sighting]] = defaultdict(list)
    for one in past:
        grouped[one.subject, one.key].append(one)
    found = []
    for group in grouped.values():
        read = [burst for days in WINDOWS if (burst := _window(group, begun, today, days, weights)) is not None]
        found += sorted(read, key=lambda burst: burst.chance)[:1]
    return tuple(sorted(found, key=lambda burst: (burst.chance, burst.subject, burst.key)))


def _weights(
    past: Sequence[Sighting], begun: date, today: date, is_workday: Callable[[date], bool]
) -> dict[date, float]:
    """What each day usually brings against the mean workday: rest days bring less, in each place's own measure."""
    days = [begun + timedelta(days=step) for step in range((today - begun).days + 1)]
    worked = {day for day in days if is_workday(day)}
    issue = [one for one in past if one.subject is Subject.ISSUE] or list(past)
    on_work = sum(one.count for one in issue if one.day in worked) / max(1, len(worked))
    on_rest = sum(one.count for one in issue if one.day not in worked) / max(1, len(days) - len(worked))
    # Few events tell little of the ratio; it stays between a tenth and one.
    rest = min(1.0, max(0.1, on_rest / on_work)) if on_work else 1.0
    return {day: 1.0 if day in worked else rest for day in days}


def _window(
    group: list[Sighting], held_since: dict[bool, date], today: date, days: int, weights: dict[date, float]
) -> Burst | None:
    start = today - timedelta(days=days - 1)
    reported = [one for one in group if one.day >= start]
    kinds = {one.is_hotline for one in reported if (start - held_since[one.is_hotline]).days >= LEAST_HISTORY}
    if not kinds:
        return None
    begun = max(held_since[kind] for kind in kinds)
    inside = [one for one in reported if one.is_hotline in kinds]
    count = sum(one.count for one in inside)
    if count < FEWEST:
        return None
    before = [one for one in group if begun <= one.day < start and one.is_hotline in kinds]
    exposure = sum(weight for day, weight in weights.items() if begun <= day < start)
    size = sum(weight for day, weight in weights.items() if day >= start)
    held = sum(one.count for one in before)
    expected = (held + PRIOR) * size / exposure
    shape = min(held + PRIOR, _steadiness(before, begun, start, days))
    chance = tail(count, expected, shape)
    if chance > UNLIKELY or count < TIMES * expected:
        return None
    calls = sum(one.count for one in inside if one.is_hotline)
    usual = "不到0.1" if expected < 0.1 else f"约{expected:.1f}"
    return Burst(
        subject=group[0].subject, key=group[0].key, start=start, end=today, news=count - calls, calls=calls, expected=expected,
        chance=chance, sources=tuple(dict.fromkeys(one.source for one in sorted(reported, key=lambda each: each.day))),
        because=f"{days}天内{count}件（报道{count - calls}、热线{calls}），以往同样天数平均{usual}件",
    )  # fmt: skip


def _steadiness(before: Sequence[Sighting], begun: date, start: date, days: int) -> float:
    """The shape of the negative binomial that the history's own blocks of DAYS show: small when they come in clumps."""
    blocks = (start - begun).days // days
    if blocks < 4:
        return float("inf")
    counts = [0] * blocks
    for one in before:
        block = ((start - one.day).days - 1) // days
        if block < blocks:
            counts[block] += one.count
    mean = sum(counts) / blocks
    variance = sum((count - mean) ** 2 for count in counts) / (blocks - 1)
    return mean * mean / (variance - mean) if variance > mean > 0 else float("inf")


def tail(count: int, mean: float, shape: float) -> float:
    """P(X >= COUNT) of a negative binomial with MEAN and SHAPE (variance = mean + mean²/shape); infinite shape is Poisson."""
    below = sum(exp(_log_mass(k, mean, shape)) for k in range(count))
    if below < 0.999:
        return 1.0 - below
    # Far out the difference from 1 drowns in rounding; there the terms themselves are added.
    return sum(exp(_log_mass(k, mean, shape)) for k in range(count, count + 200))


def _log_mass(k: int, mean: float, shape: float) -> float:
    if shape > 1e6:
        return k * log(mean) - mean - lgamma(k + 1)
    spread = log1p(mean / shape)
    return lgamma(k + shape) - lgamma(shape) - lgamma(k + 1) - shape * spread + k * (log(mean / shape) - spread)
