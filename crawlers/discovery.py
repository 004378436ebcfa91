"""Finds out how a site lists its news: feeds, sitemaps, or the structure of its listing page; and writes it down as a source page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawlers.addresses import check_address, host_key
from crawlers.extraction.charset import decode
from crawlers.extraction.page import clean_line
from crawlers.listed import Entry, ListPage, ListUnreadable
from crawlers.single import Answer, Fetch, PageNotHad
from crawlers.source import KEY
from crawlers.spiders.feed import parse_feed
from crawlers.spiders.listing import parse_listing
from crawlers.spiders.sitemap import parse_sitemap
from yanpan_domain.errors import CallerError, PublisherError

# Where feeds and sitemaps lie on sites that do not say so; each guess costs a polite request.
FEED_GUESSES = ("/rss.xml", "/feed")
SITEMAP_GUESSES = ("/sitemap.xml",)
NUMBERISH = re.compile(r"\d+")
HEXISH = re.compile(r"\b(?=[a-f]*\d[a-f]*\d)(?=\d*[a-f]\d*[a-f])[0-9a-f]{8,}\b")


class NothingFound(PublisherError):
    """Neither feed nor sitemap nor list was found."""

    code = "nothing_found"


# So many articles make a page a section's list.
LEAST_IN_SECTION = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """A source as it would be written, the articles it names now, and how it was found."""

    key: str
    page: dict[str, Any]
    entries: tuple[Entry, ...]
    because: str


def discover(url: str, fetch: Fetch, max_bytes: int) -> Discovered:
    """The best way to follow the site at URL. Raises NothingFound, or PageNotHad when URL itself does not answer."""
    try:
        check_address(url)
    except ValueError as error:
        raise CallerError(f"{error}。") from error
    answer = fetch(url)
    own = _as_list(answer, max_bytes)
    if own is not None:
        kind, page = own
        return _discovered(
            kind, answer.url, page, "这个网址本身就是" + ("订阅源" if kind == "feed" else "站点地图"), ""
        )
    title = _site_title(answer)
    section = _section_list(answer)
    for kind, address, because in _declared(answer) if section else _candidates(answer, fetch):
        try:
            found = _as_list(fetch(address), max_bytes)
        except PageNotHad:
            continue
        if found is not None and found[0] == kind and (found[1].entries or found[1].lists):
            return _discovered(kind, address, found[1], because, title)
    try:
        listing = section or parse_listing(answer.body, answer.url, answer.content_type)
    except ListUnreadable as error:
        raise NothingFound(
            f"{url} 上没有找到订阅源、站点地图或文章列表。请给出栏目列表页的网址，或手写选择器。"
        ) from error
    return _discovered("listing", answer.url, listing, "列表页，文章链接按其结构认出", title)


def _section_list(answer: Answer) -> ListPage | None:
    """The list on a page below the site's first; who gives its address wants that section, not the sitemap of the whole site."""
    if urlsplit(answer.url).path in {"", "/", "/index.html", "/index.htm", "/index.shtml"}:
        return None
    try:
        page = parse_listing(answer.body, answer.url, answer.content_type)
    except ListUnreadable:
        return None
    return page if len(page.entries) >= LEAST_IN_SECTION and pattern_of([entry.url for entry in page.entries]) else None


def _as_list(answer: Answer, max_bytes: int) -> tuple[str, ListPage] | None:
    for kind, parse in (("feed", parse_feed), ("sitemap", parse_sitemap)):
        try:
            return kind, parse(answer.body, answer.url, answer.content_type, max_bytes)
        except ListUnreadable:
            continue
    return None


def _candidates(answer: Answer, fetch: Fetch) -> Iterator[tuple[str, str, str]]:
    """What may be a feed or sitemap, the surest first."""
    yield from _declared(answer)
    for address in _sitemaps_in_robots(answer.url, fetch):
        yield "sitemap", address, "robots.txt 所列的站点地图"
    for guess in FEED_GUESSES:
        yield "feed", urljoin(answer.url, guess), "常见位置的订阅源"
    for guess in SITEMAP_GUESSES:
        yield "sitemap", urljoin(answer.url, guess), "常见位置的站点地图"


def _declared(answer: Answer) -> Iterator[tuple[str, str, str]]:
    """The feeds that the page itself names."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(decode(answer.body, answer.content_type).text)
    met: set[str] = set()
    for node in tree.css("link[rel~=alternate][href]"):
        if "rss" in (node.attributes.get("type") or "") or "atom" in (node.attributes.get("type") or ""):
            address = urljoin(answer.url, node.attributes.get("href") or "")
            if address not in met:
                met.add(address)
                yield "feed", address, "页面声明的订阅源"
    for node in tree.css("a[href]"):
        address = urljoin(answer.url, node.attributes.get("href") or "")
        name = urlsplit(address).path.lower()
        if (
            name.endswith((".rss", "/rss.xml", "/atom.xml", "/feed.xml"))
            and host_key(address) == host_key(answer.url)
            and address not in met
        ):
            met.add(address)
            yield "feed", address, "页面链接的订阅源"


def _sitemaps_in_robots(url: str, fetch: Fetch) -> list[str]:
    try:
        answer = fetch(urljoin(url, "/robots.txt"))
    except PageNotHad:
        return []
    lines = answer.body[:512_000].decode("utf-8", "replace").splitlines()
    told = [line.partition(":")[2].strip() for line in lines if line.lower().startswith("sitemap:")]
    # A news sitemap holds the last days only, which is what is wanted; the others list years.
    return sorted(
        (urljoin(url, address) for address in told), key=lambda address: "news" not in urlsplit(address).path
    )[:3]


def _site_title(answer: Answer) -> str:
    from selectolax.lexbor import LexborHTMLParser

    node = LexborHTMLParser(decode(answer.body[:200_000], answer.content_type).text).css_first("title")
    return clean_line(node.text())[:60] if node is not None else ""


def _discovered(kind: str, url: str, page: ListPage, because: str, title: str) -> Discovered:
    host = urlsplit(url).hostname or ""
    key = source_key_for(url)
    written: dict[str, Any] = {
        "title": title or host,
        "kind": kind,
        "urls": [url],
        "tier": "official" if ".gov.cn" in f"{host}/" else "media",
    }
    if kind == "listing":
        pattern = pattern_of([entry.url for entry in page.entries])
        if pattern:
            written["articles"] = pattern
        if page.next_page:
            written["max_pages"] = 3
    if written["tier"] == "official":
        written["delay_seconds"] = 10  # public bodies' servers are small; other sites get the operator's delay
    written["expect"] = {"articles_per_day": {"min": 0}, "newest_item_days": 30 if written["tier"] == "official" else 7}
    return Discovered(key=key, page=written, entries=page.entries, because=because)


def source_key_for(url: str) -> str:
    """A key from the host and the last folder: https://rsj.gz.gov.cn/zwdt/ → rsj_gz_gov_cn_zwdt."""
    parts = urlsplit(url)
    folders = [part for part in parts.path.split("/") if part and "." not in part]
    plain = re.sub(
        r"[^a-z0-9]+", "_", "_".join([(parts.hostname or "").removeprefix("www."), *folders[-1:]]).lower()
    ).strip("_")[:60]
    return plain if KEY.match(plain) else "source"


def pattern_of(urls: Sequence[str]) -> str | None:
    """A pattern that the addresses of a list share: numbers and hexadecimal ids generalised; None when they share none."""
    shapes = Counter(shape_of(url) for url in urls)
    if not shapes:
        return None
    shape, count = shapes.most_common(1)[0]
    # Less than half of the list in one shape: the list leads to many sites, and its place on the page tells more.
    return shape if count * 2 >= len(urls) and (r"\d" in shape or "[0-9a-f]" in shape) else None


def shape_of(url: str) -> str:
    """The path of URL as a pattern: /content/post_4567.html → /content/post_\\d+\\.html$."""
    path = urlsplit(url).path
    marked = NUMBERISH.sub("\x00", HEXISH.sub("\x01", path))
    return (
        re.escape(marked).replace(re.escape("\x01"), "[0-9a-f]+").replace(re.escape("\x00"), r"\d+").replace(r"\-", "-")
        + "$"
    )
