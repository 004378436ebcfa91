"""Fetches single pages with all the politeness of a crawl: robots.txt, leases, delays, public addresses only."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from crawlers.child import start_child
from crawlers.hostbook import HostBook
from crawlers.messages import Finish, Hello, HostTold, PageHad, WantHost, WantPage
from crawlers.options import CrawlOptions
from yanpan_domain.errors import PublisherError
from yanpan_ledger.engine import Ledger


class PageNotHad(PublisherError):
    """A page could not be fetched; the sentence says why."""

    code = "page_not_had"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page as it was answered. `url` is where it was found in the end."""

    url: str
    content_type: str
    body: bytes


Fetch = Callable[[str], Answer]


@contextmanager
def open_fetcher(ledger: Ledger, options: CrawlOptions, now: Callable[[], datetime]) -> Iterator[Fetch]:
    """A function that fetches a page; it raises PageNotHad with the cause. One process serves all of its calls."""
    hosts = HostBook(ledger, now, options)
    child = start_child()
    child.say(hello_from(options))

    def fetch(url: str) -> Answer:
        child.say(WantPage(url=url, delay_seconds=None))
        while True:
            try:
                message = child.told.get(timeout=0.5)
            except queue.Empty:
                if child.process.poll() is not None and child.told.empty():
                    raise PageNotHad("采集进程中途结束，请重试") from None
                continue
            match message:
                case None:
                    raise PageNotHad("采集进程中途结束，请重试")
                case WantHost():
                    child.say(hosts.grant(message.host))
                case HostTold():
                    hosts.told(message, needed=False)
                case PageHad():
                    if message.cause is not None:
                        raise PageNotHad(f"取不到 {url}：{message.cause}")
                    return Answer(url=message.url, content_type=message.content_type, body=message.body)

    try:
        yield fetch
        child.say(Finish())
    finally:
        child.end()
        hosts.release_all(options.delay_seconds)


def hello_from(options: CrawlOptions) -> Hello:
    """The greeting that tells a child how to ask."""
    return Hello(
        agent=options.agent, delay_seconds=options.delay_seconds, timeout_seconds=options.timeout_seconds,
        max_bytes=options.max_bytes, max_articles=options.max_articles, allow_private=options.allow_private,
        max_seconds=options.max_seconds, vault=str(options.vault) if options.vault else None,
        vault_key=options.vault_key, vault_expires=options.vault_expires,
    )  # fmt: skip
