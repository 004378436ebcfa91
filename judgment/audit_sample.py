"""What we miss: a weekly random sample of what was set aside, marked by a person, and the miss rate it implies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b
from math import sqrt

from sqlalchemy import Connection, insert, select, update

from judgment.tables import AUDIT_SAMPLE
from yanpan_domain.codes import Relevance
from yanpan_domain.errors import CallerError
from yanpan_domain.judgment import JudgedArticle
from yanpan_ledger.audit import record

SIZE = 20
# 95 % of a normal distribution lies within this many standard deviations.
_Z = 1.96


class NotInSample(CallerError):
    code = "not_in_sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """One article of a week's sample; `mark` is None until a person has read it."""

    week: str
    article: str
    population: int
    mark: Relevance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissRate:
    """Of the articles set aside, the share that tells of a dispute: estimate and 95 % interval (Wilson)."""

    marked: int
    missed: int
    population: int
    rate: float
    low: float
    high: float


def monday(day: date) -> str:
    """The week that DAY lies in, by its Monday."""
    return (day - timedelta(days=day.weekday())).isoformat()


def draw(
    connection: Connection, week: str, set_aside: Iterable[str], *, at: datetime, size: int = SIZE
) -> tuple[Sampled, ...]:
    """The sample of WEEK from the ids SET_ASIDE; drawn once, asked again it is the same."""
    drawn = sample(connection, week)
    if drawn:
        return drawn
    population = sorted(set(set_aside))
    chosen = sorted(population, key=lambda article: _lot(week, article))[:size]
    for article in chosen:
        connection.execute(
            insert(AUDIT_SAMPLE).values(week=week, article=article, drawn=at, population=len(population))
        )
    return sample(connection, week)


def sample(connection: Connection, week: str | None = None) -> tuple[Sampled, ...]:
    """What was drawn for WEEK, or ever."""
    query = select(AUDIT_SAMPLE).order_by(AUDIT_SAMPLE.c.week, AUDIT_SAMPLE.c.article)
    if week is not None:
        query = query.where(AUDIT_SAMPLE.c.week == week)
    return tuple(
        Sampled(
            week=row.week,
            article=row.article,
            population=row.population,
            mark=Relevance(row.mark) if row.mark else None,
        )
        for row in connection.execute(query)
    )


def mark(connection: Connection, article: str, relevance: Relevance, *, actor: str, at: datetime) -> None:
    """What a person says ARTICLE of a sample is. Raises NotInSample for an article that was not drawn."""
    marked = connection.execute(
        update(AUDIT_SAMPLE)
        .where(AUDIT_SAMPLE.c.article == article)
        .values(mark=relevance.value, marked=at, actor=actor)
    )
    if not marked.rowcount:
        raise NotInSample(f"文章 {article} 不在抽样中。用 yanpan judge audit 查看本周抽样。")
    record(connection, at=at, actor=actor, act="judgment.audit_mark", subject=article, detail={"mark": relevance.value})


def miss_rate(sampled: Iterable[Sampled]) -> MissRate | None:
    """The share of disputes among what was set aside, from the marked part of SAMPLED; None when nothing is marked."""
    seen = [one for one in sampled if one.mark is not None]
    if not seen:
        return None
    missed = sum(one.mark is Relevance.DISPUTE for one in seen)
    low, high = wilson(missed, len(seen))
    weeks = {one.week: one.population for one in seen}
    return MissRate(
        marked=len(seen),
        missed=missed,
        population=sum(weeks.values()),
        rate=missed / len(seen),
        low=low,
        high=high,
    )


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share; honest at 0 of 20, where the normal one says 0 to 0."""
    share = hits / of
    middle = share + _Z**2 / (2 * of)
    spread = _Z * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    whole = 1 + _Z**2 / of
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def set_aside(judged: Iterable[JudgedArticle]) -> list[str]:
    """Ids of those of JUDGED that were set aside as unrelated."""
    return [one.article.id for one in judged if one.judgment.relevance is Relevance.UNRELATED]


def _lot(week: str, article: str) -> bytes:
    """A lot that nobody can choose: the same week and article always draw the same."""
    return blake2b(f"{week}/{article}".encode(), digest_size=8).digest()
