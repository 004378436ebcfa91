"""Articles as rows that other programs and spreadsheets read: complete, streamed, and safe to open."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TextIO

from index.interface import IndexReader
from index.query import Query, Sort
from yanpan_domain.errors import CallerError, OperatorError
from yanpan_domain.judgment import JudgedArticle

FORMATS = ("jsonl", "csv", "xlsx")
COLUMNS = (
    "id", "url", "title", "text", "published", "published_source", "source", "origin", "family", "dispute",
    "relevance", "issues", "stage", "form", "industry", "places", "employers", "workers", "urgency",
)  # fmt: skip
# A cell that begins so is taken for a formula by spreadsheets; an apostrophe before it makes it text again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Rows brought, written and noted down as reached in one step.
PAGE = 1_000
# What a worksheet holds at most (Excel's limits): rows, and characters in a cell.
SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767


def article_row(judged: JudgedArticle) -> dict[str, Any]:
    """What other programs may rely on of an article; title and text are masked."""
    article, judgment = judged.article, judged.judgment
    return {
        "id": article.id,
        "url": article.url,
        "title": judgment.title or article.title,
        "text": judgment.text or article.text,
        "published": _published(judged),
        "published_source": article.published_source.value,
        "source": article.source,
        "origin": article.origin,
        "family": judged.family,
        "dispute": judged.disputes[0] if len(judged.disputes) == 1 else None,
        "disputes": list(judged.disputes),
        "relevance": judgment.relevance.value,
        "issues": [finding.code.value for finding in judgment.issues],
        "stage": judgment.stage.value,
        "form": [form.value for form in judgment.form],
        "industry": judgment.industry.value if judgment.industry else None,
        "places": [place.code for place in judgment.places],
        "employers": [employer.name for employer in judgment.employers],
        "workers": judgment.workers.min if judgment.workers else None,
        "urgency": judged.urgency,
    }


def _published(judged: JudgedArticle) -> str | None:
    when = judged.article.published
    if when is None:
        return None
    return when.date().isoformat() if judged.article.published_precision == "day" else when.isoformat()


def rows(reader: IndexReader, query: Query) -> Iterator[dict[str, Any]]:
    """Every matching article as a row, oldest first."""
    return (article_row(judged) for judged in reader.scan(query))


def export(reader: IndexReader, query: Query, form: str, target: Path) -> int:
    """Every article that QUERY finds, oldest first, as FORM in the file TARGET; the number written.

    A JSONL or CSV file that was cut off goes on where it was when the same is asked for again; a workbook begins anew.
    """
    if form not in _TEXT_WRITERS:
        return write_rows(rows(reader, query), form, target)
    try:
        return _export_text(reader, query, form, target)
    except OSError as error:
        raise OperatorError(f"写不了 {target}：{error.strerror}。请检查目录、权限与磁盘空间。") from error


def _export_text(reader: IndexReader, query: Query, form: str, target: Path) -> int:
    part, state = target.with_name(target.name + ".part"), target.with_name(target.name + ".part.json")
    asked = [form, query.text, str(query.since), str(query.until), query.synonyms]
    reached = _reached(part, state, asked)
    encoding = "utf-8" if form == "jsonl" or reached else "utf-8-sig"
    with part.open("ab") as raw:
        raw.seek(raw.truncate(reached["bytes"] if reached else 0))
        count, cursor = (reached["rows"], reached["cursor"]) if reached else (0, None)
        head = not reached
        with io.TextIOWrapper(raw, encoding, errors="replace", newline="") as opened:
            while True:
                page = reader.find(
                    replace(query, sort=Sort.OLDEST, limit=PAGE, cursor=cursor, facets=(), histogram=None)
                )
                count += _TEXT_WRITERS[form]((article_row(hit.record) for hit in page.hits), opened, head=head)
                opened.flush()
                head, cursor = False, page.next_cursor
                if cursor is None:
                    break
                at = {"asked": asked, "cursor": cursor, "rows": count, "bytes": part.stat().st_size}
                _note(state, at)
    part.replace(target)
    state.unlink(missing_ok=True)
    return count


def _note(state: Path, reached: dict[str, Any]) -> None:
    part = state.with_name(state.name + ".new")
    part.write_text(json.dumps(reached), encoding="utf-8")
    part.replace(state)


def _reached(part: Path, state: Path, asked: list[Any]) -> dict[str, Any] | None:
    """How far an earlier run got that was asked for the same, and whose file is still there."""
    try:
        told: dict[str, Any] = json.loads(state.read_text("utf-8"))
        return told if told["asked"] == asked and part.stat().st_size >= told["bytes"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_rows(
    found: Iterable[dict[str, Any]], form: str, target: Path | TextIO, columns: Sequence[str] = COLUMNS
) -> int:
    """Write rows as FORM to TARGET, a table with COLUMNS; the number written. A file appears whole or not at all."""
    if form not in FORMATS:
        raise CallerError(f"导出格式只能是 {'、'.join(FORMATS)}，不能是“{form}”。")
    if not isinstance(target, Path):
        if form == "xlsx":
            raise CallerError("xlsx 不能写到标准输出，请用 --out 指定文件。")
        return _TEXT_WRITERS[form](found, target, head=True, columns=columns)
    part = target.with_name(target.name + ".part")
    try:
        count = _write_file(found, form, part, columns)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OperatorError(f"写不了 {target}：{error.strerror}。请检查目录、权限与磁盘空间。") from error
    return count


def _write_file(found: Iterable[dict[str, Any]], form: str, part: Path, columns: Sequence[str]) -> int:
    if form == "xlsx":
        return _write_xlsx(found, part, columns)
    # Excel takes a CSV for the local code page unless a byte order mark says UTF-8.
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    with part.open("w", encoding=encoding, errors="replace", newline="") as opened:
        return _TEXT_WRITERS[form](found, opened, head=True, columns=columns)


def _write_jsonl(found: Iterable[dict[str, Any]], out: TextIO, *, head: bool, columns: Sequence[str] = COLUMNS) -> int:
    count = 0
    for row in found:
        out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        count += 1
    return count


def _write_csv(found: Iterable[dict[str, Any]], out: TextIO, *, head: bool, columns: Sequence[str] = COLUMNS) -> int:
    writer = csv.writer(out, lineterminator="\r\n")
    if head:
        writer.writerow(columns)
    count = 0
    for row in found:
        writer.writerow([cell(row[name]) for name in columns])
        count += 1
    return count


def _write_xlsx(found: Iterable[dict[str, Any]], part: Path, columns: Sequence[str]) -> int:
    """A further sheet where one is full; a text longer than a cell goes on in the next row, under the same id."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    try:
        return _fill_workbook(xlsxwriter, found, part, columns)
    except FileCreateError as error:
        # The library hides the system's reason in its own exception.
        raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error)) from error


def _fill_workbook(xlsxwriter: Any, found: Iterable[dict[str, Any]], part: Path, columns: Sequence[str]) -> int:
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    count = 0
    with xlsxwriter.Workbook(str(part), {"constant_memory": True, **plain}) as book:
        sheet, at = book.add_worksheet(), 1
        sheet.write_row(0, 0, columns)
        for row in found:
            for piece in _pieces([cell(row[name]) for name in columns]):
                if at == SHEET_ROWS:
                    sheet, at = book.add_worksheet(), 1
                    sheet.write_row(0, 0, columns)
                sheet.write_row(at, 0, piece)
                at += 1
            count += 1
    return count


def _pieces(cells: list[str]) -> Iterator[list[str]]:
    """CELLS in as many rows as the longest needs; continued rows repeat the id."""
    longest = max(len(one) for one in cells)
    for start in range(0, max(longest, 1), CELL_CHARACTERS):
        yield [cells[0], *(one[start : start + CELL_CHARACTERS] for one in cells[1:])]


def cell(value: Any) -> str:
    """VALUE as a spreadsheet may show it; what looks like a formula is made text."""
    if value is None:
        return ""
    text = " ".join(str(one) for one in value) if isinstance(value, (list, tuple)) else str(value)
    return "'" + text if text.startswith((*_FORMULA, "'")) else text


def uncell(text: str) -> str:
    """What `cell` was given."""
    return text.removeprefix("'")


class _TextWriter(Protocol):
    def __call__(
        self, found: Iterable[dict[str, Any]], out: TextIO, *, head: bool, columns: Sequence[str] = COLUMNS
    ) -> int: ...


_TEXT_WRITERS: dict[str, _TextWriter] = {"jsonl": _write_jsonl, "csv": _write_csv}
