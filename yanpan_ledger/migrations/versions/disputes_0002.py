"""The owner of dispute identity, and what earlier revisions of a dispute said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from yanpan_ledger.metadata import Moment

revision = "disputes_0002"
down_revision = "disputes_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dispute_owner",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("holder", sa.String(200)),
        sa.Column("lease_until", Moment()),
    )
    op.create_table(
        "dispute_revision",
        sa.Column("dispute", sa.String(64), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("dispute_revision")
    op.drop_table("dispute_owner")
