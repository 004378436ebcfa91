"""Files and folders to articles, each by the reader of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from crawlers.imports.archives import read_archive
from crawlers.imports.documents import read_document
from crawlers.imports.found import Found, Skipped
from crawlers.imports.loose_text import read_text
from crawlers.imports.mail import read_mail
from crawlers.imports.pages import read_page
from crawlers.imports.tables import read_csv, read_excel, read_json_lines
from yanpan_domain.errors import CallerError

READERS: dict[str, Callable[[Path], Iterator[Found]]] = {
    ".html": read_page,
    ".htm": read_page,
    ".shtml": read_page,
    ".html.gz": read_page,
    ".htm.gz": read_page,
    ".warc": read_archive,
    ".warc.gz": read_archive,
    ".docx": read_document,
    ".txt": read_text,
}
# Tables take a mapping of their columns.
TABLES: dict[str, Callable[[Path, Mapping[str, str] | None], Iterator[Found]]] = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_excel,
}
MAIL = ".eml"
# What people try as well, and what to do instead.
INSTEAD = {
    ".xls": "旧版 Excel 表，请另存为 .xlsx", ".et": "WPS 表格，请另存为 .xlsx", ".doc": "旧版 Word 文档，请另存为 .docx", ".wps": "WPS 文档，请另存为 .docx",
    ".pdf": "PDF 不能读入，请复制文字，用 yanpan import - 粘贴", ".zip": "压缩包，请先解压", ".rar": "压缩包，请先解压", ".7z": "压缩包，请先解压", ".msg": "Outlook 邮件，请另存为 .eml",
}  # fmt: skip
ENDINGS = (*READERS, *TABLES, MAIL)


def reader_of(
    path: Path, mapping: Mapping[str, str] | None = None, depth: int = 0
) -> Callable[[Path], Iterator[Found]] | None:
    """The reader for PATH by its ending; None when we know none. MAPPING says what a table's columns hold."""
    name = path.name.lower()
    table = next((reader for ending, reader in TABLES.items() if name.endswith(ending)), None)
    if table is not None:
        return lambda one: table(one, mapping)
    if name.endswith(MAIL):
        return lambda one: read_mail(one, lambda inner: _read(inner, mapping, depth + 1), depth)
    return next((reader for ending, reader in READERS.items() if name.endswith(ending)), None)


# What a folder is searched for: text files there are notes as often as news.
FOLDER_ENDINGS = tuple(ending for ending in ENDINGS if ending != ".txt")
PAGE_ENDINGS = (".html", ".htm", ".shtml", ".xhtml", ".gz", ".warc")


def files_in(paths: Iterable[Path], endings: tuple[str, ...] = FOLDER_ENDINGS) -> list[Path]:
    """The files that PATHS name; of a folder all files with one of ENDINGS, sorted. Raises CallerError for what is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.is_file() and one.name.lower().endswith(endings))
        elif path.exists():
            found.append(path)
        else:
            raise CallerError(f"找不到 {path}。请检查路径。")
    return found


def read_files(paths: Iterable[Path], mapping: Mapping[str, str] | None = None) -> Iterator[Found]:
    """Every article in PATHS, and every record that gave none with its cause."""
    for path in paths:
        yield from _read(path, mapping, 0)


def _read(path: Path, mapping: Mapping[str, str] | None, depth: int) -> Iterator[Found]:
    reader = reader_of(path, mapping, depth)
    if reader is None:
        instead = INSTEAD.get(path.suffix.lower())
        yield Skipped(where=str(path), cause=instead or f"不认识这种文件；可读入 {'、'.join(ENDINGS)}")
        return
    empty = True
    try:
        for one in reader(path):
            empty = False
            yield one
        if empty:
            yield Skipped(where=str(path), cause="里面没有可读的记录")
    except OSError as error:
        yield Skipped(where=str(path), cause=f"读不了：{error.strerror or error}")
