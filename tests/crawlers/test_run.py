"""Whole crawl runs against a loopback site: completeness, economy, resumption, and loud failure."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, date, datetime
from typing import Any

import pytest

from crawlers import state
from crawlers.options import CrawlOptions
from crawlers.outcome import SourceOutcome, Verdict
from crawlers.plan import planned
from crawlers.run import crawl
from crawlers.source import Source
from tests.crawlers.conftest import a_catalogue, a_source
from tests.servers.news_site import Answer, NewsSite, article_page, paragraphs, rss
from yanpan_ledger.engine import Ledger

DATE = "Fri, 20 Nov 2026 09:30:00 +0800"


def offer(site: NewsSite, count: int, first: int = 0) -> list[tuple[str, str, str]]:
    """COUNT articles on SITE; their feed items."""
    items = []
    for number in range(first, first + count):
        path = f"/a/{number}.html"
        site.pages[path] = article_page(f"示例县第{number}号工地农民工工资被拖欠", paragraphs(number))
        items.append((path, f"示例县第{number}号工地农民工工资被拖欠", DATE))
    return items


def test_every_article_is_stored_once_with_all_paragraphs_and_no_boilerplate(site: NewsSite, crawled: Any) -> None:
    site.pages["/rss.xml"] = rss(site.url, offer(site, 12))
    report, articles = crawled(a_source(site, "/rss.xml"), sites=(site,))
    assert report.exit_status == 0
    assert sorted(a.url for a in articles) == sorted(f"{site.url}/a/{n}.html" for n in range(12))
    for article in articles:
        number = int(article.url.rpartition("/")[2].removesuffix(".html"))
        assert article.text.split("\n") == paragraphs(number)
        assert article.title == f"示例县第{number}号工地农民工工资被拖欠"
        assert article.published is not None and article.published.isoformat() == "2026-11-20T09:30:00+08:00"
        assert article.origin == "示例日报"


def test_a_second_run_asks_with_conditions_and_fetches_only_what_is_new(site: NewsSite, crawled: Any) -> None:
    items = offer(site, 5)
    site.pages["/rss.xml"] = rss(site.url, items)
    source = a_source(site, "/rss.xml")
    crawled(source, sites=(site,))
    site.forget()
    report, articles = crawled(source, sites=(site,))
    assert [(a.path, a.status, a.conditional) for a in site.log] == [("/rss.xml", 304, True)]
    assert articles == [] and report.outcomes[0].counts == {"not_modified": 1}
    site.forget()
    site.pages["/rss.xml"] = rss(site.url, [*items, *offer(site, 1, first=5)])
    report, articles = crawled(source, sites=(site,))
    assert [a.path for a in site.log] == ["/rss.xml", "/a/5.html"]
    assert [a.url for a in articles] == [f"{site.url}/a/5.html"]
    assert report.outcomes[0].counts == {"known": 5, "new": 1}


def test_what_was_not_delivered_is_fetched_again(site: NewsSite, crawled: Any) -> None:
    site.pages["/rss.xml"] = rss(site.url, offer(site, 3))
    source = a_source(site, "/rss.xml")

    def refuse(articles: object) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        crawled(source, sites=(site,), deliver=refuse)
    _, articles = crawled(source, sites=(site,))
    assert len(articles) == 3


def test_a_page_that_fails_once_comes_with_the_next_run_although_the_feed_did_not_change(
    site: NewsSite, crawled: Any
) -> None:
    site.pages["/rss.xml"] = rss(site.url, offer(site, 2))
    good = site.pages["/a/1.html"]
    site.pages["/a/1.html"] = Answer(b"", status=500)
    source = a_source(site, "/rss.xml")
    report, articles = crawled(source, sites=(site,))
    assert len(articles) == 1 and report.outcomes[0].counts == {"failed": 1, "new": 1}
    assert report.exit_status == 0, "one page of two is no failure of the source"
    site.pages["/a/1.html"] = good
    _, articles = crawled(source, sites=(site,))
    assert [a.url for a in articles] == [f"{site.url}/a/1.html"]


def test_a_source_that_is_not_due_is_left_alone_unless_asked_for(own_ledger: Ledger) -> None:
    source = Source.model_validate({"key": "public", "title": "示例", "urls": ["https://news.invalid/rss.xml"]})
    now = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    with own_ledger.begin() as connection:
        state.note_run(
            connection,
            SourceOutcome(source="public", title="示例", verdict=Verdict.OK, counts={"known": 3}),
            now,
            now,
            fresh=True,
        )
    report = crawl(a_catalogue(source), own_ledger, lambda _articles: None, CrawlOptions(), now=lambda: now)
    assert report.outcomes[0].verdict is Verdict.NOT_DUE and report.exit_status == 0
    assert "16:45" in (report.outcomes[0].cause or ""), "nothing new: the half hour becomes three quarters"
    assert planned(a_catalogue(source), own_ledger, CrawlOptions(), now)[0]["due"] is False
    assert planned(a_catalogue(source), own_ledger, CrawlOptions(force=True), now)[0]["due"] is True


def test_a_backfill_turns_pages_until_the_day_is_passed_and_no_further(site: NewsSite, crawled: Any) -> None:
    offer(site, 24)
    for page in range(6):
        days = range(page * 4, page * 4 + 4)
        rows = "".join(
            f"<li><a href='/a/{n}.html'>示例县第{n}号工地农民工工资被拖欠</a><span>2026-10-{30 - n:02}</span></li>"
            for n in days
        )
        following = f"<a href='/list?page={page + 1}'>下一页</a>" if page < 5 else ""
        site.pages[f"/list?page={page}"] = f"<html><body><ul class='list'>{rows}</ul>{following}</body></html>"
    source = a_source(site, "/list?page=0", kind="listing")
    _, articles = crawled(source, sites=(site,))
    assert len(articles) == 4, "without a day, the first page alone"
    site.forget()
    _, articles = crawled(source, sites=(site,), since=date(2026, 10, 21))
    assert sorted(int(a.url.rpartition("/")[2][:-5]) for a in articles) == [4, 5, 6, 7, 8, 9], (
        "30 down to 21, what is known left out"
    )
    assert [a.path for a in site.asked() if a.path.startswith("/list")] == [f"/list?page={n}" for n in range(4)]


FAILURES = {
    "no_feed": (Answer(b"<html><body>hello</body></html>"), "parse_failure", "不是 RSS"),
    "broken": (Answer(b"", status=500), "failed", "HTTP 500"),
    "forbidden": (Answer(b"", status=403), "blocked", "HTTP 403"),
    "gone": (Answer(b"", status=404), "gone", "HTTP 404"),
    "challenge": (Answer("<html><body>请完成安全验证后继续访问</body></html>".encode()), "challenge", "安全验证"),
}


def test_a_source_that_does_not_answer_is_counted_with_its_cause_and_stops_no_other(crawled: Any) -> None:
    with ExitStack() as stack:
        sites = {key: stack.enter_context(NewsSite()) for key in (*FAILURES, "fine")}
        for key, (answer, _, _) in FAILURES.items():
            sites[key].pages["/rss.xml"] = answer
        sites["fine"].pages["/rss.xml"] = rss(sites["fine"].url, offer(sites["fine"], 2))
        with NewsSite() as closed:
            dead = a_source(closed, "/rss.xml", key="dead")
        report, articles = crawled(
            *(a_source(site, "/rss.xml", key=key) for key, site in sites.items()), dead, sites=(*sites.values(), closed)
        )
    found = {outcome.source: outcome for outcome in report.outcomes}
    assert report.exit_status == 1
    for key, (_, outcome, cause) in FAILURES.items():
        assert found[key].verdict is Verdict.FAILED
        assert found[key].counts == {outcome: 1}
        assert cause in (found[key].cause or "")
    assert found["dead"].verdict is Verdict.FAILED and "连接被拒绝" in (found["dead"].cause or "")
    assert found["fine"].verdict is Verdict.OK and len(articles) == 2
