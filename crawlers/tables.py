"""Crawl state in the ledger: what was seen, what waits, how hosts and sources fare. Addresses and causes, never text."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, String, Table, Text

from yanpan_ledger.metadata import METADATA, Moment

# One row for every address a list ever named. state: pending | seen | quarantined | gone
ITEM = Table(
    "crawl_item",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("source", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("found", Moment(), nullable=False),
    Column("listed_date", Moment(), nullable=True),
    Column("attempts", Integer, nullable=False, default=0),
    Column("cause", Text, nullable=True),
    Column("changed", Moment(), nullable=False),
    Index("ix_crawl_item_source_state", "source", "state"),
)

# Validators of list pages, kept only for a list that was read to its end.
LIST = Table(
    "crawl_list",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("source", String(64), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("etag", Text, nullable=True),
    Column("last_modified", Text, nullable=True),
    Column("checked", Moment(), nullable=False),
)

# One row a host: who may ask it now, not before when, its robots.txt, and whether it is dead.
HOST = Table(
    "crawl_host",
    METADATA,
    Column("host", String(300), primary_key=True),
    Column("holder", String(64), nullable=True),
    Column("lease_until", Moment(), nullable=True),
    Column("not_before", Moment(), nullable=True),
    Column("robots_status", Integer, nullable=True),
    Column("robots_body", LargeBinary, nullable=True),
    Column("robots_fetched", Moment(), nullable=True),
    Column("failures", Integer, nullable=False, default=0),
    Column("dead_until", Moment(), nullable=True),
    Column("cause", Text, nullable=True),
)

# One row a source: its schedule and its last verdict.
SOURCE = Table(
    "crawl_source",
    METADATA,
    Column("source", String(64), primary_key=True),
    Column("next_due", Moment(), nullable=True),
    Column("interval_seconds", Float, nullable=False),
    Column("last_run", Moment(), nullable=True),
    Column("last_success", Moment(), nullable=True),
    Column("newest_item", Moment(), nullable=True),
    Column("failures", Integer, nullable=False, default=0),
    Column("healthy", Integer, nullable=True),
    Column("cause", Text, nullable=True),
)

# One row a source and run: what health is computed from.
RUN = Table(
    "crawl_run",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source", String(64), nullable=False),
    Column("started", Moment(), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("counts", Text, nullable=False),
    Column("cause", Text, nullable=True),
    Column("newest_item", Moment(), nullable=True),
    Index("ix_crawl_run_source_started", "source", "started"),
)
