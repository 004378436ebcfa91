"""What people taught the engine, and what it was caught missing."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from yanpan_ledger.metadata import METADATA, Moment

# Every correction, never overwritten: the last one of an article's field is in force.
CORRECTIONS = Table(
    "judgment_corrections",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("article", String(200), nullable=False, index=True),
    Column("field", String(40), nullable=False),
    Column("engine_value", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Moment(), nullable=False),
    Column("actor", String(200), nullable=False),
)

# Weights that corrections taught; the one in force is the newest with `active`.
LEARNED = Table(
    "judgment_learned",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment(), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("corrections", Integer, nullable=False),
    Column("adjustments", Text, nullable=False),
    Column("comparison", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)

# Weekly samples of articles set aside as unrelated; `mark` is what a person says they are.
AUDIT_SAMPLE = Table(
    "judgment_audit_sample",
    METADATA,
    Column("week", String(10), primary_key=True),
    Column("article", String(200), primary_key=True),
    Column("drawn", Moment(), nullable=False),
    Column("population", Integer, nullable=False),
    Column("mark", String(40), nullable=True),
    Column("marked", Moment(), nullable=True),
    Column("actor", String(200), nullable=True),
)
