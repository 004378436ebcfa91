"""What a run would ask, without asking anything."""

from __future__ import annotations

from datetime import datetime

from crawlers import state
from crawlers.addresses import host_key, is_allowed
from crawlers.catalogue import Catalogue
from crawlers.options import CrawlOptions
from crawlers.source import Source
from yanpan_domain.zone import SHANGHAI
from yanpan_ledger.engine import Ledger


def always_due(source: Source, options: CrawlOptions) -> bool:
    """Asked by force; or all its hosts are the operator's own, which no schedule need spare."""
    return options.force or all(is_allowed(url, options.allow_private) for url in source.urls)


def planned(catalogue: Catalogue, ledger: Ledger, options: CrawlOptions, now: datetime) -> list[dict[str, object]]:
    """One row a source: whether it is due, its hosts with their delay, and how many addresses wait."""
    rows: list[dict[str, object]] = []
    with ledger.read() as connection:
        for source in catalogue:
            due = None if always_due(source, options) else state.is_due(connection, source.key, now)
            hosts = {host_key(url): options.delay_for(url, source.delay_seconds) for url in source.urls}
            rows.append(
                {
                    "source": source.key, "title": source.title, "due": source.enabled and due is None,
                    "next_due": due.astimezone(SHANGHAI).isoformat(timespec="minutes") if due else None,
                    "hosts": hosts, "pending": len(state.pending_items(connection, source.key, options.max_articles)),
                }
            )  # fmt: skip
    return rows
