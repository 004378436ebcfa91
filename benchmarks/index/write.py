"""How fast judged articles are indexed in a folder, beside bare Tantivy with six fields in the same run.

    python -m benchmarks.index.write [--articles 30000] [--freeze]

Prints articles a second by the clock, processor time an article (all threads and helper processes, merges included), and the
room taken over the text's; ours once in one process and once with helpers. On a busy machine the clock tells little: processor
time and the ratio to the bare engine, run by turns, tell more. `reach` is what two processors would do that had nothing else to do:
a million microseconds of each, by the processor time of an article, or by that of the busiest thread if that is more.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.index.corpus import articles
from benchmarks.index.results import freeze
from index.documents import flat_article
from index.embedded import preparing
from index.open import open_index
from yanpan_domain.judgment import JudgedArticle

ROUNDS = 3
SIX_FIELDS = ("title", "text", "source", "place", "issue", "month")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--freeze", action="store_true")
    asked = parser.parse_args()
    corpus = list(articles(asked.articles))
    text = sum(len((one.article.title + one.article.text).encode()) for one in corpus)
    bare, alone, helped, sizes = [], [], [], []
    words = [flat_article(one).texts for one in corpus]
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            bare.append(_spent(lambda folder=folder: _bare(Path(folder), corpus, words)))  # type: ignore[misc]
        with tempfile.TemporaryDirectory() as folder:
            alone.append(_spent(lambda folder=folder: _ours(Path(folder), corpus, many=len(corpus))))  # type: ignore[misc]
        with tempfile.TemporaryDirectory() as folder:
            helped.append(_spent(lambda folder=folder: _ours(Path(folder), corpus)))  # type: ignore[misc]
            sizes.append(sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / text)
    told = {
        "articles": len(corpus),
        "bare": _told(bare, len(corpus)),
        "one_process": _told(alone, len(corpus)),
        "with_helpers": _told(helped, len(corpus)),
        "size_over_text": round(statistics.median(sizes), 3),
    }
    print(json.dumps(told, indent=1))
    if asked.freeze:
        freeze("write", told)


def _told(rounds: list[Spent], count: int) -> dict[str, int]:
    """Medians of ROUNDS over COUNT articles."""
    busy = statistics.median(one.processors for one in rounds) / count * 1e6
    main = statistics.median(one.thread for one in rounds) / count * 1e6
    return {
        "per_second": round(count / statistics.median(one.clock for one in rounds)),
        "processor_us": round(busy),
        "main_thread_us": round(main),
        "reach_per_second": round(1e6 / max(busy / 2, main)),
    }


def _ours(folder: Path, corpus: list[JudgedArticle], many: int = preparing.MANY) -> None:
    """Write CORPUS; more than MANY articles are shared with helpers."""
    preparing.MANY = many
    with open_index(folder / "index") as index, index.writer() as writer:
        writer.put(corpus)


def _bare(folder: Path, corpus: list[JudgedArticle], words: list[dict[str, str]]) -> None:
    """What the engine can do when it is handed finished words."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in SIX_FIELDS:
        builder.add_text_field(name, stored=name == "text", tokenizer_name="whitespace")
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer(96_000_000, 1)
    for one, told in zip(corpus, words, strict=True):
        made: Any = tantivy.Document()
        made.add_text("title", told["title"])
        made.add_text("text", told["text"])
        made.add_text("source", one.article.source)
        made.add_text("place", one.judgment.places[0].code)
        made.add_text("issue", one.judgment.issues[0].code.value)
        made.add_text("month", f"{one.article.dated:%Y-%m}")
        writer.add_document(made)
    writer.commit()
    writer.wait_merging_threads()


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds: by the clock, of the processors in all, and of the thread that called."""

    clock: float
    processors: float
    thread: float


def _spent(act: Callable[[], None]) -> Spent:
    clock, busy, thread = time.perf_counter(), _processors(), time.thread_time()
    act()
    return Spent(time.perf_counter() - clock, _processors() - busy, time.thread_time() - thread)


def _processors() -> float:
    """Of this process and of the helpers that have ended."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
