"""`yanpan search`, `export` and `index` as another program calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.open import open_index
from tests.factories import a_dispute, a_judged


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with open_index(folder / "index") as index, index.writer() as writer:
        writer.put(a_judged(number=number) for number in range(5))
        writer.put_disputes([a_dispute()])
    return folder


def _yanpan(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[2]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "yanpan.cli.main", "--data", str(data), *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=data, env=environment, check=False)


def test_search_gives_one_line_a_hit_and_a_last_line(data: Path) -> None:
    done = _yanpan(data, "search", "工资", "--json", "--limit", "2", "--facets", "place")
    assert done.returncode == 0, done.stderr
    *hits, last = (json.loads(line) for line in done.stdout.splitlines())
    assert len(hits) == 2
    assert {"id", "score", "title", "url", "published", "highlights"} <= set(hits[0])
    assert last["total"] == 5
    assert last["facets"]["place"][0] == {"value": "440000", "count": 5}
    assert "took_ms" in last


def test_disputes_are_searched_too(data: Path) -> None:
    first = json.loads(_yanpan(data, "search", "电子厂", "--disputes", "--json").stdout.splitlines()[0])
    assert first["id"] == a_dispute().id


def test_a_wrong_query_is_one_sentence_and_status_two(data: Path) -> None:
    done = _yanpan(data, "search", "(工资", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "右括号" in done.stderr
    assert "Traceback" not in done.stderr


def test_export_gives_every_article(data: Path) -> None:
    done = _yanpan(data, "export", "articles")
    assert len({json.loads(line)["id"] for line in done.stdout.splitlines()}) == 5
    assert _yanpan(data, "export", "articles", "--since", "2030-01-01").stdout == ""


def test_index_check_and_copy(data: Path, tmp_path: Path) -> None:
    assert json.loads(_yanpan(data, "index", "check", "--json").stdout)["sound"] is True
    told = _yanpan(data, "index", "check").stdout
    assert "完好：是" in told
    assert not [line for line in told.splitlines() if line[:1].isascii()], "for people every line is Chinese"
    done = _yanpan(data, "index", "copy", str(data / "index"), str(tmp_path / "copy"), "--json")
    assert (done.returncode, json.loads(done.stdout)["equal"]) == (0, True)
