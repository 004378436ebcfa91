"""Are mutated copies of real documents found? `python -m benchmarks.disputes.reprints [--freeze]`: recall and precision.

Each document is copied under another title, with up to half of its paragraphs cut, sometimes with a lead added, sometimes in
traditional script, and looked up among all originals. Near but different documents are looked up too: a follow-up that
repeats a quarter of an original as its background within another document's text. Even-numbered documents were looked at
when thresholds were set; the odd ones are only scored.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime

import opencc

from benchmarks.disputes.results import data, freeze
from judgment.disputes.families import is_reprint
from judgment.disputes.features import Features
from judgment.disputes.keytable import KeyTable
from judgment.fingerprints import containment, sketch

LEAD = "据示例晚报报道，记者从有关方面了解到这一消息，现将详细情况转载如下，供读者参考。"
# What two originals share before they count as copies of each other in the collection itself.
COPIES = 0.5
NOW = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())


def documents() -> Iterator[tuple[str, str]]:
    """Title and text of every real document long enough to be reprinted."""
    for path in sorted((data() / "news_zh").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            read = json.loads(line)
            yield read["title"], read["text"]
    with tarfile.open(data() / "gbk_documents.tar.xz") as archive:
        for member in archive:
            if (opened := archive.extractfile(member)) is not None:
                yield "", opened.read().decode("gb18030", "replace")


def mutated(text: str, chance: random.Random, traditional: opencc.OpenCC) -> str:
    """A copy of TEXT as another site prints it."""
    parts = [line for line in text.split("\n") if line.strip()]
    if len(parts) < 3:
        parts = [sentence for sentence in re.split(r"(?<=[。！？])", text) if sentence.strip()]
    cut = chance.choice((0.0, 0.2, 0.4, 0.5))
    kept = [part for part in parts if chance.random() >= cut] or parts[:1]
    copy = (LEAD if chance.random() < 0.6 else "") + "\n".join(kept)
    return traditional.convert(copy) if chance.random() < 0.3 else copy


def follow_up(text: str, other: str) -> str:
    """Another story of its own that repeats a quarter of TEXT as its background."""
    told, background = other[:1200], text[: len(text) // 4]
    return told + "\n此前报道：" + background[: len(told) // 3]


def kept(name: str, title: str, text: str) -> Features:
    return Features(name, NOW, sketch(title, text), ())


class Originals:
    """Real documents, and which of them a text is a copy of."""

    def __init__(self, texts: list[tuple[str, str]]) -> None:
        self.features = [kept(str(number), *one) for number, one in enumerate(texts)]
        self._table = KeyTable()
        for number, one in enumerate(self.features, 1):
            for key in one.sketch.lookup():
                self._table.add(key, number)

    def copied_by(self, text: str) -> set[int]:
        copy = kept("copy", "换过的标题", text)
        near = self._table.find_any(copy.sketch.lookup())
        return {other - 1 for other in near if is_reprint(self.features[other - 1], copy)}

    def differ(self, one: int, other: int) -> bool:
        """Whether ONE and OTHER are no copies of each other within the collection itself."""
        return containment(self.features[one].sketch, self.features[other].sketch) < COPIES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results.json")
    asked = parser.parse_args()
    chance, traditional = random.Random(5), opencc.OpenCC("s2t")
    texts = [one for one in documents() if len(one[1]) >= 80]
    originals = Originals(texts)
    figures = {}
    for half, name in enumerate(("looked at", "only scored")):
        mine = range(half, len(texts), 2)
        found = wrong = taken = 0
        for number in mine:
            hits = originals.copied_by(mutated(texts[number][1], chance, traditional))
            found += number in hits
            wrong += sum(originals.differ(hit, number) for hit in hits - {number})
            other = (number + 2) % len(texts)
            taken += number in originals.copied_by(follow_up(texts[number][1], texts[other][1])) and originals.differ(
                number, other
            )
        figures[name] = {
            "copies": len(mine), "recall": round(found / len(mine), 4),
            "precision": round(found / max(1, found + wrong), 4),
            "follow_ups_taken_for_copies": taken,
            "precision_with_follow_ups": round(found / max(1, found + wrong + taken), 4),
        }  # fmt: skip
    print(json.dumps(figures, indent=1))
    if asked.freeze:
        freeze("reprints", figures)


if __name__ == "__main__":
    main()
