"""Summaries of union hotlines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "briefings_0002"
down_revision = "briefings_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hotline_summaries",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("place", sa.String(6), nullable=False),
        sa.Column("issue", sa.String(40), nullable=False),
        sa.Column("industry", sa.String(1)),
        sa.Column("employer", sa.String(200)),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
    )
    op.create_index("ix_hotline_summaries_day", "hotline_summaries", ["day"])


def downgrade() -> None:
    op.drop_table("hotline_summaries")
