"""Search quality: 40 analysts' questions over real texts, judged before the engine ran; nDCG@10 per question and in all.

    python -m benchmarks.index.quality.run [INDEX_URL_OR_FOLDER] [-v] [--freeze]

`questions.jsonl` holds questions, the query an analyst writes, and ids with grades (2 answers it, 1 touches it). Those on
news follow the readers' labels of the set and the words of the question; those on messages were read one by one. No text
of the sets stands in the repository.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from benchmarks.index.corpus import shared_data
from benchmarks.index.results import freeze
from index.interface import Index
from index.open import open_index
from index.query import Query
from yanpan_domain.article import Article
from yanpan_domain.judgment import JudgedArticle

HERE = Path(__file__).parent
DEPTH = 10
FETCHED = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8)))


def texts() -> Iterator[tuple[str, str, str, str]]:
    """(collection, id, title, text) of both sets."""
    import openpyxl

    for file in sorted((shared_data() / "news_zh").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            told = json.loads(line)
            yield "news_zh", told["id"], told["title"], told["text"]
    sheet = openpyxl.load_workbook(shared_data() / "tipdm/messages_495.xlsx", read_only=True).active
    for number, _, title, _, text, label, *_ in sheet.iter_rows(min_row=2, values_only=True):
        if label is not None:
            yield "tipdm", f"t{number}", str(title or ""), str(text or "").strip()


def article(collection: str, identifier: str, title: str, text: str) -> JudgedArticle:
    """A text judged by our own engine, as everything in an index is; the set's labels play no part."""
    from judgment.assess import assess

    return assess(
        Article(
            id=identifier, source=collection, url=f"https://example.org/{identifier}", title=title, text=text, fetched=FETCHED
        )
    )  # fmt: skip


def gain(found: list[str], relevant: dict[str, int]) -> float:
    """nDCG at DEPTH with gains 2^grade - 1."""

    def summed(grades: list[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))

    best = summed(sorted(relevant.values(), reverse=True))
    return summed([relevant.get(identifier, 0) for identifier in found]) / best if best else 0.0


def measure(index: Index, how: str) -> list[tuple[str, float]]:
    """nDCG of every question, asked by its "words" alone or with the query language's "fields"."""
    results = []
    for line in (HERE / "questions.jsonl").read_text("utf-8").splitlines():
        asked = json.loads(line)
        page = index.find(Query(text=f"source:{asked['collection']} AND ({asked[how]})", limit=DEPTH, partial=True))
        found = [hit.record.article.id for hit in page.hits]
        if "-v" in sys.argv:
            print(asked["question"], page.total, [(one, asked["relevant"].get(one, 0)) for one in found])
        results.append((asked["question"], gain(found, asked["relevant"])))
    return results


def main() -> None:
    where = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    with tempfile.TemporaryDirectory() as folder, open_index(where or folder) as index:
        with index.writer() as writer:
            writer.put(article(*told) for told in texts())
        told: dict[str, dict[str, float]] = {}
        for how in ("words", "fields"):
            results = measure(index, how)
            for question, value in sorted(results, key=lambda pair: pair[1]):
                print(f"{value:.3f}  {question}")
            values = [dict(results)[question] for question in asked_questions()]
            told[how] = {"all": _mean(values), "even": _mean(values[0::2]), "odd": _mean(values[1::2])}
            print(f"nDCG@{DEPTH} {told[how]} over {len(values)} questions by {how}")
        if "--freeze" in sys.argv:
            freeze("quality", told)


def asked_questions() -> list[str]:
    """The questions in the order of the file: rules are made looking at the even ones, the odd ones are only scored."""
    lines = (HERE / "questions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines]


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 4)


if __name__ == "__main__":
    main()
