"""`yanpan disputes bursts`: several hotline calls about one chain in a month, and silence where nothing is unusual."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from briefings.hotline import keep_hotline
from yanpan.app import open_app
from yanpan_domain.codes import Industry, Issue
from yanpan_domain.hotline import HotlineSummary

TODAY = date(2026, 11, 20)


def call(day: date, employer: str) -> HotlineSummary:
    return HotlineSummary(
        id=f"h{day}{employer}", day=day, place="440304", issue=Issue.TERMINATION, calls=1, industry=Industry.F, employer=employer
    )  # fmt: skip


def bursts(folder: Path, day: date) -> list[dict[str, object]]:
    ran = subprocess.run(
        [sys.executable, "-m", "yanpan.cli.main", "--data", str(folder), "disputes", "bursts", "--on", str(day), "--json"],
        capture_output=True, text=True, check=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_calls_about_one_chain_are_shown_with_what_was_to_be_expected(tmp_path: Path) -> None:
    usual = [call(TODAY - timedelta(days=back), f"示例{back}号厂") for back in range(40, 300, 9)]
    rush = [
        call(TODAY - timedelta(days=back), name)
        for back, name in ((20, "百佳超市"), (12, "百佳超市天河店"), (3, "百佳"))
    ]
    with open_app(data=tmp_path) as app:
        keep_hotline(app.ledger, usual + rush, actor="test", now=datetime(2026, 11, 20, tzinfo=UTC))
    [found] = [one for one in bursts(tmp_path, TODAY) if one["subject"] == "employer"]
    assert found["name"] == "用人单位“百佳”"
    assert (found["calls"], found["news"], found["to"]) == (3, 0, "2026-11-20")
    assert set(map(str, found["sources"])) == {one.id for one in rush}  # type: ignore[call-overload]  # a list of ids
    assert [one for one in bursts(tmp_path, TODAY - timedelta(days=40)) if one["subject"] == "employer"] == []
