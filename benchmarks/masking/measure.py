"""How many private names are masked, and what else is.

    python -m benchmarks.masking.measure            # prints and writes results.json

On `news_zh`: recall on `persons`, and masked spans that are nobody's in `persons`. What each of those is was read by hand and stands in
`checked.csv` by its place, without the words: `word` is no person's name; `office` is an official, a public figure or a reporter who is named in
that role; these two are false. `manager` (officers of firms, who may stay), `person` (private persons that the labels leave out) and `account`
(handles, telephones) are not. A span that nobody has read counts as false. `cluener` labels every person's name, so there a masked span outside of
them is no person at all, but for telephones. Records with even ids were looked at while the rules were written; the masks of the odd ones were read once,
when the rules were done (23 words and 57 in office then), and a few rules of grammar followed.
"""

from __future__ import annotations

import csv
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from judgment.masking import mask
from judgment.words import plain


@dataclass
class Measured:
    """Counts over one set of texts."""

    persons: int = 0
    masked_persons: int = 0
    characters: int = 0
    other_masks: int = 0
    words: int = 0
    in_office: int = 0
    unread: int = 0
    seconds: float = 0.0

    def add(self, kind: str) -> None:
        """One more masked span that the labels do not list."""
        self.other_masks += 1
        self.words += kind == "word"
        self.in_office += kind == "office"
        self.unread += not kind

    @property
    def recall(self) -> float:
        return self.masked_persons / self.persons if self.persons else 1.0

    def row(self) -> dict[str, float]:
        """What the results file keeps."""
        return {
            "persons": self.persons,
            "recall": round(self.recall, 4),
            "characters": self.characters,
            "masks_of_others": self.other_masks,
            "characters_per_mask_of_others": round(self.characters / max(1, self.other_masks)),
            "no_persons_name": self.words,
            "in_office_or_public": self.in_office,
            "unread": self.unread,
            "characters_per_false_mask": round(self.characters / max(1, self.words + self.in_office + self.unread)),
            "microseconds_per_1000_characters": round(self.seconds * 1e9 / max(1, self.characters)),
        }


def checked() -> dict[tuple[str, str, int], str]:
    """What the masked span of a record's field at a place is, as read by hand."""
    with (Path(__file__).parent / "checked.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["id"], row["field"], int(row["start"])): row["kind"] for row in csv.DictReader(lines)}


def measure_news(folder: Path, half: int | None = None) -> Measured:
    """All records of news_zh, or those whose id is even (0) or odd (1)."""
    measured = Measured()
    read = checked()
    mask("", "工人王大勇")
    for file in ("excerpts", "more_a", "more_b"):
        for line in (folder / f"{file}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            if half is not None and int(record["id"][1:]) % 2 != half:
                continue
            start = time.process_time()
            result = mask(record["title"], record["text"])
            measured.seconds += time.process_time() - start
            measured.characters += len(record["title"]) + len(record["text"])
            persons = [plain(name) for name in record["persons"]]
            measured.persons += len(persons)
            left = plain(result.title + "\n" + result.text)
            measured.masked_persons += sum(name not in left for name in persons)
            for field in ("title", "text"):
                source = plain(record[field])
                for start_at, end_at in result.replaced(field):
                    words = source[start_at:end_at]
                    if not any(words in name or name in words for name in persons):
                        measured.add(read.get((record["id"], field, start_at), ""))
    return measured


def measure_cluener(file: Path) -> Measured:
    """Masked spans that touch no labelled name; private or public, for the labels do not tell."""
    measured = Measured()
    for line in file.read_text("utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        names = [(a, b + 1) for spans in record["label"].get("name", {}).values() for a, b in spans]
        start = time.process_time()
        result = mask("", text)
        measured.seconds += time.process_time() - start
        measured.characters += len(text)
        spans = result.replaced("text")
        measured.persons += len(names)
        measured.masked_persons += sum(any(a < y and x < b for x, y in spans) for a, b in names)
        for start_at, end_at in spans:
            if not any(a < end_at and start_at < b for a, b in names):
                measured.add("account" if text[start_at:end_at].isascii() else "word")
    return measured


def main() -> None:
    data = Path(os.environ.get("YANPAN_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
    results = {
        "news_zh even (looked at)": measure_news(data / "news_zh", 0).row(),
        "news_zh odd (scored)": measure_news(data / "news_zh", 1).row(),
        "cluener, every person labelled": measure_cluener(data / "cluener" / "train.json").row(),
    }
    text = json.dumps(results, ensure_ascii=False, indent=1)
    (Path(__file__).parent / "results.json").write_text(text + "\n", "utf-8")
    print(text)


if __name__ == "__main__":
    main()
