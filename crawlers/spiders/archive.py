"""Web archives on the web: each HTML response in a WARC file is an article page that need not be fetched."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from crawlers.addresses import check_address
from crawlers.listed import Entry, ListPage, ListUnreadable

# Unpacked, an archive may hold this many times the largest page; more is a bomb or belongs into `yanpan import`.
MOST_PAGES_WORTH = 10


def parse_archive(body: bytes, url: str, max_bytes: int) -> ListPage:
    """The pages in the WARC that BODY is, record by record. Raises ListUnreadable when it is none, or too much."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    entries: list[Entry] = []
    left = MOST_PAGES_WORTH * max_bytes
    try:
        for record in ArchiveIterator(BytesIO(body)):
            if record.rec_type != "response":
                continue
            entry = _entry(record, max_bytes)
            if entry is None:
                continue
            left -= len(entry.body)
            if left < 0:
                raise ListUnreadable(f"档案 {url} 解开后过大，请下载后用 yanpan import 读入")
            entries.append(entry)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        if not entries:
            raise ListUnreadable("不是 WARC 档案，或已损坏") from error
    return ListPage(entries=tuple(entries))


def _entry(record: Any, max_bytes: int) -> Entry | None:
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "") if headers else ""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if headers is None or headers.get_statuscode() != "200" or "html" not in kind.lower():
        return None
    try:
        check_address(address)
        fetched = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
    except ValueError:
        return None
    body = record.content_stream().read(max_bytes + 1)
    return Entry(url=address, body=body, content_type=kind, fetched=fetched) if len(body) <= max_bytes else None
