"""RSS 0.9–2.0, RDF and Atom: the whole feed, whatever its Content-Type says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from crawlers.addresses import check_address
from crawlers.extraction.dates import Published, parse_date
from crawlers.extraction.page import clean_line
from crawlers.listed import Entry, ListPage, ListUnreadable
from crawlers.spiders.xml_tree import local, text_of, xml_root

ITEMS = {"item", "entry"}
ROOTS = {"rss", "rdf", "feed", "channel"}
DATES = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
BODIES = ("encoded", "content")


def parse_feed(body: bytes, url: str, content_type: str | None = None, max_bytes: int = 10_000_000) -> ListPage:
    """Every entry of the feed at URL. Raises ListUnreadable when it is no feed."""
    root = xml_root(body, content_type, max_bytes)
    if local(root) not in ROOTS:
        raise ListUnreadable(f"不是 RSS 或 Atom（最外层是 <{local(root)}>）")
    base = root.get("{http://www.w3.org/XML/1998/namespace}base")
    base = urljoin(url, base) if base else url
    entries = (_entry(node, base) for node in root.iter() if local(node) in ITEMS)
    return ListPage(entries=tuple(entry for entry in entries if entry is not None))


def _entry(node: Any, base: str) -> Entry | None:
    children: dict[str, list[Any]] = {}
    for child in node:
        children.setdefault(local(child), []).append(child)
    url = _link(children, base)
    if url is None:
        return None
    found = next(
        (parsed for name in DATES for child in children.get(name, ()) if (parsed := parse_date(text_of(child)))), None
    )
    stamp = Published(value=found[0], precision=found[1]) if found else Published()
    title = clean_line(text_of(children["title"][0])) if "title" in children else ""
    html = next((text_of(child) for name in BODIES for child in children.get(name, ())), "")
    return Entry(url=url, title=title, published=stamp.moment, precision=stamp.precision, html=html)


def _link(children: dict[str, list[Any]], base: str) -> str | None:
    candidates: list[str] = []
    for link in children.get("link", ()):
        href = (link.get("href") or text_of(link)).strip()
        if href and link.get("rel", "alternate") == "alternate":
            candidates.append(href)
    candidates += [text_of(link) for link in children.get("origlink", ())]
    candidates += [
        text_of(guid)
        for guid in children.get("guid", ())
        if guid.get("ispermalink", guid.get("isPermaLink", "true")) != "false"
    ]
    for candidate in candidates:
        try:
            address = urljoin(base, candidate)
            check_address(address)
        except ValueError:
            continue
        return address
    return None
