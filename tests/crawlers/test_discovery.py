"""Finding out by itself how a site lists its news, and what is written down."""

from __future__ import annotations

import pytest

from crawlers.discovery import NothingFound, discover, pattern_of, source_key_for
from crawlers.single import Answer, PageNotHad
from tests.crawlers.test_lists import ITEMS, LIST
from yanpan_domain.errors import CallerError

FEED = b"<rss><channel><item><title>x</title><link>https://news.example/a/1.html</link></item></channel></rss>"
NEWS = b"<urlset><url><loc>https://news.example/a/1.html</loc></url></urlset>"


class Web:
    """Answers from a dict; remembers what was asked."""

    def __init__(self, **pages: bytes) -> None:
        self.pages = {f"https://news.example{path}": body for path, body in pages.items()}
        self.asked: list[str] = []

    def __call__(self, url: str) -> Answer:
        self.asked.append(url)
        if url not in self.pages:
            raise PageNotHad("HTTP 404")
        return Answer(url=url, content_type="text/html; charset=utf-8", body=self.pages[url])


HOME = LIST.format(items=ITEMS)


def test_a_declared_feed_wins() -> None:
    head = "<link rel='alternate' type='application/rss+xml' href='/rss/all.xml'>"
    web = Web(
        **{
            "/": HOME.replace("<body>", f"<head><title>示例新闻</title>{head}</head><body>").encode(),
            "/rss/all.xml": FEED,
        }
    )
    found = discover("https://news.example/", web, 1_000_000)
    assert (found.page["kind"], found.page["urls"], found.page["title"]) == (
        "feed",
        ["https://news.example/rss/all.xml"],
        "示例新闻",
    )
    assert web.asked == ["https://news.example/", "https://news.example/rss/all.xml"], "no guess is tried in vain"


def test_a_sitemap_in_robots_txt_comes_next() -> None:
    robots = b"User-agent: *\nSitemap: https://news.example/all.xml\nSitemap: https://news.example/news.xml\n"
    web = Web(**{"/": HOME.encode(), "/robots.txt": robots, "/all.xml": NEWS, "/news.xml": NEWS})
    found = discover("https://news.example/", web, 1_000_000)
    assert (found.page["kind"], found.page["urls"]) == ("sitemap", ["https://news.example/news.xml"])


def test_else_the_list_itself_with_the_pattern_its_addresses_share() -> None:
    found = discover("https://news.example/", Web(**{"/": HOME.encode()}), 1_000_000)
    assert found.page["kind"] == "listing" and found.page["articles"] == r"/content/post_\d+\.html$"
    assert len(found.entries) == 10


def test_a_section_given_is_followed_by_its_own_list_not_by_the_sites_map() -> None:
    web = Web(**{"/wq/list.html": HOME.encode(), "/sitemap.xml": NEWS})
    found = discover("https://news.example/wq/list.html", web, 1_000_000)
    assert (found.page["kind"], found.page["urls"]) == ("listing", ["https://news.example/wq/list.html"])
    assert len(web.asked) == 1


@pytest.mark.parametrize("url", ["news.example", "not a url", "ftp://news.example/", "http://u:p@news.example/"])
def test_what_is_no_address_is_told_without_asking_anyone(url: str) -> None:
    web = Web()
    with pytest.raises(CallerError, match=r"http|用户名"):
        discover(url, web, 1_000_000)
    assert web.asked == []


def test_a_feed_given_itself_and_a_site_without_anything() -> None:
    assert discover("https://news.example/f", Web(**{"/f": FEED}), 1_000_000).page["kind"] == "feed"
    with pytest.raises(NothingFound, match="列表页"):
        discover("https://news.example/", Web(**{"/": b"<html><body>hello</body></html>"}), 1_000_000)


@pytest.mark.parametrize(
    ("urls", "pattern"),
    [
        (["https://a/content/post_12.html", "https://a/content/post_345.html"], r"/content/post_\d+\.html$"),
        (["https://a/20261120/0a1b2c3d4e5f/c.html"], r"/\d+/[0-9a-f]+/c\.html$"),
        (["https://a/n1/2026/1120/c1004-40000001.html"], r"/n\d+/\d+/\d+/c\d+-\d+\.html$"),
        (["https://a/about", "https://a/contact"], None),
    ],
)
def test_patterns(urls: list[str], pattern: str | None) -> None:
    assert pattern_of(urls) == pattern


def test_keys() -> None:
    assert source_key_for("https://www.example.org/zwdt/index.html") == "example_org_zwdt"
