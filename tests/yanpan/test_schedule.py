import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from briefings.workdays import Calendar
from yanpan.app import App
from yanpan.schedule import ATTEMPTS, LEASE, TITLES, due_slots, jobs, recent, take, tick
from yanpan.schedule_steps import steps
from yanpan.settings import Settings
from yanpan_domain.errors import OperatorError
from yanpan_ledger.engine import open_ledger

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
PLAN = jobs(Calendar())


def ran(ledger, now, steps, holder="a"):
    return tick(ledger, steps, PLAN, now=now, holder=holder, clock=lambda: now)


def counting(names=("crawl", "daily", "weekly", "monthly")):
    calls = []
    return calls, {name: lambda due, name=name: calls.append((name, due)) or "好" for name in names}


def test_the_first_tick_runs_the_newest_slot_of_each_job_and_no_older_one(ledger):
    calls, steps = counting()
    ran(ledger, MONDAY, steps)
    assert [(name, due.strftime("%m-%dT%H:%M")) for name, due in calls] == [
        ("crawl", "11-23T09:00"), ("daily", "11-23T08:05"), ("weekly", "11-23T08:10"),
    ]  # fmt: skip


def test_a_slot_runs_once_however_often_it_is_asked(ledger):
    calls, steps = counting()
    for minute in range(30):
        ran(ledger, MONDAY + timedelta(minutes=minute), steps)
    assert len(calls) == len(set(calls)) == 3


def test_missed_days_are_made_up_for_in_order_and_missed_crawls_are_not(ledger):
    calls, steps = counting()
    ran(ledger, MONDAY, steps)
    calls.clear()
    ran(ledger, MONDAY + timedelta(days=8), steps)
    assert [due.day for name, due in calls if name == "daily"] == [24, 25, 26, 27, 30, 1]
    assert [due.day for name, due in calls if name == "weekly"] == [30]
    assert len([1 for name, _ in calls if name == "crawl"]) == 1


def test_the_calendar_of_workdays_is_kept(ledger):
    calls, steps = counting(["daily", "monthly"])
    ran(ledger, datetime(2026, 9, 30, 9, tzinfo=ZONE), steps)
    calls.clear()
    ran(ledger, datetime(2026, 10, 9, 9, tzinfo=ZONE), steps)
    assert [due.day for name, due in calls if name == "daily"] == [8, 9]
    assert [due.day for name, due in calls if name == "monthly"] == [8]


def test_one_failure_keeps_no_other_job_from_running_and_is_told(ledger):
    _, steps = counting()

    def failing(due):
        raise OperatorError("磁盘已满，请腾出空间。")

    found = {one.job: one for one in ran(ledger, MONDAY, steps | {"crawl": failing})}
    assert found["crawl"].state == "failed"
    assert found["crawl"].told == "磁盘已满，请腾出空间。"
    assert found["daily"].state == found["weekly"].state == "done"
    assert {row.job: row.state for row in recent(ledger)}["crawl"] == "failed"


def test_a_failed_slot_is_tried_again_and_then_given_up(ledger):
    tried = []

    def failing(due):
        tried.append(due)
        raise OperatorError("服务器没有应答。")

    states = [
        one.state for minute in range(6) for one in ran(ledger, MONDAY + timedelta(minutes=minute), {"daily": failing})
    ]
    assert len(tried) == ATTEMPTS
    assert states == ["failed"] * (ATTEMPTS - 1) + ["given_up"]


def test_an_unforeseen_error_is_a_failure_without_its_text(ledger):
    def broken(due):
        raise ValueError("张三 13800000000")

    (one,) = ran(ledger, MONDAY, {"daily": broken})
    assert one.state == "failed"
    assert "ValueError" in one.told
    assert "138" not in one.told


def test_a_dead_process_gives_its_slot_to_the_next_when_its_lease_has_run_out(ledger):
    (slot, due), *_ = due_slots(ledger, next(job for job in PLAN if job.name == "daily"), MONDAY)
    assert take(ledger, "daily", slot, due, now=MONDAY, holder="dead")
    calls, steps = counting(["daily"])
    assert ran(ledger, MONDAY + LEASE - timedelta(minutes=1), steps) == []
    ran(ledger, MONDAY + LEASE, steps)
    assert [due for _, due in calls] == [MONDAY.replace(hour=8, minute=5)]


def test_a_slot_whose_process_died_every_time_is_left(ledger):
    (slot, due), *_ = due_slots(ledger, next(job for job in PLAN if job.name == "daily"), MONDAY)
    for number in range(ATTEMPTS):
        assert take(ledger, "daily", slot, due, now=MONDAY + number * LEASE, holder="dead")
    assert not take(ledger, "daily", slot, due, now=MONDAY + ATTEMPTS * LEASE, holder="dead")
    calls, steps = counting(["daily"])
    ran(ledger, MONDAY + ATTEMPTS * LEASE, steps)
    assert calls == []


def test_weeks_without_a_machine_are_made_up_for_no_further_back_than_ten_days(ledger):
    calls, steps = counting(["daily"])
    ran(ledger, MONDAY, steps)
    calls.clear()
    ran(ledger, MONDAY + timedelta(days=28), steps)
    assert [(due.month, due.day) for _, due in calls] == [(12, day) for day in (14, 15, 16, 17, 18, 21)]


def test_two_machines_at_the_same_moment_run_each_slot_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    open_ledger(url).close()
    calls, steps = counting()
    start = threading.Barrier(4)

    def machine(name):
        with open_ledger(url) as own:
            start.wait()
            ran(own, MONDAY, steps, holder=name)

    threads = [threading.Thread(target=machine, args=(f"m{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == len(set(calls)) == 3


def test_a_newer_crawl_makes_an_older_failed_one_needless(ledger):
    def failing(due):
        raise OperatorError("没有网络。")

    ran(ledger, MONDAY, {"crawl": failing})
    calls, steps = counting(["crawl"])
    ran(ledger, MONDAY + timedelta(minutes=30), steps)
    assert [due.minute for _, due in calls] == [30]
    ran(ledger, MONDAY + timedelta(minutes=31), steps)
    assert len(calls) == 1


def test_a_clock_that_ran_ahead_once_does_not_stop_the_plan_until_that_day(ledger):
    calls, steps = counting()
    ran(ledger, MONDAY.replace(year=2035), steps)
    calls.clear()
    ran(ledger, MONDAY, steps)
    assert [name for name, _ in calls] == ["crawl", "daily", "weekly"]
    calls.clear()
    ran(ledger, MONDAY, steps)
    assert calls == []


def test_every_job_has_a_step_and_a_name_for_people(tmp_path):
    with App(Settings(data=tmp_path)) as app:
        assert [job.name for job in PLAN] == list(TITLES) == list(steps(app))
