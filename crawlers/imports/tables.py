"""Rows that are articles already: JSON lines, CSV and Excel tables."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from crawlers.extraction.charset import decode
from crawlers.extraction.dates import parse_date
from crawlers.extraction.page import clean_line, clean_text, headline
from crawlers.imports.columns import COLUMNS, guessed
from crawlers.imports.found import Found, Skipped
from yanpan_domain.article import Article
from yanpan_domain.codes import DateSource
from yanpan_domain.identifiers import article_id, digest, web_address
from yanpan_domain.zone import SHANGHAI

# When a table was fetched nobody knows; the day it was saved would say something else on every machine.
UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)
# A header stands in the first rows; vendors set a title above it.
HEADER_ROWS = 10
# The first of equals wins.
DELIMITERS = ",\t;|"
# A table with a column of these is no news: 12351 summaries come in by another door, without callers.
CALLERS = re.compile(r"来电人|来访人|反映人|投诉人|诉求人|信访人|联系电话|手机号|身份证")
# Excel's own limit is 1,048,576 rows; a monitoring report of a day has a few thousand.
MOST_ROWS = 200_000
# A workbook unpacks to no more (bytes); what claims more is built to fill the memory.
MOST_UNPACKED = 400_000_000


def read_json_lines(path: Path, mapping: Mapping[str, str] | None = None) -> Iterator[Found]:
    """The articles in the JSON lines at PATH."""
    # Not `splitlines`: JSON may hold a bare U+2028 and its like.
    for number, line in enumerate(decode(path.read_bytes()).text.split("\n"), 1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            at = f"（第 {error.colno} 个字符起）" if isinstance(error, json.JSONDecodeError) else ""
            yield Skipped(where=where, cause=f"不是 JSON{at}")
            continue
        if isinstance(row, dict):
            yield article_of(row, where, mapping)
        else:
            yield Skipped(where=where, cause="应为一个 JSON 对象")


def read_csv(path: Path, mapping: Mapping[str, str] | None = None) -> Iterator[Found]:
    """The articles in the table at PATH; its first row that names columns, in Chinese or English, is its header."""
    text = decode(path.read_bytes()).text.removeprefix("\ufeff").replace("\0", "")
    csv.field_size_limit(20_000_000)
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text, mapping))
        yield from _articles(rows, path, mapping)
    except csv.Error as error:
        yield Skipped(where=str(path), cause=f"不是可读的 CSV：{error}")


def read_excel(path: Path, mapping: Mapping[str, str] | None = None) -> Iterator[Found]:
    """The articles in every sheet of the workbook at PATH."""
    try:
        with _workbook(path) as book:
            for sheet in book.worksheets:
                yield from _articles(islice(_rows(sheet), MOST_ROWS), path, mapping, sheet.title)
    except NoWorkbook as error:
        yield Skipped(where=str(path), cause=str(error))


class NoWorkbook(Exception):
    """Why a file cannot be read as an Excel workbook."""


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    """The workbook at PATH, open for reading. Raises NoWorkbook."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(path) as packed:
            size = sum(one.file_size for one in packed.infolist())
        book = load_workbook(path, read_only=True, data_only=True) if size <= MOST_UNPACKED else None
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        told = f"：{error}" if isinstance(error, OSError) else "，可能已损坏或加了密码"
        raise NoWorkbook(f"不是可读的 Excel 表{told}") from error
    if book is None:
        raise NoWorkbook("解压后过大，不是日常报表")
    try:
        yield book
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[list[str]]:
    return ([_shown(value) for value in row] for row in sheet.iter_rows(values_only=True))


def table_header(path: Path) -> list[str]:
    """The column names of the table at PATH; empty for what is no table or cannot be read."""
    ending = path.suffix.lower()
    try:
        if ending in {".jsonl", ".ndjson"}:
            row = json.loads(decode(path.read_bytes()).text.partition("\n")[0] or "{}")
            return list(row) if isinstance(row, dict) else []
        first = _first_rows(path) if ending in {".csv", ".tsv", ".xlsx"} else []
    except (NoWorkbook, csv.Error, ValueError, RecursionError, OSError):
        return []
    return list(_header(first, None)[1])


def _first_rows(path: Path) -> list[Sequence[str]]:
    if path.suffix.lower() == ".xlsx":
        with _workbook(path) as book:
            return list(islice(_rows(book.worksheets[0]), HEADER_ROWS))
    text = decode(path.read_bytes()).text.removeprefix("\ufeff").replace("\0", "")
    return list(islice(csv.reader(text.splitlines(), delimiter=delimiter_of(text)), HEADER_ROWS))


def delimiter_of(text: str, mapping: Mapping[str, str] | None = None) -> str:
    """What parts the columns of the table TEXT: under which its first rows name most columns we know; a comma where none does."""
    head = text.splitlines()[:HEADER_ROWS]

    def named(delimiter: str) -> int:
        known = {*(mapping or {}).values(), *(name for names in COLUMNS.values() for name in names)}
        return max((sum(cell.strip(' "') in known for cell in line.split(delimiter)) for line in head), default=0)

    return max(DELIMITERS, key=named)


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return "" if value is None else str(value)


def _header(rows: Sequence[Sequence[str]], mapping: Mapping[str, str] | None) -> tuple[int, Sequence[str]]:
    """The position and cells of the row that names most columns we know; the first row when none names any."""
    known = set((mapping or {}).values()) | {name for names in COLUMNS.values() for name in names}
    scores = [sum(cell.strip() in known for cell in row) for row in rows]
    best = max(range(len(scores)), key=scores.__getitem__, default=0)
    return best, [cell.strip() for cell in rows[best]] if rows else []


def _articles(
    rows: Iterable[Sequence[str]], path: Path, mapping: Mapping[str, str] | None, sheet: str = ""
) -> Iterator[Found]:
    rows = iter(rows)
    first = list(islice(rows, HEADER_ROWS))
    if not any(any(row) for row in first):
        return
    at, header = _header(first, mapping)
    place = f"{path}#{sheet}" if sheet else str(path)
    callers = [name for name in header if CALLERS.search(name)]
    if callers:
        told = f"含个人信息列：{'、'.join(callers)}，整表未读。热线汇总请删去这些列后用 --hotline 读入"
        yield Skipped(where=place, cause=told)
        return
    chosen = dict(mapping) if mapping else guessed(header)
    if not set(chosen.values()) & set(header):
        yield Skipped(
            where=place, cause=f"认不出列名 {'、'.join(filter(None, header))}；可用 --mapping 指明标题、正文等列"
        )
        return
    for number, row in enumerate([*first[at + 1 :]], at + 2):
        if any(row):
            yield article_of(dict(zip(header, row, strict=False)), f"{place}:{number}", chosen)
    for number, row in enumerate(rows, len(first) + 1):
        if any(row):
            yield article_of(dict(zip(header, row, strict=False)), f"{place}:{number}", chosen)


def article_of(row: Mapping[str, Any], where: str, mapping: Mapping[str, str] | None = None) -> Found:
    """The article in ROW, its columns found as MAPPING says, else by any of their names."""
    mapping = mapping or {}
    cells = {
        column: _cell(row, (mapping[column],) if column in mapping else names) for column, names in COLUMNS.items()
    }
    if not cells["title"] and not cells["text"]:
        return Skipped(
            where=where, cause=f"没有标题也没有正文；可用的列名有 {'、'.join(COLUMNS['title'] + COLUMNS['text'])}"
        )
    published, precision = moment(cells["published"])
    url, text = web_address(cells["url"]), clean_text(cells["text"])
    title = clean_line(cells["title"][:2000])
    # A vendor's own number counts from 1 in every file: without an address an article is known by what it says.
    told = f"{cells['id']}\n{title}\n{text}"
    return Article(
        id=article_id(url) if url else digest(told, "a"), source="import", source_title=cells["origin"],
        url=url, title=headline(title, text), text=text, fetched=published or UNKNOWN_TIME,
        published=published, published_source=DateSource.FEED if published else DateSource.NONE,
        published_precision=precision, published_confidence=0.8 if published else 0.0, origin=cells["origin"] or None,
    )  # fmt: skip


def _cell(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        if row.get(name) not in (None, ""):
            return str(row[name]).strip()
    return ""


def moment(text: str) -> tuple[datetime | None, str]:
    """The time that TEXT states (Asia/Shanghai where it names no zone) and its precision; None when it states none."""
    found = parse_date(text) if text else None
    if found is None:
        return None, "day"
    value, precision = found
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), SHANGHAI), "day"
    return value.astimezone(SHANGHAI), precision
