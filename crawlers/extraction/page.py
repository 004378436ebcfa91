"""What an article page says: title, text, date, origin. Nothing here fetches, stores or masks."""

from __future__ import annotations

import html as html_module
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crawlers.extraction.body import read_body
from crawlers.extraction.charset import decode
from crawlers.extraction.dates import Published, day_in_url, stamp_in
from yanpan_domain.codes import DateSource

# Characters that change how others are shown, or are not text at all: controls, zero-width, bidirectional overrides.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
TAG = re.compile(r"<[^>]{0,2000}>")
SUFFIX = re.compile(r"\s*[_|｜\-—–]+\s*[^_|｜\-—–]{1,30}$")
ORIGIN = re.compile(
    r"(?:信息来源|稿件来源|文章来源|新闻来源|来\s*源|稿源)\s*[:：]\s*(?P<name>[^\s<>|｜，,。;；()（）【】\[\]]{2,40})"
)
ORIGIN_END = re.compile(r"(?:作者|编辑|责编|记者|发布|时间|浏览|点击|字体|分享|打印|阅读|访问|发表|日期|\d{4}[-年]).*$")
DATE_META = (
    "article:published_time", "og:published_time", "pubdate", "publishdate", "publish_date", "datepublished", "dc.date",
    "dc.date.issued", "sailthru.date", "weibo: article:create_at", "og:time", "pub_date", "publish-date", "apub:time", "firstpublishedtime",
)  # fmt: skip
SITE_META = ("og:site_name", "sitename")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedPage:
    """An article as its page tells it. `text` has paragraphs separated by newlines; `published` is a date where no time is told.

    `precision` is "day", "minute" or "second"; `confidence` 0…1; `origin` the 来源 that the page names; `replaced` counts
    what could not be decoded; `section` the channel; `engine` which of our ways read it.
    """

    url: str | None
    title: str
    text: str
    published: datetime | date | None
    published_source: DateSource
    precision: str
    confidence: float
    origin: str | None
    encoding: str
    replaced: int
    section: str | None
    engine: str = "fast"


def extract(html: bytes, url: str | None = None, *, content_type: str | None = None) -> ExtractedPage:
    """Read the article out of HTML. A page without one gives empty title and text; nothing is raised for bad markup."""
    from selectolax.lexbor import LexborHTMLParser

    decoded = decode(html, content_type)
    tree = LexborHTMLParser(decoded.text)
    metas = _metas(tree)
    title = _title(tree, metas)
    text, engine = _body(tree, decoded.text, title, url)
    around = _around_title(tree, title)
    published = _published(metas, around, decoded.text, url)
    return ExtractedPage(
        url=url, title=title, text=text, published=published.value, published_source=published.source,
        precision=published.precision, confidence=published.confidence, origin=_origin(metas, around),
        encoding=decoded.encoding, replaced=decoded.replaced, section=metas.get("article:section") or None, engine=engine,
    )  # fmt: skip


def clean_line(text: str) -> str:
    """One line that is safe to show: no markup, controls, overrides or line breaks."""
    text = html_module.unescape(TAG.sub("", text))
    return " ".join(UNSEEN.sub("", text.replace("\r", " ").replace("\n", " ").replace("\t", " ")).split())


def clean_text(text: str) -> str:
    """Paragraphs without empty lines, controls or overrides."""
    lines = (
        " ".join(UNSEEN.sub("", line).split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join(line for line in lines if line)


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        name = (
            node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop") or ""
        ).lower()
        if name:
            found.setdefault(name, clean_line(node.attributes.get("content") or ""))
    return found


# Below this share of the page's prose, or with a text this short, the fast path doubts itself.
LEAST_SHARE = 0.3
LEAST_CHARACTERS = 60


def _body(tree: object, html: str, title: str, url: str | None) -> tuple[str, str]:
    """The story's text and which way read it: the fast path, or trafilatura where it doubts itself and finds more."""
    found = read_body(tree, title)
    fast = clean_text("\n".join(found.lines))
    if found.confidence >= LEAST_SHARE and len(fast) >= LEAST_CHARACTERS:
        return fast, "fast"
    import trafilatura

    other = clean_text(trafilatura.extract(html, url=url, include_comments=False, include_tables=True) or "")
    return (other, "trafilatura") if len(other) > 1.5 * len(fast) else (fast, "fast")


def _title(tree: Any, metas: dict[str, str]) -> str:
    """The headline: the one h1 that stands in the page's <title>, else the title without its site's name."""
    node = tree.css_first("title")
    whole = clean_line(node.text()) if node is not None else ""
    heads = [clean_line(head.text()) for head in tree.css("h1")]
    squeezed = whole.replace(" ", "")
    for head in heads:
        if len(head) >= 4 and head.replace(" ", "")[:12] in squeezed:
            return head
    told = metas.get("og:title") or metas.get("articletitle") or ""
    if whole:
        cut = SUFFIX.sub("", SUFFIX.sub("", whole)) if len(SUFFIX.sub("", whole)) >= 6 else whole
        return cut or whole
    return told or next((head for head in heads if head), "")


def _around_title(tree: Any, title: str) -> str:
    """The visible text from the headline on, a little of it: date and origin stand there."""
    body = tree.body
    if body is None:
        return ""
    for unseen in body.css("script, style, noscript, select"):
        unseen.decompose()
    text = str(body.text(separator=" "))
    position = text.find(title) if title else -1
    if position < 0:
        return text[:3000]
    return text[max(0, position - 300) : position + len(title) + 800]


def _published(metas: dict[str, str], around: str, text: str, url: str | None) -> Published:
    for name in DATE_META:
        found = stamp_in(metas.get(name, ""))
        if found:
            return Published(value=found[0], source=DateSource.PAGE, precision=found[1], confidence=0.95)
    found = stamp_in(around)
    if found:
        return Published(value=found[0], source=DateSource.PAGE, precision=found[1], confidence=0.85)
    if url and (day := day_in_url(url)):
        return Published(value=day, source=DateSource.URL, precision="day", confidence=0.7)
    return _guessed(text, url)


def _guessed(text: str, url: str | None) -> Published:
    from htmldate import find_date

    try:
        found = find_date(text, url=url, extensive_search=False, outputformat="%Y-%m-%d")
    except (ValueError, TypeError, AttributeError):
        return Published()  # htmldate fails on some broken trees; the page then simply tells no date
    stamp = stamp_in(found or "")
    return Published(value=stamp[0], source=DateSource.PAGE, precision="day", confidence=0.5) if stamp else Published()


def _origin(metas: dict[str, str], around: str) -> str | None:
    for name in ("contentsource", "article:source", "source", "mediaid"):
        if metas.get(name):
            return metas[name]
    match = ORIGIN.search(around)
    if match is None:
        return None
    name = ORIGIN_END.sub("", match["name"]).strip(" 　:：-")
    return name if len(name) >= 2 else None
