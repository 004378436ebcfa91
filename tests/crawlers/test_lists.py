"""Feeds, sitemaps and listings as the web serves them."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from crawlers.listed import ListUnreadable, Picks
from crawlers.spiders.continued import further_parts, joined
from crawlers.spiders.feed import parse_feed
from crawlers.spiders.listing import parse_listing
from crawlers.spiders.sitemap import parse_sitemap
from tests.shared_data import shared

BASE = "https://example.org/list/rss.xml"


def test_rss_with_a_lying_type_and_encoding() -> None:
    text = (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>示例</title>"
        "<item><title><![CDATA[示例工地<b>欠薪</b>&nbsp;追踪]]></title><link>/a/1.html</link>"
        "<pubDate>Fri, 20 Nov 2026 09:30:00 +0800</pubDate></item>"
        "<item><title>第二条&mdash;示例</title><guid isPermaLink='true'>https://example.org/a/2.html</guid>"
        "<pubDate>2026-11-20 08:00:00</pubDate></item><item><title>无链接</title></item></channel></rss>"
    )
    page = parse_feed(text.encode("gb18030"), BASE, "text/html; charset=iso-8859-1")
    assert [entry.url for entry in page.entries] == ["https://example.org/a/1.html", "https://example.org/a/2.html"]
    assert [entry.title for entry in page.entries] == ["示例工地欠薪 追踪", "第二条—示例"]
    assert [entry.published.isoformat() for entry in page.entries if entry.published] == [
        "2026-11-20T09:30:00+08:00",
        "2026-11-20T08:00:00+08:00",
    ]


def test_atom_with_base_and_content() -> None:
    text = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://news.example/'><entry><title>示例</title>"
        "<link rel='self' href='/x'/><link href='a/1'/><updated>2026-11-20T01:30:00Z</updated>"
        "<content type='html'>&lt;p&gt;正文&lt;/p&gt;</content></entry></feed>"
    )
    (entry,) = parse_feed(text.encode(), BASE).entries
    assert entry.url == "https://news.example/a/1" and entry.html == "<p>正文</p>"
    assert entry.published is not None and entry.published.isoformat() == "2026-11-20T09:30:00+08:00"


def test_a_feed_that_is_cut_off_gives_what_it_has() -> None:
    whole = "<rss><channel>" + "".join(
        f"<item><title>示例{n}</title><link>https://example.org/{n}</link></item>" for n in range(9)
    )
    assert len(parse_feed(whole[:-30].encode(), BASE).entries) >= 8


@pytest.mark.parametrize(
    "body", [b"", b"not xml", b"{}", b"<!DOCTYPE html><html><body>404</body></html>", b"<opml/>", b"\x1f\x8bbroken"]
)
def test_what_is_no_feed_says_so(body: bytes) -> None:
    with pytest.raises(ListUnreadable):
        parse_feed(body, BASE)


def test_sitemaps_index_news_gzip_and_text() -> None:
    index = "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>https://example.org/s1.xml.gz</loc></sitemap><sitemap><loc>/s2.xml</loc><lastmod>2020-01-01</lastmod></sitemap></sitemapindex>"
    assert parse_sitemap(index.encode(), "https://example.org/sitemap.xml").lists == (
        "https://example.org/s1.xml.gz",
        "https://example.org/s2.xml",
    )
    since = datetime(2026, 1, 1, tzinfo=UTC)
    assert parse_sitemap(index.encode(), "https://example.org/sitemap.xml", since=since).lists == (
        "https://example.org/s1.xml.gz",
    )
    news = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<url><loc>https://example.org/1</loc><lastmod>2026-11-22</lastmod><news:news><news:publication><news:name>示例网</news:name></news:publication>"
        "<news:publication_date>2026-11-20T09:30:00+08:00</news:publication_date><news:title>示例标题</news:title></news:news></url></urlset>"
    )
    (entry,) = parse_sitemap(gzip.compress(news.encode()), "https://example.org/s1.xml.gz").entries
    assert (entry.title, entry.published and entry.published.isoformat()) == ("示例标题", "2026-11-20T09:30:00+08:00")
    assert (
        len(parse_sitemap(b"https://example.org/1\nhttps://example.org/2\n", "https://example.org/s.txt").entries) == 2
    )
    with pytest.raises(ListUnreadable, match="超过"):
        parse_sitemap(gzip.compress(b"0" * 5_000_000), "https://example.org/s.gz", max_bytes=1_000_000)


LIST = """<html><body><div class="nav"><a href="/">首页</a><a href="/news/">新闻中心</a><a href="/about/">关于我们网站地图</a></div>
<ul class="list">{items}</ul>
<div class="pages"><a href="index.html">上一页</a><a class="next" href="index_2.html">下一页</a></div>
<div class="hot"><a href="/hot/1.html">示例热门推荐新闻标题</a></div><div class="foot">联系方式</div></body></html>"""
ITEMS = "".join(
    f'<li><a href="/content/post_{n}.html" title="示例县第{n}批拖欠工资案件公告全文">示例县第{n}批拖欠工资案件…</a><span>2026-11-{n:02}</span></li>'
    for n in range(10, 20)
)


def test_a_list_is_detected_by_itself_with_titles_dates_and_next_page() -> None:
    page = parse_listing(LIST.format(items=ITEMS).encode(), "https://hrss.example/zwgk/index.html")
    assert [entry.url for entry in page.entries] == [
        f"https://hrss.example/content/post_{n}.html" for n in range(10, 20)
    ]
    assert page.entries[0].title == "示例县第10批拖欠工资案件公告全文"
    assert (
        page.entries[0].published is not None and page.entries[0].published.isoformat() == "2026-11-10T00:00:00+08:00"
    )
    assert page.next_page == "https://hrss.example/zwgk/index_2.html"


def test_selectors_and_patterns_choose() -> None:
    html = LIST.format(items=ITEMS).encode("gb18030")
    chosen = parse_listing(
        html,
        "https://hrss.example/",
        picks=Picks(item="ul.list li", link="a", date="span", next=".pages a.next"),
    )
    assert len(chosen.entries) == 10 and chosen.next_page == "https://hrss.example/index_2.html"
    by_pattern = parse_listing(html, "https://hrss.example/", articles=r"/hot/\d+\.html$")
    assert [entry.url for entry in by_pattern.entries] == ["https://hrss.example/hot/1.html"]
    with pytest.raises(ListUnreadable, match="选择器"):
        parse_listing(html, "https://hrss.example/", picks=Picks(item="ul.gone li"))


def test_pagers_by_script_and_pagers_that_lead_elsewhere() -> None:
    script = "<script>createPageHTML(20, 0, 'index', 'html');</script>"
    page = parse_listing(
        (LIST.format(items=ITEMS).replace("下一页", "末页") + script).encode(), "https://mohrss.example/dfdt/"
    )
    assert page.next_page == "https://mohrss.example/dfdt/index_1.html"
    last = "<script>createPageHTML(20, 19, 'index', 'html');</script>"
    page = parse_listing(
        (LIST.format(items=ITEMS).replace("下一页", "末页") + last).encode(),
        "https://mohrss.example/dfdt/index_19.html",
    )
    assert page.next_page is None
    away = LIST.format(items=ITEMS).replace("index_2.html", "https://ads.example/next")
    assert parse_listing(away.encode(), "https://hrss.example/").next_page is None


@pytest.mark.parametrize(
    ("name", "url", "least", "sample"),
    [
        ("netease_international_news", "https://news.163.com/world/", 139, "/FGNHO51U0001899O.html"),
        ("netease_rolling_news", "https://news.163.com/latest/", 40, "/FK6F0U6D0001899O.html"),
        ("rtfund_xxpl", "https://www.rtfund.com/xxpl/", 15, "/20200709/12323944.shtml"),
        ("tencent_important_news", "https://new.qq.com/", 21, "20200704A04HVX00.html"),
    ],
)
def test_the_main_lists_of_real_pages_are_found_and_little_else(name: str, url: str, least: int, sample: str) -> None:
    page = parse_listing((shared("listing_pages") / f"{name}.html").read_bytes(), url)
    urls = [entry.url for entry in page.entries]
    assert any(address.endswith(sample) for address in urls)
    assert least <= len(urls) <= least * 1.1
    assert not any("comment" in address or "keywords" in address or "author" in address for address in urls)


def test_further_parts_are_known_by_the_shape_of_their_address() -> None:
    page = b"<a href='c100_2.html'>2</a><a href='/n/c100_3.html'>3</a><a href='c1002.html'>next story</a><a href='c100_2.html'>next</a><a href='/other/c100_2.html'>x</a>"
    assert further_parts(page, "https://example.org/n/c100.html") == [
        "https://example.org/n/c100_2.html",
        "https://example.org/n/c100_3.html",
    ]
    query = b"<a href='/view?id=7000&amp;page=2'>2</a><a href='/view?id=7001&amp;page=2'>other</a>view"
    assert further_parts(query, "https://example.org/view?id=7000") == [], "it may be a pager of comments"
    turning = query + "<a href='/view?id=7000&amp;page=2'>下一页</a>".encode("gb18030")
    assert further_parts(turning, "https://example.org/view?id=7000") == ["https://example.org/view?id=7000&page=2"]
    assert further_parts(b"<a href='c200.html'>next story</a>", "https://example.org/n/c100.html") == []


def test_a_part_that_repeats_the_first_adds_nothing() -> None:
    first, second = (
        "第一段示例文字足够长足够长足够长。\n第二段示例文字足够长足够长。",
        "第三段示例文字足够长足够长足够长。",
    )
    assert joined([first, first, second]) == f"{first}\n{second}"
