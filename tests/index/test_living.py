"""An id leads to the living dispute, however often it was merged, and never round in circles."""

from __future__ import annotations

from dataclasses import replace

from index.living import living
from tests.briefings.memory_index import MemoryIndex
from tests.factories import a_dispute


def test_an_id_leads_to_the_dispute_that_lives() -> None:
    last = a_dispute()
    index = MemoryIndex(
        [], [replace(last, id="a", superseded_by="b"), replace(last, id="b", superseded_by=last.id), last]
    )
    assert living(index, "a") == living(index, "b") == living(index, last.id) == last
    assert living(index, "none") is None


def test_a_circle_ends() -> None:
    one = a_dispute()
    index = MemoryIndex([], [replace(one, id="a", superseded_by="b"), replace(one, id="b", superseded_by="a")])
    found = living(index, "a")
    assert found is not None and found.id in {"a", "b"}
