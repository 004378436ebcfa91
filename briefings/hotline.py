"""Summaries of a union hotline (12351): counts by day, place, issue and employer. Never a caller, never counted as news."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from briefings.provinces import PlaceError, six_digits
from briefings.tables import HOTLINE
from judgment.masking.apply import mask
from yanpan_domain.codes import Industry, Issue
from yanpan_domain.errors import CallerError
from yanpan_domain.hotline import HotlineSummary
from yanpan_domain.identifiers import digest
from yanpan_ledger.audit import record
from yanpan_ledger.engine import Ledger

COLUMNS = ("day", "place", "issue", "industry", "employer", "calls", "summary")


class HotlineError(CallerError):
    code = "hotline"


def read_hotline(path: Path) -> list[HotlineSummary]:
    """The rows of the CSV at PATH, private names masked. Raises HotlineError that names row and column.

    A column that we do not know is refused, not skipped: a table with callers in it must not come in at all.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
            if unknown or not reader.fieldnames:
                named = "、".join(unknown) or "（无表头）"
                raise HotlineError(f"{path} 有不接收的列：{named}。只收汇总列 {'、'.join(COLUMNS)}，不收来电人信息。")
            return [_row(path, number, row) for number, row in enumerate(reader, 2)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise HotlineError(f"读不了热线汇总 {path}：{error}") from error


def keep_hotline(ledger: Ledger, rows: Iterable[HotlineSummary], *, actor: str, now: datetime) -> int:
    """ROWS in the ledger; a row put again replaces itself. How many there were."""
    listed = {row.id: row for row in rows}
    with ledger.begin() as connection:
        for row in listed.values():
            connection.execute(delete(HOTLINE).where(HOTLINE.c.id == row.id))
            connection.execute(
                insert(HOTLINE).values(
                    id=row.id, day=row.day, place=row.place, issue=row.issue.value, calls=row.calls, employer=row.employer,
                    industry=row.industry.value if row.industry else None, summary=row.summary,
                )
            )  # fmt: skip
        record(connection, at=now, actor=actor, act="hotline.keep", subject="hotline", detail={"rows": len(listed)})
    return len(listed)


def hotline_between(connection: Connection, start: date, end: date) -> tuple[HotlineSummary, ...]:
    """The summaries of the days from START up to but not including END, in order."""
    rows = connection.execute(
        select(HOTLINE).where(HOTLINE.c.day >= start, HOTLINE.c.day < end).order_by(HOTLINE.c.day, HOTLINE.c.id)
    )
    return tuple(
        HotlineSummary(
            id=row.id, day=row.day, place=row.place, issue=Issue(row.issue), calls=row.calls, employer=row.employer,
            industry=Industry(row.industry) if row.industry else None, summary=row.summary,
        )
        for row in rows
    )  # fmt: skip


def _row(path: Path, number: int, row: dict[str, Any]) -> HotlineSummary:
    where = f"{path} 第 {number} 行"
    try:
        day = date.fromisoformat(row.get("day") or "")
        place = six_digits(row.get("place") or "")
        calls = int(row.get("calls") or "")
    except (ValueError, PlaceError) as error:
        raise HotlineError(f"{where}的日期、地区或次数有误：{error}。应如 2026-11-20、440306、3。") from error
    if calls < 0:
        raise HotlineError(f"{where}的次数不能为负。")
    issue, industry = row.get("issue") or "", row.get("industry") or ""
    if issue not in set(Issue):
        raise HotlineError(f"{where}的类型“{issue}”应为 {'、'.join(Issue)} 之一。")
    if industry and industry not in set(Industry):
        raise HotlineError(f"{where}的行业“{industry}”应为 GB/T 4754 门类代码（A 至 T）。")
    summary = mask("", row.get("summary") or "").text
    employer = (row.get("employer") or "").strip() or None
    key = "|".join((day.isoformat(), place, issue, industry, employer or "", summary))
    return HotlineSummary(
        id=digest(key, "h"), day=day, place=place, issue=Issue(issue), calls=calls, employer=employer,
        industry=Industry(industry) if industry else None, summary=summary,
    )  # fmt: skip
