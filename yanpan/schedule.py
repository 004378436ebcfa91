"""What is due when, run once each: `yanpan tick` by systemd timer, cron or the container's loop.

A slot is a job at one of its times. Its row is taken before it runs and kept after, so it runs once over restarts and over
machines; a process that died leaves a row whose lease runs out, and the next tick takes it over. A slot that was missed while
nothing ran is made up for, except where only the newest counts (crawling now is crawling for all earlier slots too).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from yanpan.tables import SLOTS
from yanpan_domain.errors import YanpanError
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from briefings.workdays import Calendar
    from yanpan_ledger.engine import Ledger

# A job that has not ended after this long is taken to be dead.
LEASE = timedelta(hours=2)
# A failed slot is tried so often; then it stays failed and is told.
ATTEMPTS = 3
# A machine that was off longer than this starts afresh: nobody reads a month of daily briefings at once.
MADE_UP_FOR = timedelta(days=10)
CRAWL_MINUTES = 30
# Jobs and what becomes of their slots, as people read them.
TITLES = {
    "crawl": "采集与归并", "alerts": "保存的检索", "rescore": "换日重新评分", "daily": "日报", "weekly": "周报", "monthly": "月报",
    "notices": "通知拟稿", "outbox": "发出已签发通知",
}  # fmt: skip
STATES = {"running": "运行中", "done": "完成", "failed": "失败，待重试", "given_up": "失败，不再重试"}

Step = Callable[[datetime], str]
"""Runs one slot as of its due time and says what it did; raises YanpanError when it could not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job's times: `due_between(after, until)` lists them, oldest first. `newest_only` drops all but the last."""

    name: str
    due_between: Callable[[datetime, datetime], list[datetime]]
    newest_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What became of one slot in this tick: done, failed, or given up after the last attempt."""

    job: str
    slot: str
    due: datetime
    state: str
    told: str


def jobs(calendar: Calendar) -> tuple[Job, ...]:
    """Our default plan: crawl and look for alerts every half hour, the day at 8:05 on workdays, the week on Monday, the month on its first workday."""
    return (
        Job(name="crawl", due_between=_every(CRAWL_MINUTES), newest_only=True),
        Job(name="alerts", due_between=_every(CRAWL_MINUTES), newest_only=True),
        Job(name="rescore", due_between=_daily(time(0, 10), lambda _: True), newest_only=True),
        Job(name="daily", due_between=_daily(time(8, 5), calendar.is_workday)),
        Job(name="weekly", due_between=_daily(time(8, 10), lambda day: day.weekday() == 0)),
        Job(name="monthly", due_between=_daily(time(8, 20), lambda day: _first_workday(day, calendar))),
        Job(name="notices", due_between=_daily(time(8, 30), calendar.is_workday), newest_only=True),
        Job(name="outbox", due_between=_every(10), newest_only=True),
    )  # fmt: skip


def tick(
    ledger: Ledger, steps: Mapping[str, Step], planned: Iterable[Job], *, now: datetime, holder: str, clock: Callable[[], datetime]
) -> list[Ran]:  # fmt: skip
    """Run every slot of PLANNED that is due by NOW and has a step; one failure does not keep the others from running."""
    found: list[Ran] = []
    for job in planned:
        if job.name in steps:
            for slot, due in due_slots(ledger, job, now):
                if take(ledger, job.name, slot, due, now=clock(), holder=holder):
                    found.append(_run(ledger, steps[job.name], job, slot, due, holder, clock))
    return found


def due_slots(ledger: Ledger, job: Job, now: datetime) -> list[tuple[str, datetime]]:
    """The slots of JOB to run by NOW: new ones since the last known, and those that failed or died, oldest first."""
    with ledger.read() as connection:
        rows = connection.execute(select(SLOTS).where(SLOTS.c.job == job.name).order_by(SLOTS.c.due)).all()
    again = [(row.slot, row.due) for row in rows if _may_run_again(row, now)]
    # A slot that lies ahead was made by a clock that ran ahead: it must not stop the plan until that day.
    past = [row.due for row in rows if row.due <= now]
    last = past[-1] if past else None
    since = max(last, now - MADE_UP_FOR) if last else now - MADE_UP_FOR
    fresh = job.due_between(since, now)
    if last is None or job.newest_only:
        fresh = fresh[-1:]
    if job.newest_only:
        again = [] if fresh else [(slot, due) for slot, due in again if due == last]
    return again + [(slot_name(due), due) for due in fresh]


def take(ledger: Ledger, job: str, slot: str, due: datetime, *, now: datetime, holder: str) -> bool:
    """Whether HOLDER may run the slot: its row is new, or its last run failed or died and attempts are left."""
    values = {
        "state": "running",
        "holder": holder,
        "lease_until": now + LEASE,
        "started": now,
        "ended": None,
        "told": "",
    }
    try:
        with ledger.begin() as connection:
            row = _row(connection, job, slot)
            if row is None:
                connection.execute(insert(SLOTS).values(job=job, slot=slot, due=due, attempts=1, **values))
                return True
            if not _may_run_again(row, now):
                return False
            taken = connection.execute(
                update(SLOTS)
                .where(SLOTS.c.job == job, SLOTS.c.slot == slot, SLOTS.c.attempts == row.attempts)
                .values(attempts=row.attempts + 1, **values)
            )
            return bool(taken.rowcount == 1)
    except IntegrityError:  # another machine put the row in at the same moment
        return False


def recent(ledger: Ledger, most: int = 50) -> list[Any]:
    """The newest slots with what became of them."""
    with ledger.read() as connection:
        return list(connection.execute(select(SLOTS).order_by(SLOTS.c.due.desc(), SLOTS.c.job).limit(most)).all())


def slot_name(due: datetime) -> str:
    """The slot's key: its time in China to the minute."""
    return due.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


def _run(
    ledger: Ledger, step: Step, job: Job, slot: str, due: datetime, holder: str, clock: Callable[[], datetime]
) -> Ran:  # fmt: skip
    try:
        state, told = "done", step(due)
    except YanpanError as error:
        state, told = "failed", error.sentence
    except Exception as error:  # noqa: BLE001 - the row must say that the slot failed, whatever went wrong; it is told below
        state, told = "failed", f"程序出错：{type(error).__name__}。请把日志交给维护者。"
    with ledger.begin() as connection:
        row = _row(connection, job.name, slot)
        if state == "failed" and row is not None and row.attempts >= ATTEMPTS:
            state = "given_up"
        connection.execute(
            update(SLOTS)
            .where(SLOTS.c.job == job.name, SLOTS.c.slot == slot, SLOTS.c.holder == holder)
            .values(state=state, told=told, ended=clock())
        )
    return Ran(job=job.name, slot=slot, due=due, state=state, told=told)


def _may_run_again(row: Any, now: datetime) -> bool:
    dead = row.state == "running" and row.lease_until <= now
    return bool((row.state == "failed" or dead) and row.attempts < ATTEMPTS)


def _row(connection: Connection, job: str, slot: str) -> Any:
    return connection.execute(
        select(SLOTS).where(SLOTS.c.job == job, SLOTS.c.slot == slot).with_for_update()
    ).first()  # fmt: skip


def _every(minutes: int) -> Callable[[datetime, datetime], list[datetime]]:
    """Only the newest is ever wanted, so only that one is listed."""

    def due_between(after: datetime, until: datetime) -> list[datetime]:
        local = until.astimezone(SHANGHAI)
        newest = local.replace(minute=local.minute - local.minute % minutes, second=0, microsecond=0)
        return [newest] if newest > after else []

    return due_between


def _daily(at: time, wanted: Callable[[date], bool]) -> Callable[[datetime, datetime], list[datetime]]:
    def due_between(after: datetime, until: datetime) -> list[datetime]:
        day, last = after.astimezone(SHANGHAI).date(), until.astimezone(SHANGHAI).date()
        moments = [datetime.combine(day + timedelta(days=n), at, SHANGHAI) for n in range((last - day).days + 1)]
        return [moment for moment in moments if after < moment <= until and wanted(moment.date())]

    return due_between


def _first_workday(day: date, calendar: Calendar) -> bool:
    return day == calendar.on_or_after(day.replace(day=1))
