"""Saved searches from the command line: what is new is told once."""

from __future__ import annotations

import json
from pathlib import Path

from tests.yanpan.test_bad_input import run

FIRST = {
    "title": "40名工人被欠薪两个月",
    "text": "赣州市章贡区示例赣南木业有限公司拖欠40名工人两个月工资，共计约32万元。",
    "published": "2026-11-18",
}
SECOND = {
    "title": "鞋厂拖欠120名工人工资",
    "text": "深圳市宝安区示例宝兴鞋业有限公司拖欠120名工人三个月工资，共计约200万元。",
    "published": "2026-11-19",
}


def take_in(folder: Path, row: dict[str, str]) -> None:
    (folder / "rows.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    assert run("import", "rows.jsonl", cwd=folder).returncode == 0


def test_only_what_is_new_is_told_and_only_once(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    assert run("alerts", "save", "欠薪", "issue:wage_arrears", cwd=tmp_path).returncode == 0
    assert run("alerts", "run", "--json", cwd=tmp_path).stdout == ""
    take_in(tmp_path, SECOND)
    [told] = [json.loads(line) for line in run("alerts", "run", "--json", cwd=tmp_path).stdout.splitlines()]
    assert "鞋" in told["title"]
    assert run("alerts", "run", "--json", cwd=tmp_path).stdout == ""
    assert told["subject"] in run("alerts", "take", "--keep", cwd=tmp_path).stdout
    assert len(run("alerts", "take", "--json", cwd=tmp_path).stdout.splitlines()) == 1
    assert run("alerts", "take", "--json", cwd=tmp_path).stdout == ""


def test_a_wrong_query_or_a_name_twice_is_one_sentence(tmp_path: Path) -> None:
    wrong = run("alerts", "save", "错", "((", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr
    assert run("alerts", "save", "一", "欠薪", cwd=tmp_path).returncode == 0
    assert "已有" in run("alerts", "save", "一", "欠薪", cwd=tmp_path).stderr
    assert run("alerts", "forget", "无", cwd=tmp_path).returncode == 2
