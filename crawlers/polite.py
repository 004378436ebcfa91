"""Politeness inside Scrapy: every request passes the gate before it leaves; the delay counts from the end of the last answer."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response

from crawlers.addresses import AddressRefused, check_url, host_and_port
from crawlers.hosts import Host, Refused
from crawlers.messages import HostTold
from crawlers.resolver import PublicResolver
from crawlers.tls import ByHost

# A host that asks for more patience than this is left for a later run.
MOST_PATIENCE = 60.0
# A server in trouble is not asked more seldom than this many seconds: then it is left for another run instead.
MOST_THROTTLED = 60.0
TROUBLED = frozenset((429, 500, 502, 503, 504))
# After this many failures in a row a host is left alone for the rest of the run.
MOST_FAILURES = 5
# A page is tried three times, so this many errors of the server in a row are four pages, not one that is broken.
MOST_TROUBLED = 12


class PoliteMiddleware:
    """First in the chain: every request, redirected and repeated ones too, passes here before it may leave."""

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> PoliteMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        spider = self.crawler.spider
        try:
            check_url(request.url, spider.hello.allow_private)
        except AddressRefused as error:
            raise Refused("refused", str(error)) from error
        host = await spider.hosts.opened(request, for_robots=bool(request.meta.get("robots")))
        host.check_open()
        request.meta["download_slot"] = host.key
        if request.meta.get("robots"):
            return
        if host.rules is not None and not host.rules.allowed(request.url):
            if host.rules.parsed is None:
                raise Refused("failed", host.unreachable or "robots.txt 取不到，按规范不得访问", fault=False)
            raise Refused("blocked", "robots.txt 不允许访问此网址")


class PoliteHandler(HTTP11DownloadHandler):
    """Counts the delay from the end of an answer, obeys Retry-After before anything else runs, and lets a dead host rest."""

    lazy = False

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._contextFactory: Any = ByHost(self._contextFactory, crawler)

    async def download_request(self, request: Request) -> Response:
        spider: Any = self._crawler.spider
        host = spider.hosts.known.get(request.meta.get("download_slot"))
        if host is not None:
            # What was let through before may have waited here for minutes: the host may have asked for quiet since.
            await spider.hosts.still_open(host)
        spider.requests_made(request)
        try:
            response = await super().download_request(request)
        except Exception as error:
            self._stamp(request)
            if host is not None:
                self._failed(host, MOST_FAILURES)
            name = host_and_port(request.url).rpartition(":")[0]
            if name in PublicResolver.refused:
                raise AddressRefused(f"{name} 解析到内网或本机地址，未列入 crawl.allow_private") from error
            raise
        self._stamp(request)
        if host is not None:
            host.answered = True
            self._throttle(host, request, response)
            self._obey_retry_after(host, response)
            if response.status in TROUBLED:
                self._failed(host, MOST_TROUBLED)
            else:
                host.failures = 0
        return response

    def _stamp(self, request: Request) -> None:
        slot = self._crawler.engine.downloader.slots.get(str(request.meta.get("download_slot")))
        if slot is not None:
            slot.lastseen = max(slot.lastseen, monotonic())

    def _throttle(self, host: Host, request: Request, response: Response) -> None:
        """A server that answers slowly, or says it is in trouble, is asked more slowly; one that recovers, faster again."""
        slot = self._crawler.engine.downloader.slots.get(host.key)
        if slot is None or not host.delay:
            return
        latency = float(request.meta.get("download_latency") or 0.0)
        wanted = slot.delay * 2 if response.status in TROUBLED else (slot.delay + latency) / 2
        slot.delay = min(max(wanted, host.delay), max(MOST_THROTTLED, host.delay))

    def _failed(self, host: Host, most: int) -> None:
        host.failures += 1
        if host.failures >= most and not host.suspended:
            host.suspended = f"主机 {host.key} 连续 {host.failures} 次没有正常回应，本次不再访问"
            host.suspended_outcome = "failed"

    def _obey_retry_after(self, host: Host, response: Response) -> None:
        if response.status not in {429, 503, 301, 302, 307}:
            return
        seconds = retry_after(response)
        if seconds is None:
            return
        spider: Any = self._crawler.spider
        if seconds > MOST_PATIENCE:
            host.suspended = f"主机 {host.key} 要求 {seconds:.0f} 秒后再来（Retry-After）"
            host.suspended_outcome = "blocked"
            spider.desk.tell(HostTold(host=host.key, failed=host.suspended, retry_after=seconds))
        else:
            spider.hosts.hold(host, seconds)
            # On record at once, so that not even a crash lets another process come too early.
            told = f"要求 {seconds:.0f} 秒后再来（Retry-After）"
            spider.desk.tell(HostTold(host=host.key, retry_after=seconds, failed=told))


def retry_after(response: Response) -> float | None:
    """Seconds that the answer asks us to wait; None when it does not."""
    told = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if not told:
        return None
    if told.isdigit():
        return float(min(int(told), 7 * 86_400))
    try:
        moment = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), 7 * 86_400)
