"""A ledger, a site and a way to crawl it, for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawlers.catalogue import Catalogue
from crawlers.options import CrawlOptions
from crawlers.run import crawl
from crawlers.source import Source
from tests.servers.news_site import NewsSite
from yanpan_domain.article import Article
from yanpan_ledger.engine import Ledger, open_ledger

# A busy machine may keep an honest answer waiting for seconds; the tests of slow servers set limits of their own.
PATIENCE = 60.0


@pytest.fixture
def own_ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with NewsSite() as opened:
        yield opened


def a_source(site: NewsSite, path: str, kind: str = "feed", key: str = "example", **fields: Any) -> Source:
    """A source on the loopback SITE."""
    return Source.model_validate({"key": key, "title": "示例", "kind": kind, "urls": [site.url + path]} | fields)


def a_catalogue(*sources: Source) -> Catalogue:
    return Catalogue(sources, Path("test"))


@pytest.fixture
def crawled(own_ledger: Ledger) -> Callable[..., Any]:
    """Crawl sources once on this test's ledger; the report, with the articles as `report, articles`."""

    def run(*sources: Source, sites: tuple[NewsSite, ...], deliver: Any = None, **options: Any) -> Any:
        taken: list[Article] = []
        chosen = CrawlOptions(
            **{"delay_seconds": 0.0, "timeout_seconds": PATIENCE, "allow_private": tuple(s.host for s in sites)}
            | options
        )
        report = crawl(
            a_catalogue(*sources), own_ledger, deliver or taken.extend, chosen, now=lambda: datetime.now(UTC)
        )
        return report, taken

    return run
