"""How each source fares: last success, newest item, yield against expectation, and what is suspected when it fails."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select

from crawlers.catalogue import Catalogue
from crawlers.levels import RECENT_DAYS, WINDOW_DAYS, level_change
from crawlers.outcome import Verdict
from crawlers.source import Source
from crawlers.tables import ITEM, RUN, SOURCE
from yanpan_domain.codes import Tier
from yanpan_domain.zone import SHANGHAI
from yanpan_ledger.engine import Ledger

# How old the newest item of a source may grow that states no expectation: a paper prints daily, an office writes when it must.
STALE_AFTER = {Tier.MEDIA: timedelta(days=7), Tier.LOCAL: timedelta(days=14), Tier.OFFICIAL: timedelta(days=45)}


class State(StrEnum):
    OK = "ok"
    STALE = "stale"
    FAILING = "failing"
    NEVER = "never"
    DISABLED = "disabled"


LABELS = {
    State.OK: "正常", State.STALE: "陈旧", State.FAILING: "失败", State.NEVER: "未采过", State.DISABLED: "已停用",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A source as it stands now. `counts` sums its outcomes over the last 28 days; `cause` is a sentence whenever it is not ok."""

    source: str
    title: str
    state: State
    cause: str | None = None
    warnings: tuple[str, ...] = ()
    last_run: datetime | None = None
    last_success: datetime | None = None
    newest_item: datetime | None = None
    next_due: datetime | None = None
    failures: int = 0
    per_day: float | None = None
    counts: dict[str, int] = field(default_factory=dict)
    pending: int = 0
    quarantined: int = 0

    @property
    def label(self) -> str:
        return LABELS[self.state]


def source_states(ledger: Ledger, catalogue: Catalogue, now: datetime) -> tuple[SourceState, ...]:
    """The state of every source of CATALOGUE, in its order."""
    since = now - timedelta(days=WINDOW_DAYS)
    with ledger.read() as connection:
        rows = {row.source: row for row in connection.execute(select(SOURCE))}
        runs: dict[str, list[Any]] = defaultdict(list)
        for run in connection.execute(select(RUN).where(RUN.c.started >= since).order_by(RUN.c.started)):
            runs[run.source].append(run)
        waiting = {
            (row.source, row.state): int(row.waiting)
            for row in connection.execute(
                select(ITEM.c.source, ITEM.c.state, func.count().label("waiting"))
                .where(ITEM.c.state.in_(("pending", "quarantined")))
                .group_by(ITEM.c.source, ITEM.c.state)
            )
        }
    return tuple(
        _state(
            source, rows.get(source.key), runs[source.key], now,
            pending=waiting.get((source.key, "pending"), 0), quarantined=waiting.get((source.key, "quarantined"), 0),
        )
        for source in catalogue
    )  # fmt: skip


def _state(source: Source, row: Any, runs: list[Any], now: datetime, *, pending: int, quarantined: int) -> SourceState:
    if row is None or not source.enabled:
        never = State.NEVER if source.enabled else State.DISABLED
        return SourceState(source=source.key, title=source.title, state=never)
    counts: Counter[str] = Counter()
    for run in runs:
        counts.update(json.loads(run.counts))
    yields = daily_yield(runs)
    recent = [
        count for day, count in yields.items() if day > (now - timedelta(days=RECENT_DAYS)).astimezone(SHANGHAI).date()
    ]
    per_day = sum(recent) / len(recent) if recent else None
    state, cause = _verdict(source, row, per_day, len(recent), now)
    if row.newest_item is None and state is State.STALE and not counts["new"]:
        cause = "采到过列表，但里面没有文章：可能改版，请检查网址与选择器"
    return SourceState(
        source=source.key, title=source.title, state=state, cause=cause,
        warnings=tuple(_warnings(source, yields, per_day, quarantined, now)), last_run=row.last_run,
        last_success=row.last_success, newest_item=row.newest_item, next_due=row.next_due, failures=row.failures,
        per_day=per_day, counts=dict(counts), pending=pending, quarantined=quarantined,
    )  # fmt: skip


def daily_yield(runs: Iterable[Any]) -> dict[date, int]:
    """New articles by day, for days on which the source answered at least once; a day without an answer is no zero."""
    found: dict[date, int] = {}
    for run in runs:
        if run.verdict == Verdict.OK.value:
            day = run.started.astimezone(SHANGHAI).date()
            found[day] = found.get(day, 0) + int(json.loads(run.counts).get("new", 0))
    return found


def _verdict(source: Source, row: Any, per_day: float | None, days: int, now: datetime) -> tuple[State, str | None]:
    if row.healthy == 0:
        return State.FAILING, row.cause or "上次采集失败，原因不明"
    allowed = source.expect.newest_item_days
    limit = timedelta(days=allowed) if allowed is not None else STALE_AFTER[source.tier]
    if row.newest_item is None:
        return State.STALE, "采到过列表，但没有一篇有日期的文章：请检查选择器或日期格式"
    age = now - row.newest_item
    if age > limit:
        return State.STALE, f"最新一篇已是 {age.days} 天前，超过预期的 {limit.days} 天：可能停更或改版"
    least = source.expect.articles_per_day
    # The first days after a source is added say little about its usual yield.
    if least is not None and per_day is not None and days >= 3 and per_day < least.min:
        return State.STALE, f"近 {days} 天平均每天 {per_day:.1f} 篇，低于预期的 {least.min:g} 篇：可能改版、漏采或停更"
    return State.OK, None


def _warnings(
    source: Source, yields: dict[date, int], per_day: float | None, quarantined: int, now: datetime
) -> Iterable[str]:
    border = (now - timedelta(days=RECENT_DAYS)).astimezone(SHANGHAI).date()
    today = now.astimezone(SHANGHAI).date()
    # The day that runs is not over, so its count cannot be compared.
    whole = {day: count for day, count in yields.items() if day < today}
    change = level_change(
        [count for day, count in whole.items() if day < border],
        [count for day, count in whole.items() if day >= border],
    )
    if change is not None:
        word = "骤减" if change.fell else "骤增"
        yield f"日均篇数{word}：前三周 {change.before:.1f} 篇，近一周 {change.recent:.1f} 篇（偶然的可能 {change.p:.1%}）"
    most = source.expect.articles_per_day.max if source.expect.articles_per_day else None
    if most is not None and per_day is not None and per_day > most:
        yield f"日均 {per_day:.1f} 篇，高于预期的 {most:g} 篇：可能混入了别的栏目"
    if quarantined:
        yield f"{quarantined} 个网址多次失败，已隔离；修复后用 yanpan sources replay {source.key} 重采"


def state_row(state: SourceState) -> dict[str, object]:
    """One source's health, as `yanpan sources health --json` prints it."""
    moments = {name: getattr(state, name) for name in ("last_run", "last_success", "newest_item", "next_due")}
    return {
        "source": state.source, "title": state.title, "state": state.state.value, "cause": state.cause,
        "warnings": list(state.warnings), "failures": state.failures, "per_day": state.per_day, "outcomes": state.counts,
        "pending": state.pending, "quarantined": state.quarantined,
        **{name: moment.astimezone(SHANGHAI).isoformat() if moment else None for name, moment in moments.items()},
    }  # fmt: skip
