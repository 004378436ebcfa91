"""How well the demonstration's own labels are found: `python -m benchmarks.demo.score [--errors]`.

The articles and labels are ours (yanpan/demo), written before the engine was tuned on them; they are looked at, so the
figures are an upper bound. Reprints are left out of the field scores and kept in the grouping.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from judgment.assess import assess
from judgment.disputes.book import DisputeBook
from yanpan.demo.corpus import HERE, DemoArticle, read_corpus, read_yaml
from yanpan_domain.article import Article
from yanpan_domain.codes import Relevance
from yanpan_domain.identifiers import digest
from yanpan_domain.judgment import JudgedArticle, Judgment

RESULTS = Path(__file__).with_name("results.json")


@dataclass
class Tally:
    """Right and asked for one field, with what went wrong."""

    right: int = 0
    asked: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, ok: bool, told: str) -> None:
        self.asked += 1
        self.right += ok
        if not ok:
            self.errors.append(told)


def judged(article: DemoArticle) -> JudgedArticle:
    return assess(
        Article(
            id=digest(article.key, "a"), source=article.site, url=f"https://example.org/{article.key}", title=article.title,
            text=article.text, fetched=datetime(2026, 11, 23, tzinfo=UTC), published=article.published, origin=article.origin or None,
            source_title=article.site,
        )
    )  # fmt: skip


def score_fields(gold: dict[str, Any], found: Judgment, key: str, tallies: dict[str, Tally]) -> None:
    tallies["relevance"].add(
        found.relevance.value == gold["relevance"], f"{key}: {found.relevance.value}, gold {gold['relevance']}"
    )
    if gold["relevance"] != "dispute":
        return
    tallies["stage"].add(found.stage.value == gold["stage"], f"{key}: {found.stage.value}, gold {gold['stage']}")
    place = found.places[0].code if found.places else ""
    tallies["place"].add(place == str(gold["place"]), f"{key}: {place}, gold {gold['place']}")
    if gold["employer"]:
        name = found.employers[0].name if found.employers else ""
        tallies["employer"].add(
            bool(name) and (name in gold["employer"] or gold["employer"] in name),
            f"{key}: {name}, gold {gold['employer']}",
        )
        tallies["employer, no more than the name"].add(
            bool(name) and name in gold["employer"], f"{key}: {name}, gold {gold['employer']}"
        )
    if gold["workers"]:
        told = found.workers.min if found.workers else None
        tallies["workers"].add(
            told == gold["workers"][0], f"{key}: {found.workers.raw if found.workers else None}, gold {gold['workers']}"
        )
    if gold["money"]:
        sums = found.money[0] if found.money else None
        ok = sums is not None and abs(sums.min - gold["money"]) <= 0.01 * gold["money"]
        tallies["money"].add(
            ok, f"{key}: {[(one.kind.value, one.raw) for one in found.money][:3]}, gold {gold['money']}"
        )
    if gold["months"]:
        tallies["months"].add(
            found.arrears_months == gold["months"], f"{key}: {found.arrears_months}, gold {gold['months']}"
        )
    codes, wanted = {one.code.value for one in found.issues}, set(gold["issues"])
    issues = tallies["issues (micro-F1)"]
    issues.right += 2 * len(codes & wanted)
    issues.asked += len(codes) + len(wanted)
    if codes != wanted:
        issues.errors.append(f"{key}: +{sorted(codes - wanted)} -{sorted(wanted - codes)}")


def b_cubed(found: dict[str, frozenset[str]], gold: dict[str, frozenset[str]]) -> dict[str, float]:
    """Extended B-cubed over articles that may belong to several cases: precision, recall, F1."""

    def side(one: dict[str, frozenset[str]], other: dict[str, frozenset[str]]) -> float:
        means = []
        for article, cases in one.items():
            values = [
                min(len(cases & one[peer]), len(other[article] & other[peer])) / len(cases & one[peer])
                for peer in one
                if cases & one[peer]
            ]
            means.append(sum(values) / len(values) if values else 0.0)
        return sum(means) / len(means)

    precision, recall = side(found, gold), side(gold, found)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print what went wrong")
    parser.add_argument("--freeze", action="store_true", help=f"write {RESULTS.name}")
    asked = parser.parse_args()
    gold = read_yaml(HERE / "gold.yaml")
    tallies: dict[str, Tally] = defaultdict(Tally)
    book = DisputeBook()
    keys: dict[str, str] = {}
    wanted: dict[str, frozenset[str]] = {}
    for article in read_corpus():
        label = gold[article.reprint_of or article.key]
        one = judged(article)
        if article.reprint_of is None:
            score_fields(label, one.judgment, article.key, tallies)
        if one.judgment.relevance is Relevance.DISPUTE:
            book.add(one)
        if label["relevance"] == "dispute":
            keys[one.article.id] = article.key
            cases = label["dispute"]
            wanted[article.key] = frozenset(cases if isinstance(cases, list) else [cases])
    found = {
        key: frozenset((identifier in book and book.placement(identifier).disputes) or (f"alone {key}",))
        for identifier, key in keys.items()
    }
    figures: dict[str, Any] = {name: round(tally.right / tally.asked, 3) for name, tally in tallies.items()}
    figures |= {f"disputes B-cubed {name}": round(value, 3) for name, value in b_cubed(found, wanted).items()}
    for name, value in figures.items():
        print(
            f"{name:36} {value:.3f}  {tallies[name].right}/{tallies[name].asked}"
            if name in tallies
            else f"{name:36} {value:.3f}"
        )
        if asked.errors and name in tallies:
            print("".join(f"    {error}\n" for error in tallies[name].errors), end="")
    if asked.errors:
        print_grouping(found, wanted)
    if asked.freeze:
        RESULTS.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def print_grouping(found: dict[str, frozenset[str]], wanted: dict[str, frozenset[str]]) -> None:
    """Cases that fell apart, and disputes that hold more than one case."""
    for case in sorted({case for cases in wanted.values() for case in cases}):
        spread = Counter(
            dispute for key, cases in wanted.items() if cases == frozenset([case]) for dispute in found[key]
        )
        if len(spread) > 1:
            print(f"    case {case} lies in {dict(spread)}")
    for dispute in sorted({dispute for disputes in found.values() for dispute in disputes}):
        held = Counter(
            case
            for key, disputes in found.items()
            if dispute in disputes and len(wanted[key]) == 1
            for case in wanted[key]
        )
        if len(held) > 1:
            print(f"    dispute {dispute} holds {dict(held)}")


if __name__ == "__main__":
    main()
