"""The best hits found without ranking all of them are the best hits; held with every short cut taken on a small corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.asking import ask
from index.clauses import Match
from index.documents import flat_article
from index.embedded import backend, facets, ranking
from index.embedded.pruning import above, most
from index.interface import Index
from index.open import open_index
from index.query import CHINA, Query, Sort
from tests.contract.conftest import shown
from tests.contract.corpus import articles
from tests.contract.oracle import Known, answer, score
from tests.contract.test_same_everywhere import texts

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=CHINA)
GENERATED = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)


@pytest.fixture(scope="module")
def known() -> list[Known]:
    return [Known.of(flat_article(judged)) for judged in articles()]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with open_index(tmp_path_factory.mktemp("ranking")) as opened:
        with opened.writer() as writer:
            writer.put(articles()[:150])
            writer.commit()
            writer.put(articles()[150:])
        yield opened


@pytest.fixture(autouse=True)
def every_short_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "FEW", 0)
    monkeypatch.setattr(ranking, "BROUGHT", 2)
    monkeypatch.setattr(ranking, "FEW_TIES", 1)
    monkeypatch.setattr(facets, "COUNTIES", 1)
    monkeypatch.setattr(backend, "LARGE", 0)


@GENERATED
@given(text=texts, sort=st.sampled_from(list(Sort)), limit=st.integers(1, 30), partial=st.booleans())
def test_any_page(index: Index, known: list[Known], text: str, sort: Sort, limit: int, partial: bool) -> None:
    counted = {"facets": ("place", "issue"), "facet_size": 1 + limit % 4}
    query = Query(text=text, sort=sort, limit=limit, partial=partial, now=NOW, **counted)  # type: ignore[arg-type]
    told = answer(query, "article", known)
    expected = told.hits
    page = index.find(query)
    assert page.facets == told.facets
    assert page.total == len(expected)
    assert shown(page) == expected[:limit]
    if page.next_cursor:
        following = index.find(replace(query, cursor=page.next_cursor))
        assert shown(following) == expected[limit : 2 * limit]


@GENERATED
@given(text=texts, partial=st.booleans(), share=st.floats(0, 1))
def test_what_reaches_a_score_is_kept_with_its_score(
    known: list[Known], text: str, partial: bool, share: float
) -> None:
    def count(leaves: list[Match]) -> tuple[list[int], int]:
        return [sum(score(leaf, one) is not None for one in known) for leaf in leaves], len(known)

    clause = ask(Query(text=text, partial=partial, now=NOW), "article", count).clause
    points = [score(clause, one) for one in known]
    assert max((found for found in points if found is not None), default=0) <= most(clause)
    floor = int(most(clause) * share)
    narrowed = above(clause, floor)
    for one, full in zip(known, points, strict=True):
        kept = None if narrowed is None else _floored(narrowed, one)
        if full is not None and full >= floor:
            assert kept == full
        else:
            assert kept is None or (full is not None and kept <= full)


def _floored(clause: object, one: Known) -> int | None:
    """What the engines give: the oracle's points, with floors heeded."""
    return score(clause, one, floors=True)  # type: ignore[arg-type]
