"""The hosts that the crawling child was granted: each with its robots.txt and its slot in Scrapy's downloader.

Scrapy's own RobotsTxtMiddleware ignores Crawl-delay and its jitter makes a delay of 1 s into 0.8 s, so the slots are set here.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from crawlers.addresses import host_key, is_allowed
from crawlers.messages import Granted, HostTold, Robots
from crawlers.options import LEAST_PUBLIC_DELAY
from crawlers.robots import MOST_BYTES, MOST_DELAY, UNREACHABLE, Rules, is_fresh, rules_from

# After this many challenge pages in a row it is pointless, and rude, to go on.
MOST_CHALLENGES = 5
# So many requests at once go to a host that may be asked without delay (loopback and intranet, named by the operator).
UNDELAYED_CONCURRENCY = 8


class Refused(IgnoreRequest):
    """A request that must not be made; `outcome` is how it counts, `fault` whether its address is at fault."""

    def __init__(self, outcome: str, cause: str, *, fault: bool = True) -> None:
        super().__init__(cause)
        self.outcome, self.cause, self.fault = outcome, cause, fault


@dataclass(slots=True)
class Host:
    """What this process knows of a host it was granted."""

    key: str
    delay: float
    lease_until: float
    robots: Robots | None
    rules: Rules | None = None
    unreachable: str | None = None
    suspended: str | None = None
    suspended_outcome: str = "deferred"
    failures: int = 0
    challenges: int = 0
    answered: bool = False
    users: set[int] = field(default_factory=set)

    def check_open(self) -> None:
        """Raises Refused where the host is left alone for the rest of this run."""
        if self.suspended:
            raise Refused(self.suspended_outcome, self.suspended, fault=self.suspended_outcome == "refused")


class Hosts:
    """The hosts of this run: granted by the parent, each with its rules and its slot in Scrapy's downloader."""

    def __init__(self, spider: Any) -> None:
        self.spider = spider
        self.known: dict[str, Host] = {}
        self._opening: dict[str, asyncio.Lock] = {}

    async def opened(self, request: Request, *, for_robots: bool) -> Host:
        """The host of REQUEST, leased, with its robots.txt read and its slot paced."""
        key = host_key(request.url)
        lock = self._opening.setdefault(key, asyncio.Lock())
        if for_robots and lock.locked():
            return await self._granted(key, request)  # this is the request for its robots.txt
        async with lock:
            host = await self._granted(key, request)
            if host.rules is None and not for_robots and not host.suspended:
                await self._read_robots(host, request)
        host.users.add(id(request.meta.get("run")))
        self._pace(host, request.url, request.meta.get("delay"))
        return host

    async def _granted(self, key: str, request: Request) -> Host:
        host = self.known.get(key)
        if host is not None:
            await self._leased(host)
            return host
        granted: Granted = await self.spider.desk.host(key)
        host = Host(key, 0.0, monotonic() + granted.seconds, granted.robots)
        if granted.refused:
            host.suspended = granted.refused
        self.known[key] = host
        self._pace(host, request.url, request.meta.get("delay"))
        if granted.wait > 0:
            self.hold(host, granted.wait)
        return host

    async def _leased(self, host: Host) -> None:
        while host.lease_until < monotonic() and not host.suspended:
            # The parent is late with renewing: nobody asks on a lease that may have run out.
            await asyncio.sleep(0.2)

    async def still_open(self, host: Host) -> None:
        """Waits while HOST's lease is not renewed; raises Refused where the host is to be left alone by now."""
        await self._leased(host)
        host.check_open()

    def renewed(self, granted: Granted) -> None:
        host = self.known.get(granted.host)
        if host is not None:
            host.lease_until = monotonic() + granted.seconds
            if granted.refused:
                host.suspended = granted.refused

    def left_by(self, run: Any) -> None:
        """RUN is through: hosts that no other run uses go back to the parent, with news of how they fared."""
        for host in list(self.known.values()):
            host.users.discard(id(run))
            slot = self.spider.crawler.engine.downloader.slots.get(host.key)
            if host.users or (slot is not None and slot.active):
                continue
            del self.known[host.key]
            self.spider.desk.forget_host(host.key)
            failed = host.suspended if host.suspended_outcome == "failed" and not host.answered else None
            # A short Retry-After that is still running is owed to the host by whoever asks it next.
            owed = slot.lastseen + slot.delay - monotonic() if slot is not None else 0.0
            self.spider.desk.tell(
                HostTold(
                    host=host.key, delay=max(host.delay, owed), released=True, failed=failed,
                    answered=host.answered and host.suspended is None,
                )
            )  # fmt: skip

    def challenged(self, url: str) -> None:
        """The page at URL was a challenge; a host that gives nothing else is left alone."""
        host = self.known.get(host_key(url))
        if host is not None:
            host.challenges += 1
            if host.challenges >= MOST_CHALLENGES and not host.suspended:
                host.suspended = f"主机 {host.key} 连续给出验证页，本次不再访问"

    def served(self, url: str) -> None:
        """The page at URL was a page."""
        host = self.known.get(host_key(url))
        if host is not None:
            host.challenges = 0

    def _slot(self, host: Host) -> Any:
        downloader = self.spider.crawler.engine.downloader
        settings = {"concurrency": 1 if host.delay else UNDELAYED_CONCURRENCY, "delay": host.delay, "jitter": 0}
        downloader.per_slot_settings[host.key] = settings
        slot = downloader.slots.get(host.key)
        if slot is not None:
            slot.concurrency, slot.delay, slot.jitter = settings["concurrency"], max(host.delay, slot.delay), 0
        return slot

    def _pace(self, host: Host, url: str, wanted: float | None) -> None:
        """The slowest of what operator, source and robots.txt ask."""
        hello = self.spider.hello
        delay = hello.delay_seconds if wanted is None else wanted
        if not is_allowed(url, hello.allow_private):
            delay = max(delay, LEAST_PUBLIC_DELAY)
        if host.rules is not None and host.rules.delay is not None:
            delay = max(delay, host.rules.delay)
        if delay > host.delay or self._slot(host) is None:
            host.delay = max(delay, host.delay)
            self._slot(host)

    def hold(self, host: Host, seconds: float) -> None:
        """No request to HOST for SECONDS from now."""
        slot = self._slot(host)
        if slot is None:
            slot = self.spider.crawler.engine.downloader._get_slot(
                Request("http://x/", meta={"download_slot": host.key})
            )[1]
        slot.lastseen = max(slot.lastseen, monotonic() + seconds - slot.delay)
        if not slot.delay:
            host.delay = 0.001
            self._slot(host)

    async def _read_robots(self, host: Host, request: Request) -> None:
        if host.robots is not None and is_fresh(host.robots.fetched):
            host.rules = rules_from(host.robots.status, host.robots.body, self.spider.hello.agent)
        else:
            await self._fetch_robots(host, request)
        self._pace(host, request.url, request.meta.get("delay"))
        if host.rules is not None and (host.rules.delay or 0) > MOST_DELAY:
            host.suspended = (
                f"robots.txt 要求每次间隔 {host.rules.delay:.0f} 秒，超过 {MOST_DELAY:.0f} 秒，视为不愿被采集"
            )
            host.suspended_outcome = "blocked"

    async def _fetch_robots(self, host: Host, request: Request) -> None:
        from crawlers.answers import trouble_with

        scheme, _, rest = request.url.partition("://")
        address = f"{scheme}://{rest.partition('/')[0].partition('?')[0]}/robots.txt"
        meta = {"robots": True, "delay": request.meta.get("delay"), "run": request.meta.get("run")}
        try:
            response = await self.spider.crawler.engine.download_async(Request(address, meta=meta, dont_filter=True))
        except Exception as error:  # noqa: BLE001  # whatever went wrong, RFC 9309 has one answer: unreachable
            if isinstance(error, Refused) and not error.fault:
                host.suspended = host.suspended or error.cause
                return
            trouble = trouble_with(error)
            if trouble.no_host or trouble.outcome == "refused":
                host.suspended, host.suspended_outcome = trouble.cause, trouble.outcome
                return
            host.unreachable = f"robots.txt 取不到（{trouble.cause}），按规范不得访问"
            told = Robots(status=UNREACHABLE, body=b"", fetched=datetime.now(UTC))
        else:
            if response.status >= 429:
                host.unreachable = f"robots.txt 取不到（HTTP {response.status}），按规范不得访问"
            told = Robots(status=response.status, body=response.body[:MOST_BYTES], fetched=datetime.now(UTC))
        rules = rules_from(told.status, told.body, self.spider.hello.agent)
        if rules.parsed is None and not rules.allowed_without_rules and host.robots is not None:
            # RFC 9309 2.4: an unreachable file lets the copy from before stand.
            told = host.robots
            rules = rules_from(told.status, told.body, self.spider.hello.agent)
        elif rules.parsed is not None or rules.allowed_without_rules:
            self.spider.desk.tell(HostTold(host=host.key, robots=told))
        host.robots, host.rules = told, rules
