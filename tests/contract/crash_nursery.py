"""A program that forks indexing children on demand, so that a crash test need not wait for imports.

It reads lines `WHERE<TAB>START<TAB>ACKNOWLEDGED` and answers with the child's process id. The child puts articles START,
START+1 … in batches and, after each commit, appends the next number to the file ACKNOWLEDGED.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys

from index.open import open_index
from judgment.words import segmenter
from tests.factories import a_judged

BATCH = 7


def main() -> None:
    segmenter().cut("先把词典读进来")
    for name in ("elasticsearch", "index.elastic.backend", "index.embedded.backend", "tantivy", "zstandard"):
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that were killed leave nothing behind
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        where, start, acknowledged = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            _index(where, int(start), acknowledged)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _index(where: str, start: int, acknowledged: str) -> None:
    with open(acknowledged, "ab", buffering=0) as told, open_index(where) as index, index.writer() as writer:
        for first in range(start, start + 100_000, BATCH):
            writer.put(crash_article(number) for number in range(first, first + BATCH))
            writer.commit()
            told.write(f"{first + BATCH}\n".encode())


def crash_article(number: int) -> object:
    """Article NUMBER, long enough that a commit takes a moment; dates over two years."""
    return a_judged(
        number=number,
        title=f"第{number}号示例厂拖欠工资",
        text=f"第{number}号示例厂工人反映工资被拖欠。" * 20,
        published=f"{2025 + number % 2}-0{1 + number % 9}-01",
    )


if __name__ == "__main__":
    main()
