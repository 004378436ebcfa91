"""Writes `judgment/data/model_tone.json` from the labels beside it.

python -m judgment.training.build_tone
"""

from __future__ import annotations

import json
from pathlib import Path

from judgment.tone.by_model import PACKAGED, ToneModel
from judgment.tone.train import LabelledTone, train_tone
from yanpan_domain.codes import ToneLabel

LABELS = Path(__file__).parent / "tone_labels.jsonl"


def packaged_labels() -> list[LabelledTone]:
    """The project's own labelled texts, in the file's order."""
    rows = (json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines())
    return [LabelledTone(title="", text=row["text"], label=ToneLabel(row["tone"])) for row in rows]


def build() -> ToneModel:
    """The model that ships."""
    return train_tone(packaged_labels())


def main() -> None:
    (Path(__file__).parents[1] / "data" / PACKAGED).write_text(build().dump(), encoding="utf-8")


if __name__ == "__main__":
    main()
