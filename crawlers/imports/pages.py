"""Saved HTML pages, plain or gzipped."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from crawlers.extraction.page import extract, headline
from crawlers.imports.found import Found, Skipped
from yanpan_domain.article import Article
from yanpan_domain.identifiers import article_id, digest, web_address
from yanpan_domain.zone import SHANGHAI

# A saved page above this is no article (bytes, after unpacking).
MOST_BYTES = 20_000_000
# Fewer characters than this are a caption or an error page.
LEAST_TEXT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes of one page and where they came from; `url` is None when only the file is known."""

    where: str
    body: bytes
    url: str | None = None
    content_type: str | None = None


def read_page(path: Path) -> Iterator[Found]:
    """The article on the saved page at PATH."""
    page = saved_page(path)
    if isinstance(page, Skipped):
        yield page
    else:
        yield article_from(page, datetime.fromtimestamp(path.stat().st_mtime, SHANGHAI))


def saved_page(path: Path) -> Page | Skipped:
    """The page saved at PATH, or why it cannot be read."""
    try:
        body = _unpacked(path)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        return Skipped(where=str(path), cause="不是完整的 gzip 文件")
    except FileNotFoundError:
        return Skipped(where=str(path), cause="找不到这个文件")
    except OSError as error:
        return Skipped(where=str(path), cause=f"读不了：{error.strerror or error}")
    if body is None:
        return Skipped(where=str(path), cause=f"超过 {MOST_BYTES // 1_000_000} MB，不是新闻页面")
    return Page(where=str(path), body=body)


def _unpacked(path: Path) -> bytes | None:
    """The file's bytes, unpacked; None when there are more than a page may have (a small gzip may unpack to gigabytes)."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as opened:
        body: bytes = opened.read(MOST_BYTES + 1)
    return body if len(body) <= MOST_BYTES else None


def article_from(page: Page, fetched: datetime) -> Found:
    """The article on PAGE, or why it holds none."""
    found = extract(page.body, page.url, content_type=page.content_type)
    if len(found.text.strip()) < LEAST_TEXT:
        return Skipped(where=page.where, cause="没有正文")
    # A saved page without an address is known by its text: the same page under another file name is the same article.
    url = web_address(page.url or "") or web_address(found.url or "")
    identifier = article_id(url) if url else digest(f"{found.title}\n{found.text}", "a")
    return Article(
        id=identifier, source="import", source_title=found.origin or "", url=url, title=headline(found.title or "", found.text), text=found.text,
        fetched=fetched, published=_moment(found.published), published_source=found.published_source,
        published_precision=found.precision, published_confidence=found.confidence, origin=found.origin,
        section=found.section, encoding=found.encoding, replaced=found.replaced,
    )  # fmt: skip


def _moment(value: datetime | date | None) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    return datetime.combine(value, time(), SHANGHAI)
