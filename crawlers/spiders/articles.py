"""Fetches the articles that a source's lists named, and hands them to the parent."""

from __future__ import annotations

import html
from collections import deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy.http import Response

from crawlers.extraction.page import extract
from crawlers.listed import Entry
from crawlers.messages import Fetched, Missed
from crawlers.outcome import Outcome
from crawlers.quiet_logs import error_place
from crawlers.spiders.article import Made, make_article
from crawlers.spiders.continued import MOST_PARTS, further_parts, joined
from crawlers.spiders.source_run import PageTrouble, SourceRun

if TYPE_CHECKING:
    from crawlers.spiders.news import NewsSpider


@dataclass(frozen=True, slots=True)
class ArticleTaker:
    """Asks through the spider, tells the parent what was had and what was missed."""

    spider: NewsSpider

    async def take(self, run: SourceRun) -> None:
        """Fetch what stands in line until the line is empty; several of these work on one source at once."""
        while run.queue:
            entry = run.queue.popleft()
            if monotonic() > self.spider.deadline:
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
            response = await self.spider.fetch(run, entry.url, {})
            body, url = response.body, response.url
            content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
            self._keep_raw(response, fetched)
        made = make_article(body, url, content_type, entry, run.job, fetched)
        if isinstance(made, Made):
            self.spider.hosts.served(url)
            if not entry.body and not entry.html:
                made = await self._continued(run, made, body)
            for outcome in made.outcomes:
                run.note(outcome)
            run.note(Outcome.NEW)
            self.spider.desk.tell(
                Fetched(source=run.job.source, listed=entry.url, article=made.article, outcomes=made.outcomes)
            )
        else:
            if made.outcome == Outcome.CHALLENGE:
                self.spider.hosts.challenged(url)
            self._missed(run, entry.url, made.outcome, made.cause)

    async def _continued(self, run: SourceRun, made: Made, body: bytes) -> Made:
        """MADE with the text of its further pages, if it has any; all of them or the address fails as a whole."""
        first = made.article
        waiting = deque(further_parts(body, first.url))
        if not waiting:
            return made
        met, texts, replaced = {first.url, *waiting}, [first.text], first.replaced
        while waiting and len(met) <= MOST_PARTS:
            response = await self.spider.fetch(run, waiting.popleft(), {})
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
        if self.spider.vault is not None:
            headers = {name.decode("latin-1"): values[0].decode("latin-1") for name, values in response.headers.items()}
            self.spider.vault.add(response.url, response.status, headers, response.body, fetched)

    def _missed(self, run: SourceRun, url: str, outcome: str, cause: str, *, fault: bool = True) -> None:
        run.note(outcome, cause)
        run.missed += outcome not in {Outcome.GONE, Outcome.DEFERRED}
        told = outcome if fault else Outcome.DEFERRED
        self.spider.desk.tell(Missed(source=run.job.source, listed=url, outcome=str(told), cause=cause))


def _as_page(entry: Entry) -> bytes:
    """The text that a feed carries, as the page it would be."""
    return (
        f"<html><head><title>{html.escape(entry.title)}</title></head><body><h1>{html.escape(entry.title)}</h1>"
        f"<article>{entry.html}</article></body></html>"
    ).encode("utf-8", "replace")
