"""A hostile web on loopback: every trick ends bounded in time and memory, counted, with a cause; nothing private is reached."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from crawlers import run as crawl_run
from crawlers.catalogue import Catalogue
from crawlers.options import CrawlOptions
from crawlers.outcome import SourceOutcome
from crawlers.run import crawl
from tests.crawlers.conftest import PATIENCE, a_catalogue, a_source
from tests.servers.news_site import Answer, NewsSite, article_page, paragraphs, rss
from yanpan_domain.article import Article
from yanpan_ledger.engine import open_ledger

DATE = "Fri, 20 Nov 2026 09:30:00 +0800"
GOOD = article_page("示例县一处工地农民工工资被拖欠", paragraphs(1))
CHALLENGE = "<html><body><p>请完成安全验证后继续访问</p></body></html>"


def drip(handler: BaseHTTPRequestHandler) -> None:
    """One byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b".")
        handler.wfile.flush()
        time.sleep(0.1)
    handler.close_connection = True


def flood(handler: BaseHTTPRequestHandler) -> None:
    """A body without end, as fast as it goes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(5000):
        handler.wfile.write(b"<p>" + b"x" * 100_000)
    handler.close_connection = True


def short(handler: BaseHTTPRequestHandler) -> None:
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.wfile.write(GOOD.encode())
    handler.close_connection = True


def rubbish(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\xff\x00 not http at all\r\n\r\n")
    handler.close_connection = True


def to(location: str) -> Answer:
    return Answer(b"", status=302, headers={"Location": location})


BOMB = gzip.compress(b"<p>" + b"0" * 60_000_000)
LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'haha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "<!ENTITY file SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item><title>&i;&file;</title>"
    "<link>SITE/good.html</link><description>&i;</description></item></channel></rss>"
)
SELF = (
    "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>SITE/self.xml</loc></sitemap>"
    "<sitemap><loc>SITE/self.xml?again=1</loc></sitemap></sitemapindex>"
)


def calendar(number: int) -> Answer:
    """Every page leads to the next, and every page names articles that nobody has seen."""
    links = "".join(
        f"<li><a href='/day/{number}/{n}.html'>示例日历第{number}天第{n}条要闻标题</a></li>" for n in range(3)
    )
    return Answer(
        f"<html><body><ul class='news'>{links}</ul><a href='/calendar?day={number + 1}'>下一页</a></body></html>".encode()
    )


class Case:
    """A site of its own for a trick, so that its failures do not stop the others."""

    def __init__(self, stack: ExitStack, key: str, kind: str = "feed", path: str = "/rss.xml", **fields: Any) -> None:
        self.site = stack.enter_context(NewsSite())
        self.source = a_source(self.site, path, kind=kind, key=key, **fields)
        self.path = path

    def article(self, answer: Any) -> Case:
        """One article behind an honest feed."""
        self.site.pages["/bad.html"] = answer
        self.site.pages["/rss.xml"] = rss(self.site.url, [("/bad.html", "示例", DATE)])
        return self

    def list(self, answer: Answer) -> Case:
        self.site.pages[self.path] = Answer(
            answer.body.replace(b"SITE", self.site.url.encode()), answer.status, answer.content_type, answer.headers,
            answer.validators, answer.script,
        )  # fmt: skip
        self.site.pages["/good.html"] = GOOD
        return self


class Watched:
    """Starts the crawling child and remembers the most memory it ever held (Linux)."""

    def __init__(self, start: Any) -> None:
        self.start, self.peak_mb = start, 0.0

    def __call__(self) -> Any:
        child = self.start()
        threading.Thread(target=self._watch, args=(child.process,), daemon=True).start()
        return child

    def _watch(self, process: Any) -> None:
        status = Path(f"/proc/{process.pid}/status")
        while process.poll() is None:
            with suppress(OSError, StopIteration):
                line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
                self.peak_mb = int(line.split()[1]) / 1024
            time.sleep(0.1)


class Aftermath:
    def __init__(
        self, outcomes: dict[str, SourceOutcome], articles: list[Article], cases: dict[str, Case], seconds: float
    ) -> None:
        self.outcomes, self.articles, self.cases, self.seconds = outcomes, articles, cases, seconds
        self.peak_mb = 0.0

    def of(self, key: str) -> list[Article]:
        return [article for article in self.articles if article.source == key]


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    """One run over all tricks at once."""
    folder = tmp_path_factory.mktemp("hostile")
    with ExitStack() as stack:
        forbidden = stack.enter_context(NewsSite({"/secret": "intranet"}))
        tricks: dict[str, Any] = {
            "loop": to("/bad.html"), "drip": Answer(script=drip), "flood": Answer(script=flood), "short": Answer(script=short),
            "rubbish": Answer(script=rubbish), "bomb": Answer(BOMB, headers={"Content-Encoding": "gzip"}),
            "fifty": Answer(b"<p>" + b"x" * 50_000_000), "private": to("http://10.0.0.1/"), "metadata": to("http://169.254.169.254/latest/"),
            "other_port": to(f"{forbidden.url}/secret"), "localhost": to(f"http://localhost:{forbidden.port}/secret"),
            "decimal": to(f"http://2130706433:{forbidden.port}/secret"), "mapped": to(f"http://[::ffff:127.0.0.1]:{forbidden.port}/secret"),
            "file": to("file:///etc/passwd"), "credentials": to(f"http://user:pass@{forbidden.host}/secret"),
            "gopher": to("gopher://127.0.0.1:70/"),
        }  # fmt: skip
        # Honest answers get the time that a busy machine needs; only the site that never ends is given up soon.
        limits: dict[str, Any] = {"drip": {"timeout_seconds": 2.0}}
        cases = {key: Case(stack, key, **limits.get(key, {})).article(answer) for key, answer in tricks.items()}
        cases["laughs"] = Case(stack, "laughs").list(Answer(LAUGHS.encode(), content_type="application/rss+xml"))
        cases["self"] = Case(stack, "self", "sitemap", "/self.xml").list(Answer(SELF.encode(), content_type="text/xml"))
        cases["calendar"] = Case(stack, "calendar", "listing", "/calendar", max_pages=7)
        cases["calendar"].site.pages["/calendar"] = calendar(0)
        for number in range(1, 50):
            cases["calendar"].site.pages[f"/calendar?day={number}"] = calendar(number)
        challenged = cases["challenges"] = Case(stack, "challenges")
        challenged.site.pages |= {f"/c/{n}.html": CHALLENGE for n in range(200)}
        challenged.site.pages["/rss.xml"] = rss(
            challenged.site.url, [(f"/c/{n}.html", "示例", DATE) for n in range(200)]
        )
        odd = cases["odd_title"] = Case(stack, "odd_title")
        odd.article(article_page("<b>=cmd|'/C calc'!A1</b> 示例\u202e反写\u2066标题\r\nSet-Cookie: x", paragraphs(3)))
        tls = cases["tls"] = Case(stack, "tls")
        tls.source = a_source(
            tls.site, "/rss.xml", key="tls", urls=[tls.site.url.replace("http:", "https:") + "/rss.xml"]
        )
        long_robots = Answer(
            b"User-agent: *\nDisallow: /private/\n" + b"# padding\n" * 110_000, content_type="text/plain"
        )
        big = cases["big_robots"] = Case(stack, "big_robots")
        big.site.pages["/robots.txt"] = long_robots
        big.site.pages |= {"/private/1.html": GOOD, "/good.html": GOOD}
        big.site.pages["/rss.xml"] = rss(
            big.site.url, [("/private/1.html", "示例", DATE), ("/good.html", "示例", DATE)]
        )
        html_robots = cases["html_robots"] = Case(stack, "html_robots").article(GOOD)
        html_robots.site.pages["/robots.txt"] = "<html><body>User-agent: *<br>Disallow: /</body></html>"
        named = cases["named"] = Case(stack, "named")
        named.site.pages["/rss.xml"] = Answer(
            f"<rss><channel><item><link>http://user:secret@{named.site.host}/a.html</link></item>"
            f"<item><link>javascript:alert(1)</link></item></channel></rss>".encode()
        )
        articles: list[Article] = []
        watched = Watched(crawl_run.start_child)
        stack.enter_context(pytest.MonkeyPatch.context()).setattr(crawl_run, "start_child", watched)
        started = time.monotonic()
        with open_ledger(f"sqlite:///{folder / 'ledger.db'}") as ledger:
            report = crawl(
                Catalogue(a_catalogue(*(case.source for case in cases.values())).sources, folder), ledger, articles.extend,
                CrawlOptions(
                    delay_seconds=0, timeout_seconds=PATIENCE, max_bytes=2_000_000, max_hosts=64,
                    allow_private=tuple(case.site.host for case in cases.values()),
                ),
                now=lambda: datetime.now(UTC),
            )  # fmt: skip
        found = Aftermath({o.source: o for o in report.outcomes}, articles, cases, time.monotonic() - started)
        found.cases["forbidden"] = Case.__new__(Case)
        found.cases["forbidden"].site = forbidden
        found.peak_mb = watched.peak_mb
        yield found


def test_all_of_it_ends_in_bounded_time(aftermath: Aftermath) -> None:
    # Ten seconds on a machine of its own; a trick that worked would take an hour.
    assert aftermath.seconds < 240
    assert set(aftermath.outcomes) == set(aftermath.cases) - {"forbidden"}


@pytest.mark.parametrize(
    ("key", "outcome", "cause"),
    [
        ("loop", "failed", "重定向"), ("drip", "failed", "超时"), ("flood", "too_large", "max_bytes"), ("short", "failed", "没有传完"),
        ("rubbish", "failed", ""), ("bomb", "too_large", "max_bytes"), ("fifty", "too_large", "max_bytes"),
        ("private", "refused", "内网"), ("metadata", "refused", "内网"), ("other_port", "refused", "allow_private"),
        ("localhost", "refused", "本机"), ("decimal", "refused", "内网"), ("mapped", "refused", "内网"),
        ("credentials", "refused", "用户名"), ("tls", "failed", "TLS"),
    ],
)  # fmt: skip
def test_each_trick_is_counted_with_its_cause(aftermath: Aftermath, key: str, outcome: str, cause: str) -> None:
    found = aftermath.outcomes[key]
    assert found.counts.get(outcome) == 1, found
    assert cause in (found.cause or ""), found
    assert not aftermath.of(key)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc (Linux)")
def test_all_of_it_ends_in_bounded_memory(aftermath: Aftermath) -> None:
    """A bomb of 60 MB, a page of 50 MB, a flood without end: at most 2 MB of each are ever held."""
    assert 40 < aftermath.peak_mb < 250


@pytest.mark.parametrize("key", ["file", "gopher"])
def test_no_scheme_but_http_is_followed(aftermath: Aftermath, key: str) -> None:
    assert aftermath.outcomes[key].cause and not aftermath.of(key)


def test_nothing_behind_a_forbidden_address_was_asked(aftermath: Aftermath) -> None:
    assert aftermath.cases["forbidden"].site.log == []


def test_entities_are_neither_expanded_nor_fetched(aftermath: Aftermath) -> None:
    (article,) = aftermath.of("laughs")
    assert "haha" not in article.title + article.text and "root:" not in article.title + article.text


def test_a_sitemap_that_contains_itself_ends(aftermath: Aftermath) -> None:
    asked = aftermath.cases["self"].site.asked()
    assert 1 <= len(asked) <= 3 and not aftermath.of("self")


def test_a_calendar_without_end_is_left_after_the_pages_allowed(aftermath: Aftermath) -> None:
    asked = [a for a in aftermath.cases["calendar"].site.asked() if a.path.startswith("/calendar")]
    assert len(asked) == 7


def test_a_host_that_only_challenges_is_left_alone_after_a_few(aftermath: Aftermath) -> None:
    found = aftermath.outcomes["challenges"]
    asked = [a for a in aftermath.cases["challenges"].site.asked() if a.path.startswith("/c/")]
    assert found.counts["challenge"] >= 5 and "安全验证" in (found.cause or "") and not found.answered
    assert len(asked) < 40, "two hundred challenges are not asked for one by one"


def test_a_title_is_plain_text_on_one_line(aftermath: Aftermath) -> None:
    (article,) = aftermath.of("odd_title")
    assert not set("\u202e\u2066\r\n<>") & set(article.title), article.title
    assert "示例" in article.title and "标题" in article.title


def test_a_robots_txt_of_a_megabyte_is_obeyed(aftermath: Aftermath) -> None:
    assert [a.path for a in aftermath.cases["big_robots"].site.asked()] == ["/rss.xml", "/good.html"]
    assert aftermath.outcomes["big_robots"].counts == {"blocked": 1, "new": 1}


def test_an_error_page_as_robots_txt_holds_no_rules(aftermath: Aftermath) -> None:
    assert aftermath.outcomes["html_robots"].counts == {"new": 1}


def test_addresses_with_credentials_in_a_feed_are_never_asked(aftermath: Aftermath) -> None:
    assert [a.path for a in aftermath.cases["named"].site.asked()] == ["/rss.xml"]
    assert aftermath.outcomes["named"].counts.get("empty") == 1
