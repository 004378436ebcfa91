"""Word documents: one article, or a vendor's report with an article under each heading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from crawlers.imports.found import Found, Skipped
from crawlers.imports.loose_text import article_in
from crawlers.imports.tables import MOST_UNPACKED

# Headings that part a report; with fewer the document is one article.
LEAST_HEADINGS = 2


def read_document(path: Path) -> Iterator[Found]:
    """The articles in the Word document at PATH."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                yield Skipped(where=str(path), cause="解压后过大，不是文档")
                return
        opened = Document(str(path))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError) as error:
        told = f"：{error}" if isinstance(error, OSError) else "，可能已损坏或加了密码"
        yield Skipped(where=str(path), cause=f"不是可读的 Word 文档{told}")
        return
    lines = list(_lines(opened))
    level = _parting_level([level for level, _ in lines])
    if level is None:
        yield article_in([text for _, text in lines], str(path))
        return
    for number, (title, part) in enumerate(_parts(lines, level), 1):
        yield article_in(part, f"{path}#{number}", title=title)


def _lines(document: Any) -> Iterator[tuple[int, str]]:
    """Each paragraph and table row in order, with its heading level (0: none)."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield 0, "　".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        elif block.text.strip():
            style = (block.style.name or "") if block.style is not None else ""
            yield int(style[-1]) if style.startswith(("Heading ", "标题 ")) and style[-1].isdigit() else 0, block.text


def _parting_level(levels: list[int]) -> int | None:
    """The heading level that most headings have, where there are enough of them to part a report."""
    counts = {level: levels.count(level) for level in set(levels) if level}
    best = max(counts, key=lambda level: (counts[level], -level), default=0)
    return best if counts.get(best, 0) >= LEAST_HEADINGS else None


def _parts(lines: list[tuple[int, str]], level: int) -> Iterator[tuple[str, list[str]]]:
    title = ""
    part: list[str] = []
    for own, text in lines:
        if own and own <= level:
            if title and part:
                yield title, part
            title, part = (text, []) if own == level else ("", [])
        elif title:
            part.append(text)
    if title and part:
        yield title, part
