"""Files and folders to articles, each by the reader of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from crawlers.imports.archives import read_archive
from crawlers.imports.found import Found, Skipped
from crawlers.imports.pages import read_page
from crawlers.imports.tables import read_csv, read_json_lines
from yanpan_domain.errors import CallerError

READERS: dict[str, Callable[[Path], Iterator[Found]]] = {
    ".html": read_page,
    ".htm": read_page,
    ".shtml": read_page,
    ".html.gz": read_page,
    ".htm.gz": read_page,
    ".warc": read_archive,
    ".warc.gz": read_archive,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_csv,
}


def reader_of(path: Path) -> Callable[[Path], Iterator[Found]] | None:
    """The reader for PATH by its ending; None when we know none."""
    name = path.name.lower()
    return next((reader for ending, reader in READERS.items() if name.endswith(ending)), None)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files that PATHS name; of a folder all files whose kind we read, sorted. Raises CallerError for what is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.is_file() and reader_of(one))
        elif path.exists():
            found.append(path)
        else:
            raise CallerError(f"找不到 {path}。请检查路径。")
    return found


def read_files(paths: Iterable[Path]) -> Iterator[Found]:
    """Every article in PATHS, and every record that gave none with its cause."""
    for path in paths:
        reader = reader_of(path)
        if reader is None:
            yield Skipped(where=str(path), cause=f"不认识这种文件；可读入 {'、'.join(READERS)}")
        else:
            yield from _guarded(path, reader)


def _guarded(path: Path, reader: Callable[[Path], Iterator[Found]]) -> Iterator[Found]:
    try:
        yield from reader(path)
    except OSError as error:
        yield Skipped(where=str(path), cause=f"读不了：{error.strerror}")
