"""Words are weighed by how many records have them now, whoever wrote these."""

from __future__ import annotations

from pathlib import Path

from index.interface import Index
from index.open import open_index
from index.query import Query
from tests.contract.conftest import shown
from tests.factories import a_judged


def _again(index: Index, folder: Path) -> Index:
    """The same records through eyes that have not searched before."""
    connection = getattr(index, "_connection", None)
    return open_index(f"{connection.shown}/{connection.prefix}" if connection else folder / "index")


def test_a_search_asked_before_is_weighed_by_what_others_wrote_since(index: Index, tmp_path: Path) -> None:
    query = Query(text="骑手 OR 尘肺", limit=50)
    with index.writer() as writer:
        writer.put(a_judged(number=number, title=f"骑手{number}号") for number in range(8))
        writer.put([a_judged(number=100, title="尘肺")])
    before = shown(index.find(query))
    with _again(index, tmp_path) as other:
        with other.writer() as writer:
            writer.put(a_judged(number=200 + number, title="尘肺") for number in range(30))
        expected = shown(other.find(query))
        assert shown(index.find(query)) == expected
        assert shown(index.find(query)) == expected
    assert dict(before).items() - dict(expected).items()  # they weigh otherwise now
