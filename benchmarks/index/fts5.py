"""The same corpus and words on SQLite FTS5: what a program without an engine of its own would do.

    python -m benchmarks.index.fts5 build FILE ARTICLES     the corpus of benchmarks/index/corpus.py into FILE
    python -m benchmarks.index.fts5 compare FILE INDEX [--rounds 1] [--freeze]

FTS5 is given our own word tokens: the twenty best by bm25 with highlights, the number of hits, and two facets from indexed side
tables (one pass into a temporary table, tried instead of three, took it three times as long). Ours is asked twice: for the same words,
and as analysts ask, with their synonyms, which finds two to three times as much; either way it gives back whole records in an
exact order. Each query is put to all by turns. Times are of the processor, every thread of ours included: on a busy machine
the clock tells of its neighbours.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.index.corpus import articles
from benchmarks.index.results import freeze
from benchmarks.index.search import PLAIN
from index.open import open_index
from index.query import Query
from index.tokens import tokens
from judgment.words import plain, segmenter
from yanpan_domain.locality import Locality

FACETS = ("place", "issue")
STEP = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    acts = parser.add_subparsers(dest="act", required=True)
    one = acts.add_parser("build")
    one.add_argument("file", type=Path)
    one.add_argument("articles", type=int)
    two = acts.add_parser("compare")
    two.add_argument("file", type=Path)
    two.add_argument("index")
    two.add_argument("--rounds", type=int, default=1)
    two.add_argument("--freeze", action="store_true")
    asked = parser.parse_args()
    if asked.act == "build":
        build(asked.file, asked.articles)
        return
    told = compare(asked.file, asked.index, asked.rounds)
    print(json.dumps(told, indent=1))
    if asked.freeze:
        freeze("fts5", told)


def build(file: Path, count: int) -> None:
    """FILE with COUNT articles: words in FTS5, facet values in tables indexed by article."""
    file.unlink(missing_ok=True)
    database = sqlite3.connect(file)
    database.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;"
        "CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize='unicode61 remove_diacritics 0');"
        + "".join(f"CREATE TABLE {name} (article INTEGER, code TEXT);" for name in FACETS)
    )
    for start in range(0, count, STEP):
        rows = list(_rows(min(STEP, count - start), start))
        database.executemany("INSERT INTO words(rowid, title, text) VALUES (?, ?, ?)", [row[:3] for row in rows])
        for at, name in enumerate(FACETS, 3):
            database.executemany(
                f"INSERT INTO {name} VALUES (?, ?)",
                [(row[0], code) for row in rows for code in row[at]],
            )
        database.commit()
    for name in FACETS:
        database.execute(f"CREATE INDEX {name}_of ON {name} (article, code)")
    database.execute("INSERT INTO words(words) VALUES ('optimize')")
    database.commit()
    database.close()


def _spaced(text: str) -> str:
    return " ".join(chain.from_iterable(map(_sentence, re.split(r"(?<=[。！？])", text))))


@lru_cache(maxsize=50_000)
def _sentence(sentence: str) -> tuple[str, ...]:
    """The tokens of a sentence; the corpus repeats its sentences, and no word reaches over their ends."""
    return tuple(tokens(segmenter().cut(plain(sentence))))


def _rows(count: int, start: int) -> Iterator[tuple[int, str, str, list[str], list[str]]]:
    for number, judged in enumerate(articles(count, start), start + 1):
        title, text = judged.judgment.title, judged.judgment.text
        place = [code for one in judged.judgment.places for code in Locality(code=one.code, name="").ancestors()]
        issue = [finding.code.value for finding in judged.judgment.issues]
        yield number, _spaced(title), _spaced(text), place, issue


def compare(file: Path, where: str, rounds: int) -> dict[str, Any]:
    """Milliseconds of the processor, medians and 95th percentiles, and how many times longer FTS5 takes."""
    database = sqlite3.connect(file)
    database.execute("PRAGMA cache_size=-400000")
    theirs: list[float] = []
    ours: dict[str, list[float]] = {"same_words": [], "with_synonyms": []}
    with open_index(where) as index:
        for round_ in range(rounds + 1):
            for text in PLAIN:
                asked = Query(text=text, facets=FACETS, highlight=True, limit=20)
                spent = {
                    "same_words": _seconds(lambda asked=asked: index.find(replace(asked, synonyms=False))),  # type: ignore[misc]
                    "with_synonyms": _seconds(lambda asked=asked: index.find(asked)),  # type: ignore[misc]
                }
                other = _seconds(lambda text=text: _ask(database, text))  # type: ignore[misc]
                if round_:
                    theirs.append(other * 1000)
                    for name, seconds in spent.items():
                        ours[name].append(seconds * 1000)
        everything = index.find(Query(limit=0)).total
    return {"articles": everything, "fts5": _spread(theirs)} | {
        name: _spread(times) | _times(theirs, times) for name, times in ours.items()
    }


def _spread(times: list[float]) -> dict[str, float]:
    return {"p50_ms": round(statistics.median(times), 1), "p95_ms": round(_p95(times), 1)}


def _times(theirs: list[float], ours: list[float]) -> dict[str, float]:
    """How many times longer FTS5 takes."""
    return {
        "times_p50": round(statistics.median(theirs) / statistics.median(ours), 1),
        "times_p95": round(_p95(theirs) / _p95(ours), 1),
        "times_median": round(statistics.median(a / b for a, b in zip(theirs, ours, strict=True)), 1),
    }


def _ask(database: sqlite3.Connection, text: str) -> None:
    words = " ".join(f'"{token}"' for token in tokens(segmenter().cut(plain(text))))
    database.execute(
        "SELECT rowid, bm25(words, 4.0, 1.0) AS score, highlight(words, 0, '<', '>'), snippet(words, 1, '<', '>', '…', 40)"
        " FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20",
        (words,),
    ).fetchall()
    database.execute("SELECT count(*) FROM words WHERE words MATCH ?", (words,)).fetchone()
    for name in FACETS:
        database.execute(
            f"SELECT code, count(*) FROM words JOIN {name} ON {name}.article = words.rowid"
            " WHERE words MATCH ? GROUP BY code ORDER BY 2 DESC, 1 LIMIT 20",
            (words,),
        ).fetchall()


def _seconds(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
