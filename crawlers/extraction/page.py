"""What an article page says: title, text, date, origin. Nothing here fetches, stores or masks."""

from __future__ import annotations

import codecs
import html as html_module
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crawlers.extraction.body import SENTENCE_END, Body, headline_of, read_body, without_site_lines
from crawlers.extraction.charset import decode, is_text
from crawlers.extraction.continued import next_page, turns
from crawlers.extraction.dates import Published, stamp_in
from crawlers.extraction.embedded import embedded_story, structured_data
from crawlers.extraction.headline import heading_before, read_headline
from crawlers.extraction.lines import PageLines, prose_of, read_lines
from crawlers.extraction.markup import reopened, tamed
from crawlers.extraction.origin import read_origin, read_section
from crawlers.extraction.published import read_published
from yanpan_domain.codes import DateSource

# Characters that change how others are shown, or are not text at all: controls, zero-width, bidirectional overrides.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
TAG = re.compile(r"<[^<>]{0,2000}>")
# The longest headlines of real papers have some 60 characters, of official notices some 120; what is longer took in a whole page.
LONGEST_HEADLINE = 200
SENTENCE = re.compile(r"[^。！？!?]{0,60}")
TITLE_META = ("og:title", "articletitle", "twitter:title", "title", "dc.title")
SITE_META = ("og:site_name", "sitename", "application-name")
URL_META = ("og:url", "url")
# Below this share of the page's prose, or with a text this short, the fast path doubts itself.
LEAST_SHARE = 0.3
LEAST_CHARACTERS = 60
# A shorter text that ends like a sentence is believed where it is this share of all prose.
SURE_SHARE = 0.4
# Headlines in lists are shorter.
SHORTEST_SENTENCE = 30
# The longest text that is kept: the longest laws have 200,000 characters.
MOST_TEXT = 300_000
# Trafilatura and htmldate are given no more: 7 MB of <br> cost them 46 s and 2 GB (measured).
MOST_FOR_OTHERS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedPage:
    """An article as its page tells it. `text` has paragraphs separated by newlines; `published` is a date where no time is told.

    `precision` is "day", "minute" or "second"; `confidence` 0…1; `origin` the 来源 that the page names; `replaced` counts
    what could not be decoded; `section` the channel; `next_page` where the article goes on; `engine` which of our ways
    read it: "fast", or where that doubted itself "embedded" (data the page carries unseen), "trafilatura".
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
    next_page: str | None = None


def extract(
    html: bytes, url: str | None = None, *, content_type: str | None = None, now: datetime | None = None
) -> ExtractedPage:
    """Read the article out of HTML. A page without one gives empty title and text; nothing is raised for bad markup.

    With NOW no date is believed that lies more than a day ahead of it.
    """
    from selectolax.lexbor import LexborHTMLParser

    decoded = decode(html, content_type)
    markup = ""
    if is_text(decoded):
        markup = tamed(decoded.text, None if decoded.encoding.startswith("utf-16") else html)
    # The parser reads UTF-8: given the bytes themselves it need not have the text encoded again.
    is_plain = markup is decoded.text and decoded.encoding == "utf-8" and not decoded.replaced
    tree = LexborHTMLParser(
        html if is_plain and not html.startswith(codecs.BOM_UTF8) and b"\x00" not in html else markup
    )
    following = next_page(markup, url) if turns(html, decoded.encoding) else None
    told = _told(tree, markup, url, following, now)
    found = _read(told, whole=False)
    if found.is_doubtful:
        found = _read(told, whole=True)
    if not found.page.lines and (mended := reopened(markup)):
        told = _told(LexborHTMLParser(mended), mended, url, following, now)
        found = _read(told, whole=True)
    text, engine = _text(told, found.body)
    published = found.published if found.published.value is not None else _guessed(markup, url)
    return ExtractedPage(
        url=url, title=found.title, text=text, published=published.value, published_source=published.source,
        precision=published.precision, confidence=published.confidence, origin=found.origin,
        encoding=decoded.encoding, replaced=decoded.replaced, section=found.section, engine=engine, next_page=found.next_page,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    """A parsed page and what it tells unseen."""

    tree: Any
    markup: str
    metas: dict[str, str]
    heads: list[Any]
    structured: dict[str, str]
    url: str | None
    next_page: str | None
    now: datetime | None


def _told(tree: Any, markup: str, url: str | None, following: str | None, now: datetime | None) -> _Told:
    """What TREE, parsed from MARKUP, tells unseen; headings and scripts are found in one walk over it."""
    nodes = tree.css('h1, script[type="application/ld+json"]')
    heads = [node for node in nodes if node.tag == "h1"]
    data = structured_data([node for node in nodes if node.tag == "script"])
    return _Told(tree, markup, _metas(tree), heads, data, url, following, now)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading of the visible page gave."""

    page: PageLines
    headline: int
    title: str
    body: Body
    published: Published
    origin: str | None
    section: str | None
    next_page: str | None

    @property
    def is_doubtful(self) -> bool:
        """Whether what was left out may hold headline, date or story: then the whole page is worth reading."""
        marks = sum(line.count("，") + line.count("。") for line in self.body.lines)
        is_weak = self.body.confidence < LEAST_SHARE or sum(map(len, self.body.lines)) < LEAST_CHARACTERS
        return is_weak or self.headline < 0 or self.published.confidence < 0.75 or self.page.left_out > marks


def _read(told: _Told, *, whole: bool) -> _Read:
    root = told.tree.body
    page = read_lines(root, whole=whole) if root is not None else PageLines([], [], [])
    title = _title(told, page)
    headline = headline_of(page.lines, title)
    body = read_body(page, title, headline)
    if not title and body.first >= 0:
        title = heading_before(page, body.first)
        headline = headline_of(page.lines, title)
    story = (body.first, body.last)
    published = read_published(
        page, told.metas, told.structured, told.tree, told.markup, _addresses(told), headline=headline, story=story, now=told.now
    )  # fmt: skip
    return _Read(
        page, headline, title, body, published, read_origin(page, told.metas, told.tree, told.markup, told.heads, headline=headline, story=story),
        read_section(page, told.metas, headline=headline, title=title), told.next_page,
    )  # fmt: skip


def clean_line(text: str) -> str:
    """One line that is safe to show: no markup, controls, overrides or line breaks."""
    text = html_module.unescape(TAG.sub("", text))
    return " ".join(UNSEEN.sub("", text.replace("\r", " ").replace("\n", " ").replace("\t", " ")).split())


def headline(text: str, body: str = "") -> str:
    """TEXT as a headline: one safe line of at most LONGEST_HEADLINE characters; the first sentence of BODY where TEXT is empty."""
    line = clean_line(text[:2000]) or SENTENCE.match(clean_line(body[:2000]))[0]  # type: ignore[index]  # matches always
    return line if len(line) <= LONGEST_HEADLINE else line[: LONGEST_HEADLINE - 1] + "…"


def clean_text(text: str) -> str:
    """Paragraphs without empty lines, controls or overrides."""
    lines = (
        " ".join(UNSEEN.sub("", line).split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join(line for line in lines if line)


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    head = tree.head.css("meta[content]") if tree.head is not None else []
    # A stray element ends the head early; what it should hold then stands in the body.
    for node in (head if len(head) > 1 else tree.css("meta[content]"))[:300]:
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        if name:
            found.setdefault(name, clean_line((attributes.get("content") or "")[:2000]))
    return found


def _title(told: _Told, page: PageLines) -> str:
    tree, metas = told.tree, told.metas
    node = (tree.head.css_first("title") if tree.head is not None else None) or tree.css_first("title")
    whole = clean_line(node.text()[:2000]) if node is not None else ""
    claims = [clean_line(told.structured.get("headline", "")[:2000]), *(metas.get(name, "") for name in TITLE_META)]
    heads = [clean_line(head.text()[:500]) for head in told.heads[:10]]
    site = next((metas[name] for name in SITE_META if metas.get(name)), "")
    return read_headline(whole, [claim for claim in claims if claim], heads, page, site)


def _text(told: _Told, body: Body) -> tuple[str, str]:
    """The story's text and which way read it: the fast path; where it doubts itself, what the page carries unseen, or trafilatura."""
    fast = clean_text("\n".join(body.lines)[:MOST_TEXT])
    is_sentence = body.first >= 0 and fast.endswith(SENTENCE_END) and body.confidence >= SURE_SHARE
    if body.confidence >= LEAST_SHARE and (len(fast) >= LEAST_CHARACTERS or is_sentence):
        return fast, "fast"
    unseen = clean_text(embedded_story(told.tree, told.structured)[:MOST_TEXT])
    if len(unseen) > 1.5 * len(fast):
        return unseen, "embedded"
    if len(told.markup) > MOST_FOR_OTHERS:
        return fast, "fast"
    import trafilatura

    other = clean_text(
        trafilatura.extract(told.markup, url=told.url, include_comments=False, include_tables=True) or ""
    )
    other = without_site_lines(other[:MOST_TEXT])
    # It gives menus where a page has no story; what counts is that it found more sentences.
    return (other, "trafilatura") if _told_in(other) > 1.5 * _told_in(fast) else (fast, "fast")


def _told_in(text: str) -> int:
    """How many characters of TEXT stand in lines that are long enough for a sentence."""
    return sum(
        len(line)
        for line in text.split("\n")
        if len(line) >= SHORTEST_SENTENCE and prose_of(line, 0) > SHORTEST_SENTENCE
    )


def _addresses(told: _Told) -> list[str]:
    """The addresses the page is known by, the one it was fetched from first."""
    head = told.tree.head
    canonical = head.css_first('link[rel="canonical"]') if head is not None else None
    named = canonical.attributes.get("href") if canonical is not None else None
    return [address for address in (told.url, named, *(told.metas.get(name) for name in URL_META)) if address]


def _guessed(markup: str, url: str | None) -> Published:
    """What htmldate makes of a page that tells no date in any place of ours: often a day near the right one, no more."""
    if len(markup) > MOST_FOR_OTHERS:
        return Published()
    from htmldate import find_date

    try:
        found = find_date(markup, url=url, extensive_search=False, outputformat="%Y-%m-%d")
    except (ValueError, TypeError, AttributeError):
        return Published()  # htmldate fails on some broken trees; the page then simply tells no date
    stamp = stamp_in(found or "")
    return Published(value=stamp[0], source=DateSource.PAGE, precision="day", confidence=0.3) if stamp else Published()
