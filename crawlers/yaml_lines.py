"""Reads YAML and remembers on which line every value stands, so that an error can point at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from yanpan_domain.errors import OperatorError

# A page of data is small; anything larger is a mistake or an attack on the parser.
MAX_BYTES = 2_000_000


class CatalogueError(OperatorError):
    """A source page or catalogue that cannot be used; the sentence names file, line and field."""

    code = "catalogue"
    exit_status = 2


@dataclass(frozen=True, slots=True)
class YamlPage:
    """A parsed YAML file. `lines` maps the path of a value (`("urls", 0)`) to its line, counted from 1."""

    file: Path
    value: Any
    lines: dict[tuple[str | int, ...], int]

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of PATH, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(file: Path) -> YamlPage:
    """The YAML in FILE. Raises CatalogueError when it cannot be read or is not YAML."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise CatalogueError(f"读不了来源文件 {file}：{error.strerror}。请检查路径与权限。") from error
    if len(raw) > MAX_BYTES:
        raise CatalogueError(
            f"来源文件 {file} 有 {len(raw)} 字节，超过 {MAX_BYTES}。来源页应当很小，请检查是否给错了文件。"
        )
    try:
        text = raw.decode("utf-8-sig")
        loader = yaml.SafeLoader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return YamlPage(file, None, {})
            lines: dict[tuple[str | int, ...], int] = {}
            _note_lines(node, (), lines, set())
            return YamlPage(file, loader.construct_document(node), lines)
        finally:
            loader.dispose()
    except UnicodeDecodeError as error:
        raise CatalogueError(f"来源文件 {file} 不是 UTF-8（第 {error.start} 字节）。请另存为 UTF-8。") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError(
            f"来源文件 {file} 第 {line} 行不是合法的 YAML：{error.problem}。请检查缩进与冒号。"
        ) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise CatalogueError(f"来源文件 {file} 不是合法的 YAML：{error}") from error


def _note_lines(
    node: yaml.Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], met: set[int]
) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if id(node) in met:  # an alias: anchors can make a tree that holds itself, or one of 9²⁴ leaves from 24 lines
        return
    met.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.MarkedYAMLError(problem=f"“{name}”写了两次", problem_mark=key.start_mark)
            seen.add(name)
            lines[(*path, name)] = key.start_mark.line + 1
            _note_lines(value, (*path, name), lines, met)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            _note_lines(value, (*path, position), lines, met)
