"""Slots of the schedule."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from yanpan_ledger.metadata import Moment

revision = "schedule_0001"
down_revision = None
branch_labels = ("schedule",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "schedule_slots",
        sa.Column("job", sa.String(20), primary_key=True),
        sa.Column("slot", sa.String(40), primary_key=True),
        sa.Column("due", Moment(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("holder", sa.String(80), nullable=False),
        sa.Column("lease_until", Moment(), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("started", Moment(), nullable=False),
        sa.Column("ended", Moment()),
        sa.Column("told", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("schedule_slots")
