"""How fast judged articles are indexed in a folder, beside bare Tantivy with six fields in the same run.

    python -m benchmarks.index.write [--articles 30000] [--freeze]

Prints articles a second by the clock, processor time an article (all threads, merges included), and the room taken over the
text's. On a busy machine the clock tells little: processor time and the ratio to the bare engine, run by turns, tell more.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.index.corpus import articles
from benchmarks.index.results import freeze
from index.documents import flat_article
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
    bare, ours, sizes = [], [], []
    words = [flat_article(one).texts for one in corpus]
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            bare.append(_spent(lambda folder=folder: _bare(Path(folder), corpus, words)))  # type: ignore[misc]
        with tempfile.TemporaryDirectory() as folder:
            ours.append(_spent(lambda folder=folder: _ours(Path(folder), corpus)))  # type: ignore[misc]
            sizes.append(sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / text)
    told = {
        "articles": len(corpus),
        "per_second": round(len(corpus) / statistics.median(clock for clock, _ in ours)),
        "processor_us": round(statistics.median(busy for _, busy in ours) / len(corpus) * 1e6),
        "bare_per_second": round(len(corpus) / statistics.median(clock for clock, _ in bare)),
        "bare_processor_us": round(statistics.median(busy for _, busy in bare) / len(corpus) * 1e6),
        "size_over_text": round(statistics.median(sizes), 3),
    }
    print(json.dumps(told, indent=1))
    if asked.freeze:
        freeze("write", told)


def _ours(folder: Path, corpus: list[JudgedArticle]) -> None:
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


def _spent(act: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock and of the processors."""
    clock, busy = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - busy


if __name__ == "__main__":
    main()
