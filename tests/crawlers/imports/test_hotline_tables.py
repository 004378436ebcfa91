"""Hotline tables: counts come in, callers never."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import yanpan.demo
from crawlers.imports.hotline import HotlineError, read_hotline
from yanpan_domain.codes import Industry, Issue

HEAD = "日期,地区码,类型,行业,单位,次数,摘要"
ROW = "2024-03-06,440309,欠薪,F,示例超市,3,超市员工询问工资未按时发放应当找谁"


def a_table(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "hotline.csv"
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def test_a_workbook_whose_second_sheet_has_callers_is_refused(tmp_path: Path):
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0].append(HEAD.split(","))
    book.create_sheet("明细").append(["来电人姓名", "联系电话"])
    book.save(tmp_path / "hotline.xlsx")
    with pytest.raises(HotlineError, match="来电人姓名、联系电话"):
        read_hotline(tmp_path / "hotline.xlsx", plain)


def plain(text: str) -> str:
    return text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_chinese_columns_and_labels_are_understood(tmp_path: Path, encoding: str):
    (row,) = read_hotline(a_table(tmp_path, HEAD, ROW, encoding=encoding), plain)
    assert (row.day, row.place, row.issue, row.industry, row.calls) == (
        date(2024, 3, 6),
        "440309",
        Issue.WAGE_ARREARS,
        Industry.F,
        3,
    )
    assert row.employer == "示例超市"


@pytest.mark.parametrize("column", ["姓名", "来电人电话", "身份证号", "联系方式", "家庭住址", "caller_phone"])
def test_a_table_with_a_personal_column_is_refused_naming_it(tmp_path: Path, column: str):
    with pytest.raises(HotlineError, match=column):
        read_hotline(a_table(tmp_path, f"{HEAD},{column}", f"{ROW},x"), plain)


def test_a_column_we_do_not_know_is_refused_too(tmp_path: Path):
    with pytest.raises(HotlineError, match="备注"):
        read_hotline(a_table(tmp_path, f"{HEAD},备注", f"{ROW},x"), plain)


def test_the_summary_goes_through_the_mask_it_is_given(tmp_path: Path):
    (row,) = read_hotline(a_table(tmp_path, HEAD, ROW), lambda text: text.replace("员工", "〔某〕"))
    assert "〔某〕" in row.summary and "员工" not in row.summary


@pytest.mark.parametrize(
    ("wrong", "said"), [("2024-13-06,440309", "日期"), ("2024-03-06,44", "地区码"), ("2024-03-06,440309,吵架", "吵架")]
)
def test_a_wrong_cell_is_told_with_its_line(tmp_path: Path, wrong: str, said: str):
    parts = ROW.split(",")
    cells = wrong.split(",")
    with pytest.raises(HotlineError, match=f"第 2 行.*{said}"):
        read_hotline(a_table(tmp_path, HEAD, ",".join([*cells, *parts[len(cells) :]])), plain)


def test_the_demonstrations_summaries_come_in_clean():
    rows = read_hotline(Path(yanpan.demo.__file__).parent / "hotline.csv", plain)
    assert len(rows) > 50
    assert len({row.id for row in rows}) == len(rows)
