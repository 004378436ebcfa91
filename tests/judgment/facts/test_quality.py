from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.facts.score import Row, document, employer_right, money_right, workers_right
from judgment.facts.read import read_facts
from tests.shared_data import shared


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    labels = [
        json.loads(line)
        for name in ("excerpts", "more_a", "more_b")
        for line in (shared("news_zh") / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    return [Row(one, read_facts(document(one))) for one in labels if one["relevance"] == "dispute"]


# Floors a little under the frozen results, for the half whose errors nobody looked at (odd ids).
@pytest.mark.parametrize(
    ("right", "key", "floor"),
    [
        (workers_right, None, 0.875),
        (workers_right, "workers", 0.77),
        (money_right, None, 0.92),
        (employer_right, "employer", 0.81),
    ],
)
def test_the_unseen_half_is_read_as_well_as_frozen(
    rows: list[Row], right: Callable[[Row], bool], key: str | None, floor: float
) -> None:
    def counts(label: dict[str, Any]) -> bool:
        return int(label["id"][1:]) % 2 == 1 and (key is None or label[key] is not None)

    chosen = [row for row in rows if counts(row.label)]
    assert sum(map(right, chosen)) / len(chosen) >= floor
