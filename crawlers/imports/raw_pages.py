"""Pages as the `extract` command tells them: nothing masked, nothing stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from crawlers.extraction.page import extract
from crawlers.imports.archives import archived_pages
from crawlers.imports.found import Skipped
from crawlers.imports.pages import Page, saved_page


def extracted_lines(files: Iterable[Path]) -> Iterator[tuple[str, dict[str, object] | str]]:
    """For each page its path and what stands on it, or why nothing could be read (a sentence)."""
    for path in files:
        if path.name.lower().endswith((".warc", ".warc.gz")) and path.is_file():
            pages: Iterable[Page | Skipped] = (page for page, _ in archived_pages(path))
        else:
            pages = (saved_page(path),)
        for page in pages:
            yield page.where, page.cause if isinstance(page, Skipped) else line_of(page)


def line_of(page: Page) -> dict[str, object]:
    """What stands on PAGE, by the contract's keys."""
    found = extract(page.body, page.url, content_type=page.content_type)
    return {
        "path": page.where, "url": page.url or found.url, "title": found.title, "text": found.text,
        "published": found.published.isoformat() if found.published else None, "published_source": found.published_source.value,
        "origin": found.origin, "encoding": found.encoding, "replaced": found.replaced, "section": found.section,
    }  # fmt: skip
