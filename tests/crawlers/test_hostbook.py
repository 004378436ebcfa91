"""What a run holds of hosts, and what it tells its child of them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import cast

from sqlalchemy import Connection

from crawlers import leases
from crawlers.hostbook import HostBook
from crawlers.messages import Granted, HostTold, Robots, ToChild
from crawlers.options import CrawlOptions
from yanpan_ledger.engine import Ledger


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_a_host_lost_to_another_process_is_refused_to_the_child(ledger: Ledger) -> None:
    clock, said = Clock(), list[ToChild]()
    mine = HostBook(ledger, clock, CrawlOptions())
    assert mine.grant("a.example").refused is None and mine.grant("b.example").refused is None
    clock.now += timedelta(minutes=5)  # delivery hung: the leases ran out
    with ledger.begin() as connection:
        assert isinstance(leases.take(connection, "a.example", "another", clock.now), leases.Lease)
    mine.renew(said.append)
    told = {message.host: message.refused for message in said if isinstance(message, Granted)}
    assert told["b.example"] is None and "另一个采集进程" in (told["a.example"] or "")
    assert set(mine.held) == {"b.example"}
    assert mine.grant("a.example").refused, "it is another's now"


def test_all_hosts_of_a_source_or_none(ledger: Ledger) -> None:
    clock = Clock()
    with ledger.begin() as connection:
        leases.take(connection, "b.example", "another", clock.now)
    book = HostBook(ledger, clock, CrawlOptions())
    refused = book.hold({"a.example", "b.example"})
    assert refused is not None and "b.example" in refused.reason and book.held == {}


def test_robots_and_owed_delay_reach_the_next_holder(ledger: Ledger) -> None:
    clock = Clock()
    first, second = HostBook(ledger, clock, CrawlOptions()), HostBook(ledger, clock, CrawlOptions())
    first.grant("a.example")
    robots = Robots(status=200, body=b"User-agent: *\nCrawl-delay: 20\n", fetched=clock.now)
    first.told(HostTold(host="a.example", robots=robots), needed=False)
    first.told(HostTold(host="a.example", released=True, delay=20.0, answered=True), needed=False)
    clock.now += timedelta(seconds=8)
    granted = second.grant("a.example")
    assert granted.wait == 12.0 and granted.robots == robots


class Between:
    """A ledger behind each of whose transactions another process tries to take a host."""

    def __init__(self, ledger: Ledger, now: Clock) -> None:
        self.ledger, self.now, self.got = ledger, now, list[leases.Lease | leases.Unavailable]()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        with self.ledger.begin() as connection:
            yield connection
        with self.ledger.begin() as connection:
            self.got.append(leases.take(connection, "a.example", "another", self.now()))


def test_a_host_that_is_still_needed_is_not_given_up_for_a_moment(ledger: Ledger) -> None:
    clock = Clock()
    between = Between(ledger, clock)
    book = HostBook(cast("Ledger", between), clock, CrawlOptions())
    book.grant("a.example")
    robots = Robots(status=200, body=b"User-agent: *\nAllow: /\n", fetched=clock.now)
    book.told(HostTold(host="a.example", robots=robots), needed=True)
    book.told(HostTold(host="a.example", released=True, delay=20.0, answered=True), needed=True)
    assert between.got and all(isinstance(one, leases.Unavailable) for one in between.got)
    granted = book.grant("a.example")
    assert (granted.refused, granted.wait, granted.robots) == (None, 20.0, robots)


def test_what_a_dead_process_may_owe_is_waited_out(ledger: Ledger) -> None:
    program = "import sys; sys.path.insert(0, '.'); from yanpan_ledger.holders import new_holder; print(new_holder())"
    dead = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()
    clock = Clock()
    with ledger.begin() as connection:
        for host in ("a.example", "b.example", "127.0.0.1:8000"):
            leases.take(connection, host, dead, clock.now)
        leases.keep_robots(connection, "a.example", 200, b"User-agent: *\nCrawl-delay: 20\n", clock.now)
    book = HostBook(ledger, clock, CrawlOptions(delay_seconds=0.0, allow_private=("127.0.0.1:8000",)))
    book.owe("b.example", 7.0)
    waits = {host: book.grant(host).wait for host in ("a.example", "b.example", "127.0.0.1:8000")}
    assert waits == {"a.example": 20.0, "b.example": 7.0, "127.0.0.1:8000": 0.0}
