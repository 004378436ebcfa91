"""Rows that are articles already: JSON lines and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.extraction.charset import decode
from crawlers.imports.found import Found, Skipped
from yanpan_domain.article import Article
from yanpan_domain.codes import DateSource
from yanpan_domain.identifiers import article_id, digest

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Column → the names it goes by in the exports we have seen.
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "标题", "新闻标题", "题目"),
    "text": ("text", "content", "body", "正文", "内容", "全文"),
    "url": ("url", "link", "链接", "网址", "地址", "原文链接"),
    "published": ("published", "date", "time", "发布时间", "发布日期", "日期", "时间"),
    "origin": ("origin", "source", "来源", "媒体", "媒体名称"),
    "id": ("id", "编号"),
}


def read_json_lines(path: Path) -> Iterator[Found]:
    """The articles in the JSON lines at PATH."""
    for number, line in enumerate(decode(path.read_bytes()).text.splitlines(), 1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield Skipped(where=where, cause=f"不是 JSON：{error}")
            continue
        yield article_of(row, where) if isinstance(row, dict) else Skipped(where=where, cause="应为一个 JSON 对象")


def read_csv(path: Path) -> Iterator[Found]:
    """The articles in the table at PATH; its first row names the columns, in Chinese or English."""
    text = decode(path.read_bytes()).text.removeprefix("\ufeff").replace("\0", "")
    try:
        for number, row in enumerate(csv.DictReader(text.splitlines(keepends=True)), 2):
            yield article_of({key: value for key, value in row.items() if key}, f"{path}:{number}")
    except csv.Error as error:
        yield Skipped(where=str(path), cause=f"不是可读的 CSV：{error}")


def article_of(row: Mapping[str, Any], where: str) -> Found:
    """The article in ROW, its columns found by any of their names."""
    cells = {column: _cell(row, names) for column, names in COLUMNS.items()}
    if not cells["title"] and not cells["text"]:
        return Skipped(
            where=where, cause=f"没有标题也没有正文；可用的列名有 {'、'.join(COLUMNS['title'] + COLUMNS['text'])}"
        )
    published, precision = moment(cells["published"])
    told = cells["url"] or cells["id"] or f"{cells['title']}\n{cells['text']}"
    return Article(
        id=article_id(cells["url"]) if cells["url"] else digest(told, "a"), source="import", source_title=cells["origin"],
        url=cells["url"], title=cells["title"], text=cells["text"], fetched=published or datetime(1970, 1, 1, tzinfo=UTC),
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
    tidy = text.strip().replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-")
    try:
        if len(tidy) <= len("2026-11-23"):
            return datetime.combine(date(*map(int, tidy.split("-"))), time(), SHANGHAI), "day"
        read = datetime.fromisoformat(tidy.replace("Z", "+00:00"))
    except (ValueError, TypeError):
        return None, "day"
    return (read if read.tzinfo else read.replace(tzinfo=SHANGHAI)), "second"
