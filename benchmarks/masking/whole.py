"""How many private names of our own whole articles are masked, and what else is.

    python -m benchmarks.masking.whole            # prints and writes whole.json

`read` are articles whose leaks were read while the rules were written, and from which the weights are learned; `set apart` ones were never
read, only scored. A name is masked when it stands nowhere in the masked article. The labels list private persons only: a mask of somebody in
office, of an expert or of a reporter counts among the masks of others, and so does every word and firm. An employer is broken when its
labelled name stands in the article and not in the masked one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from judgment.masking import Masked, mask
from judgment.training.build_masking import SET_APART, TEXTS
from judgment.words import plain

READ = ("w5_", "w9_", "wb_", "wc_", "wd_", "we_")
SETS = {"read": READ, "set apart": SET_APART}


@dataclass
class Counts:
    """Over one set of articles."""

    articles: int = 0
    characters: int = 0
    persons: int = 0
    masked_persons: int = 0
    masks_of_others: int = 0
    broken_employers: int = 0

    def add(self, row: dict[str, Any]) -> None:
        """One labelled article more."""
        masked = mask(row["title"], row["text"])
        before, after = plain(row["title"] + "\n" + row["text"]), plain(masked.title + "\n" + masked.text)
        persons, employer = [plain(name) for name in row["persons"]], plain(row["employer"] or "")
        self.articles += 1
        self.characters += len(before)
        self.persons += len(persons)
        self.masked_persons += sum(name not in after for name in persons)
        self.masks_of_others += sum(_of_nobody(words, persons) for words in _masked_names(masked, row))
        self.broken_employers += employer in before and employer not in after

    def row(self) -> dict[str, float]:
        """What the results file keeps."""
        return {
            **asdict(self),
            "recall": round(self.masked_persons / max(1, self.persons), 4),
            "characters_per_mask_of_others": round(self.characters / max(1, self.masks_of_others)),
        }


def _masked_names(masked: Masked, row: dict[str, Any]) -> Iterator[str]:
    """What was masked as a name, not as a number or an account."""
    for field, after in (("title", masked.title), ("text", masked.text)):
        for start, end in masked.replaced(field):
            if not after.startswith("〔", masked.to_masked(field, start)):
                yield plain(row[field])[start:end]


def _of_nobody(words: str, persons: list[str]) -> bool:
    return not any(words in name or name in words for name in persons)


def measure(files: tuple[str, ...]) -> Counts:
    """The articles of our texts whose FILES' names begin so."""
    counts = Counts()
    for file in sorted(TEXTS.glob("*.jsonl")):
        if file.stem.startswith(files):
            for line in file.read_text("utf-8").splitlines():
                counts.add(json.loads(line))
    return counts


def main() -> None:
    text = json.dumps({name: measure(files).row() for name, files in SETS.items()}, indent=1)
    Path(__file__).with_name("whole.json").write_text(text + "\n", "utf-8")
    print(text)


if __name__ == "__main__":
    main()
