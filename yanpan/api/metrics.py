"""What a monitoring system reads: how each source does, how many articles and disputes there are. Text form of Prometheus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from crawlers.catalogue import load_catalogue
from crawlers.health import SourceState, State, source_states
from index.query import Query
from yanpan.app import App
from yanpan.job import OPEN


class LedgerAndIndex(Collector):
    """Reads ledger and index when it is asked; keeps nothing."""

    def __init__(self, app: App, now: datetime) -> None:
        self.app = app
        self.now = now

    def collect(self) -> Iterator[Metric]:
        yield from self._sources()
        yield from self._index()

    def _sources(self) -> Iterator[Metric]:
        states = source_states(self.app.ledger, load_catalogue(self.app.settings.catalogue_path), self.now)
        state = GaugeMetricFamily("yanpan_source_state", "1 for the state a source is in", labels=("source", "state"))
        failures = GaugeMetricFamily("yanpan_source_failures", "Failed runs in a row", labels=("source",))
        age = GaugeMetricFamily("yanpan_source_newest_item_seconds", "Age of the newest item", labels=("source",))
        outcomes = GaugeMetricFamily("yanpan_source_outcomes", "Outcomes over 28 days", labels=("source", "outcome"))
        for one in states:
            self._source(one, state, failures, age, outcomes)
        yield from (state, failures, age, outcomes)

    def _source(
        self,
        one: SourceState,
        state: GaugeMetricFamily,
        failures: GaugeMetricFamily,
        age: GaugeMetricFamily,
        outcomes: GaugeMetricFamily,
    ) -> None:
        for each in State:
            state.add_metric((one.source, each.value), float(one.state is each))
        failures.add_metric((one.source,), one.failures)
        if one.newest_item is not None:
            age.add_metric((one.source,), (self.now - one.newest_item).total_seconds())
        for outcome, count in one.counts.items():
            outcomes.add_metric((one.source, outcome), count)

    def _index(self) -> Iterator[Metric]:
        articles = self.app.index.find(Query(limit=0, facets=("relevance",)))
        held = GaugeMetricFamily("yanpan_articles", "Articles in the index", labels=("relevance",))
        for relevance, count in articles.facets["relevance"]:
            held.add_metric((relevance,), count)
        levels = GaugeMetricFamily("yanpan_open_disputes", "Open disputes by help level", labels=("level",))
        for level, count in self.app.index.find_disputes(Query(text=OPEN, limit=0, facets=("level",))).facets["level"]:
            levels.add_metric((level,), count)
        yield from (held, levels)


def metrics_text(app: App, now: datetime) -> bytes:
    """All of it as of NOW."""
    registry = CollectorRegistry()
    registry.register(LedgerAndIndex(app, now))
    return generate_latest(registry)
