"""Web archives (WARC): each HTML response is a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from crawlers.imports.found import Found, Skipped
from crawlers.imports.pages import MOST_BYTES, Page, article_from


def read_archive(path: Path) -> Iterator[Found]:
    """The articles in the WARC at PATH, record by record; a broken record is skipped and said."""
    for page, fetched in archived_pages(path):
        yield page if isinstance(page, Skipped) else article_from(page, fetched)


def archived_pages(path: Path) -> Iterator[tuple[Page | Skipped, datetime]]:
    """Every HTML response in the WARC at PATH, with the time it was fetched."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    fetched = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    try:
        with path.open("rb") as opened:
            for number, record in enumerate(ArchiveIterator(opened), 1):
                kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
                if record.rec_type != "response" or "html" not in kind.lower():
                    continue
                if record.http_headers.get_statuscode() not in {"200", "203"}:
                    continue  # a redirect or an error page
                fetched = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
                yield _page(record, f"{path}#{number}", kind), fetched
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        yield (
            Skipped(where=f"{path}#{number + 1}", cause=f"档案在此处损坏，其后没有读（{type(error).__name__}）"),
            fetched,
        )


def _page(record: Any, where: str, kind: str) -> Page | Skipped:
    body = record.content_stream().read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return Skipped(where=where, cause="页面过大")
    record.raw_stream.read(MOST_BYTES)
    if record.raw_stream.limit > 0:
        return Skipped(where=where, cause="档案在此处中断，这一页不完整")
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Page(where=where, body=body, url=url, content_type=kind)
