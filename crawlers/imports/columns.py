"""Which column of a table holds what: guessed from its header, or as a saved mapping says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from yanpan_domain.errors import CallerError

# Field → the names its column goes by in the exports we have seen.
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "标题", "新闻标题", "题目", "文章标题", "主题"),
    "text": ("text", "content", "body", "正文", "内容", "全文", "文章内容", "摘要"),
    "url": ("url", "link", "链接", "网址", "地址", "原文链接", "原文地址", "URL"),
    "published": ("published", "date", "time", "发布时间", "发布日期", "日期", "时间", "发表时间"),
    "origin": ("origin", "source", "来源", "媒体", "媒体名称", "来源网站", "站点", "网站名称"),
    "id": ("id", "编号"),
}


class MappingError(CallerError):
    """A saved mapping that cannot be used."""

    code = "mapping"


def guessed(header: Iterable[str]) -> dict[str, str]:
    """Field → column, for every field whose column HEADER names in a way we know."""
    present = [str(name).strip() for name in header if name]
    found: dict[str, str] = {}
    for field, names in COLUMNS.items():
        column = next((name for name in names if name in present), None)
        if column:
            found[field] = column
    return found


def read_mapping(path: Path) -> dict[str, str]:
    """The mapping saved at PATH: a JSON object, field → column name. Raises MappingError that names what is wrong."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingError(f"读不了列对照 {path}：{error.strerror}。请检查路径。") from error
    except ValueError as error:
        raise MappingError(f'列对照 {path} 不是 JSON：{error}。应如 {{"title": "标题"}}。') from error
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise MappingError(f'列对照 {path} 应为一个 JSON 对象，字段名对列名，如 {{"title": "标题"}}。')
    unknown = sorted(set(data) - set(COLUMNS))
    if unknown:
        raise MappingError(f"列对照 {path} 有不认识的字段 {'、'.join(unknown)}；可用 {'、'.join(COLUMNS)}。")
    return data


def write_mapping(path: Path, mapping: Mapping[str, str]) -> None:
    """Save MAPPING at PATH for the next file of the same vendor. Raises MappingError where it cannot be written."""
    try:
        path.write_text(json.dumps(dict(mapping), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise MappingError(f"写不了列对照 {path}：{error.strerror}。请检查目录与权限。") from error
