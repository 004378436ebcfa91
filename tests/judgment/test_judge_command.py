"""`yanpan judge`: one line out for every line in, and the verbs that keep the judging honest, on a real data folder."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date

import pytest

from index.query import Query
from judgment.assess import assess
from judgment.feedback import correct
from tests.factories import an_article
from yanpan.app import open_app
from yanpan.cli.main import main
from yanpan.pipeline import ingest
from yanpan_domain.codes import Relevance

KEYS = {
    "id", "relevance", "relevance_score", "issues", "form", "stage", "tone", "industry", "vulnerable", "employers",
    "workers", "money", "arrears_months", "places", "title", "text", "masked",
}  # fmt: skip


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder with one judged article and one that was set aside."""
    monkeypatch.setenv("YANPAN_DATA", str(tmp_path / "data"))
    ours = assess(an_article(number=1))
    aside = assess(an_article(number=2, title="主队获胜", text="球队在联赛中获胜，球迷欢呼。"))
    old = replace(ours, judgment=replace(ours.judgment, version="old"))
    with open_app() as app, app.index.writer() as writer:
        writer.put([old, aside])
    return ours, aside


def run(capsys, *arguments: str) -> tuple[int, list[str]]:
    """The exit status and the lines printed by `yanpan ARGUMENTS`."""
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
        patch.setattr(sys, "argv", ["yanpan", *arguments])
        main()
    said = capsys.readouterr()
    return int(ended.value.code or 0), (said.out or said.err).splitlines()


def test_every_line_is_answered_in_order(capsys, tmp_path):
    file = tmp_path / "articles.jsonl"
    lines = [{"id": 1, "title": "讨薪", "text": "工人被拖欠工资。"}, [], {"id": 3, "text": 5}, {"id": 4, "text": ""}]
    file.write_text("\n".join(json.dumps(line) for line in lines) + "\nnot json\n", encoding="utf-8")
    status, told = run(capsys, "judge", str(file))
    answers = [json.loads(line) for line in told]
    assert status == 1
    assert len(answers) == 5
    assert set(answers[0]) >= KEYS
    assert [one.get("id") for one in answers] == [1, None, 3, 4, None]
    assert ["error" in one for one in answers] == [False, True, True, False, True]
    assert all({"code", "message"} == set(one["error"]) for one in answers if "error" in one)


def test_offsets_count_in_what_came_in(capsys, tmp_path):
    text = "工人李建国电话13812345678。深圳市宝安区示例电子厂拖欠工资。"
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({"id": 1, "title": "", "text": text}), encoding="utf-8")
    status, told = run(capsys, "judge", str(file))
    answer = json.loads(told[0])
    assert status == 0
    assert "李建国" not in told[0]
    assert answer["places"]
    assert all(text[one["start"] : one["end"]] in "深圳市宝安区" for one in answer["places"])
    assert all(text[one["start"] : one["end"]] == one["name"] for one in answer["employers"])


def test_a_correction_is_stored_shown_and_learned(capsys, data):
    _, aside = data
    assert run(capsys, "judge", "correct", aside.article.id, "relevance", "labour_general", "--by", "分析岗")[0] == 0
    with open_app() as app:
        stored = app.index.article(aside.article.id)
    assert stored is not None
    assert stored.judgment.relevance is Relevance.LABOUR_GENERAL
    status, told = run(capsys, "judge", "learn", "--json")
    learned = json.loads(told[-1])
    assert status == 0
    assert learned["table"][0] == {
        "what": "更正过的相关性判对",
        "before": 0,
        "after": learned["table"][0]["after"],
        "of": 1,
    }


def test_a_wrong_correction_names_what_is_allowed(capsys, data):
    status, told = run(capsys, "judge", "correct", data[0].article.id, "stage", "over")
    assert status == 2
    assert "stage" in told[0]


def test_the_archive_is_judged_again(capsys, data):
    status, told = run(capsys, "judge", "--again", "--json")
    assert status == 0
    assert json.loads(told[-1]) == {"judged": 1}
    assert run(capsys, "judge", "again", "--json")[1] == ['{"judged":0}']


def test_judging_again_reaches_the_disputes(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("YANPAN_DATA", str(tmp_path / "data"))
    article = an_article(number=1)
    with open_app() as app:
        with ingest(app, date(2026, 11, 24)) as opened:
            [judged] = opened.deliver([article])
        with app.ledger.begin() as connection:
            correct(connection, judged, "relevance", "unrelated", actor="分析岗", at=article.fetched)
    monkeypatch.setattr("judgment.again.version_of", lambda options: "newer")
    assert run(capsys, "judge", "--again", "--json")[0] == 0
    with open_app() as app:
        [dispute] = app.index.scan_disputes(Query())
        stored = app.index.article(article.id)
    assert dispute.withdrawn_because
    assert stored is not None
    assert stored.disputes == ()


def test_the_weeks_sample_is_drawn_marked_and_counted(capsys, data):
    _, aside = data
    week = aside.article.published.date().isoformat()
    _, told = run(capsys, "judge", "audit", "--week", week, "--json")
    assert json.loads(told[0]) == {"article": aside.article.id, "title": aside.article.title, "mark": None}
    _, told = run(capsys, "judge", "audit", "--week", week, "--mark", aside.article.id, "--as", "dispute", "--json")
    assert json.loads(told[0])["mark"] == "dispute"
    assert json.loads(told[-1])["missed"] == 1


def test_training_writes_the_same_model_twice(capsys, tmp_path):
    labels = tmp_path / "labels.jsonl"
    rows = [{"text": "拖欠工资", "tone": "negative"}, {"text": "全部发放", "tone": 1}] * 5
    labels.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    models = []
    for name in ("a.json", "b.json"):
        assert run(capsys, "judge", "train", str(labels), "--out", str(tmp_path / name))[0] == 0
        models.append((tmp_path / name).read_bytes())
    assert models[0] == models[1]
