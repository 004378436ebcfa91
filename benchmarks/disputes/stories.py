"""How well developing stories are put together: `python -m benchmarks.disputes.stories [--errors]`.

The stories are ours (stories.yaml). They were looked at, so the figures are an upper bound.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import yaml

from benchmarks.demo.score import b_cubed, print_grouping
from benchmarks.disputes.results import freeze
from judgment.assess import assess
from judgment.disputes.book import DisputeBook
from yanpan_domain.article import Article
from yanpan_domain.judgment import JudgedArticle

STORIES = Path(__file__).with_name("stories.yaml")
Cases = Mapping[str, frozenset[str]]


def stories() -> list[dict[str, Any]]:
    """Every article of the stories, in the order they are written in."""
    read: list[dict[str, Any]] = yaml.safe_load(STORIES.read_text("utf-8"))
    return read


def judged(story: dict[str, Any]) -> JudgedArticle:
    at = datetime.combine(story["published"], time(2), UTC)
    return assess(
        Article(
            id=story["key"], source=story["site"], url=f"https://example.org/{story['key']}", title=story["title"],
            text=story["text"], fetched=at, published=at, source_title=story["site"],
        )
    )  # fmt: skip


def wanted(story: dict[str, Any]) -> frozenset[str]:
    told = story["dispute"]
    return frozenset(told if isinstance(told, list) else [told] if told else ())


def grouped(articles: list[JudgedArticle]) -> Cases:
    """Article → the disputes it is in; one that is in none stands alone."""
    book = DisputeBook()
    for one in articles:
        book.add(one)
    placed = {one.article.id: book.placement(one.article.id).disputes for one in articles}
    return {article: frozenset(disputes or (f"alone {article}",)) for article, disputes in placed.items()}


def figures(found: Cases, gold: Cases) -> dict[str, float]:
    """B-cubed over the articles that tell of a dispute, purity (articles in a dispute of mostly their own case) and
    fragmentation (disputes a case lies in, on average)."""
    told = {article: cases for article, cases in gold.items() if cases}
    scores = b_cubed({article: found[article] for article in told}, dict(told))
    held: dict[str, list[str]] = defaultdict(list)
    spread: dict[str, set[str]] = defaultdict(set)
    for article, cases in told.items():
        if len(cases) == 1:
            [case] = cases
            spread[case] |= found[article]
            for dispute in found[article]:
                held[dispute].append(case)
    articles = sum(map(len, held.values()))
    purity = sum(max(map(cases.count, cases)) for cases in held.values()) / articles
    return {
        **{name: round(value, 3) for name, value in scores.items()},
        "purity": round(purity, 3), "fragmentation": round(sum(map(len, spread.values())) / len(spread), 3),
        "articles": len(told), "cases": len({case for cases in told.values() for case in cases}),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print what fell apart and what was mixed")
    parser.add_argument("--freeze", action="store_true", help="write results.json")
    asked = parser.parse_args()
    gold = {story["key"]: wanted(story) for story in stories()}
    found = grouped([judged(story) for story in stories()])
    scores = figures(found, gold)
    print(scores)
    if asked.errors:
        told = {article: cases for article, cases in gold.items() if cases}
        print_grouping({article: found[article] for article in told}, told)
    if asked.freeze:
        freeze("stories", scores)


if __name__ == "__main__":
    main()
