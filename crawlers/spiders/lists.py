"""Reads the lists of a source: in order, with their further pages, as far as they show something new."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from crawlers.challenge import challenge_in, visible_text
from crawlers.extraction.dates import day_in_url
from crawlers.listed import Entry, ListPage, ListUnreadable, Picks
from crawlers.messages import Job, ListRead
from crawlers.outcome import Outcome
from crawlers.spiders.archive import parse_archive
from crawlers.spiders.feed import parse_feed
from crawlers.spiders.listing import parse_listing
from crawlers.spiders.sitemap import parse_sitemap
from crawlers.spiders.source_run import PageTrouble, SourceRun
from yanpan_domain.identifiers import canonical_url, public_url
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from crawlers.spiders.news import NewsSpider

# A sitemap index names at most so many sitemaps that we follow, so that one that contains itself ends.
MOST_LISTS = 500


@dataclass(frozen=True, slots=True)
class ListReader:
    """Asks through the spider, tells the parent what was found."""

    spider: NewsSpider

    async def read(self, run: SourceRun) -> None:
        """Put all that the lists of RUN name on record, and what is new in line."""
        met = {canonical_url(url) for url in run.job.urls}
        for root in run.job.urls:
            read: list[ListRead] = []
            if await self._read_chain(run, root, met, read):
                # Only now: had the process died between two pages, a 304 for the first would hide the second for ever.
                for message in read:
                    self.spider.desk.tell(message)

    async def _read_chain(self, run: SourceRun, root: str, met: set[str], read: list[ListRead]) -> bool:
        """Read ROOT, the pages that follow it and the lists it names; True when all of it was read."""
        lists = deque([(root, 1)])
        whole = True
        while lists:
            url, number = lists.popleft()
            if monotonic() > self.spider.deadline or run.lists_asked >= MOST_LISTS:
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
            response = await self.spider.fetch(run, url, headers)
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
        self.spider.desk.tell(ListRead(source=run.job.source, url=url, reset=True))
        return None, False

    def _parsed(self, job: Job, body: bytes, url: str, content_type: str) -> ListPage:
        match job.kind:
            case "feed":
                return parse_feed(body, url, content_type, self.spider.hello.max_bytes)
            case "archive":
                return parse_archive(body, url, self.spider.hello.max_bytes)
            case "sitemap":
                return parse_sitemap(body, url, content_type, self.spider.hello.max_bytes, job.since)
            case _:
                return parse_listing(body, url, content_type, _picks(job), job.articles)

    async def _register(self, run: SourceRun, page: ListPage) -> bool:
        """Put the new addresses of PAGE on record and in line."""
        entries = []
        for listed in page.entries:
            entry = replace(listed, url=public_url(listed.url))
            key = canonical_url(entry.url)
            if key in run.seen or not _wanted(run.job, entry):
                continue
            run.seen.add(key)
            entries.append(entry)
        positions = (
            await self.spider.desk.wanted(run.job.source, [(e.url, e.published) for e in entries]) if entries else []
        )
        run.counts["known"] += len(entries) - len(positions)
        # All are on record as pending; what is over the limit of one run comes with the next.
        taken = positions[: max(0, self.spider.hello.max_articles - len(run.queue))]
        run.counts["deferred"] += len(positions) - len(taken)
        run.queue.extend(entries[position] for position in taken)
        return bool(positions)


def _picks(job: Job) -> Picks:
    told = {name: job.selectors.get(name) for name in ("item", "link", "title", "date", "next")}
    return Picks(**{name: selector for name, selector in told.items() if isinstance(selector, str)})


def _wanted(job: Job, entry: Entry) -> bool:
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
