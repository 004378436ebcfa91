"""Sitemaps: indexes, Google-news sitemaps with titles and dates, plain text lists."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from crawlers.addresses import check_address
from crawlers.extraction.dates import Published, parse_date
from crawlers.extraction.page import clean_line
from crawlers.listed import Entry, ListPage, ListUnreadable
from crawlers.spiders.xml_tree import local, text_of, unpacked, xml_root


def parse_sitemap(
    body: bytes, url: str, content_type: str | None = None, max_bytes: int = 10_000_000, since: datetime | None = None
) -> ListPage:
    """The articles and further sitemaps that the one at URL names; what it dates before SINCE is left out."""
    plain = unpacked(body, max_bytes)
    if plain.lstrip()[:1] != b"<" and plain.lstrip()[:4].lower() == b"http":
        return ListPage(
            entries=tuple(Entry(url=line) for line in _addresses(plain.decode("utf-8", "replace").split(), url))
        )
    root = xml_root(plain, content_type, max_bytes)
    if local(root) == "sitemapindex":
        nodes = [node for node in root if local(node) == "sitemap"]
        return ListPage(
            entries=(), lists=tuple(_addresses((_loc(node) for node in nodes if not _older(node, since)), url))
        )
    if local(root) != "urlset":
        raise ListUnreadable(f"不是 Sitemap（最外层是 <{local(root)}>）")
    entries = (_entry(node, url) for node in root if local(node) == "url")
    return ListPage(
        entries=tuple(e for e in entries if e is not None and not (since and e.published and e.published < since))
    )


def _loc(node: Any) -> str:
    return next((text_of(child) for child in node if local(child) == "loc"), "")


def _older(node: Any, since: datetime | None) -> bool:
    if since is None:
        return False
    told = next((text_of(child) for child in node if local(child) == "lastmod"), "")
    found = parse_date(told) if told else None
    moment = Published(value=found[0]).moment if found else None
    return moment is not None and moment < since


def _entry(node: Any, base: str) -> Entry | None:
    address = next(_addresses([_loc(node)], base), None)
    if address is None:
        return None
    title, dated = "", None
    for child in node.iter():
        name = local(child)
        if name == "publication_date":
            dated = parse_date(text_of(child)) or dated
        elif name == "title" and not title:
            title = clean_line(text_of(child))
    # lastmod is when the file changed, not when the news was published; it serves as a date only in news sitemaps.
    stamp = Published(value=dated[0], precision=dated[1]) if dated else Published()
    return Entry(url=address, title=title, published=stamp.moment, precision=stamp.precision)


def _addresses(candidates: Any, base: str) -> Any:
    for candidate in candidates:
        try:
            address = urljoin(base, candidate.strip())
            check_address(address)
        except ValueError:
            continue
        if candidate.strip():
            yield address
