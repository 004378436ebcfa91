"""What analysts ruled about disputes."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from yanpan_ledger.metadata import METADATA, Moment

RULING = Table(
    "dispute_ruling",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("verdict", String(20), nullable=False),
    Column("one", String(64), nullable=False),
    Column("other", String(64), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment(), nullable=False),
    Index("ix_dispute_ruling_one", "one"),
)

# Who decides identity now; there is one row.
OWNER = Table(
    "dispute_owner",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("holder", String(200)),
    Column("lease_until", Moment()),
)

# What was known of a dispute from `at` on; `facts` is JSON.
REVISION = Table(
    "dispute_revision",
    METADATA,
    Column("dispute", String(64), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment(), nullable=False),
    Column("facts", Text, nullable=False),
)
