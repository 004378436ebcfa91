"""Exports: complete, whole or not at all, and nothing in them is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import errno
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from index import export as exporting
from index.export import CELL_CHARACTERS, COLUMNS, article_row, cell, export, rows, uncell, write_rows
from index.open import open_index
from index.query import Query
from tests.factories import a_judged
from yanpan_domain.errors import CallerError, OperatorError

NASTY = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "'=1",
    "平常的题目",
    "https://example.org/a",
)


def _found(tmp_path: Path, count: int = len(NASTY)) -> list[dict[str, Any]]:
    with open_index(tmp_path / "index") as index:
        with index.writer() as writer:
            writer.put(a_judged(number=number, title=NASTY[number % len(NASTY)]) for number in range(count))
        return list(rows(index, Query()))


def test_every_article_comes_out_in_every_form(tmp_path: Path) -> None:
    found = _found(tmp_path, 1_200)
    assert len(found) == 1_200
    for form in ("jsonl", "csv", "xlsx"):
        assert write_rows(found, form, tmp_path / f"out.{form}") == 1_200
    assert [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()] == found
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [uncell(row["title"]) for row in read] == [row["title"] for row in found]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True).active
    assert [uncell(row[2] or "") for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        row["title"] for row in found
    ]


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_is_a_formula_and_each_can_be_read_back(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "＝"))
    assert uncell(cell(text)) == text


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    write_rows(_found(tmp_path), "xlsx", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    cells = [one for row in sheet.iter_rows() for one in row]
    assert {one.data_type for one in cells if one.value is not None} == {"s"}
    assert all(one.hyperlink is None for one in cells)


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row(tmp_path: Path) -> None:
    long = article_row(a_judged(text="长" * (CELL_CHARACTERS + 5)))
    write_rows([long], "xlsx", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True).active
    read = list(sheet.iter_rows(min_row=2, values_only=True))
    assert "".join(row[COLUMNS.index("text")] for row in read) == long["text"]
    assert {row[0] for row in read} == {long["id"]}


def test_an_export_cut_off_leaves_no_half_file(tmp_path: Path) -> None:
    def broken() -> Any:
        yield article_row(a_judged())
        raise OSError(28, "No space left on device")

    with pytest.raises(OperatorError, match="空间"):
        write_rows(broken(), "csv", tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


def test_the_contract_keys_and_the_published_form(tmp_path: Path) -> None:
    wanted = {"id", "url", "title", "text", "published", "published_source", "source", "origin", "family", "dispute"}
    assert wanted <= set(article_row(a_judged()))
    assert article_row(a_judged(published=None))["published"] is None
    assert article_row(a_judged(published="2026-03-02", published_precision="day"))["published"] == "2026-03-02"
    assert article_row(a_judged(disputes=("d1",)))["dispute"] == "d1"
    assert article_row(a_judged(disputes=("d1", "d2")))["dispute"] is None


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="xlsx"):
        write_rows([], "pdf", tmp_path / "out.pdf")


class _CutOff:
    """A reader that gives up after so many pages."""

    def __init__(self, reader: Any, pages: int) -> None:
        self._reader, self._left = reader, pages

    def find(self, query: Query) -> Any:
        if not self._left:
            raise KeyboardInterrupt
        self._left -= 1
        return self._reader.find(query)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_export_cut_off_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setattr(exporting, "PAGE", 7)
    found = _found(tmp_path, 50)
    whole, target = tmp_path / "whole", tmp_path / "out"
    write_rows(found, form, whole)
    with open_index(tmp_path / "index") as index:
        for pages in (0, 2, 3):
            with pytest.raises(KeyboardInterrupt):
                export(_CutOff(index, pages), Query(), form, target)  # type: ignore[arg-type]
            with (tmp_path / "out.part").open("ab") as part:  # what was written after the last note is written again
                part.write("半行".encode())
        assert export(_CutOff(index, 4), Query(), form, target) == 50  # type: ignore[arg-type]
        assert target.read_bytes() == whole.read_bytes()
        with pytest.raises(KeyboardInterrupt):
            export(_CutOff(index, 2), Query(), form, target)  # type: ignore[arg-type]
        assert export(index, Query(text="平常"), form, target) == sum("平常" in row["title"] for row in found)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "out", "whole"]


def test_a_workbook_on_a_full_disk_is_one_sentence_and_leaves_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    def full(self: object) -> None:
        raise FileCreateError(OSError(errno.ENOSPC, "No space left on device"))

    monkeypatch.setattr(xlsxwriter.Workbook, "close", full)
    with pytest.raises(OperatorError, match="磁盘空间"):
        write_rows(_found(tmp_path), "xlsx", tmp_path / "out.xlsx")
    assert not list(tmp_path.glob("*.part"))
