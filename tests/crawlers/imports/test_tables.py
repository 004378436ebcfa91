"""Tables of articles: CSV, JSON lines and Excel, by known column names or a saved mapping."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from crawlers.extraction.page import LONGEST_HEADLINE
from crawlers.imports.columns import MappingError, guessed, read_mapping, write_mapping
from crawlers.imports.found import Skipped
from crawlers.imports.read import files_in, read_files
from crawlers.imports.tables import moment, table_header
from yanpan_domain.article import Article

TEXT = "示例电子厂拖欠四百名工人三个月工资，劳动监察部门已经立案，工会提供法律援助。"


def articles(path: Path, mapping: dict[str, str] | None = None) -> list[Article]:
    found = list(read_files([path], mapping))
    assert not [one for one in found if isinstance(one, Skipped)], found
    return [one for one in found if isinstance(one, Article)]


def workbook(path: Path, rows: list[list[object]]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_an_excel_report_with_a_title_above_its_header(tmp_path: Path):
    path = workbook(
        tmp_path / "日报.xlsx",
        [["示例监测日报"], ["序号", "标题", "内容", "发布时间", "媒体名称", "原文链接"],
         [1, "工厂欠薪", TEXT, datetime.fromisoformat("2024-03-06T09:30:00"), "南方示例报", "https://news.example.com/1.html"],
         [None] * 6, [2, "工会介入", TEXT + "续", "2024年3月7日 08:05", "", ""]],
    )  # fmt: skip
    one, two = articles(path)
    assert (one.title, one.text, one.origin, one.url) == (
        "工厂欠薪",
        TEXT,
        "南方示例报",
        "https://news.example.com/1.html",
    )
    assert one.published == datetime.fromisoformat("2024-03-06T09:30:00+08:00")
    assert two.published == datetime.fromisoformat("2024-03-07T08:05:00+08:00")
    assert two.published_precision == "minute"


def test_a_gbk_csv_is_read_in_shanghai_time(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(f"标题,正文,日期\n工厂欠薪,{TEXT},2024-03-06\n".encode("gbk"))
    (one,) = articles(path)
    assert (one.text, one.published) == (TEXT, datetime.fromisoformat("2024-03-06T00:00:00+08:00"))


def test_the_same_row_is_the_same_article_in_any_file_and_another_is_not(tmp_path: Path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"编号,标题,正文\n1,工厂欠薪,{TEXT}\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text(f"编号,标题,正文\n1,工会介入,{TEXT}另一篇\n", encoding="utf-8")
    a, b, c = (articles(tmp_path / name)[0].id for name in ("a.csv", "b.csv", "c.csv"))
    assert a == b != c


def test_unknown_columns_need_a_mapping_which_is_saved_and_used_again(tmp_path: Path):
    table = tmp_path / "vendor.csv"
    table.write_text(f"甲,乙,丙\n工厂欠薪,{TEXT},2024-03-06\n", encoding="utf-8")
    (skipped,) = list(read_files([table]))
    assert isinstance(skipped, Skipped) and "--mapping" in skipped.cause
    write_mapping(tmp_path / "vendor.json", {"title": "甲", "text": "乙", "published": "丙"})
    (one,) = articles(table, read_mapping(tmp_path / "vendor.json"))
    assert (one.title, one.text) == ("工厂欠薪", TEXT)


def test_a_mapping_with_an_unknown_field_is_refused_by_name(tmp_path: Path):
    (tmp_path / "m.json").write_text('{"titel": "甲"}', encoding="utf-8")
    with pytest.raises(MappingError, match="titel"):
        read_mapping(tmp_path / "m.json")


def test_a_header_tells_its_own_mapping(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", [["监测日报"], ["新闻标题", "全文", "站点"], ["a", "b", "c"]])
    assert guessed(table_header(path)) == {"title": "新闻标题", "text": "全文", "origin": "站点"}


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_what_is_no_office_file_is_told(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"not a zip")
    (found,) = list(read_files([tmp_path / name]))
    assert isinstance(found, Skipped) and "不是可读的" in found.cause


def test_a_folder_is_searched_for_news_not_for_notes(tmp_path: Path):
    for name in ("a.csv", "notes.txt", "b.html", "c.py"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in files_in([tmp_path])] == ["a.csv", "b.html"]


def test_a_broken_line_is_skipped_with_its_number(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "工厂欠薪", "text": "' + TEXT + '"}\n{broken\n[1]\n', encoding="utf-8")
    one, two, three = read_files([path])
    assert isinstance(one, Article)
    assert isinstance(two, Skipped) and two.where.endswith(":2")
    assert isinstance(three, Skipped)


def test_a_time_with_zone_is_kept_and_one_without_is_chinas():
    assert moment("2024-03-06T01:30:00Z")[0] == datetime.fromisoformat("2024-03-06T09:30:00+08:00")
    assert moment("2024/3/6 9:30")[0] == datetime.fromisoformat("2024-03-06T09:30:00+08:00")
    assert moment("不详") == (None, "day")


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ";"), ("a.csv", "|"), ("a.csv", "\t"), ("a.tsv", "\t")])
def test_what_parts_the_columns_is_seen_from_the_header(tmp_path: Path, name: str, delimiter: str):
    rows = [["标题", "正文", "来源"], ["工厂欠薪，三月", TEXT, "示例日报"]]
    (tmp_path / name).write_text("\n".join(delimiter.join(row) for row in rows), encoding="gb18030")
    (one,) = articles(tmp_path / name)
    assert (one.title, one.text, one.origin) == ("工厂欠薪，三月", TEXT, "示例日报")
    assert table_header(tmp_path / name) == rows[0]


def test_a_table_of_callers_is_no_news(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(f"来电人姓名,联系电话,摘要\n贾秉衡,13987654321,{TEXT}\n", encoding="utf-8")
    (found,) = read_files([path])
    assert isinstance(found, Skipped) and "来电人姓名、联系电话" in found.cause and "--hotline" in found.cause


@pytest.mark.parametrize(
    ("name", "told"), [("a.xls", "另存为 .xlsx"), ("a.pdf", "粘贴"), ("a.zip", "解压"), ("a.xyz", ".docx")]
)
def test_what_cannot_be_read_is_told_what_to_do_instead(tmp_path: Path, name: str, told: str):
    (tmp_path / name).write_bytes(b"x")
    (found,) = read_files([tmp_path / name])
    assert isinstance(found, Skipped) and told in found.cause


@pytest.mark.parametrize(
    ("name", "body"),
    [("a.xlsx", b"no zip"), ("a.jsonl", b'{"a"'), ("a.jsonl", b"[" * 100_000), ("a.txt", TEXT.encode())],
)
def test_what_is_no_table_names_no_columns(tmp_path: Path, name: str, body: bytes):
    (tmp_path / name).write_bytes(body)
    assert table_header(tmp_path / name) == []


def test_a_mapping_that_cannot_be_written_is_told_with_its_place(tmp_path: Path):
    with pytest.raises(MappingError, match=r"none.*权限"):
        write_mapping(tmp_path / "none" / "vendor.json", {"title": "标题"})


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_a_line_separator_inside_a_text_ends_no_record(tmp_path: Path, mark: str):
    lines, table = tmp_path / "a.jsonl", tmp_path / "a.csv"
    lines.write_text(
        "".join(json.dumps({"title": f"第{n}", "text": TEXT + mark + TEXT}, ensure_ascii=False) + "\n" for n in (1, 2)),
        encoding="utf-8",
    )
    table.write_text(f"标题,正文\n第1,{TEXT}{mark}{TEXT}\n第2,{TEXT}\n", encoding="utf-8")
    for path in (lines, table):
        assert [one.title for one in articles(path)] == ["第1", "第2"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "不详", "http://"]
)
def test_what_is_no_web_address_never_becomes_a_link(tmp_path: Path, address: str):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": "题", "text": TEXT, "url": address}), encoding="utf-8")
    assert [one.url for one in articles(path)] == [""]


def test_a_headline_is_never_endless_and_never_empty(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        "".join(json.dumps({"title": title, "text": TEXT}) + "\n" for title in ("欠薪" * 5000, "")), encoding="utf-8"
    )
    long, none = articles(path)
    assert len(long.title) == LONGEST_HEADLINE
    assert none.title == TEXT.partition("。")[0]


@pytest.mark.parametrize(
    ("name", "body"), [("a.warc", b"WARC/1.0\r\nrubbish"), ("a.jsonl", b""), ("a.csv", "标题,正文\n".encode())]
)
def test_a_file_that_gives_nothing_is_said(tmp_path: Path, name: str, body: bytes):
    path = tmp_path / name
    path.write_bytes(body)
    [found] = read_files([path])
    assert isinstance(found, Skipped)
