"""The main job as a person runs it: `yanpan demo`, twice, with what it leaves behind."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import tempfile
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.servers import elasticsearch, postgresql
from tests.servers.wanted import missing

ROOT = Path(__file__).parents[2]
FORMS = (".html", ".docx", ".pdf", ".md", ".json")


@dataclass(frozen=True)
class Ran:
    """One run of the program: its exit status, JSON lines and what it said on standard error."""

    status: int
    rows: list[dict[str, Any]]
    stderr: str

    @property
    def last(self) -> dict[str, Any]:
        return self.rows[-1]

    @property
    def ranking(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if "urgency" in row]


@contextmanager
def ports_of_the_demonstration() -> Iterator[None]:
    """Its sites have fixed ports, from which the articles' ids follow: test runs side by side on one machine take turns."""
    with (Path(tempfile.gettempdir()) / "yanpan-demonstration.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def yanpan(*arguments: str, cwd: Path) -> Ran:
    with ports_of_the_demonstration() if "demo" in arguments else nullcontext():
        ran = subprocess.run(
            [sys.executable, "-m", "yanpan.cli.main", *arguments], cwd=cwd, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=600,
        )  # fmt: skip
    return Ran(
        ran.returncode, [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")], ran.stderr
    )


@dataclass(frozen=True)
class Demonstration:
    folder: Path
    first: Ran
    again: Ran
    later: Ran


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """Three runs into one data folder: the first, the same again, and one when three articles more have appeared."""
    folder = tmp_path_factory.mktemp("demo")
    first = yanpan("--data", "data", "demo", "--json", cwd=folder)
    assert first.status == 0, first.stderr
    products = {path.name: path.read_bytes() for path in (folder / "data" / "products").iterdir() if path.is_file()}
    (folder / "first").mkdir()
    for name, body in products.items():
        (folder / "first" / name).write_bytes(body)
    again = yanpan("--data", "data", "demo", "--json", cwd=folder)
    later = yanpan("--data", "data", "demo", "--later", "--json", cwd=folder)
    yield Demonstration(folder, first, again, later)


def test_the_first_run_takes_in_the_whole_site(demonstration: Demonstration) -> None:
    assert demonstration.first.status == 0, demonstration.first.stderr
    assert sum(demonstration.first.last["taken"].values()) >= 115


def test_ten_disputes_are_ranked_with_their_reasons(demonstration: Demonstration) -> None:
    ranking = demonstration.first.ranking
    assert len(ranking) == 10
    assert [row["urgency"] for row in ranking] == sorted((row["urgency"] for row in ranking), reverse=True)
    for row in ranking:
        assert any(reading["strength"] * reading["weight"] > 0 and reading["because"] for reading in row["readings"])


@pytest.mark.parametrize("form", FORMS)
def test_the_weekly_briefing_is_there_in_every_form(demonstration: Demonstration, form: str) -> None:
    files = [Path(name) for name in demonstration.first.last["files"] if name.endswith(form)]
    assert len(files) == 1
    assert "weekly" in files[0].name
    assert (demonstration.folder / "first" / files[0].name).stat().st_size > 2_000


def test_notices_are_drafts(demonstration: Demonstration) -> None:
    assert demonstration.first.last["notices"]
    listed = yanpan("--data", "data", "notices", "list", "--json", cwd=demonstration.folder)
    # A newer article may have made a newer draft in place of an older one; nothing is ever beyond a draft by itself.
    assert {row["state"] for row in listed.rows} <= {"draft", "discarded"}


def test_the_second_run_takes_nothing_and_doubles_nothing(demonstration: Demonstration) -> None:
    assert demonstration.again.status == 0, demonstration.again.stderr
    assert sum(demonstration.again.last["taken"].values()) == 0
    assert demonstration.again.last["notices"] == []
    assert [(row["dispute"], row["urgency"]) for row in demonstration.again.ranking] == [
        (row["dispute"], row["urgency"]) for row in demonstration.first.ranking
    ]


def test_what_appeared_later_is_all_that_is_fetched(demonstration: Demonstration) -> None:
    assert sum(demonstration.later.last["taken"].values()) == 3


def test_no_private_name_or_number_is_anywhere_in_what_was_left_behind(demonstration: Demonstration) -> None:
    """The corpus names invented private persons and numbers on its pages; none may stand in any file of the data folder."""
    planted = json.loads((ROOT / "yanpan" / "demo" / "private.json").read_text(encoding="utf-8"))
    assert len(planted) >= 10
    found = [
        (word, str(path.relative_to(demonstration.folder)))
        for path, body in left_behind(demonstration.folder)
        for word in planted
        if word.encode() in body
    ]
    assert found == []


def left_behind(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file with its bytes; of zipped ones (DOCX) the unpacked members, of index segments what they hold unpacked too."""
    for path in folder.rglob("*"):
        if path.is_file():
            body = path.read_bytes()
            yield path, body
            if body[:4] == b"PK\x03\x04":
                with zipfile.ZipFile(path) as archive:
                    for name in archive.namelist():
                        yield path / name, archive.read(name)
    exported = subprocess.run(
        [sys.executable, "-m", "yanpan.cli.main", "--data", "data", "export", "articles"], cwd=folder, capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert len(exported.stdout.splitlines()) >= 115
    yield folder / "exported", exported.stdout


@pytest.mark.server
@pytest.mark.parametrize("version", ["8", "9"])
def test_elasticsearch_gives_the_same_ranking_and_the_same_bytes(
    demonstration: Demonstration, tmp_path: Path, elasticsearch_urls: tuple[str, ...], version: str
) -> None:
    url = elasticsearch.of_version(elasticsearch_urls, version)
    if url is None:
        missing(f"elasticsearch-{version}", "YANPAN_TEST_ELASTICSEARCH")
    with elasticsearch.prefixed(url) as own:
        ran = yanpan("--data", "data", "--index", own, "demo", "--json", cwd=tmp_path)
        again = yanpan("--data", "data", "--index", own, "demo", "--json", cwd=tmp_path)
    assert ran.status == 0, ran.stderr
    assert ran.ranking == demonstration.first.ranking
    assert sum(again.last["taken"].values()) == 0
    same_files(ran, tmp_path, demonstration)


@pytest.mark.server
def test_a_ledger_on_postgresql_gives_the_same_bytes(
    demonstration: Demonstration, tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgresql.database(postgresql_url, f"t{uuid.uuid4().hex[:12]}") as own:
        monkeypatch.setenv("YANPAN_LEDGER", own)
        ran = yanpan("--data", "data", "demo", "--json", cwd=tmp_path)
    assert ran.status == 0, ran.stderr
    assert not (tmp_path / "data" / "ledger.db").exists()
    same_files(ran, tmp_path, demonstration)


def same_files(ran: Ran, folder: Path, demonstration: Demonstration) -> None:
    """Every file of RAN has the bytes that the first run wrote."""
    assert len(ran.last["files"]) == len(FORMS)
    for name in ran.last["files"]:
        path = folder / name
        assert path.read_bytes() == (demonstration.folder / "first" / path.name).read_bytes(), path.name


def test_two_fresh_runs_write_the_same_bytes(demonstration: Demonstration, tmp_path: Path) -> None:
    ran = yanpan("--data", "data", "demo", "--json", cwd=tmp_path)
    same_files(ran, tmp_path, demonstration)
