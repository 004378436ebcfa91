"""Four processes take in what one would, and the disputes are the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Takes every COUNT-th article of the demonstration, from NUMBER on, in two sittings; an embedded index is opened by one at a time.
PROGRAM = """
import sys, time
from datetime import date
from benchmarks.demo.score import judged
from yanpan.app import open_app
from yanpan.demo.corpus import read_corpus
from yanpan.pipeline import ingest
from yanpan_domain.errors import BusyError
folder, number, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
mine = [judged(one).article for one in read_corpus()][number::count]
with open_app(data=folder) as app:
    for sitting in range(2):
        while True:
            try:
                with ingest(app, date(2026, 11, 24)) as opened:
                    opened.deliver(mine[sitting::2])
                break
            except BusyError:
                time.sleep(0.05)
"""


def partition(folder: Path) -> set[frozenset[str]]:
    ran = subprocess.run(
        [sys.executable, "-m", "yanpan.cli.main", "--data", str(folder), "disputes", "list", "--json", "--limit", "1000", "superseded:false"],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=folder,
    )  # fmt: skip
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    return {frozenset(row["articles"]) for row in rows if "articles" in row}


def taken_in(folder: Path, count: int) -> set[frozenset[str]]:
    folder.mkdir()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder), str(number), str(count)],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=folder, stderr=subprocess.PIPE, text=True,
        )
        for number in range(count)
    ]  # fmt: skip
    for process in running:
        _, told = process.communicate(timeout=300)
        assert process.returncode == 0, told
    return partition(folder)


def test_four_processes_make_the_disputes_that_one_makes(tmp_path: Path) -> None:
    alone = taken_in(tmp_path / "one", 1)
    assert len(alone) > 20
    assert taken_in(tmp_path / "four", 4) == alone
