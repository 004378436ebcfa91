"""Same event or not, on pairs of real short news: `python -m benchmarks.disputes.pairs [--semantic] [--freeze]`.

The pairs are read from the shared data (YANPAN_SHARED, or ../shared). Every fourth pair was looked at and chose the
terms, their points and the threshold. The others were not read or fitted to for what is shipped, but their score was seen for
some twenty variants on the way, so it may flatter a little. With `--semantic` a seeded sample of each part is scored: the model
reads some 25 texts a second on a core, and a fifth of the pairs is asked about.
"""

from __future__ import annotations

import argparse
import json
from random import Random
from time import process_time
from typing import Any

from benchmarks.disputes.results import data, freeze
from judgment.disputes.compare import compare
from judgment.disputes.meaning import Meaning, load_meaning

SEEN = 4
# With the model, so many pairs of each part: two minutes of processor time.
SAMPLED = 2400


def pairs(name: str) -> list[dict[str, Any]]:
    """The pairs of file NAME, which holds objects back to back."""
    text = (data() / "sohu_pairs" / f"{name}.json").read_text("utf-8")
    decoder, position, found = json.JSONDecoder(), 0, []
    while position < len(text):
        one, position = decoder.raw_decode(text, position)
        found.append(one)
        while position < len(text) and text[position].isspace():
            position += 1
    return found


def scored(some: list[dict[str, Any]], meaning: Meaning | None = None) -> dict[str, float]:
    """Precision, recall and F1 of "same", and pairs a second."""
    right = said = wanted = 0
    compare(some[0]["source"], some[0]["target"])
    begun = process_time()
    for pair in some:
        same, label = compare(pair["source"], pair["target"], meaning).same, int(pair["label"]) == 1
        right, said, wanted = right + (same and label), said + same, wanted + label
    seconds = process_time() - begun
    return {
        "pairs": len(some), "precision": round(right / said, 3), "recall": round(right / wanted, 3),
        "f1": round(2 * right / (said + wanted), 3), "pairs_per_second": round(len(some) / seconds),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results.json")
    parser.add_argument(
        "--semantic", action="store_true", help=f"with the extra `semantic`, on {SAMPLED} pairs of each part"
    )
    parser.add_argument(
        "--all", action="store_true", help="with the extra, on every pair: four minutes of processor time"
    )
    asked = parser.parse_args()
    meaning = load_meaning() if asked.semantic else None
    every = pairs("same_event_train")
    parts = {
        "looked at": [pair for number, pair in enumerate(every) if number % SEEN == 0],
        "held out": [pair for number, pair in enumerate(every) if number % SEEN],
    }
    if meaning is not None and not asked.all:
        parts = {name: Random(SAMPLED).sample(some, SAMPLED) for name, some in parts.items()}
    figures = {name: scored(some, meaning) for name, some in parts.items()}
    if meaning is not None:
        figures["held out, without"] = scored(parts["held out"])
    print(json.dumps(figures, indent=1))
    if asked.freeze:
        freeze("pairs with semantic" if asked.semantic else "pairs", figures)


if __name__ == "__main__":
    main()
