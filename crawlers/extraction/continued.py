"""The page on which an article goes on (下一页), told apart from the next article and from the next page of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import urljoin, urlsplit

from crawlers.extraction.lines import PageLines

WORD = re.compile(r"下一?页|后一页|下1页")
NEXT = re.compile(r">[\s\[【(（<>»›]{0,9}(?:&gt;|&nbsp;){0,3}(?:下一?页|后一页|下1页)[\s\]】)）>»›&;a-z]{0,20}</")
HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.I)
# A link's own markup is shorter than this, and more such links are on no page.
LONGEST_LINK, MOST_LINKS = 800, 20
# The page number at the end of an address, and those in its query.
NUMBERED = re.compile(r"(?P<stem>.*?)[_\-/]?p?(?:age)?[_\-/](?P<page>\d{1,3})$", re.I)
QUERY_PAGE = re.compile(r"(?:^|&)(?:p|page|pn|pageno|pageindex|page_?num)=(\d{1,3})(?:&|$)", re.I)


def next_page(page: PageLines, markup: str, url: str | None) -> str | None:
    """The address of the page on which the article in MARKUP, read as PAGE, goes on; None when it has no other."""
    if not any("页" in line.text and WORD.search(line.text) for line in page.lines):
        return None
    for address in _addresses(markup):
        if address.startswith(("#", "javascript:", "mailto:")):
            continue
        if url is None:
            return address
        if continues(url, joined := urljoin(url, address)):
            return joined
    return None


def _addresses(markup: str) -> Iterator[str]:
    for found in islice(NEXT.finditer(markup), MOST_LINKS):
        before = markup[max(0, found.start() - LONGEST_LINK) : found.start()]
        link = before[max(before.rfind("<a "), before.rfind("<A ")) :]
        href = HREF.search(link) if link[:3].lower() == "<a " else None
        if href:
            yield unescape(href[1])


def continues(url: str, other: str) -> bool:
    """Whether OTHER is the next page of the article at URL: the same address but for a page number."""
    here, there = urlsplit(url), urlsplit(other)
    if there.scheme not in {"http", "https"} or here.netloc != there.netloc or url.split("#")[0] == other.split("#")[0]:
        return False
    if here.path == there.path:
        page = QUERY_PAGE.search(there.query)
        return bool(page and page[1] not in {"0", "1"})
    one, two = (re.sub(r"(?:/?index)?\.\w{2,6}$|/$", "", path) for path in (here.path, there.path))
    later = NUMBERED.match(two)
    if later is None:
        return False
    earlier = NUMBERED.match(one)
    if later["stem"] == one:
        return int(later["page"]) in {1, 2}
    return bool(earlier and earlier["stem"] == later["stem"] and int(later["page"]) == int(earlier["page"]) + 1)
