"""The demonstration's sites are what real sites are: feeds that parse, bytes that decode, answers of 304, robots."""

from __future__ import annotations

import re
import socket
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from crawlers.catalogue import load_catalogue
from crawlers.source import Kind
from tests.servers.elasticsearch import free_port
from yanpan.demo.corpus import HERE, SITE_TITLES, DemoArticle, read_corpus, read_yaml
from yanpan.demo.cutoff import CUT_OFF, PERIOD
from yanpan.demo.pages import LIST_PAGE, NOTICE, build_site, printed
from yanpan.demo.site import PORTS, DemoSites, serve_demo
from yanpan_domain.codes import Industry, Issue, Relevance, Stage
from yanpan_domain.zone import SHANGHAI

FREE = (0,) * len(PORTS)
CORPUS = read_corpus()
LATER = read_corpus(later=True)
GOLD: dict[str, dict[str, Any]] = read_yaml(HERE / "gold.yaml")
# Firms that readers would take for real ones; none may be told of here.
REAL = (
    "华为",
    "腾讯",
    "阿里巴巴",
    "美团",
    "饿了么",
    "京东",
    "滴滴",
    "富士康",
    "比亚迪",
    "沃尔玛",
    "碧桂园",
    "恒大",
    "万科",
    "顺丰",
    "新东方",
)


def of_site(site: str) -> list[DemoArticle]:
    return [article for article in CORPUS if article.site == site]


@pytest.fixture(scope="module")
def sites() -> Iterator[DemoSites]:
    with serve_demo(ports=FREE) as running:
        yield running


def ask(url: str, **headers: str) -> tuple[int, bytes, Any]:
    # Without a proxy of this machine in between.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


# The corpus


def test_there_are_120_articles_of_full_length_on_six_sites_over_three_weeks() -> None:
    assert len(CORPUS) == 120
    assert set(Counter(article.site for article in CORPUS)) == set(SITE_TITLES)
    assert all(400 <= len(article.text.replace("\n", "")) <= 1200 for article in LATER if article.reprint_of is None)
    first, last = datetime(2026, 11, 2, tzinfo=SHANGHAI), datetime(2026, 11, 23, tzinfo=SHANGHAI)
    assert all(first <= article.published < last for article in CORPUS)
    assert all(article.published < CUT_OFF for article in LATER)
    assert {article.published.strftime("%G-W%V") for article in CORPUS} == {"2026-W45", "2026-W46", PERIOD}


def test_about_half_tell_of_disputes_and_the_others_are_not_filler_only() -> None:
    kinds = Counter(GOLD[article.reprint_of or article.key]["relevance"] for article in CORPUS)
    assert 0.45 <= kinds["dispute"] / len(CORPUS) <= 0.62
    assert kinds["labour_general"] >= 20
    assert kinds["unrelated"] >= 20


def test_every_article_is_labelled_completely_with_known_codes() -> None:
    assert set(GOLD) == {article.key for article in LATER if article.reprint_of is None}
    for key, gold in GOLD.items():
        relevance = Relevance(gold["relevance"])
        if relevance is not Relevance.DISPUTE:
            assert set(gold) == {"relevance"}, key
            continue
        assert {"dispute", "issues", "place", "employer", "stage", "workers", "money", "months"} < set(gold), key
        assert gold["issues"] and all(Issue(code) for code in gold["issues"]), key
        assert Stage(gold["stage"])
        assert re.fullmatch(r"\d{6}", gold["place"])


def test_cases_develop_over_several_articles_in_many_provinces() -> None:
    cases = Counter(gold["dispute"] for gold in GOLD.values() if isinstance(gold.get("dispute"), str))
    assert len(cases) >= 25
    assert sum(1 for count in cases.values() if count >= 3) >= 7
    assert len({gold["place"][:2] for gold in GOLD.values() if "place" in gold}) >= 13


def test_the_employer_stands_in_its_article() -> None:
    texts = {article.key: article.title + article.text for article in LATER}
    missing = [key for key, gold in GOLD.items() if gold.get("employer") and gold["employer"] not in texts[key]]
    assert missing == []


def test_every_company_is_one_of_ours_and_says_so() -> None:
    invented = tuple((HERE / "invented.txt").read_text(encoding="utf-8").split())
    for article in LATER:
        told = f"{article.title}\n{article.text}"
        assert not [name for name in REAL if name in told], article.key
        for title in SITE_TITLES.values():
            told = told.replace(title, "")
        for found in re.finditer("示例(?!代替)", told):
            assert told.startswith(invented, found.start()), told[found.start() : found.start() + 20]
        for name in re.findall(r"[\u4e00-\u9fff]+(?:有限公司|集团公司)", told):
            assert "示例" in name, name


def test_numbers_of_persons_are_from_ranges_that_belong_to_nobody() -> None:
    told = "".join(article.text for article in LATER)
    assert set(re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", told)) == {"13800000000"}
    assert set(re.findall(r"(?<!\d)\d{17}[\dXx](?!\d)", told)) == {"440100199001010015"}


def test_reprints_copy_their_original_under_another_title() -> None:
    originals = {article.key: article for article in CORPUS}
    reprints = of_site("reprint")
    assert len(reprints) == 20
    for copy in reprints:
        original = originals[copy.reprint_of or ""]
        assert copy.title != original.title
        assert copy.published > original.published
        assert copy.origin == SITE_TITLES[original.site]
        assert copy.paragraphs[0] == f"据{copy.origin}报道，{original.paragraphs[0]}"
        assert set(copy.paragraphs[1:]) <= set(original.paragraphs)
        assert len(copy.text) > len(original.text) / 2
    assert sum(1 for copy in reprints if len(copy.paragraphs) < len(originals[copy.reprint_of or ""].paragraphs)) >= 15


def test_the_second_edition_adds_three_articles_and_changes_no_page() -> None:
    assert {article.key for article in LATER} - {article.key for article in CORPUS} == {
        "baijia-4",
        "mingda-4",
        "later-legal-week",
    }
    for site in SITE_TITLES:
        before, after = build_site(site, CORPUS, "http://x"), build_site(site, LATER, "http://x")
        for article in of_site(site):
            path = printed(article).path
            assert before[path] == after[path]


def test_hotline_summaries_have_no_caller_and_show_the_cluster() -> None:
    lines = (HERE / "hotline.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "day,place,issue,industry,employer,calls,summary"
    rows = [dict(zip(lines[0].split(","), line.split(","), strict=True)) for line in lines[1:]]
    assert len(rows) >= 60
    for row in rows:
        assert datetime.strptime(row["day"], "%Y-%m-%d").replace(tzinfo=SHANGHAI) < CUT_OFF
        assert Issue(row["issue"]) and Industry(row["industry"])
        assert re.fullmatch(r"\d{6}", row["place"]) and int(row["calls"]) > 0
        assert not re.search(r"\d{7,}", row["summary"])
    calls = Counter(dict.fromkeys({row["employer"] for row in rows}, 0))
    for row in rows:
        calls[row["employer"]] += int(row["calls"]) if row["employer"] else 0
    assert calls.most_common(1)[0][0] == "示例百邻惠超市"


# The sites


def test_the_rss_feed_is_rss_with_dates_and_links_of_its_own(sites: DemoSites) -> None:
    for site in ("rss", "reprint"):
        status, body, headers = ask(f"{sites.base(site)}/rss.xml")
        channel = ET.fromstring(body).find("channel")
        assert status == 200 and channel is not None
        items = channel.findall("item")
        assert {item.findtext("title") for item in items} == {article.title for article in of_site(site)}
        assert headers["ETag"] and headers["Last-Modified"]
        for item in items:
            assert parsedate_to_datetime(item.findtext("pubDate") or "").utcoffset() is not None
            assert (item.findtext("link") or "").startswith(sites.base(site) + "/")


def test_the_atom_feed_is_atom(sites: DemoSites) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(ask(f"{sites.base('atom')}/feed/atom.xml")[1])
    entries = feed.findall(f"{atom}entry")
    assert feed.tag == f"{atom}feed" and len(entries) == len(of_site("atom"))
    for entry in entries:
        assert datetime.fromisoformat(entry.findtext(f"{atom}published") or "").tzinfo is not None
        assert all(entry.findtext(f"{atom}{name}") for name in ("id", "title", "updated"))


def test_the_sitemap_index_leads_to_every_article_with_news_dates(sites: DemoSites) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
    base = sites.base("sitemap")
    assert f"Sitemap: {base}/sitemap_index.xml" in ask(f"{base}/robots.txt")[1].decode()
    index = ET.fromstring(ask(f"{base}/sitemap_index.xml")[1])
    maps = [place.text or "" for place in index.findall("s:sitemap/s:loc", space)]
    assert len(maps) == 3
    titles = [title.text for url in maps for title in ET.fromstring(ask(url)[1]).findall("s:url/n:news/n:title", space)]
    assert sorted(map(str, titles)) == sorted(article.title for article in of_site("sitemap"))


def test_the_public_body_lists_its_notices_over_pages_linked_by_next(sites: DemoSites) -> None:
    base, path, found, pages = sites.base("listing"), "/zwgk/tzgg/index.html", [], 0
    while path:
        body = ask(base + path)[1].decode()
        found += re.findall(r'<li><a href="([^"]+/post_\d+\.html)"', body)
        following = re.search(r'<a class="next" href="([^"]+)">下一页</a>', body)
        path, pages = (following.group(1) if following else ""), pages + 1
    assert len(found) == len(set(found)) == len(of_site("listing"))
    assert pages == -(-len(found) // LIST_PAGE) >= 3
    assert all(ask(base + link)[0] == 200 for link in found)


def test_one_notice_goes_on_on_a_second_page(sites: DemoSites) -> None:
    (long,) = (article for article in of_site("listing") if article.two_pages)
    first = printed(long).path
    pages = [ask(sites.base("listing") + path)[1].decode() for path in (first, first.replace(".html", "_2.html"))]
    assert first.replace(".html", "_2.html") in pages[0]
    assert long.paragraphs[-1] not in pages[0]
    assert all((paragraph in pages[0]) != (paragraph in pages[1]) for paragraph in long.paragraphs)


def test_the_gbk_site_says_gb2312_and_is_gb18030(sites: DemoSites) -> None:
    articles = of_site("gbk")
    listed = ask(f"{sites.base('gbk')}/labour/index.html")[1].decode("gb18030")
    for article in articles:
        _, body, headers = ask(sites.base("gbk") + printed(article).path)
        assert headers["Content-Type"] == "text/html" and b"charset=gb2312" in body
        page = body.decode("gb18030")
        assert article.title in page and article.title in listed
        assert all(paragraph in page for paragraph in article.paragraphs)
        with pytest.raises(UnicodeDecodeError):
            body.decode("utf-8")
        with pytest.raises(UnicodeDecodeError):  # 喆 and 镕 are not in the set that the page declares
            body.decode("gb2312")


def test_every_page_says_that_it_is_invented_outside_its_article(sites: DemoSites) -> None:
    for site in SITE_TITLES:
        for path, resource in build_site(site, CORPUS, sites.base(site)).items():
            if resource.content_type.startswith("text/html"):
                page = resource.body.decode("gb18030" if site == "gbk" else "utf-8")
                assert page.count(NOTICE) == 1, path
    assert not [article.key for article in LATER if NOTICE in article.text]


def test_what_is_unchanged_is_answered_with_304_and_no_body(sites: DemoSites) -> None:
    url = f"{sites.base('rss')}/rss.xml"
    headers = ask(url)[2]
    assert ask(url, **{"If-None-Match": headers["ETag"]})[:2] == (304, b"")
    assert ask(url, **{"If-Modified-Since": headers["Last-Modified"]})[:2] == (304, b"")
    assert ask(url, **{"If-None-Match": '"other"', "If-Modified-Since": headers["Last-Modified"]})[0] == 200
    assert ask(url, **{"If-Modified-Since": "no date"})[0] == 200
    asked = [request for request in sites.requests if request.site == "rss" and request.conditional]
    assert [request.status for request in asked[-4:]] == [304, 304, 200, 200]


def test_robots_forbid_a_path_and_slow_one_site_down(sites: DemoSites) -> None:
    robots = ask(f"{sites.base('listing')}/robots.txt")[1].decode()
    assert "Disallow: /internal/" in robots and "Crawl-delay: 0.1" in robots
    assert ask(f"{sites.base('listing')}/nowhere.html")[0] == 404


def test_the_same_bytes_are_served_every_time() -> None:
    for site in SITE_TITLES:
        assert build_site(site, CORPUS, "http://x") == build_site(site, read_corpus(), "http://x")


def test_the_catalogue_is_one_the_crawlers_accept(sites: DemoSites, tmp_path: Path) -> None:
    catalogue = load_catalogue(sites.catalogue(tmp_path / "new" / "sources"))
    kinds = Counter(source.kind for source in catalogue)
    assert kinds == {Kind.FEED: 3, Kind.SITEMAP: 1, Kind.LISTING: 2}
    assert all(ask(url)[0] == 200 for source in catalogue for url in source.urls)
    assert {url.split("/")[2] for source in catalogue for url in source.urls} == set(sites.hosts)


def test_a_taken_port_moves_one_site_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with serve_demo(ports=(taken, 0, 0, 0, 0, 0)) as running:
            assert running.ports["rss"] != taken
            assert ask(f"{running.base('rss')}/rss.xml")[0] == 200
            assert len(running.notes) == 1 and str(taken) in running.notes[0]
    assert f"端口 {taken} 已被占用" in capsys.readouterr().err


def test_ports_are_free_again_after_the_sites_end() -> None:
    ports = tuple(free_port() for _ in PORTS)
    for _ in range(2):
        with serve_demo(ports=ports) as running:
            assert running.notes == () and tuple(running.ports.values()) == ports
            assert ask(f"{running.base('rss')}/rss.xml")[0] == 200
