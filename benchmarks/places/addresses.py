"""Are province, city and district of labelled addresses right?

python -m benchmarks.places.addresses [dev|train]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from judgment.places.addresses import resolve_address
from judgment.places.gazetteer import gazetteer, short_name

LEVELS = ("prov", "city", "district")


@dataclass
class Score:
    """How many addresses are right in all that their labels say, and how many labels of each level."""

    seen: int = 0
    good: int = 0
    levels: dict[str, list[int]] = field(default_factory=lambda: {level: [0, 0] for level in LEVELS})

    @property
    def right(self) -> float:
        return self.good / self.seen


def labelled(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each address with the words labelled as province, city and district; those without any are left out."""
    text, spans, level = "", {}, ""
    for line in [*file.read_text("utf-8").splitlines(), ""]:
        if not line:
            if spans:
                yield text, spans
            text, spans, level = "", {}, ""
            continue
        char, _, label = line.rpartition(" ")
        text += char
        if label[:2] == "B-":
            level = label[2:]
            if level in LEVELS:
                spans[level] = char
        elif label[:2] == "I-" and level in LEVELS:
            spans[level] += char


def names_of(code: str) -> set[str]:
    """What the division of CODE and those above it are called, long and short, now and formerly."""
    book = gazetteer()
    names: set[str] = set()
    for upper in (code[:2] + "0000", code[:4] + "00", code):
        for division in (book.in_force.get(upper), book.retired.get(upper)):
            if division:
                names |= {division.name, short_name(division.name, division.level)}
    return names - {""}


def score(file: Path, limit: int | None = None) -> Score:
    """SCORE of the first LIMIT labelled addresses of FILE."""
    result = Score()
    for number, (text, spans) in enumerate(labelled(file)):
        if number == limit:
            break
        found = resolve_address(text)
        names = names_of(found.code) if found else set()
        right = {
            level: any(words.startswith(n) or n.startswith(words) for n in names) for level, words in spans.items()
        }
        result.seen += 1
        result.good += all(right.values())
        for level, good in right.items():
            result.levels[level][0] += 1
            result.levels[level][1] += good
    return result


if __name__ == "__main__":
    root = Path(os.environ.get("YANPAN_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    for name in sys.argv[1:] or ["dev", "train"]:
        result = score(root / "data" / "addresses" / f"{name}.txt")
        print(
            f"{name}: {result.right:.4f} of {result.seen} addresses right",
            {k: f"{b}/{a}" for k, (a, b) in result.levels.items()},
        )
