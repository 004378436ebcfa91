"""The page on which an article goes on (下一页), told apart from the next article and from the next page of a list."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

NEXT = re.compile(r"^[\s\[【(（<>»›]*(?:下\s*一?\s*页|后一页|下1页|next(?:\s*page)?)[\s\]】)）>»›]*$", re.I)
HINT = re.compile(r"下\s{0,3}一?\s{0,3}页|后一页|下1页|rel=[\"']?next|>\s{0,9}next", re.I)
# The page number at the end of an address, and those in its query.
NUMBERED = re.compile(r"(?P<stem>.*?)[_\-/]?p?(?:age)?[_\-/](?P<page>\d{1,3})$", re.I)
QUERY_PAGE = re.compile(r"(?:^|&)(?:p|page|pn|pageno|pageindex|page_?num)=(\d{1,3})(?:&|$)", re.I)


def next_page(tree: Any, markup: str, url: str | None) -> str | None:
    """The address of the next page of the article in MARKUP, parsed as TREE; None when it has none."""
    if not HINT.search(markup):
        return None
    for node in (*tree.css('link[rel="next"]'), *tree.css("a[href]")):
        attributes = node.attributes
        if node.tag == "a" and not (attributes.get("rel") == "next" or NEXT.match(node.text() or "")):
            continue
        address = (attributes.get("href") or "").strip()
        if not address or address.startswith(("#", "javascript:", "mailto:")):
            continue
        if url is None:
            return address
        if continues(url, joined := urljoin(url, address)):
            return joined
    return None


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
