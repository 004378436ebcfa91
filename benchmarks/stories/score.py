"""How well full-length articles are read, and developing stories grouped: `python -m benchmarks.stories.score [--errors] [--write]`.

Some 390 articles of 600 to 1,200 characters (judgment/training/texts/w5_*, w9_* and wa_* to wf_*.jsonl), written with their labels
before any engine saw them; employers and people are invented (示例). Each part is measured by itself:

- "looked at": cases of w5 with an odd number, and other articles of it with an odd id; --errors names what went wrong there
- "only scored": the others of w5
- "later, looked at": w9, and "later, only scored": wa, which nobody read who writes the engine
- "last, looked at": wb to we, and "last, only scored": wf, in the same way

What is learned from w5 (relevance, issues, form, stage, tone) is not measured on it. By which signs workers, sums, months and employers
are chosen (judgment/training/build_facts.py) is learned from the parts that are looked at and from no other, so they say little there.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.demo.score import Tally
from judgment.assess import assess
from judgment.disputes.book import DisputeBook
from yanpan_domain.article import Article
from yanpan_domain.judgment import JudgedArticle, Judgment

HERE = Path(__file__).parent
ARTICLES = HERE.parents[1] / "judgment" / "training" / "texts"
PARTS = (
    "looked at", "only scored", "later, looked at", "later, only scored", "last, looked at", "last, only scored",
)  # fmt: skip
LATER = {"w9": PARTS[2], "wa": PARTS[3], **dict.fromkeys(("wb", "wc", "wd", "we"), PARTS[4]), "wf": PARTS[5]}
SHANGHAI = ZoneInfo("Asia/Shanghai")
# A sum is right when it is within a twentieth: "约340万元" for 338 is.
NEAR = 0.05


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    rows = [row for part in PARTS for row in articles() if row["part"] == part]
    judged = {row["id"]: read(row) for row in rows}
    groups = grouping(rows, judged)
    figures = {}
    for part in PARTS:
        its = [row for row in rows if row["part"] == part]
        tallies = fields(its, judged)
        figures[part] = {name: round(one.right / one.asked, 3) for name, one in tallies.items()} | b_cubed(its, groups)
        print(part, json.dumps(figures[part], ensure_ascii=False))
        if asked.errors and part.endswith("looked at"):
            show(tallies, its, groups)
    if asked.write:
        (HERE / "results.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def articles() -> Iterator[dict[str, Any]]:
    """Every article with the part that it belongs to."""
    for path in sorted(ARTICLES.glob("w[59a-f]_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row | {"part": LATER.get(path.stem[:2]) or half_of(row)}


def show(tallies: dict[str, Tally], rows: list[dict[str, Any]], groups: dict[str, str]) -> None:
    for name, tally in tallies.items():
        print(name, *tally.errors, sep="\n    ")
    print_groups(rows, groups)


def half_of(row: dict[str, Any]) -> str:
    case = row["dispute"]
    number = int((case if isinstance(case, str) else row["id"])[-2:].lstrip("c-"))
    return PARTS[0] if number % 2 else PARTS[1]


def read(row: dict[str, Any]) -> JudgedArticle:
    published = datetime.combine(date.fromisoformat(row["published"]), time(), SHANGHAI)
    return assess(
        Article(
            id=row["id"], source=row["source"], url=f"https://example.org/{row['id']}", title=row["title"], text=row["text"],
            fetched=datetime(2026, 12, 1, tzinfo=UTC), published=published, origin=None, source_title=row["source"],
        )
    )  # fmt: skip


def fields(rows: list[dict[str, Any]], judged: dict[str, JudgedArticle]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for row in rows:
        for name, (gold, mine, ok) in compared(row, judged[row["id"]].judgment).items():
            tallies.setdefault(name, Tally()).add(ok, f"{row['id']}: {mine}, gold {gold}")
    return tallies


def compared(row: dict[str, Any], found: Judgment) -> dict[str, tuple[Any, Any, bool]]:
    """Field → what the label says, what we say, whether they agree; only fields that the label states."""
    told: dict[str, tuple[Any, Any, bool]] = {}
    if row["relevance"] != "dispute" or isinstance(row["dispute"], list):
        return told
    names = [one.name for one in found.employers[:1]]
    codes = [one.code for one in found.places[:1]]
    sums = [one.min for one in found.money[:1]]
    if row["employer"]:
        ok = any(name in row["employer"] or row["employer"] in name for name in names)
        told["employer"] = (row["employer"], names, ok)
    if row["localities"]:
        told["place"] = (row["localities"][0], codes, row["localities"][0][:6] in codes)
    if row["workers"]:
        mine = found.workers
        told["workers"] = (row["workers"], mine and mine.raw, mine is not None and mine.min == row["workers"])
    if row["amount_yuan"]:
        ok = any(abs(one - row["amount_yuan"]) <= NEAR * row["amount_yuan"] for one in sums)
        told["money"] = (row["amount_yuan"], [one.raw for one in found.money[:4]], ok)
    if row["arrears_months"]:
        told["months"] = (row["arrears_months"], found.arrears_months, found.arrears_months == row["arrears_months"])
    return told


def grouping(rows: list[dict[str, Any]], judged: dict[str, JudgedArticle]) -> dict[str, str]:
    """Article → the dispute that it tells of; one that tells of none or several stands alone."""
    book = DisputeBook()
    for one in judged.values():
        book.add(one)
    found: dict[str, str] = {}
    for row in rows:
        disputes = book.placement(row["id"]).disputes
        found[row["id"]] = disputes[0] if len(disputes) == 1 else f"alone {row['id']}"
    return found


def b_cubed(rows: list[dict[str, Any]], groups: dict[str, str]) -> dict[str, float]:
    """Precision, recall and F1 over the articles that tell of one case."""
    gold = {row["id"]: row["dispute"] for row in rows if isinstance(row["dispute"], str)}
    if len(set(gold.values())) == len(gold):
        return {}  # no case is told twice
    mine = {key: groups[key] for key in gold}
    recall, precision = _shared(gold, mine), _shared(mine, gold)
    return {
        "B-cubed precision": round(precision, 3), "B-cubed recall": round(recall, 3),
        "B-cubed F1": round(2 * precision * recall / (precision + recall), 3),
    }  # fmt: skip


def _shared(whole: dict[str, str], other: dict[str, str]) -> float:
    """The mean share of an article's fellows in WHOLE that are its fellows in OTHER too."""
    shares = []
    for key, group in whole.items():
        fellows = [one for one in whole if whole[one] == group]
        shares.append(sum(other[one] == other[key] for one in fellows) / len(fellows))
    return sum(shares) / len(shares)


def print_groups(rows: list[dict[str, Any]], groups: dict[str, str]) -> None:
    for case in sorted({row["dispute"] for row in rows if isinstance(row["dispute"], str)}):
        print(case, dict(Counter(groups[row["id"]] for row in rows if row["dispute"] == case)))


if __name__ == "__main__":
    main()
