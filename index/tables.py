"""The index's own tables in the ledger: saved searches, what each has told, and what waits to be told."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from yanpan_ledger.metadata import METADATA, Moment

SAVED_SEARCH = Table(
    "index_saved_search",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("owner", String(200), nullable=False),
    Column("name", String(200), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("synonyms", Boolean, nullable=False),
    Column("created", Moment(), nullable=False),
    Column("last_run", Moment(), nullable=True),
    UniqueConstraint("owner", "name"),
)
# What a search has told of a subject last: a dispute, or a family of reprints. `state` is JSON.
TOLD = Table(
    "index_alert_told",
    METADATA,
    Column("search", String(40), ForeignKey("index_saved_search.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", String(80), primary_key=True),
    Column("state", Text, nullable=False),
    Column("told", Moment(), nullable=False),
)
OUTBOX = Table(
    "index_alert_outbox",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("search", String(40), ForeignKey("index_saved_search.id", ondelete="CASCADE"), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("number", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("created", Moment(), nullable=False),
    Column("taken", Moment(), nullable=True),
    UniqueConstraint("search", "subject", "number"),
)
