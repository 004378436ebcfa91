"""Scores employers, workers and money on the labelled disputes of news_zh: even ids (looked at) and odd ids (only scored).

Usage: python benchmarks/facts/score.py [--errors workers|money|employer]   (errors are shown for even ids alone)
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from judgment.document import Document
from judgment.facts.read import Facts, read_facts
from judgment.words import plain, segmenter

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("YANPAN_SHARED", HERE.parents[2] / "shared")) / "data"
FILES = ("excerpts", "more_a", "more_b")


@dataclass(frozen=True)
class Row:
    """A labelled dispute beside what we read of it."""

    label: dict[str, Any]
    facts: Facts


def disputes() -> Iterable[dict[str, Any]]:
    for name in FILES:
        for line in (SHARED / "news_zh" / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["relevance"] == "dispute":
                yield row


def document(row: dict[str, Any]) -> Document:
    day = row["published"]
    published = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo("Asia/Shanghai")) if day else None
    return Document(row["title"], row["text"], segmenter(), published)


def workers_right(row: Row) -> bool:
    found = row.facts.workers.min if row.facts.workers else None
    return found == row.label["workers"]


def money_right(row: Row) -> bool:
    """The first sum is the labelled one; within half a percent, since labels round."""
    found, wanted = main_sum(row.facts), row.label["amount_yuan"]
    if found is None or wanted is None:
        return found is None and wanted is None
    return abs(found - wanted) <= 0.005 * wanted


def main_sum(facts: Facts) -> float | None:
    return facts.money[0].min if facts.money else None


def employer_right(row: Row) -> bool:
    """Either name contains the other, in plain form; where the label has none, none may be named first."""
    wanted = row.label["employer"]
    found = row.facts.employers[0].name if row.facts.employers else None
    if found is None or wanted is None:
        return found is None and wanted is None
    a, b = plain(found), plain(wanted)
    return a in b or b in a


QUESTIONS: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "workers": ("workers", workers_right),
    "money": ("amount_yuan", money_right),
    "employer": ("employer", employer_right),
}


def score(rows: list[Row]) -> dict[str, Any]:
    result: dict[str, Any] = {"disputes": len(rows)}
    for name, (key, right) in QUESTIONS.items():
        stated = [row for row in rows if row.label[key] is not None]
        result[name] = {
            "all": round(sum(map(right, rows)) / len(rows), 3),
            "stated": round(sum(map(right, stated)) / len(stated), 3),
            "n_stated": len(stated),
        }
    return result


def company_names() -> dict[str, float]:
    """Containment precision, recall and F1 of employers against the companies of CLUENER: a by-figure, any kind of news."""
    right = found = wanted = hit = 0
    for line in (SHARED / "cluener" / "train.json").read_text("utf-8").splitlines():
        row = json.loads(line)
        gold = {plain(name) for name in row["label"].get("company", {})}
        named = {plain(one.name) for one in read_facts(Document("", row["text"], segmenter())).employers}
        wanted, found = wanted + len(gold), found + len(named)
        right += sum(any(a in b or b in a for b in gold) for a in named)
        hit += sum(any(a in b or b in a for b in named) for a in gold)
    precision, recall = right / max(found, 1), hit / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def show_errors(rows: list[Row], name: str) -> None:
    key, right = QUESTIONS[name]
    for row in rows:
        if right(row):
            continue
        facts = row.facts
        found: Any = {
            "workers": lambda f: f.workers and (f.workers.min, f.workers.raw),
            "money": lambda f: [(m.min, m.kind.value, m.raw) for m in f.money[:4]],
            "employer": lambda f: [(e.name, round(e.score, 2)) for e in f.employers[:4]],
        }[name](facts)
        print(
            row.label["id"],
            "wanted",
            row.label[key],
            "found",
            found,
            "|",
            row.label["title"][:30],
            "|",
            row.label["note"],
        )


def speed(documents: list[Document]) -> dict[str, float]:
    """Processor time on articles of 700 to 1,300 characters, median of seven rounds; beside it that of cutting the words.

    The second is rjieba on the same text in the same minute: it shows how busy the machine was.
    """
    documents = [one for one in documents if 700 <= len(one.text) <= 1300]
    thousands = sum(len(one.text) for one in documents) / 1000
    facts, cuts = [], []
    for _ in range(7):
        fresh = [prepared(one) for one in documents]
        facts.append(timed(lambda: [read_facts(one) for one in fresh]))  # noqa: B023 - called at once
        cuts.append(timed(lambda: [one.segmenter.cut(one.plain_text) for one in fresh]))  # noqa: B023 - called at once
    return {
        "microseconds_per_1000_characters": round(sorted(facts)[3] / thousands * 1e6),
        "cutting_words_microseconds": round(sorted(cuts)[3] / thousands * 1e6),
    }


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def prepared(one: Document) -> Document:
    """The same article with plain form and sentences at hand, as the other readers of an article leave it."""
    fresh = Document(one.title, one.text, one.segmenter, one.published)
    _ = fresh.plain_text, fresh.plain_title, fresh.sentences
    return fresh


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", choices=QUESTIONS)
    parser.add_argument("--freeze", action="store_true", help="write results.json")
    options = parser.parse_args()
    rows = [Row(label, read_facts(document(label))) for label in disputes()]
    even = [row for row in rows if int(row.label["id"][1:]) % 2 == 0]
    odd = [row for row in rows if int(row.label["id"][1:]) % 2]
    if options.errors:
        show_errors(even, options.errors)
        return
    result = {
        "dev (even ids)": score(even),
        "held out (odd ids)": score(odd),
        "cluener companies (containment)": company_names(),
        "speed": speed([document(row.label) for row in rows]),
    }
    print(json.dumps(result, ensure_ascii=False, indent=1))
    if options.freeze:
        (HERE / "results.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
