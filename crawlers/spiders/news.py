"""The spider: asks for the lists of every source it is given, then for what is new on them."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response

from crawlers.answers import Trouble, trouble_in_status, trouble_with
from crawlers.browser import Browser, NoBrowser
from crawlers.challenge import challenge_in, visible_text
from crawlers.desk import Desk
from crawlers.extraction.dates import SHANGHAI, day_in_url
from crawlers.extraction.page import extract
from crawlers.listed import Entry, ListPage, ListUnreadable, Picks
from crawlers.messages import Done, Fetched, Hello, Job, ListRead, Missed, PageHad, WantPage
from crawlers.outcome import Outcome
from crawlers.polite import Hosts
from crawlers.quiet_logs import error_place
from crawlers.spiders.archive import parse_archive
from crawlers.spiders.article import Made, make_article
from crawlers.spiders.continued import MOST_PARTS, further_parts, joined
from crawlers.spiders.feed import parse_feed
from crawlers.spiders.listing import parse_listing
from crawlers.spiders.sitemap import parse_sitemap
from crawlers.vault import VaultWriter
from yanpan_domain.identifiers import canonical_url

# A transient failure is tried this often in all.
TRIES = 3
# So many pages of one source are under way at once; the host's delay decides how fast they come.
WINDOW = 8
# A source that shows known articles fails when this many new ones all could not be had.
MOST_MISSED = 3
# A sitemap index names at most so many sitemaps that we follow, so that one that contains itself ends.
MOST_LISTS = 500


# Stands for the source of a page that is fetched for a look.
LOOK = Job(
    source="", title="", kind="listing", urls=(), delay_seconds=None, timeout_seconds=None, content="page", articles=None,
    exclude=None, selectors={}, max_pages=1, javascript=False, tier="media", language="zh", places=(), validators={},
    pending=[],
)  # fmt: skip


class PageTrouble(Exception):
    """A page could not be had."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.cause)
        self.trouble = trouble


@dataclass(slots=True)
class SourceRun:
    """One source on its way through this run."""

    job: Job
    started: float = field(default_factory=monotonic)
    counts: Counter[str] = field(default_factory=Counter)
    causes: Counter[tuple[str, str]] = field(default_factory=Counter)
    list_failed: str | None = None
    lists_read: int = 0
    lists_unchanged: int = 0
    lists_asked: int = 0
    missed: int = 0
    requests: int = 0
    seen: set[str] = field(default_factory=set)
    queue: deque[Entry] = field(default_factory=deque)

    def note(self, outcome: str, cause: str | None = None) -> None:
        self.counts[str(outcome)] += 1
        if cause:
            self.causes[str(outcome), cause] += 1


class NewsSpider(Spider):
    """One a process. Requests go through Scrapy's downloader and its middlewares; what comes back goes to the parent, not into items."""

    name = "news"

    def __init__(self, desk: Desk, hello: Hello, finished: Callable[[], Awaitable[None]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.desk, self.hello, self.finished = desk, hello, finished
        self.hosts = Hosts(self)
        self.deadline = monotonic() + hello.max_seconds
        self.vault = _vault(hello)
        self.browser = Browser(hello.agent)

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
        try:
            for url, listed in run.job.pending:
                run.queue.append(Entry(url=url, published=listed, precision="second"))
                run.seen.add(canonical_url(url))
            await self._read_lists(run)
            await asyncio.gather(*(self._take_articles(run) for _ in range(WINDOW)))
        except Exception as error:  # noqa: BLE001  # a fault of ours in one source must not end the others; it is counted and told
            run.list_failed = f"采集程序出错（{error_place(error)}）"
            run.note(Outcome.FAILED, run.list_failed)
        self.hosts.left_by(run)
        self.desk.tell(self._done(run))

    def _done(self, run: SourceRun) -> Done:
        had = run.counts["new"] + run.counts["known"] + run.lists_unchanged
        # Every new page failed: with nothing else to go by, or several times over (a redesign breaks all of them).
        nothing_had = not run.counts["new"] and run.missed >= (MOST_MISSED if had else 1)
        # What was put off follows from another trouble, which says more.
        troubles = sorted(run.causes.items(), key=lambda noted: (noted[0][0] == Outcome.DEFERRED, -noted[1]))
        cause = run.list_failed or next((cause for (_, cause), _ in troubles), None)
        return Done(
            source=run.job.source, counts={name: count for name, count in run.counts.items() if count}, failed=run.list_failed is not None or nothing_had, cause=cause,
            requests=run.requests, seconds=round(monotonic() - run.started, 3), fresh=run.lists_read > 0,
        )  # fmt: skip

    async def look(self, wanted: WantPage) -> None:
        """Fetch one page and hand it over as it is."""
        run = SourceRun(LOOK)
        try:
            response = await self.fetch(run, wanted.url, {})
        except PageTrouble as error:
            self.desk.tell(PageHad(url=wanted.url, cause=error.trouble.cause))
            return
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        self.desk.tell(PageHad(url=response.url, content_type=content_type, body=response.body))

    # -- lists ---------------------------------------------------------------------------------------------------

    async def _read_lists(self, run: SourceRun) -> None:
        met = {canonical_url(url) for url in run.job.urls}
        for root in run.job.urls:
            read: list[ListRead] = []
            if await self._read_chain(run, root, met, read):
                # Only now: had the process died between two pages, a 304 for the first would hide the second for ever.
                for message in read:
                    self.desk.tell(message)

    async def _read_chain(self, run: SourceRun, root: str, met: set[str], read: list[ListRead]) -> bool:
        """Read ROOT, the pages that follow it and the lists it names; True when all of it was read."""
        lists = deque([(root, 1)])
        whole = True
        while lists:
            url, number = lists.popleft()
            if monotonic() > self.deadline or run.lists_asked >= MOST_LISTS:
                run.note(Outcome.DEFERRED, "列表没有读完（数量或时间到限），下次继续")
                return False
            run.lists_asked += 1
            page, any_new = await self._read_list(run, url, read)
            if page is None:
                whole = False
                continue
            further = [(address, 1) for address in page.lists]
            if page.next_page and number < run.job.max_pages and _goes_on(run.job, page, any_new=any_new):
                further.append((page.next_page, number + 1))
            for address, next_number in further:
                key = canonical_url(address)
                if key not in met:
                    met.add(key)
                    lists.append((address, next_number))
        return whole

    async def _read_list(self, run: SourceRun, url: str, read: list[ListRead]) -> tuple[ListPage | None, bool]:
        """Read one list: its page, and whether it named anything new. Trouble with it makes the source fail."""
        etag, modified = run.job.validators.get(url, (None, None))
        headers = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        try:
            response = await self.fetch(run, url, headers)
        except PageTrouble as error:
            return self._list_failed(run, url, error.trouble.outcome, error.trouble.cause)
        if response.status == 304:
            return self._unchanged(run), False
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        try:
            page = self._parsed(run.job, response.body, response.url, content_type)
        except ListUnreadable as error:
            kind = challenge_in(response.body, visible_text(response.body, content_type))
            if kind:
                return self._list_failed(run, url, Outcome.CHALLENGE, kind)
            return self._list_failed(run, url, Outcome.PARSE_FAILURE, str(error))
        any_new = await self._register(run, page)
        run.lists_read += 1
        if not page.entries and not page.lists:
            run.note(Outcome.EMPTY, "列表是空的")
        told = {
            name: (response.headers.get(name) or b"").decode("latin-1") or None for name in ("ETag", "Last-Modified")
        }
        read.append(ListRead(source=run.job.source, url=url, etag=told["ETag"], last_modified=told["Last-Modified"]))
        return page, any_new

    def _unchanged(self, run: SourceRun) -> ListPage:
        """A list that did not change. The sitemaps under an unchanged index may have, so they are asked as well."""
        run.note(Outcome.NOT_MODIFIED)
        run.lists_unchanged += 1
        return ListPage(entries=(), lists=tuple(run.job.validators) if run.job.kind == "sitemap" else ())

    def _list_failed(self, run: SourceRun, url: str, outcome: str, cause: str) -> tuple[None, bool]:
        run.note(outcome, cause)
        run.list_failed = run.list_failed or cause
        self.desk.tell(ListRead(source=run.job.source, url=url, reset=True))
        return None, False

    def _parsed(self, job: Job, body: bytes, url: str, content_type: str) -> ListPage:
        match job.kind:
            case "feed":
                return parse_feed(body, url, content_type, self.hello.max_bytes)
            case "archive":
                return parse_archive(body, url, self.hello.max_bytes)
            case "sitemap":
                return parse_sitemap(body, url, content_type, self.hello.max_bytes, job.since)
            case _:
                return parse_listing(body, url, content_type, _picks(job), job.articles)

    async def _register(self, run: SourceRun, page: ListPage) -> bool:
        """Put the new addresses of PAGE on record and in line."""
        entries = []
        for entry in page.entries:
            key = canonical_url(entry.url)
            if key in run.seen or not _wanted(run.job, entry):
                continue
            run.seen.add(key)
            entries.append(entry)
        positions = await self.desk.wanted(run.job.source, [(e.url, e.published) for e in entries]) if entries else []
        run.counts["known"] += len(entries) - len(positions)
        # All are on record as pending; what is over the limit of one run comes with the next.
        taken = positions[: max(0, self.hello.max_articles - len(run.queue))]
        run.counts["deferred"] += len(positions) - len(taken)
        run.queue.extend(entries[position] for position in taken)
        return bool(positions)

    # -- articles ------------------------------------------------------------------------------------------------

    async def _take_articles(self, run: SourceRun) -> None:
        while run.queue:
            entry = run.queue.popleft()
            if monotonic() > self.deadline:
                run.note(Outcome.DEFERRED, "本次时间已用完，下次继续")
                continue
            try:
                await self._take_article(run, entry)
            except PageTrouble as error:
                self._missed(run, entry.url, error.trouble.outcome, error.trouble.cause, fault=error.trouble.fault)
            except Exception as error:  # noqa: BLE001  # one odd page must not end its source; it is counted, quarantined and told
                self._missed(run, entry.url, Outcome.PARSE_FAILURE, f"页面无法解析（{error_place(error)}）")

    async def _take_article(self, run: SourceRun, entry: Entry) -> None:
        fetched = datetime.now(UTC)
        if entry.body:
            body, url, content_type, fetched = entry.body, entry.url, entry.content_type, entry.fetched or fetched
        elif run.job.content == "feed" and entry.html:
            body, url, content_type = _as_page(entry), entry.url, "text/html; charset=utf-8"
        else:
            response = await self.fetch(run, entry.url, {})
            body, url = response.body, response.url
            content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
            self._keep_raw(response, fetched)
        made = make_article(body, url, content_type, entry, run.job, fetched)
        if isinstance(made, Made):
            self.hosts.served(url)
            if not entry.body and not entry.html:
                made = await self._continued(run, made, body)
            for outcome in made.outcomes:
                run.note(outcome)
            run.note(Outcome.NEW)
            self.desk.tell(
                Fetched(source=run.job.source, listed=entry.url, article=made.article, outcomes=made.outcomes)
            )
        else:
            if made.outcome == Outcome.CHALLENGE:
                self.hosts.challenged(url)
            self._missed(run, entry.url, made.outcome, made.cause)

    async def _continued(self, run: SourceRun, made: Made, body: bytes) -> Made:
        """MADE with the text of its further pages, if it has any; all of them or the address fails as a whole."""
        first = made.article
        waiting = deque(further_parts(body, first.url))
        if not waiting:
            return made
        met, texts, replaced = {first.url, *waiting}, [first.text], first.replaced
        while waiting and len(met) <= MOST_PARTS:
            response = await self.fetch(run, waiting.popleft(), {})
            content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
            page = extract(response.body, response.url, content_type=content_type)
            self._keep_raw(response, datetime.now(UTC))
            texts.append(page.text)
            replaced += page.replaced
            further = [address for address in further_parts(response.body, first.url) if address not in met]
            met.update(further)
            waiting.extend(further)
        return Made(replace(first, text=joined(texts), replaced=replaced), made.outcomes)

    def _keep_raw(self, response: Response, fetched: datetime) -> None:
        """Into the vault, where the operator asked for one; sealed before it touches the disk."""
        if self.vault is not None:
            headers = {name.decode("latin-1"): values[0].decode("latin-1") for name, values in response.headers.items()}
            self.vault.add(response.url, response.status, headers, response.body, fetched)

    def _missed(self, run: SourceRun, url: str, outcome: str, cause: str, *, fault: bool = True) -> None:
        run.note(outcome, cause)
        run.missed += outcome not in {Outcome.GONE, Outcome.DEFERRED}
        told = outcome if fault else Outcome.DEFERRED
        self.desk.tell(Missed(source=run.job.source, listed=url, outcome=str(told), cause=cause))

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
        return (
            response.replace(body=body, headers=headers, encoding="utf-8")
            if hasattr(response, "encoding")
            else response.replace(body=body, headers=headers)
        )


def _vault(hello: Hello) -> VaultWriter | None:
    if hello.vault is None or hello.vault_expires is None:
        return None
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    return VaultWriter(Path(hello.vault), hello.vault_key, hello.vault_expires, name)


def _picks(job: Job) -> Picks:
    told = {name: job.selectors.get(name) for name in ("item", "link", "title", "date", "next")}
    return Picks(**{name: selector for name, selector in told.items() if isinstance(selector, str)})


def _wanted(job: Job, entry: Entry) -> bool:
    import re

    dated = entry.published or _day_of(entry.url) if job.since is not None else None
    if job.since is not None and dated is not None and dated < job.since:
        return False
    if job.kind != "listing" and job.articles and not re.search(job.articles, entry.url):
        return False
    return not (job.exclude and re.search(job.exclude, entry.url))


def _goes_on(job: Job, page: ListPage, *, any_new: bool) -> bool:
    """Whether the next page of a list is worth a request: this one showed something new; in a backfill, it has not passed the day."""
    if job.since is None:
        return any_new
    days = [entry.published or _day_of(entry.url) for entry in page.entries]
    dated = [day for day in days if day is not None]
    return not dated or max(dated) >= job.since


def _day_of(url: str) -> datetime | None:
    day = day_in_url(url)
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) if day else None


def _as_page(entry: Entry) -> bytes:
    """The text that a feed carries, as the page it would be."""
    import html

    return (
        f"<html><head><title>{html.escape(entry.title)}</title></head><body><h1>{html.escape(entry.title)}</h1>"
        f"<article>{entry.html}</article></body></html>"
    ).encode("utf-8", "replace")
