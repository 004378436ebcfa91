"""From a fetched page and what its list said of it to an Article, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawlers.challenge import challenge_in, visible_text
from crawlers.extraction.charset import decode
from crawlers.extraction.dates import UNKNOWN, Published
from crawlers.extraction.page import ExtractedPage, clean_text, extract, headline
from crawlers.listed import Entry
from crawlers.messages import Job
from crawlers.outcome import Outcome
from yanpan_domain.article import Article
from yanpan_domain.codes import DateSource, Tier
from yanpan_domain.identifiers import article_id, public_url

# Shorter texts are no news: captions, "click to enter", a page whose body is an image.
LEAST_TEXT = 30
# A clock that is wrong by a zone makes a date up to half a day ahead; more is no date.
MOST_AHEAD = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class NoArticle:
    """Why a page gave no article."""

    outcome: str
    cause: str


@dataclass(frozen=True, slots=True)
class Made:
    article: Article
    outcomes: tuple[str, ...]


def make_article(
    body: bytes, url: str, content_type: str | None, entry: Entry, job: Job, fetched: datetime
) -> Made | NoArticle:
    """The article in BODY. A page that is a challenge, empty or unreadable gives a NoArticle that says so."""
    if content_type and not _is_page(content_type, body):
        return NoArticle(Outcome.PARSE_FAILURE, f"不是网页（{content_type.partition(';')[0].strip()[:60]}）")
    page = extract(body, url, content_type=content_type)
    page = _by_selector(page, body, content_type, job)
    if len(page.text) < 600:
        kind = challenge_in(body, visible_text(body, content_type))
        if kind is not None:
            return NoArticle(Outcome.CHALLENGE, kind)
    return article_from(page, url, entry, job, fetched)


def _by_selector(page: ExtractedPage, body: bytes, content_type: str | None, job: Job) -> ExtractedPage:
    """PAGE with the text that the source's own selector names; as it was where the selector finds none."""
    selector = job.selectors.get("body")
    if not isinstance(selector, str):
        return page
    text = selected_text(decode(body, content_type).text, selector, tuple(job.selectors.get("remove") or ()))
    return replace(page, text=text, engine="selector") if len(text) >= LEAST_TEXT else page


def selected_text(html: str, selector: str, remove: tuple[str, ...] = ()) -> str:
    """The text of the first match of SELECTOR that has any, a paragraph a line."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    for unseen in ("script", "style", "noscript", *remove):
        for node in tree.css(unseen):
            node.decompose()
    for node in tree.css(selector):
        for block in node.css("p, div, br, li, tr, h1, h2, h3, h4, section, table"):
            block.insert_before("\n")
            block.insert_after("\n")
        text = clean_text(node.text())
        if len(text) >= LEAST_TEXT:
            return text
    return ""


def _is_page(content_type: str, body: bytes) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    if kind.startswith(("image/", "video/", "audio/", "application/pdf", "application/zip", "application/msword")):
        return False
    return "html" in kind or "xml" in kind or kind.startswith("text/") or body.lstrip()[:1] == b"<"


def article_from(page: ExtractedPage, url: str, entry: Entry, job: Job, fetched: datetime) -> Made | NoArticle:
    """The article that PAGE is; the list's title and date fill what the page leaves out."""
    title = headline(page.title or entry.title)
    if len(page.text) < LEAST_TEXT:
        return NoArticle(Outcome.EMPTY, "页面没有正文")
    if not title:
        return NoArticle(Outcome.PARSE_FAILURE, "页面没有标题")
    published, outcomes = chosen_date(page, entry, fetched)
    url = public_url(url)
    article = Article(
        id=article_id(url), source=job.source, url=url, title=title, text=page.text, fetched=fetched,
        published=published.moment, published_source=published.source, published_precision=published.precision,
        published_confidence=published.confidence, origin=page.origin, section=page.section, tier=Tier(job.tier),
        language=job.language, encoding=page.encoding, replaced=page.replaced, source_title=job.title,
        source_places=job.places,
    )  # fmt: skip
    return Made(article, outcomes)


def chosen_date(page: ExtractedPage, entry: Entry, fetched: datetime) -> tuple[Published, tuple[str, ...]]:
    """The most trustworthy date, and what to count: a date that is missing, or one that lies ahead and was not taken."""
    own = Published(
        value=page.published, source=page.published_source, precision=page.precision, confidence=page.confidence
    )
    listed = UNKNOWN
    if entry.published is not None:
        listed = Published(value=entry.published, source=DateSource.FEED, precision=entry.precision, confidence=0.9)
    candidates = [found for found in (own, listed) if found.value is not None]
    # A page and its list that agree on the day: the finer one. Else the more trustworthy one.
    if len(candidates) == 2 and _same_day(own, listed) and own.precision == "day" != listed.precision:
        candidates = [listed, own]
    else:
        candidates.sort(key=lambda found: -found.confidence)
    timely = [found for found in candidates if found.moment is not None and found.moment <= fetched + MOST_AHEAD]
    outcomes = (Outcome.FUTURE_DATE.value,) if len(timely) < len(candidates) else ()
    if not timely:
        return UNKNOWN, outcomes or (Outcome.DATE_MISSING.value,)
    return timely[0], outcomes


def _same_day(a: Published, b: Published) -> bool:
    return a.moment is not None and b.moment is not None and a.moment.date() == b.moment.date()
