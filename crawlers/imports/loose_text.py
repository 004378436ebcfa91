"""Articles as people paste or type them: a headline, lines that tell source, time and address, then the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from crawlers.extraction.charset import decode
from crawlers.extraction.dates import STAMP
from crawlers.extraction.page import clean_text, headline
from crawlers.imports.found import Found, Skipped
from crawlers.imports.tables import UNKNOWN_TIME, moment
from yanpan_domain.article import Article
from yanpan_domain.codes import DateSource
from yanpan_domain.identifiers import article_id, digest, web_address

# Between two articles in one file.
RULE = re.compile(r"^\s*(?:-{3,}|={3,}|\*{3,}|—{3,}|_{3,})\s*$", re.M)
ADDRESS = re.compile(r"https?://[^\s<>\"'，。）)]+")
ORIGIN = re.compile(r"(?:来源|媒体|刊发)\s*[:：]\s*([^\s，。;；|｜]{2,30})")
# A line that only tells about the article: short, with a label, a time or an address.
ABOUT = re.compile(r"^(?:来源|媒体|时间|日期|发布时间|发布日期|链接|网址|原文|作者|刊发|http)|^\d{4}[-年/.]")
LONGEST_ABOUT, LONGEST_TITLE, LEAST_TEXT = 200, 120, 10


def read_text(path: Path) -> Iterator[Found]:
    """The articles in the text file at PATH, parted by rules (---)."""
    yield from pasted_articles(path.read_bytes(), str(path))


def pasted_articles(body: bytes, where: str) -> Iterator[Found]:
    """The articles in BODY as it was pasted."""
    parts = [part for part in RULE.split(decode(body).text) if part.strip()]
    for number, part in enumerate(parts, 1):
        yield article_in(part.splitlines(), f"{where}#{number}" if len(parts) > 1 else where)
    if not parts:
        yield Skipped(where=where, cause="没有文字")


def article_in(lines: Sequence[str], where: str, *, title: str = "") -> Found:
    """The article in LINES; the first is its headline where TITLE names none."""
    shown = [line for line in clean_text("\n".join(lines)).split("\n") if line]
    if not title and shown and len(shown[0]) <= LONGEST_TITLE and not ABOUT.match(shown[0]):
        title, shown = shown[0].lstrip("#·•0123456789.、 ") or shown[0], shown[1:]
    about = [line for line in (*shown[:6], *shown[-3:]) if len(line) <= LONGEST_ABOUT and ABOUT.match(line)]
    text = "\n".join(line for line in shown if line not in about)
    if len(text) < LEAST_TEXT:
        return Skipped(where=where, cause="没有正文")
    told = "\n".join(about)
    address, origin, stamp = ADDRESS.search(told), ORIGIN.search(told), STAMP.search(told)
    published, precision = moment(told[stamp.start() :].split("\n")[0]) if stamp else (None, "day")
    url = web_address(address[0]) if address else ""
    return Article(
        id=article_id(url) if url else digest(f"{title}\n{text}", "a"), source="import",
        source_title=origin[1] if origin else "", url=url, title=headline(title, text), text=text, fetched=published or UNKNOWN_TIME,
        published=published, published_source=DateSource.PAGE if published else DateSource.NONE, published_precision=precision,
        published_confidence=0.7 if published else 0.0, origin=origin[1] if origin else None,
    )  # fmt: skip
