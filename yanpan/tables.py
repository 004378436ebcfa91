"""One row for each job and slot: what makes a slot run once, over restarts and over machines."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from yanpan_ledger.metadata import METADATA, Moment

SLOTS = Table(
    "schedule_slots",
    METADATA,
    Column("job", String(20), primary_key=True),
    Column("slot", String(40), primary_key=True),
    Column("due", Moment(), nullable=False),
    Column("state", String(10), nullable=False),
    Column("holder", String(80), nullable=False),
    Column("lease_until", Moment(), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("started", Moment(), nullable=False),
    Column("ended", Moment()),
    Column("told", Text, nullable=False),
)
