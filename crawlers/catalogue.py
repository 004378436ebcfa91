"""All sources of a run: a folder of YAML pages, or one YAML file with a `sources:` list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from crawlers.source import Source, checked_source, source_key
from crawlers.yaml_lines import CatalogueError, YamlPage, read_yaml
from yanpan_domain.errors import CallerError

PACKAGED = Path(__file__).parent / "sources"


class UnknownSource(CallerError):
    code = "unknown_source"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sources in the order of their keys; no key and no address occurs twice. `files` says where each was read."""

    sources: tuple[Source, ...]
    path: Path
    files: dict[str, Path] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)

    def get(self, key: str) -> Source:
        """The source named KEY; raises UnknownSource that suggests the nearest."""
        for source in self.sources:
            if source.key == key:
                return source
        near = get_close_matches(key, [source.key for source in self.sources], n=1, cutoff=0.4)
        hint = f"是否想写 {near[0]}？" if near else "可用 yanpan sources list 查看全部来源。"
        raise UnknownSource(f"目录中没有来源“{key}”。{hint}")

    def only(self, keys: tuple[str, ...]) -> Catalogue:
        """The catalogue reduced to KEYS; the whole of it for none."""
        return self if not keys else Catalogue(tuple(self.get(key) for key in keys), self.path, self.files)


def load_catalogue(path: Path | None = None) -> Catalogue:
    """The catalogue at PATH (a folder or a file), or the packaged one. Raises CatalogueError naming file, line and field."""
    path = path or PACKAGED
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix in {".yaml", ".yml"} and file.is_file())
        if not files:
            raise CatalogueError(f"来源目录 {path} 里没有 .yaml 文件。可用 yanpan sources add 网址 建立一页。")
    elif path.exists():
        files = [path]
    else:
        raise CatalogueError(f"找不到来源目录 {path}。请检查路径。")
    found: list[Source] = []
    origin: dict[str, Path] = {}
    addresses: dict[str, str] = {}
    for file in files:
        for source in read_sources(file):
            if source.key in origin:
                raise CatalogueError(f"来源 {source.key} 出现两次：{origin[source.key]} 与 {file}。请改名或删去其一。")
            for url in source.urls:
                if url in addresses:
                    raise CatalogueError(f"{file}：网址 {url} 已属来源 {addresses[url]}。同一列表只能归一个来源。")
                addresses[url] = source.key
            origin[source.key] = file
            found.append(source)
    return Catalogue(tuple(sorted(found, key=lambda source: source.key)), path, origin)


def read_sources(file: Path) -> tuple[Source, ...]:
    """The sources in FILE: the page itself, or each entry of its `sources:` list."""
    page = read_yaml(file)
    if page.value is None:
        raise CatalogueError(f"来源文件 {file} 是空的。请参照 docs/add-a-source.md 填写。")
    if isinstance(page.value, dict) and "sources" in page.value:
        return tuple(_listed(page))
    if isinstance(page.value, list):
        return tuple(_entries(page, page.value, ()))
    return (checked_source(page, page.value, source_key(file)),)


def _listed(page: YamlPage) -> Iterator[Source]:
    extra = [name for name in page.value if name != "sources"]
    if extra:
        line = page.line((extra[0],))
        raise CatalogueError(f"{page.file} 第 {line} 行：含 sources: 的文件只能有这一个键，多出 {extra[0]}。")
    entries = page.value["sources"]
    if not isinstance(entries, list) or not entries:
        raise CatalogueError(f"{page.file} 第 {page.line(('sources',))} 行：sources: 下面应是一列来源。")
    yield from _entries(page, entries, ("sources",))


def _entries(page: YamlPage, entries: list[Any], path: tuple[str | int, ...]) -> Iterator[Source]:
    for position, value in enumerate(entries):
        key = _key_from(value) if isinstance(value, dict) else ""
        yield checked_source(page, value, key or f"source_{position + 1}", (*path, position))


def _key_from(value: dict[str, Any]) -> str:
    """A key for an entry that names none: from its title when that is ASCII."""
    return re.sub(r"[^a-z0-9]+", "_", str(value.get("title", "")).lower()).strip("_")[:64]
