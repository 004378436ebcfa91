"""The corpus on every backend, filled once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from index.documents import flat_article, flat_dispute
from index.interface import Index
from tests.conftest import BACKENDS, fresh_index
from tests.contract.corpus import articles, disputes
from tests.contract.oracle import Known


@pytest.fixture(scope="session", params=BACKENDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The corpus, committed in three steps, with articles put twice and one deleted: tests only read it."""
    with fresh_index(request, tmp_path_factory.mktemp("filled")) as opened:
        with opened.writer() as writer:
            writer.put(articles()[:100])
            writer.put_disputes(disputes()[:10])
            writer.commit()
            writer.put(articles()[80:])
            writer.put_disputes(disputes()[5:])
        with opened.writer() as writer:
            writer.put(articles()[::3])
        yield opened


@pytest.fixture(scope="session")
def known_articles() -> list[Known]:
    return [Known.of(flat_article(judged)) for judged in articles()]


@pytest.fixture(scope="session")
def known_disputes() -> list[Known]:
    return [Known.of(flat_dispute(dispute)) for dispute in disputes()]


def shown(page: Any) -> list[tuple[str, float]]:
    """Ids and scores of a page."""
    return [(getattr(hit.record, "id", None) or hit.record.article.id, hit.score) for hit in page.hits]
