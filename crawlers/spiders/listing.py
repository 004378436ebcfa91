"""Listing pages: links by selector where a source gives one, else the lists that the page itself shows."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawlers.addresses import check_address, host_key
from crawlers.extraction.charset import decode
from crawlers.extraction.dates import Published, day_in_url, stamp_in
from crawlers.extraction.page import clean_line
from crawlers.listed import Entry, ListPage, ListUnreadable, Picks

# A headline has at least this many Chinese characters; menus ("首页", "工作动态") and counters ("431 跟贴") have fewer.
HEADLINE = 6
HAN = re.compile("[\u4e00-\u9fff]")
LETTER = re.compile("[A-Za-z]")
# A list is at least this many entries of the same make.
LEAST_ENTRIES = 3
# So many tags around a link tell its place on the page.
CHAIN = 4
NEXT_WORDS = ("下一页", "下页", "后一页", "下一頁", "下頁", ">", "›", "»", "next")
SKIPPED_SUFFIX = (
    ".pdf",
    ".doc",
    ".docx",
    ".xls",
    ".xlsx",
    ".zip",
    ".rar",
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".mp4",
    ".mp3",
    ".ppt",
    ".pptx",
    ".apk",
    ".exe",
)
SCRIPTED_PAGES = re.compile(r"createPageHTML\(\s*(\d+)\s*,\s*(\d+)\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']")
DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _Group:
    """Links of one make: the same chain of tags and classes, and the same shape of address."""

    entries: dict[str, Entry] = field(default_factory=dict)
    dated: int = 0
    characters: float = 0.0

    @property
    def score(self) -> float:
        """Like a list of news: many entries, long headlines, dates beside them or in the address."""
        count = len(self.entries)
        if count == 0:
            return 0.0
        length = min(self.characters / count, 30)
        return count * (length / 15) * (1 + self.dated / count)


def parse_listing(
    body: bytes,
    url: str,
    content_type: str | None = None,
    picks: Picks | None = None,
    articles: str | None = None,
) -> ListPage:
    """The articles that the page at URL lists, in page order. Raises ListUnreadable when no list is found."""
    from selectolax.lexbor import LexborHTMLParser

    picks = picks or Picks()
    text = decode(body, content_type).text
    tree = LexborHTMLParser(text)
    base = _base(tree, url)
    pattern = re.compile(articles) if articles else None
    if picks.item or picks.link:
        entries = _selected(tree, base, picks, pattern)
    elif pattern is not None:
        entries = [entry for entry in _links(tree, base) if pattern.search(entry.url)]
    else:
        entries = _detected(tree, base)
    if not entries:
        raise ListUnreadable("列表页中没有找到文章链接（页面改版、需要脚本，或选择器已失效）")
    unique = {entry.url: entry for entry in reversed(entries)}
    return ListPage(entries=tuple(reversed(unique.values())), next_page=_next(tree, base, url, picks, text))


def _base(tree: Any, url: str) -> str:
    node = tree.css_first("base[href]")
    return urljoin(url, node.attributes.get("href") or "") if node is not None else url


def _address(base: str, href: str | None) -> str | None:
    href = (href or "").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        address = urljoin(base, href).partition("#")[0]
        check_address(address)
    except ValueError:
        return None
    return None if urlsplit(address).path.lower().endswith(SKIPPED_SUFFIX) else address


def _selected(tree: Any, base: str, picks: Picks, pattern: re.Pattern[str] | None) -> list[Entry]:
    found = []
    for item in tree.css(picks.item) if picks.item else tree.css(picks.link or ""):
        link = (
            item
            if item.tag == "a"
            else item.css_first(picks.link or "a[href]")
            if picks.item
            else item.css_first("a[href]")
        )
        address = _address(base, link.attributes.get("href")) if link is not None else None
        if address is None or (pattern and not pattern.search(address)):
            continue
        title_node = item.css_first(picks.title) if picks.title and picks.item else None
        date_node = item.css_first(picks.date) if picks.date and picks.item else None
        title = clean_line(title_node.text()) if title_node is not None else _link_title(link)
        dated = clean_line(date_node.text()) if date_node is not None else clean_line(item.text(separator=" "))
        found.append(_entry(address, title, dated))
    return found


def _links(tree: Any, base: str) -> list[Entry]:
    found = []
    for link in tree.css("a[href]"):
        address = _address(base, link.attributes.get("href"))
        if address is not None:
            found.append(_entry(address, _link_title(link), _beside(link)))
    return found


def _link_title(link: Any) -> str:
    told = clean_line(link.attributes.get("title") or "")
    shown = clean_line(link.text(separator=" "))
    cut = shown.rstrip(".…") if shown.endswith(("...", "…")) else ""
    return told if not shown or (cut and told.startswith(cut)) else shown


def _entry(address: str, title: str, dated: str) -> Entry:
    found = stamp_in(dated)
    stamp = Published(value=found[0], precision=found[1]) if found else Published()
    return Entry(url=address, title=title, published=stamp.moment, precision=stamp.precision)


def _beside(link: Any) -> str:
    """The text of the smallest thing around LINK that holds more than the link: dates stand there."""
    node = link.parent
    for _ in range(3):
        if node is None or node.tag in {"ul", "ol", "table", "body", "tbody"}:
            return ""
        text = clean_line(node.text(separator=" "))
        if len(text) > 400:
            return ""
        if stamp_in(text):
            return text
        node = node.parent
    return ""


def _detected(tree: Any, base: str) -> list[Entry]:
    """The links of every main list on the page: groups of the same make that score near the best."""
    groups: dict[tuple[str, ...], _Group] = defaultdict(_Group)
    order: dict[str, int] = {}
    for position, link in enumerate(tree.css("a[href]")):
        address = _address(base, link.attributes.get("href"))
        if address is None or urlsplit(address).path in {"", "/"}:
            continue
        title = _link_title(link)
        words = len(HAN.findall(title)) + len(LETTER.findall(title)) / 4
        if words < HEADLINE or address in order:
            continue
        entry = _entry(address, title, _beside(link))
        group = groups[_make(link, address)]
        group.entries[address] = entry
        group.characters += words
        group.dated += entry.published is not None or day_in_url(address) is not None
        order[address] = position
    main = {make: group for make, group in groups.items() if len(group.entries) >= LEAST_ENTRIES}
    best = max((group.score for group in main.values()), default=0.0)
    # A page may show several lists; those below a fifth of the best are boxes of hot or related news.
    chosen = {make[:CHAIN] for make, group in main.items() if group.score >= best * 0.2}
    # One list may name several sites: what stands in the same place is of the same list, wherever it leads.
    kept = [entry for make, group in groups.items() if make[:CHAIN] in chosen for entry in group.entries.values()]
    return sorted(kept, key=lambda entry: order[entry.url])


def _make(link: Any, address: str) -> tuple[str, ...]:
    chain = []
    node = link.parent
    for _ in range(CHAIN):
        if node is None or node.tag == "body":
            chain.append("")
            continue
        chain.append(f"{node.tag}.{DIGITS.sub('', node.attributes.get('class') or '').strip()}")
        node = node.parent
    parts = urlsplit(address)
    shape = "/".join("#" if DIGITS.search(part) else part for part in parts.path.split("/")[:-1])
    return (*chain, host_key(address), shape if len(shape) < 80 else "")


def _next(tree: Any, base: str, url: str, picks: Picks, text: str) -> str | None:
    if picks.next:
        node = tree.css_first(picks.next)
        if node is not None and node.tag != "a":
            node = node.css_first("a[href]")
        return _other(base, url, node.attributes.get("href")) if node is not None else None
    node = tree.css_first("link[rel=next][href], a[rel=next][href]")
    if node is not None:
        return _other(base, url, node.attributes.get("href"))
    for link in tree.css("a[href]"):
        shown = clean_line(link.text()).strip("[]【】() ").lower()
        if shown in NEXT_WORDS or (len(shown) <= 6 and shown.startswith(("下一页", "下页"))):
            found = _other(base, url, link.attributes.get("href"))
            if found:
                return found
    return _scripted_next(text, url)


def _other(base: str, url: str, href: str | None) -> str | None:
    address = _address(base, href)
    return address if address and address != url and host_key(address) == host_key(url) else None


def _scripted_next(text: str, url: str) -> str | None:
    """TRS, the system of many government sites, writes its pager by script: createPageHTML(pages, index, "index", "html")."""
    match = SCRIPTED_PAGES.search(text)
    if match is None:
        return None
    pages, index, name, suffix = int(match[1]), int(match[2]), match[3], match[4]
    return urljoin(url, f"{name}_{index + 1}.{suffix}") if index + 1 < pages else None
