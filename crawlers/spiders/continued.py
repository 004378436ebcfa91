"""Articles that go on over several pages: the further parts are found by the shape of their addresses, then joined."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

from crawlers.addresses import host_key

# Longer than any article; a pager that names more is a calendar or a list.
MOST_PARTS = 30
HREF = re.compile(rb"href\s*=\s*[\"']?\s*([^\"'\s>]{1,500})", re.I)
# A pager in the query may turn over readers' comments, which are none of ours; one that says "next page" turns over the article.
NEXT = (
    *(word.encode(encoding) for word in ("下一页", "下页") for encoding in ("utf-8", "gb18030")),
    "下一頁".encode("big5"),
)
PAGE_KEYS = frozenset(("page", "p", "pn", "pageno", "pageindex", "cpage", "currentpage"))


def further_parts(body: bytes, url: str) -> list[str]:
    """Addresses of the parts that the page at URL names, in order: c12.html → c12_2.html, c12-3.html, or ?page=2."""
    parts = urlsplit(url)
    stem, dot, suffix = parts.path.rpartition("/")[2].partition(".")
    # Without its stem in the page there is no pager, and most pages have none: one search spares the rest.
    if len(stem) < 4 or stem.encode() not in body:
        return []
    numbered = re.compile(re.escape(stem) + r"[_-](\d{1,2})" + re.escape(dot + suffix) + r"\Z")
    by_query = any(word in body for word in NEXT)
    found: dict[int, str] = {}
    for href in HREF.findall(body):
        try:
            address = urljoin(url, href.decode("ascii").replace("&amp;", "&")).partition("#")[0]
            number = _part_number(urlsplit(address), parts, numbered, by_query=by_query)
        except (UnicodeDecodeError, ValueError):
            continue
        if number is not None and host_key(address) == host_key(url) and address != url:
            found.setdefault(number, address)
    return [found[number] for number in sorted(found)][:MOST_PARTS]


def _part_number(address: SplitResult, first: SplitResult, numbered: re.Pattern[str], *, by_query: bool) -> int | None:
    if address.path.rpartition("/")[0] != first.path.rpartition("/")[0]:
        return None
    match = numbered.match(address.path.rpartition("/")[2])
    if match is not None and address.query == first.query:
        return int(match[1])
    if address.path != first.path or not by_query:
        return None
    query = dict(parse_qsl(address.query))
    pages = [key for key in query if key.lower() in PAGE_KEYS and query[key].isdigit()]
    plain = {key: value for key, value in query.items() if key not in pages}
    if (
        len(pages) == 1
        and plain == {k: v for k, v in parse_qsl(first.query) if k != pages[0]}
        and int(query[pages[0]]) > 1
    ):
        return int(query[pages[0]]) if int(query[pages[0]]) <= MOST_PARTS else None
    return None


def joined(texts: list[str]) -> str:
    """The parts as one text; a part that repeats what was there (page 1 under a second address) is left out."""
    kept: list[str] = []
    seen: set[str] = set()
    for text in texts:
        lines = [line for line in text.split("\n") if line]
        if not lines or sum(line in seen for line in lines) * 2 > len(lines):
            continue
        kept += [line for line in lines if len(line) < 20 or line not in seen]
        seen.update(lines)
    return "\n".join(kept)
