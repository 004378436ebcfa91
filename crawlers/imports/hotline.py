"""12351 hotline summaries from the tables that offices keep: counts and summaries come in, callers never."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile

from crawlers.extraction.charset import decode
from crawlers.extraction.dates import parse_date
from yanpan_domain.codes import Industry, Issue
from yanpan_domain.errors import CallerError
from yanpan_domain.hotline import HotlineSummary
from yanpan_domain.identifiers import digest

# Field → the names its column goes by.
COLUMNS: dict[str, tuple[str, ...]] = {
    "day": ("day", "日期", "来电日期", "统计日期"),
    "place": ("place", "地区码", "区划代码", "行政区划代码", "地区代码"),
    "issue": ("issue", "类型", "争议类型", "诉求类型", "问题类型", "类别"),
    "industry": ("industry", "行业", "行业门类", "行业代码"),
    "employer": ("employer", "单位", "用人单位", "涉事单位", "单位名称", "被反映单位"),
    "calls": ("calls", "次数", "来电次数", "来电量", "来电数", "件数", "数量"),
    "summary": ("summary", "摘要", "概述", "诉求概要", "内容摘要", "反映内容"),
}
NEEDED = ("day", "place", "issue", "calls")
# A column so named holds persons.
PERSONAL = re.compile(
    r"姓名|名字|来电人|来访人|反映人|投诉人|诉求人|当事人|联系人|联系方式|电话|手机|号码|身份证|证件|住址|家庭|地址|邮箱|微信|QQ|银行卡|账号|性别|年龄|出生|工号|"
    r"^name$|caller|phone|mobile|tel|id_?card|identity|address|e-?mail|birth|gender|\bsex\b|\bage\b",
    re.I,
)
MOST_ROWS = 200_000


Code = TypeVar("Code", Issue, Industry)


class HotlineError(CallerError):
    """A hotline table that may not or cannot come in."""

    code = "hotline"


def read_hotline(path: Path, mask: Callable[[str], str]) -> list[HotlineSummary]:
    """The summaries in the CSV or Excel table at PATH, their text through MASK. Raises HotlineError that says what and where.

    A table with personal columns is refused whole, naming them; so is a column we do not know, since it may hold anything.
    """
    rows = _rows(path)
    header = [cell.strip() for cell in next(rows, [])]
    fields = _fields(path, header)
    found: list[HotlineSummary] = []
    for number, row in enumerate(islice(rows, MOST_ROWS), 2):
        if any(cell.strip() for cell in row):
            cells = {field: row[at].strip() if at < len(row) else "" for field, at in fields.items()}
            found.append(_summary(cells, f"{path} 第 {number} 行", mask))
    return found


def _rows(path: Path) -> Iterator[Sequence[str]]:
    try:
        if path.suffix.lower() == ".xlsx":
            yield from _excel_rows(path)
            return
        text = decode(path.read_bytes()).text.removeprefix("\ufeff").replace("\0", "")
        head = text.partition("\n")[0]
        yield from csv.reader(text.splitlines(keepends=True), delimiter=max(",\t;", key=head.count))
    except (OSError, BadZipFile, KeyError, csv.Error) as error:
        raise HotlineError(f"读不了热线汇总 {path}：{error}。应为 CSV 或 XLSX。") from error


def _excel_rows(path: Path) -> Iterator[Sequence[str]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets[1:]:
            _refuse_personal(
                path, [str(cell or "") for row in islice(sheet.iter_rows(values_only=True), 1) for cell in row]
            )
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [
                "" if cell is None else cell.date().isoformat() if isinstance(cell, datetime) else str(cell)
                for cell in row
            ]
    finally:
        book.close()


def _refuse_personal(path: Path, header: Sequence[str]) -> None:
    """Raises HotlineError where HEADER names a column that holds persons."""
    known = {name for names in COLUMNS.values() for name in names}
    personal = [name for name in header if PERSONAL.search(name) and name.strip() not in known]
    if personal:
        raise HotlineError(
            f"{path} 含个人信息列：{'、'.join(personal)}。请删去这些列后再读入；热线汇总只收次数与摘要。"
        )


def _fields(path: Path, header: Sequence[str]) -> dict[str, int]:
    """Field → position in HEADER."""
    known = {name: field for field, names in COLUMNS.items() for name in names}
    _refuse_personal(path, header)
    unknown = [name for name in header if name and name not in known]
    if unknown:
        raise HotlineError(
            f"{path} 有不认识的列：{'、'.join(unknown)}。可用列名：{'、'.join(names[1] for names in COLUMNS.values())}。"
        )
    fields = {known[name]: at for at, name in enumerate(header) if name}
    missing = [COLUMNS[field][1] for field in NEEDED if field not in fields]
    if missing:
        raise HotlineError(f"{path} 缺少列：{'、'.join(missing)}。")
    return fields


def _summary(cells: dict[str, str], where: str, mask: Callable[[str], str]) -> HotlineSummary:
    day = parse_date(cells["day"])
    place = cells["place"].removesuffix(".0")
    if day is None or not re.fullmatch(r"[1-9]\d{5}", place):
        raise HotlineError(f"{where}的日期或地区码有误：{cells['day']}、{cells['place']}。应如 2026-11-20、440306。")
    calls = cells["calls"].removesuffix(".0")
    if not calls.isdecimal():
        raise HotlineError(f"{where}的次数“{cells['calls']}”应为不小于 0 的整数。")
    issue = _coded(cells["issue"], Issue, where, "类型")
    industry = _coded(cells["industry"], Industry, where, "行业") if cells.get("industry") else None
    employer = mask(cells.get("employer", "")) or None
    summary = mask(cells.get("summary", ""))
    date = day[0].date() if isinstance(day[0], datetime) else day[0]
    key = "|".join((date.isoformat(), place, issue.value, industry.value if industry else "", employer or "", summary))
    return HotlineSummary(
        id=digest(key, "h"), day=date, place=place, issue=issue, calls=int(calls), industry=industry, employer=employer, summary=summary,
    )  # fmt: skip


def _coded(text: str, codes: type[Code], where: str, what: str) -> Code:
    listed = list(codes)
    for code in listed:
        if text in {code.value, code.label}:
            return code
    raise HotlineError(
        f"{where}的{what}“{text}”应为其一：{'、'.join(f'{code.value}（{code.label}）' for code in listed)}。"
    )
