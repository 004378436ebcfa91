"""Every command has help, is documented, and answers a wrong call with status 2 and one sentence."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

import yanpan.checkup
from yanpan.app import App
from yanpan.cli.demo import called_again
from yanpan.cli.main import COMMANDS, cli
from yanpan.settings import Settings

DOCS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
ROOT = typer.main.get_command(cli)


def run(
    *arguments: str, stdin: str = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yanpan.cli.main", *arguments], input=stdin, capture_output=True, text=True, cwd=cwd, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
    )  # fmt: skip


def walk(command: TyperCommand | TyperGroup, path: str) -> list[tuple[str, TyperCommand | TyperGroup]]:
    with typer.Context(command) as context:
        children = (
            [(f"{path} {name}".strip(), command.get_command(context, name)) for name in command.list_commands(context)]
            if isinstance(command, TyperGroup)
            else []
        )
    return [(path, command), *(pair for name, child in children if child for pair in walk(child, name))]


ALL = [(path, command) for path, command in walk(ROOT, "") if path]


def test_the_page_of_commands_is_as_the_commands_are() -> None:
    written = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "write_commands.py"))["page"]()
    assert written == DOCS, "run `python docs/write_commands.py`"


def test_no_command_is_missing() -> None:
    assert [name for name in COMMANDS if name not in {path.split()[0] for path, _ in ALL}] == []


@pytest.mark.parametrize(("path", "command"), ALL, ids=[path for path, _ in ALL])
def test_a_command_has_help_and_stands_in_the_documentation(path: str, command: TyperCommand | TyperGroup) -> None:
    assert command.help, path
    assert f"`yanpan {path}" in DOCS, f"{path} is missing in docs/commands.md; run `python docs/write_commands.py`"
    for parameter in command.params:
        if (
            isinstance(parameter, TyperOption)
            and not parameter.hidden
            and parameter.name not in {"help", "install_completion", "show_completion"}
        ):
            assert parameter.help, f"{path} {parameter.opts}"


# What answers in JSON lines (or bytes) whatever is asked, and what runs until it is stopped.
SPEAKS_JSON = {
    "extract",
    "judge lines",
    "disputes group",
    "disputes compare",
    "export articles",
    "export disputes",
    "sources vault-open",
}
RUNS_ON = {"serve", "schedule run"}


@pytest.mark.parametrize(
    ("path", "command"), [pair for pair in ALL if not isinstance(pair[1], TyperGroup)], ids=lambda it: str(it)[:30]
)
def test_a_command_that_speaks_to_people_also_speaks_json(path: str, command: TyperCommand) -> None:
    options = {option for parameter in command.params for option in parameter.opts}
    assert ("--json" in options) or path in SPEAKS_JSON | RUNS_ON, path
    assert "--install-completion" not in options, path


@pytest.mark.parametrize(
    ("called", "on_path", "told"),
    [
        (".venv/bin/yanpan", True, "yanpan"),
        (".venv/bin/yanpan", False, ".venv/bin/yanpan"),
        ("yanpan/cli/main.py", False, "python -m yanpan.cli.main"),
    ],
)
def test_what_the_demonstration_says_to_call_can_be_called(
    called: str, on_path: bool, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    program = tmp_path / ".venv" / "bin" / "yanpan"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(program.parent) if on_path else "/nowhere")
    monkeypatch.setattr(sys, "argv", [str(tmp_path / called)])
    assert called_again() == told


@pytest.mark.parametrize("command", [("disputes", "group"), ("rank",)])
def test_a_date_that_cannot_be_read_is_an_error_of_its_line(command: tuple[str, ...]) -> None:
    good = {
        "id": "1",
        "title": "电子厂拖欠30名工人工资",
        "text": "示例电子厂拖欠30名工人三个月工资。",
        "published": "2026年11月20日",
    }
    lines = [json.dumps(one, ensure_ascii=False) for one in (good, {**good, "id": "2", "published": "冬天"})]
    told = run(*command, "-", stdin="\n".join(lines))
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.returncode == 1
    assert ["error" in one for one in answers].count(True) == 1
    assert "冬天" in next(one["error"]["message"] for one in answers if "error" in one)


def test_an_import_that_skipped_something_says_so_by_its_status(tmp_path: Path) -> None:
    line = json.dumps({"title": "电子厂拖欠工资", "text": "示例电子厂拖欠30名工人三个月工资。" * 5}, ensure_ascii=False)
    (tmp_path / "two.jsonl").write_text(f"{line}\n{{broken\n", encoding="utf-8")
    told = run("import", "two.jsonl", "--json", cwd=tmp_path)
    outcomes = sorted(json.loads(one)["outcome"] for one in told.stdout.splitlines())
    assert (told.returncode, outcomes) == (1, ["dispute", "skipped"])


def test_a_correction_reaches_the_dispute_at_once(tmp_path: Path) -> None:
    text = "深圳市龙华区示例甲乙电子有限公司拖欠35名工人三个月工资，共计120万元，工人向劳动监察大队投诉。"
    line = {"title": "深圳龙华一厂拖欠35名工人工资", "text": text, "published": "2026-11-20"}
    (tmp_path / "one.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    assert run("import", "one.jsonl", cwd=tmp_path).returncode == 0
    listed = json.loads(run("disputes", "list", "--json", cwd=tmp_path).stdout.splitlines()[0])
    [article] = listed["articles"]
    told = run("judge", "correct", article, "workers", "150", "--json", cwd=tmp_path)
    assert json.loads(told.stdout)["disputes_changed"] == 1
    shown = json.loads(run("disputes", "show", listed["dispute"], "--json", cwd=tmp_path).stdout)
    assert (shown["workers"]["min"], shown["urgency"]["level"]) == (150, "1")
    wrong = run("judge", "correct", article, "stage", "finished", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "settled" in wrong.stderr


def test_a_dispute_that_no_article_tells_of_any_more_is_withdrawn_until_one_does(tmp_path: Path) -> None:
    text = "深圳市龙华区示例甲乙电子有限公司拖欠35名工人三个月工资，共计120万元，工人向劳动监察大队投诉。"
    line = {"title": "深圳龙华一厂拖欠35名工人工资", "text": text, "published": "2026-11-20"}
    (tmp_path / "one.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    run("import", "one.jsonl", cwd=tmp_path)
    listed = json.loads(run("disputes", "list", "--json", cwd=tmp_path).stdout.splitlines()[0])
    [article], dispute = listed["articles"], listed["dispute"]
    told = run("judge", "correct", article, "relevance", "unrelated", "--json", cwd=tmp_path)
    assert json.loads(told.stdout)["disputes_changed"] == 1
    assert json.loads(run("disputes", "list", "--json", cwd=tmp_path).stdout) == {"total": 0}
    shown = run("disputes", "show", dispute, "--revisions", cwd=tmp_path).stdout
    assert shown.count("不再属于劳动争议") == 2
    run("judge", "correct", article, "relevance", "dispute", cwd=tmp_path)
    again = json.loads(run("disputes", "list", "--json", cwd=tmp_path).stdout.splitlines()[0])
    assert again["dispute"] == dispute
    assert "撤回" not in run("disputes", "show", dispute, cwd=tmp_path).stdout


def test_an_unknown_command_is_a_wrong_call() -> None:
    assert run("jugde").returncode == 2


def test_an_unknown_setting_is_one_sentence_with_the_fix(tmp_path: Path) -> None:
    ran = run("doctor", cwd=tmp_path, YANPAN_CRAWL__DELAYS="3")
    assert ran.returncode == 2
    assert "crawl.delay_seconds" in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_version_tells_every_part_as_json() -> None:
    told = json.loads(run("--version", "--json").stdout)
    assert {"yanpan", "python"} < set(told)


def test_doctor_passes_on_a_fresh_machine(tmp_path: Path) -> None:
    ran = run("doctor", "--json", cwd=tmp_path)
    findings = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [finding for finding in findings if not finding["ok"]] == []
    assert ran.returncode == 0


def test_doctor_names_a_room_that_another_distribution_owns(tmp_path: Path) -> None:
    """A package called `index` in front of ours on the path would be imported in its place."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "__init__.py").write_text("")
    ran = run("doctor", cwd=tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}")
    assert ran.returncode == 1
    assert "软件包 index 来自" in ran.stdout


def test_bad_lines_are_answered_and_the_rest_goes_on() -> None:
    lines = [
        '{"id": 1, "title": "工地拖欠工资", "text": "甲公司拖欠二十名工人工资。"}',
        "not json",
        "[1]",
        '{"id": 2, "title": 5, "text": []}',
    ]
    ran = run("judge", "-", stdin="\n".join(lines))
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(answers) == len(lines)
    assert ran.returncode == 1
    assert answers[0]["id"] == 1
    assert "relevance" in answers[0]
    assert all("error" in answer for answer in answers[1:])


def test_doctor_names_a_dependency_that_is_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asks = SimpleNamespace(requires=["pyyaml>=999"])
    monkeypatch.setattr(yanpan.checkup, "distribution", lambda name: asks if name == "yanpan" else distribution(name))
    findings = {one.check: one for one in yanpan.checkup.checkup(App(Settings(data=tmp_path)))}
    assert not findings["依赖"].ok
    assert "pyyaml" in findings["依赖"].says and "make install" in findings["依赖"].says


def test_exported_disputes_say_what_list_and_show_say_and_who_answers_for_them(tmp_path: Path) -> None:
    lines = [
        {"title": "=1+1 深圳龙华一厂拖欠35名工人工资", "published": "2026-11-20",
         "text": "深圳市龙华区示例甲乙电子有限公司拖欠35名工人三个月工资，共计120万元，工人向劳动监察大队投诉。"},
        {"title": "赣州一鞋厂拖欠40名工人工资", "published": "2026-11-21",
         "text": "赣州市章贡区示例赣鞋有限公司拖欠40名工人两个月工资，区总工会介入调解。"},
    ]  # fmt: skip
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    assert run("import", "two.jsonl", cwd=tmp_path).returncode == 0
    listed = {
        (row := json.loads(line)).get("dispute"): row
        for line in run("disputes", "list", "--json", cwd=tmp_path).stdout.splitlines()
    }
    key = next(key for key, row in listed.items() if key and row["title"].startswith("="))
    assert run("notices", "own", "d0000", "--unit", "市总", "--post", "包案岗", cwd=tmp_path).returncode == 2
    assert run("notices", "own", key, "--unit", "市总", "--post", "包案岗", cwd=tmp_path).returncode == 0
    rows = {
        (row := json.loads(line))["id"]: row for line in run("export", "disputes", cwd=tmp_path).stdout.splitlines()
    }
    assert rows.keys() == listed.keys() - {None}
    for one, row in rows.items():
        assert (row["title"], row["urgency"], row["level"]) == tuple(
            listed[one][name] for name in ("title", "urgency", "level")
        )
    assert (rows[key]["workers_min"], rows[key]["owed_min"], rows[key]["unit"], rows[key]["post"]) == (
        35,
        1_200_000,
        "市总",
        "包案岗",
    )
    table = run("export", "disputes", "--format", "csv", cwd=tmp_path).stdout
    assert "'=1+1" in table


def test_an_empty_index_says_how_to_fill_it(tmp_path: Path) -> None:
    listed = run("disputes", "list", cwd=tmp_path)
    assert listed.returncode == 0
    assert "yanpan import" in listed.stdout
    assert json.loads(run("disputes", "list", "--json", cwd=tmp_path).stdout) == {"total": 0}
