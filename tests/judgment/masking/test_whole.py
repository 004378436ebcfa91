"""Our own whole articles: how many names go, and that masking again changes nothing."""

from __future__ import annotations

import json

import pytest

from judgment.masking import mask


def test_names_of_whole_articles_go_and_employers_stay() -> None:
    """Bars below the figures of benchmarks/masking/whole.json: of those that were read, and of those that were only scored."""
    pytest.importorskip("scipy")
    from benchmarks.masking.whole import SETS, measure

    read, apart = (measure(SETS[name]) for name in ("read", "set apart"))
    assert read.masked_persons >= 0.97 * read.persons
    assert apart.masked_persons >= 0.88 * apart.persons
    assert read.broken_employers + apart.broken_employers <= 1
    assert read.masks_of_others <= read.characters / 10_000
    assert apart.masks_of_others <= apart.characters / 3_000


def test_masking_again_changes_nothing() -> None:
    pytest.importorskip("scipy")
    from judgment.training.build_masking import TEXTS

    for file in sorted(TEXTS.glob("w*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            once = mask(row["title"], row["text"])
            again = mask(once.title, once.text)
            assert (again.title, again.text) == (once.title, once.text), row["id"]
