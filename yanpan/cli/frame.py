"""What every command shares: the settings in force, errors as sentences, JSON lines in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

from yanpan.app import App
from yanpan.settings import load_settings
from yanpan_domain.errors import CallerError, YanpanError
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from judgment.options import JudgmentOptions


@dataclass(slots=True)
class Frame:
    """Options given before the command's name."""

    config: Path | None = None
    overrides: dict[str, Any] = field(default_factory=dict)

    def open_app(self, **overrides: Any) -> App:
        return App(load_settings(self.config, overrides=self.overrides | overrides))

    def judgment_options(self) -> JudgmentOptions:
        """The engines that the settings choose, without opening anything."""
        from yanpan.pipeline import judgment_options

        return judgment_options(self.open_app())


def frame(context: typer.Context) -> Frame:
    """The frame of the running command."""
    return context.find_root().ensure_object(Frame)


# Columns of a table that is written to a file or pipe, where there is no terminal to ask.
WIDE = 120


def console(*, stderr: bool = False, wide: bool = False) -> Console:
    """Where people read; WIDE for tables. Markup is off: a title may hold brackets, or worse.

    A line stays one line: the terminal folds it, and what is copied or piped (a cursor, an address) is whole.
    """
    width = WIDE if wide and not sys.stdout.isatty() else None
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, width=width, soft_wrap=True)


def echo_json(value: object) -> None:
    """One JSON object on one line of standard output, UTF-8."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str, allow_nan=False) + "\n")


def this_moment() -> datetime:
    """This moment, in China's time."""
    return datetime.now(SHANGHAI)


def day_of(text: str, what: str) -> date:
    """TEXT, which stands for WHAT, as a day. Raises CallerError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CallerError(f"{what}“{text}”应写作 2026-11-30。") from error


class InputLineError(CallerError):
    code = "bad_line"


def input_lines(path: Path) -> Iterator[str]:
    """Lines of PATH, or of standard input for `-`; undecodable bytes become U+FFFD, so that one bad line stays one."""
    if str(path) == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield from sys.stdin
        return
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as opened:
            yield from opened
    except OSError as error:
        raise CallerError(f"读不了 {path}：{error.strerror}。请检查路径与权限。") from error


def _finite(word: str) -> float:
    """NaN, Infinity and 1e999 are Python's, not JSON's: other programs could not read them in our answer."""
    value = float(word)
    if not isfinite(value):
        raise ValueError(f"{word} 不是 JSON 的数")
    return value


def parsed_line(line: str, number: int) -> dict[str, Any]:
    """The object on LINE; raises InputLineError that names the line."""
    try:
        value = json.loads(line, parse_constant=_finite, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise InputLineError(f"第 {number} 行不是 JSON：{error.msg}（第 {error.colno} 列）") from error
    except ValueError as error:
        raise InputLineError(f"第 {number} 行：{error}") from error
    except RecursionError as error:
        raise InputLineError(f"第 {number} 行嵌套过深") from error
    if not isinstance(value, dict):
        raise InputLineError(f"第 {number} 行应为一个 JSON 对象")
    return value


def text_of(line: dict[str, Any], name: str) -> str:
    """The text called NAME in LINE; "" where it has none. Raises InputLineError."""
    value = line.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputLineError(f"{name} 应为文字，实为 {type(value).__name__}")
    return value


def error_line(identifier: object, error: YanpanError) -> dict[str, object]:
    """How a line that could not be handled is answered."""
    return {"id": identifier, "error": {"code": error.code, "message": error.sentence}}


def answer_lines(path: Path, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Answer every line of PATH in order, one line out for each line in; the exit status (0, or 1 when some failed)."""
    failed = 0
    for number, line in enumerate(input_lines(path), 1):
        if not line.strip():
            continue
        identifier: object = None
        try:
            value = parsed_line(line, number)
            identifier = value.get("id")
            echo_json(answer(value))
        except YanpanError as error:
            failed += 1
            echo_json(error_line(identifier, error))
    return 1 if failed else 0


def read_objects(path: Path) -> tuple[list[dict[str, Any]], list[dict[str, object]]]:
    """All objects of PATH, and the answers for the lines that were not objects."""
    good: list[dict[str, Any]] = []
    bad: list[dict[str, object]] = []
    for number, line in enumerate(input_lines(path), 1):
        if line.strip():
            try:
                good.append(parsed_line(line, number))
            except YanpanError as error:
                bad.append(error_line(None, error))
    return good, bad


def print_rows(rows: Iterable[dict[str, object]]) -> None:
    """Each row as a JSON line."""
    for row in rows:
        echo_json(row)
