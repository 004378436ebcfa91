"""The page on which an article goes on (下一页), told apart from the next article and from the next page of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

# What such a link says; between it and its own tag stand brackets and markup only.
WORDS = ("下一页", "下页", "后一页")
# The character that all of them end with: pages hold few, and looking for one is ten times as fast as for the words.
PAGE = "页"
LINK = re.compile(r"""<a\s[^<>]*?\bhref\s*=\s*["']?([^"'\s>]+)[^<>]*>(?:<[^<>]*>|[\s\[【(（>»›]|&gt;|&nbsp;)*$""", re.I)
# A link's own markup is shorter than this, and more such links are on no page.
LONGEST_LINK, MOST_LINKS = 800, 20
# The page number at the end of an address, and those in its query.
NUMBERED = re.compile(r"(?P<stem>.*?)[_\-/]?p?(?:age)?[_\-/](?P<page>\d{1,3})$", re.I)
QUERY_PAGE = re.compile(r"(?:^|&)(?:p|page|pn|pageno|pageindex|page_?num)=(\d{1,3})(?:&|$)", re.I)


def turns(raw: bytes, encoding: str) -> bool:
    """Whether RAW, bytes in ENCODING, holds a word for turning the page at all: much faster than looking in the text."""
    page, before = PAGE.encode(encoding, "ignore"), tuple(word[:-1].encode(encoding, "ignore") for word in WORDS)
    position = raw.find(page) if page else -1
    while position >= 0:
        if raw.endswith(before, 0, position):
            return True
        position = raw.find(page, position + 1)
    return False


def next_page(markup: str, url: str | None) -> str | None:
    """The address of the page on which the article in MARKUP goes on; None when it has no other."""
    for address in _addresses(markup):
        if address.startswith(("#", "javascript:", "mailto:")):
            continue
        if url is None:
            return address
        if continues(url, joined := urljoin(url, address)):
            return joined
    return None


def _addresses(markup: str) -> Iterator[str]:
    for word in WORDS:
        position = -1
        for _ in range(MOST_LINKS):
            position = markup.find(word, position + 1)
            if position < 0:
                break
            link = LINK.search(markup[max(0, markup.rfind("<a", max(0, position - LONGEST_LINK), position)) : position])
            if link:
                yield unescape(link[1])


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
