from __future__ import annotations

import pytest

from judgment.facts.ranking import weights_of
from judgment.training.build_facts import LABELS, TABLE, labelled, learn, read, side_of
from judgment.training.corpus import corpus

ROWS = list(labelled())


@pytest.mark.parametrize("fact", LABELS)
def test_the_same_texts_give_the_weights_that_ship(fact: str) -> None:
    found = learn(fact, [read(fact, row) for row in ROWS])
    shipped = weights_of(fact)
    # Other processors round the last place otherwise.
    assert all(abs(found.get(sign, 0.0) - weight) <= 0.05 for sign, weight in shipped.items())


def test_the_table_is_small() -> None:
    assert TABLE.stat().st_size < 40_000


def test_what_is_only_scored_is_not_learned_from() -> None:
    files = {row["file"] for row in ROWS}
    assert not any(name.startswith(("wa_", "wf_")) for name in files)
    assert {row["id"] for row in ROWS if row["file"].startswith("w5_")} < {f"w5-{number:04}" for number in range(1, 72)}


def test_the_later_articles_are_not_used_for_the_questions() -> None:
    assert not any(text.id[:2] in {"w9", "wa", "wb", "wc", "wd", "we", "wf"} for text in corpus())


def test_what_all_distances_of_a_cue_share() -> None:
    assert (side_of("owed<1"), side_of(">=10"), side_of("in title")) == ("owed<", "", "")
