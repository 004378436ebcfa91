"""The project's own labelled texts; every one is invented."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from judgment.document import Document
from judgment.facts.read import Facts, read_facts
from judgment.masking.apply import mask
from judgment.signs import Signs, read_signs
from judgment.words import segmenter
from yanpan_domain.codes import Form, Issue, Relevance, Stage

TEXTS = Path(__file__).parent / "texts"
# Whole articles from which only facts are learned (build_facts.py): with them relevance and tone of real excerpts were read a little worse.
FOR_FACTS_ALONE = ("w9_", "wa_", "wb_", "wc_", "wd_", "we_", "wf_")
TONES = {-1: "negative", 0: "neutral", 1: "positive"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A text of ours and what it is; `brief` ones are single sentences or headlines, some with no label but the relevance."""

    id: str
    title: str
    text: str
    relevance: Relevance
    issues: frozenset[Issue]
    forms: frozenset[Form]
    stage: Stage
    tone: str
    brief: bool
    whole: bool = True


def corpus(folder: Path = TEXTS) -> list[Labelled]:
    """Every labelled text from which the questions are learned, in the order of the files' names and lines."""
    return [
        _labelled(json.loads(line), path.stem)
        for path in sorted(folder.glob("*.jsonl"))
        if not path.stem.startswith(FOR_FACTS_ALONE)
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def _labelled(row: dict[str, Any], file: str) -> Labelled:
    return Labelled(
        id=str(row["id"]),
        title=str(row["title"]),
        text=str(row["text"]),
        relevance=Relevance(row["relevance"]),
        issues=frozenset(map(Issue, row["issues"])),
        forms=frozenset(map(Form, row["form"])) - {Form.NONE},
        stage=Stage(row["stage"]),
        tone=TONES[row["tone"]],
        brief="short" in file,
        whole="only" not in row,
    )


def read(one: Labelled) -> tuple[Signs, Facts]:
    """The signs and facts of a text, masked first as every article is."""
    masked = mask(one.title, one.text)
    document = Document(masked.title, masked.text, segmenter())
    return read_signs(document), read_facts(document)
