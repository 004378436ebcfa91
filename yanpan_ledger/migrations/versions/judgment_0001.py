"""Corrections, learned weights, audit samples."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from yanpan_ledger.metadata import Moment

revision = "judgment_0001"
down_revision = None
branch_labels = ("judgment",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judgment_corrections",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article", sa.String(200), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("engine_value", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
    )
    op.create_index("ix_judgment_corrections_article", "judgment_corrections", ["article"])
    op.create_table(
        "judgment_learned",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("corrections", sa.Integer, nullable=False),
        sa.Column("adjustments", sa.Text, nullable=False),
        sa.Column("comparison", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    op.create_table(
        "judgment_audit_sample",
        sa.Column("week", sa.String(10), primary_key=True),
        sa.Column("article", sa.String(200), primary_key=True),
        sa.Column("drawn", Moment(), nullable=False),
        sa.Column("population", sa.Integer, nullable=False),
        sa.Column("mark", sa.String(40), nullable=True),
        sa.Column("marked", Moment(), nullable=True),
        sa.Column("actor", sa.String(200), nullable=True),
    )


def downgrade() -> None:
    for name in ("judgment_audit_sample", "judgment_learned", "judgment_corrections"):
        op.drop_table(name)
