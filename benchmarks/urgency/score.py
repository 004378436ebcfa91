"""Which dispute needs help first: `python -m benchmarks.urgency.score [--scores]` holds labelled comparisons.

The stories go the whole way: judged, grouped, scored. A comparison holds when `before` scores above `after`; `same` when
the two differ by less than `ALIKE` points.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from judgment.assess import assess
from judgment.disputes.record import Member, dispute_record
from judgment.urgency.rank import urgency
from yanpan_domain.article import Article
from yanpan_domain.dispute import Urgency

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 24)
# Two equal needs may differ by the tone of the telling, no more (points of 100).
ALIKE = 1.5


@dataclass(frozen=True)
class Compared:
    """One comparison and whether the engine holds it."""

    told: str
    holds: bool


def stories() -> dict[str, Urgency]:
    """Every story's urgency on TODAY."""
    read = yaml.safe_load((CASES / "stories.yaml").read_text(encoding="utf-8"))
    return {key: scored(key, story) for key, story in read.items()}


def scored(key: str, story: dict[str, Any]) -> Urgency:
    """The urgency of the dispute that STORY tells: its report, its `copies` (reprints) and what other papers wrote `again`."""
    told = [(key, story["title"], story["text"], 0)]
    told += [(key, story["title"], story["text"], 0)] * story.get("copies", 0)
    told += [(f"{key}+{later}", "", text, later) for later, text in enumerate(story.get("again", ()), 1)]
    members = [_member(f"{key}-{number}", *one, story["published"]) for number, one in enumerate(told)]
    return urgency(dispute_record(key, members), story.get("today", TODAY))


def _member(name: str, family: str, title: str, text: str, later: int, begun: date) -> Member:
    published = datetime.combine(begun + timedelta(days=later), time(8), UTC)
    article = Article(id=name, source="case", url="", title=title, text=text, fetched=published, published=published)
    return Member(judged=assess(article), family=family, because="")


def compared(found: dict[str, Urgency]) -> list[Compared]:
    return [_compared(one, found) for one in yaml.safe_load((CASES / "comparisons.yaml").read_text(encoding="utf-8"))]


def _compared(one: dict[str, Any], found: dict[str, Urgency]) -> Compared:
    first, second = one["same"] if "same" in one else (one["before"], one["after"])
    a, b = found[first].score, found[second].score
    holds = abs(a - b) < ALIKE if "same" in one else a > b
    sign = "=" if "same" in one else ">"
    return Compared(f"{first} {a:.1f} {sign} {second} {b:.1f}: {one['because']}", holds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scores", action="store_true", help="print every story with its readings")
    asked = parser.parse_args()
    found = stories()
    if asked.scores:
        for key, one in sorted(found.items(), key=lambda pair: -pair[1].score):
            told = " ".join(f"{r.because}{r.strength * r.weight:+.1f}" for r in one.readings if r.strength)
            print(f"{one.score:5.1f} {one.level.label} {key}: {told}")
    results = compared(found)
    for result in results:
        if not result.holds:
            print(f"broken: {result.told}")
    print(f"{sum(one.holds for one in results)} of {len(results)} comparisons hold")
    sys.exit(0 if all(one.holds for one in results) else 1)


if __name__ == "__main__":
    main()
