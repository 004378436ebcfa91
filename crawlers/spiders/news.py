"""The spider: asks for the lists of every source it is given, then for what is new on them."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse

from crawlers.addresses import host_and_port
from crawlers.answers import Trouble, trouble_in_status, trouble_with
from crawlers.browser import Browser, NoBrowser
from crawlers.desk import Desk
from crawlers.hosts import Hosts
from crawlers.listed import Entry
from crawlers.messages import Hello, PageHad, WantPage
from crawlers.outcome import Outcome
from crawlers.quiet_logs import error_place
from crawlers.spiders.articles import ArticleTaker
from crawlers.spiders.lists import ListReader
from crawlers.spiders.source_run import LOOK, PageTrouble, SourceRun
from crawlers.vault import VaultWriter
from yanpan_domain.identifiers import canonical_url

# A transient failure is tried this often in all.
TRIES = 3
# So many pages of one source are under way at once; the host's delay decides how fast they come.
WINDOW = 8


class NewsSpider(Spider):
    """One a process. Requests go through Scrapy's downloader and its middlewares; what comes back goes to the parent, not into items."""

    name = "news"

    def __init__(self, desk: Desk, hello: Hello, finished: Callable[[], Awaitable[None]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.desk, self.hello, self.finished = desk, hello, finished
        self.hosts = Hosts(self)
        self.deadline = monotonic() + hello.max_seconds
        self.lax_hosts: set[str] = set()
        self.vault = _vault(hello)
        self.browser = Browser(hello.agent)
        self.lists, self.articles = ListReader(self), ArticleTaker(self)

    async def start(self) -> AsyncIterator[Request]:
        """Takes jobs until the parent says there are no more, then ends the process."""
        self.desk.open()
        self.desk.on_renewed = self.hosts.renewed
        running: set[asyncio.Task[None]] = set()
        while (job := await self.desk.jobs.get()) is not None:
            task = asyncio.create_task(self.look(job) if isinstance(job, WantPage) else self.crawl(SourceRun(job)))
            running.add(task)
            task.add_done_callback(running.discard)
        if running:
            await asyncio.wait(running)
        await self.browser.close()
        await self.finished()
        return
        yield  # start() must be a generator; nothing is ever yielded, requests go through fetch()

    def requests_made(self, request: Request) -> None:
        run = request.meta.get("run")
        if run is not None:
            run.requests += 1

    async def crawl(self, run: SourceRun) -> None:
        """One source from its lists to its last new article; always ends in one Done."""
        if run.job.lax_tls:
            self.lax_hosts.update(host_and_port(url) for url in run.job.urls)
        try:
            for url, listed in run.job.pending:
                run.queue.append(Entry(url=url, published=listed, precision="second"))
                run.seen.add(canonical_url(url))
            await self.lists.read(run)
            await asyncio.gather(*(self.articles.take(run) for _ in range(WINDOW)))
        except Exception as error:  # noqa: BLE001  # a fault of ours in one source must not end the others; it is counted and told
            run.list_failed = f"采集程序出错（{error_place(error)}）"
            run.note(Outcome.FAILED, run.list_failed)
        self.hosts.left_by(run)
        self.desk.tell(run.done())

    async def look(self, wanted: WantPage) -> None:
        """Fetch one page and hand it over as it is."""
        run = SourceRun(LOOK)
        try:
            response = await self.fetch(run, wanted.url, {})
        except PageTrouble as error:
            self.hosts.left_by(run)
            self.desk.tell(PageHad(url=wanted.url, cause=error.trouble.cause))
            return
        self.hosts.left_by(run)
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        self.desk.tell(PageHad(url=response.url, content_type=content_type, body=response.body))

    async def fetch(self, run: SourceRun, url: str, headers: dict[str, str]) -> Response:
        """The answer at URL, 200 or 304. Raises PageTrouble; transient trouble only after TRIES tries."""
        for attempt in range(1, TRIES + 1):
            meta = {"run": run, "delay": run.job.delay_seconds, "dont_retry": True}
            if run.job.timeout_seconds:
                meta["download_timeout"] = run.job.timeout_seconds
            try:
                request = Request(url, headers=headers, meta=meta, dont_filter=True)
                response = await self.crawler.engine.download_async(request)
                trouble = trouble_in_status(response.status)
            except Exception as error:  # noqa: BLE001  # Scrapy and Twisted raise many kinds; trouble_with names each
                trouble = trouble_with(error)
            if trouble is None:
                return (
                    await self._rendered(run, response) if run.job.javascript and response.status != 304 else response
                )
            if not trouble.again or attempt == TRIES or monotonic() > self.deadline:
                raise PageTrouble(trouble)
            await asyncio.sleep(min(0.3 * 2**attempt, 5.0))
        raise AssertionError("unreachable")

    async def _rendered(self, run: SourceRun, response: Response) -> Response:
        """RESPONSE after its scripts have run; each thing they ask for is asked for by us, with the same politeness."""

        async def get(url: str) -> Response:
            meta = {"run": run, "delay": run.job.delay_seconds}
            found: Response = await self.crawler.engine.download_async(Request(url, meta=meta, dont_filter=True))
            return found

        try:
            body = await self.browser.rendered(response, get)
        except NoBrowser as error:
            raise PageTrouble(Trouble(Outcome.FAILED, error.sentence, fault=False)) from error
        except Exception as error:
            raise PageTrouble(Trouble(Outcome.FAILED, f"浏览器没能打开此页（{error_place(error)}）")) from error
        headers = {**response.headers, "Content-Type": [b"text/html; charset=utf-8"]}
        return TextResponse(response.url, status=response.status, headers=headers, body=body, encoding="utf-8")


def _vault(hello: Hello) -> VaultWriter | None:
    if hello.vault is None or hello.vault_expires is None:
        return None
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    return VaultWriter(Path(hello.vault), hello.vault_key, hello.vault_expires, name)
