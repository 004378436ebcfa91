"""From a form as it was sent to the plain JSON that `judgment.feedback.correct` takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from judgment.feedback import CODES, BadCorrection
from yanpan.console.field_forms import MOST_ROWS, SEVERAL, SINGLE, TABLES, Cells, cells
from yanpan.console.forms import Posted
from yanpan.console.row_values import ROW_READERS
from yanpan_domain.judgment import Judgment


def posted_codes(field: str, posted: Posted) -> list[str]:
    """The codes that were chosen, those that FIELD does not know left out."""
    known = set(CODES[field])
    return [code for code in posted.all("value") if code in known or (not code and field == "industry")]


def posted_rows(field: str, posted: Posted) -> list[Cells]:
    """The rows as they were sent, those struck out or empty left out."""
    names = [column.name for column in TABLES[field]]
    rows = [
        {name: posted.one(f"{name}-{at}") for name in names} for at in range(MOST_ROWS) if not posted.one(f"drop-{at}")
    ]
    return [row for row in rows if not _is_empty(field, row)]


def posted_value(field: str, posted: Posted, judgment: Judgment) -> object:
    """What POSTED says of FIELD. Raises BadCorrection, with the row, for what cannot be."""
    if field in CODES:
        return _coded(field, posted_codes(field, posted))
    if len(list(_present(field, judgment))) > MOST_ROWS:
        raise BadCorrection(f"这一项超过 {MOST_ROWS} 条，页面容不下。请用 yanpan judge correct 更正。")
    rows = posted_rows(field, posted)
    values = [_row(field, row, at, judgment) for at, row in enumerate(rows, 1)]
    return (values[0] if values else None) if field in SINGLE else values


def _coded(field: str, codes: list[str]) -> object:
    if field in SEVERAL:
        if field == "form" and not codes:
            return ["none"]
        if field == "form" and len(codes) > 1:
            return [code for code in codes if code != "none"]
        return codes
    if not codes:
        raise BadCorrection("请先选定一个值。")
    return codes[0] or None


def _is_empty(field: str, row: Cells) -> bool:
    """Whether nothing was written; what only was chosen counts for nothing."""
    return not any(row[column.name] for column in TABLES[field] if column.kind != "choice")


def _row(field: str, row: Cells, at: int, judgment: Judgment) -> object:
    """ROW as plain JSON: what the judgment holds already stays whole, with its evidence."""
    kept = next((one for one in _present(field, judgment) if _squeezed(cells(field, one)) == _squeezed(row)), None)
    if kept is not None:
        return msgspec.to_builtins(kept)
    try:
        _check_choices(field, row)
        return ROW_READERS[field](row, judgment)
    except BadCorrection as error:
        raise BadCorrection(error.sentence if field in SINGLE else f"第 {at} 行：{error.sentence}") from error


def _squeezed(row: Cells) -> Cells:
    """ROW without blanks: browsers drop the line breaks of what they are given to edit."""
    return {name: "".join(value.split()) for name, value in row.items()}


def _check_choices(field: str, row: Cells) -> None:
    for column in TABLES[field]:
        if column.kind == "choice" and row[column.name] not in dict(column.choices):
            raise BadCorrection(f"“{column.label}”没有这个选项，请重新选定。")


def _present(field: str, judgment: Judgment) -> Iterator[Any]:
    value = getattr(judgment, field)
    yield from value if isinstance(value, tuple) else () if value is None else (value,)
