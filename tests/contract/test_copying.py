"""Copies between a folder and a server, both ways; a server's indices move to a new generation while they are searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.copying import copy
from index.documents import SCHEMA
from index.interface import Index
from index.open import open_index
from index.query import Query, Sort
from index.retention import expire
from tests.contract.corpus import SIZE, articles, disputes
from tests.factories import a_judged, a_moment
from yanpan_domain.errors import BusyError


def _fill(index: Index) -> None:
    with index.writer() as writer:
        writer.put(articles())
        writer.put_disputes(disputes())


def test_there_and_back_again_is_the_same(index: Index, tmp_path: Path) -> None:
    with open_index(tmp_path / "first") as first, open_index(tmp_path / "back") as back:
        _fill(first)
        there = copy(first, index, tmp_path / "there.json")
        assert there.equal
        assert (there.source.articles, there.source.disputes) == (SIZE, len(disputes()))
        assert copy(index, back, tmp_path / "back.json").equal
        assert list(back.scan(Query())) == list(first.scan(Query()))
        assert not list(tmp_path.glob("*.json"))


def test_a_copy_cut_off_goes_on_where_it_was(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.copying.STEP", 50)
    seen: list[int] = []

    def tell(kind: str, done: int) -> None:
        seen.append(done)
        if done == 100:
            raise KeyboardInterrupt

    state = tmp_path / "state.json"
    with open_index(tmp_path / "first") as first:
        _fill(first)
        with pytest.raises(KeyboardInterrupt):
            copy(first, index, state, tell)
        assert index.find(Query()).total == 100
        assert copy(first, index, state, lambda kind, done: seen.append(done)).equal
    assert seen[:4] == [50, 100, 150, 200]


def test_a_target_that_holds_more_is_told(index: Index, tmp_path: Path) -> None:
    with open_index(tmp_path / "first") as first:
        _fill(first)
        with index.writer() as writer:
            writer.put([a_judged(number=9999)])
        assert not copy(first, index, tmp_path / "state.json").equal


def test_articles_older_than_a_day_are_taken_out(index: Index) -> None:
    _fill(index)
    day = a_moment("2026-01-01")
    kept = [one for one in articles() if one.article.dated >= day]
    assert expire(index, day) == SIZE - len(kept) > 0
    assert index.find(Query(sort=Sort.ID, limit=1000)).total == len(kept)
    assert {one.article.id for one in index.scan(Query())} == {one.article.id for one in kept}
    assert index.find_disputes(Query()).total == len(disputes())


@pytest.mark.server
@pytest.mark.parametrize("index", ["elasticsearch-8", "elasticsearch-9"], indirect=True)
def test_a_server_moves_to_the_next_generation_while_it_is_searched(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.elastic import migrate as migration

    _fill(index)
    connection = index._connection  # type: ignore[attr-defined]
    where = f"{connection.shown}/{connection.prefix}"
    found: list[int] = []
    refused: list[str] = []
    really_move = migration._move

    def move(*given: object) -> None:
        found.append(index.find(Query()).total)
        with pytest.raises(BusyError) as error, index.writer() as writer:
            writer.put([a_judged(number=7777)])
        refused.append(str(error.value))
        really_move(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(migration, "_move", move)
    told = migration.migrate(where)
    assert (told["generation"], told["articles"], told["disputes"]) == (1, SIZE, len(disputes()))
    assert found == [SIZE]
    assert "升级" in refused[0]
    assert list(index.scan(Query())) == sorted(articles(), key=lambda one: (one.article.dated, one.article.id))
    with index.writer() as writer:  # it was open before the move and finds the new indices by itself
        writer.put([a_judged(number=7777, published="2019-05-01")])
    assert index.find(Query()).total == SIZE + 1
    names = connection.client.indices.get(index=f"{connection.prefix}-*")
    assert all("g1" in name for name in names)


@pytest.mark.server
@pytest.mark.parametrize("index", ["elasticsearch-8", "elasticsearch-9"], indirect=True)
def test_a_copy_in_the_wrong_year_is_found_and_removed(index: Index) -> None:
    from index.elastic.care import check, repair

    _fill(index)
    connection = index._connection  # type: ignore[attr-defined]
    where = f"{connection.shown}/{connection.prefix}"
    assert check(where)["sound"]
    one = next(judged for judged in articles() if judged.article.dated.year == 2025)
    name = f"{connection.prefix}-articles-v{SCHEMA}g0-"
    body = connection.client.get(index=f"{name}2025", id=one.article.id)["_source"]
    connection.client.index(index=f"{name}2024", id=one.article.id, document=body, refresh=True)
    assert check(where)["doubled"] == 1
    assert repair(where)["sound"]
    assert connection.client.exists(index=f"{name}2025", id=one.article.id)
