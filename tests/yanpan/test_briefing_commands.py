"""The commands of briefings, meetings and notices, from a real index to files, in processes of their own where it matters."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefings.notices.compose import TOLD_LEVELS
from index.open import open_index
from index.query import Query
from tests.briefings.corpus import a_corpus
from yanpan.cli.main import cli

CUT_OFF = "2026-11-23T08:00"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    fill(folder, a_corpus(8))
    return folder


def fill(folder, corpus):
    with open_index(str(folder / "index")) as index, index.writer() as writer:
        writer.put(corpus.scan(Query()))
        writer.put_disputes(corpus.scan_disputes(Query()))


def run(data, *arguments):
    result = CliRunner().invoke(cli, ["--data", str(data), *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines() if line.startswith("{")] or result.output


def test_a_weekly_briefing_is_issued_once_and_keeps_its_bytes(data, tmp_path):
    asked = ("brief", "weekly", "--period", "2026-W47", "--cut-off", CUT_OFF, "--format", "html,json", "--json")
    (first,) = run(data, *asked, "--out", str(tmp_path / "a"))
    (second,) = run(data, *asked, "--out", str(tmp_path / "b"))
    assert first["revision"] == second["revision"] == 1
    assert first["figures"]["disputes"] == 8
    for one, other in zip(first["files"], second["files"], strict=True):
        assert Path(one).read_bytes() == Path(other).read_bytes()
    assert "weekly" in first["files"][0]


@pytest.mark.parametrize(
    ("name", "period"), [("daily", "2026-11-18"), ("monthly", "2026-11"), ("quarterly", "2026-Q4"), ("yearly", "2026")]
)
def test_every_product_is_written(data, tmp_path, name, period):
    out = run(
        data,
        "brief",
        name,
        "--period",
        period,
        "--cut-off",
        CUT_OFF,
        "--format",
        "markdown",
        "--preview",
        "--out",
        str(tmp_path),
    )
    text = (tmp_path / f"{name}-{period}.md").read_text()
    assert f"{name}-{period}.md" in "".join(out.split())
    assert "数据截点 2026年11月23日8时" in text


def test_a_preview_enters_nothing(data, tmp_path):
    run(
        data,
        "brief",
        "weekly",
        "--period",
        "2026-W46",
        "--cut-off",
        CUT_OFF,
        "--format",
        "json",
        "--preview",
        "--out",
        str(tmp_path),
    )
    (later,) = run(
        data,
        "brief",
        "weekly",
        "--period",
        "2026-W46",
        "--cut-off",
        "2026-11-23T09:00",
        "--format",
        "json",
        "--json",
        "--out",
        str(tmp_path),
    )
    assert later["revision"] == 1


def test_the_way_of_a_notice(data, tmp_path):
    planned = run(data, "notices", "draft", "--cut-off", CUT_OFF, "--dry-run", "--json")
    made = run(data, "notices", "draft", "--cut-off", CUT_OFF, "--json", "--as", "拟稿岗")
    assert [one["id"] for one in planned] == [one["id"] for one in made]
    assert run(data, "notices", "draft", "--cut-off", CUT_OFF, "--json") == ""
    first = made[0]["id"]
    run(data, "notices", "review", first)
    refused = CliRunner().invoke(cli, ["--data", str(data), "notices", "approve", first, "--as", "拟稿岗"])
    assert "不得与拟稿人" in str(refused.exception)
    (sent,) = run(data, "notices", "approve", first, "--as", "分管岗", "--outbox", str(tmp_path), "--json")
    assert sent["state"] == "sent"
    assert {Path(path).suffix for path in sent["files"]} == {".md", ".pdf", ".json"}
    (answered,) = run(
        data, "notices", "reply", first, "--as", "地方工会", "--conclusion", "属实", "--recovered", "1000", "--json"
    )
    assert answered["state"] == "replied"
    listed = run(data, "notices", "list", "--json")
    assert {one["state"] for one in listed} == {"draft", "replied"}
    assert "已反馈" in run(data, "notices", "show", first)


def test_the_way_of_a_meeting(data, tmp_path):
    (opened,) = run(data, "meeting", "open", "weekly", "--period", "2026-W47", "--cut-off", CUT_OFF, "--json")
    item = opened["agenda"][0]
    with open_index(str(data / "index")) as index:
        article = index.dispute(item["dispute"]).articles[0]
        words = index.article(article).article.text[:10]
    (judged,) = run(
        data, "meeting", "judge", opened["id"], item["dispute"], "--nature", "集体欠薪", "--trend", "rising", "--response", "督促清偿",
        "--evidence", f"{article}:{words}", "--json",
    )  # fmt: skip
    assert judged["judgments"] == 1
    run(
        data, "meeting", "resolve", opened["id"], "--text", "督促清偿", "--unit", "市总工会", "--due", "2099-12-31",
        "--dispute", item["dispute"],
    )  # fmt: skip
    run(data, "meeting", "review", opened["id"])
    run(data, "meeting", "sign", opened["id"], "--as", "分管岗")
    assert run(data, "meeting", "assign", opened["id"], "--json")
    out = run(data, "meeting", "minutes", opened["id"], "--format", "markdown", "--out", str(tmp_path))
    assert "minutes-2026-W47" in out
    assert "集体欠薪" in run(data, "meeting", "show", "2026-W47", "--preset", "stage")
    run(data, "meeting", "close", opened["id"])
    out = run(data, "brief", "special", item["dispute"], "--format", "markdown", "--out", str(tmp_path))
    assert "督促清偿" in next(tmp_path.glob("special-*.md")).read_text()


def test_a_tick_runs_what_is_due_once(data):
    first = run(data, "tick", "--only", "outbox", "--json")
    assert [one["job"] for one in first] == ["outbox"]
    assert run(data, "schedule", "list", "--json")[0]["state"] == "done"
    wrong = CliRunner().invoke(cli, ["--data", str(data), "tick", "--only", "x"])
    assert "没有名为 x 的任务" in str(wrong.exception)


def test_every_open_dispute_is_drafted_for_however_many_there_are(tmp_path):
    corpus = a_corpus(300)
    fill(tmp_path, corpus)
    made = run(tmp_path, "notices", "draft", "--cut-off", CUT_OFF, "--dry-run", "--json")
    told = {one.id for one in corpus.scan_disputes(Query()) if one.is_open and one.urgency.level in TOLD_LEVELS}
    assert {one["dispute"] for one in made if "dispute" in one} == told
    assert len(told) > 200, "more than one page of a search"
