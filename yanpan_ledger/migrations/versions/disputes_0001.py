"""Analysts' rulings about disputes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from yanpan_ledger.metadata import Moment

revision = "disputes_0001"
down_revision = None
branch_labels = ("disputes",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dispute_ruling",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("one", sa.String(64), nullable=False),
        sa.Column("other", sa.String(64), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", Moment(), nullable=False),
    )
    op.create_index("ix_dispute_ruling_one", "dispute_ruling", ["one"])


def downgrade() -> None:
    op.drop_table("dispute_ruling")
