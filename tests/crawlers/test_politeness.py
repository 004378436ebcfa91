"""Politeness proven by the server's own log: delays, robots.txt, Retry-After, several processes, sudden death."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawlers.hosts import Host, Hosts
from crawlers.outcome import Verdict
from tests.crawlers.conftest import PATIENCE, a_source
from tests.servers import postgresql
from tests.servers.news_site import Answer, Asked, NewsSite, article_page, paragraphs, rss
from tests.waiting import wait_until

DATE = "Fri, 20 Nov 2026 09:30:00 +0800"


def offer(site: NewsSite, count: int, *, folder: str = "/a") -> None:
    """COUNT articles behind a feed."""
    paths = [f"{folder}/{number}.html" for number in range(count)]
    for number, path in enumerate(paths):
        site.pages[path] = article_page(f"示例县第{number}号工地农民工工资被拖欠", paragraphs(number))
    site.pages["/rss.xml"] = rss(site.url, [(path, "示例", DATE) for path in paths])


def gaps(log: list[Asked]) -> list[float]:
    return [later.at - earlier.at for earlier, later in pairwise(sorted(log, key=lambda asked: asked.at))]


def robots(text: str) -> Answer:
    return Answer(text.encode(), content_type="text/plain")


def test_never_two_requests_within_the_delay(site: NewsSite, crawled: Any) -> None:
    offer(site, 5)
    crawled(a_source(site, "/rss.xml", delay_seconds=0.3), sites=(site,))
    assert len(site.log) == 7 and min(gaps(site.log)) >= 0.3


def test_crawl_delay_and_rules_are_obeyed(site: NewsSite, crawled: Any) -> None:
    offer(site, 3)
    site.pages["/robots.txt"] = robots(
        "User-agent: *\nDisallow: /\n\nUser-agent: yanpan\nCrawl-delay: 0.4\nDisallow: /a/1\nAllow: /\n"
    )
    report, _ = crawled(a_source(site, "/rss.xml", delay_seconds=0), sites=(site,))
    assert [asked.path for asked in site.asked()] == ["/rss.xml", "/a/0.html", "/a/2.html"]
    # The delay that robots.txt asks for counts from the answer that told of it.
    assert min(gaps(site.log)) >= 0.4
    assert report.outcomes[0].counts == {"blocked": 1, "new": 2}
    assert all(a.headers["user-agent"].startswith("Yanpan/") and "(+http" in a.headers["user-agent"] for a in site.log)


def test_a_robots_txt_that_is_unreachable_forbids_and_one_that_is_unavailable_allows(crawled: Any) -> None:
    """RFC 9309, 2.3.1.3 and 2.3.1.4."""
    with ExitStack() as stack:
        sites = {status: stack.enter_context(NewsSite()) for status in (503, 429, 403, 404)}
        for status, site in sites.items():
            offer(site, 1)
            site.pages["/robots.txt"] = Answer(b"", status=status)
        sources = [a_source(site, "/rss.xml", key=f"s{status}") for status, site in sites.items()]
        report, _ = crawled(*sources, sites=tuple(sites.values()))
        found = {outcome.source: outcome for outcome in report.outcomes}
        for status in (503, 429):
            assert sites[status].asked() == [] and found[f"s{status}"].verdict is Verdict.FAILED
            assert "robots.txt" in (found[f"s{status}"].cause or "")
        for status in (403, 404):
            assert len(sites[status].asked()) == 2 and found[f"s{status}"].verdict is Verdict.OK


def test_a_page_that_asks_for_an_hour_of_quiet_is_the_last_one_asked(site: NewsSite, crawled: Any) -> None:
    """The other pages were in line already when it answered."""
    offer(site, 6)
    site.pages["/a/0.html"] = Answer(b"", status=503, headers={"Retry-After": "3600"})
    report, articles = crawled(a_source(site, "/rss.xml", delay_seconds=0.05), sites=(site,))
    assert [asked.path for asked in site.asked()] == ["/rss.xml", "/a/0.html"] and not articles
    assert report.outcomes[0].counts == {"blocked": 6}


def test_what_waits_in_line_waits_for_the_lease_too() -> None:
    """A parent that hangs renews nothing: by then another machine may ask this host."""
    host = Host("e.example:80", 5.0, lease_until=time.monotonic() - 1, robots=None)
    hosts = Hosts(spider=None)

    async def wait() -> bool:
        waiting = asyncio.ensure_future(hosts.still_open(host))
        await asyncio.sleep(0.3)
        waited = not waiting.done()
        host.lease_until = time.monotonic() + 60
        await asyncio.wait_for(waiting, 60)
        return waited

    assert asyncio.run(wait())


def test_retry_after_is_waited_out_when_short_and_remembered_when_long(site: NewsSite, crawled: Any) -> None:
    offer(site, 4)
    page = site.pages["/a/1.html"]
    busy = Answer(b"", status=429, headers={"Retry-After": "1"})
    site.pages["/a/1.html"] = lambda count: busy if count == 1 else page
    source = a_source(site, "/rss.xml", delay_seconds=0.01)
    _, articles = crawled(source, sites=(site,))
    refused = next(asked for asked in site.log if asked.status == 429)
    later = [asked.at for asked in site.log if asked.at > refused.at]
    assert len(articles) == 4 and min(later) - refused.at >= 1.0

    site.pages["/rss.xml"] = Answer(b"", status=503, headers={"Retry-After": "3600"})
    report, _ = crawled(source, sites=(site,))
    assert "Retry-After" in (report.outcomes[0].cause or "") and report.exit_status == 1
    site.forget()
    report, _ = crawled(source, sites=(site,))
    assert site.log == [], "the host asked for an hour of quiet"
    assert report.outcomes[0].verdict is Verdict.FAILED and "暂停访问" in (report.outcomes[0].cause or "")


class Fleet:
    """Several crawl processes on one catalogue and one ledger."""

    def __init__(self, folder: Path, sites: list[NewsSite], ledger: str, **options: Any) -> None:
        self.folder, self.sites = folder, sites
        pages = folder / "sources"
        pages.mkdir(exist_ok=True)
        for number, site in enumerate(sites):
            page = {
                "title": f"示例{number}",
                "kind": "feed",
                "urls": [f"{site.url}/rss.xml"],
                "delay_seconds": options["delay_seconds"],
            }
            (pages / f"example_{number}.yaml").write_text(yaml.safe_dump(page, allow_unicode=True), encoding="utf-8")
        self.told = {
            "ledger": ledger, "catalogue": str(pages), "out": str(folder / "delivered.txt"),
            "options": {"timeout_seconds": PATIENCE, "allow_private": [site.host for site in sites], **options},
        }  # fmt: skip

    def start(self, **more: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.crawlers.crawl_once", json.dumps(self.told | more)]
        root = Path(__file__).resolve().parents[2]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, start_new_session=True)

    def delivered(self) -> Counter[str]:
        out = Path(self.told["out"])
        return Counter(out.read_text(encoding="utf-8").split()) if out.exists() else Counter()

    def offered(self) -> set[str]:
        return {site.url + path for site in self.sites for path in site.pages if path.endswith(".html")}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a fleet keeps its ledger."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    with postgresql.database(request.getfixturevalue("postgresql_url"), f"t{uuid.uuid4().hex[:12]}") as url:
        yield url


def test_four_processes_share_the_hosts_and_none_is_asked_by_two_at_once(tmp_path: Path, ledger_url: str) -> None:
    delay = 0.25
    with ExitStack() as stack:
        sites = [stack.enter_context(NewsSite()) for _ in range(6)]
        for site in sites:
            offer(site, 5)
        fleet = Fleet(tmp_path, sites, ledger_url, delay_seconds=delay, max_hosts=2)
        for process in [fleet.start() for _ in range(4)]:
            output, _ = process.communicate(timeout=300)
            assert process.returncode == 0, output
        for site in sites:
            assert min(gaps(site.log)) >= delay, [(round(a.at, 3), a.path) for a in site.log]
            asked = Counter(asked.path for asked in site.asked() if asked.path.endswith(".html"))
            assert set(asked.values()) == {1}, asked
            site.forget()
        assert set(fleet.delivered()) == fleet.offered() and set(fleet.delivered().values()) == {1}
        fleet.start().communicate(timeout=300)
        again = [asked for site in sites for asked in site.asked()]
        assert len(again) == len(sites) and all(asked.conditional and asked.status == 304 for asked in again)


def test_killed_at_any_moment_the_next_run_completes_the_work(tmp_path: Path) -> None:
    with NewsSite() as site:
        offer(site, 20)
        fleet = Fleet(tmp_path, [site], f"sqlite:///{tmp_path / 'ledger.db'}", delay_seconds=0.05)
        process = fleet.start()
        wait_until(lambda: len(site.asked()) >= 8)
        process.kill()
        process.wait()
        children_end_with_their_parent(process.pid)
        final = fleet.start()
        final.communicate(timeout=300)
        assert final.returncode == 0
        assert set(fleet.delivered()) == fleet.offered(), "the lease of a process that died here is taken over at once"
        assert min(gaps(site.log)) >= 0.05, "and the delay it owed is kept"


def children_end_with_their_parent(session: int) -> None:
    """Scrapy's process notices that its parent is gone: nobody crawls on for no one."""

    def all_gone() -> bool:
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        return False

    try:
        wait_until(all_gone, seconds=30)
    except AssertionError:
        os.killpg(session, signal.SIGKILL)
        pytest.fail("the crawling child outlived its parent by half a minute")
