"""Saved searches, what they told, and their outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from yanpan_ledger.metadata import Moment

revision = "index_0001"
down_revision = None
branch_labels = ("index",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "index_saved_search",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("synonyms", sa.Boolean, nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("last_run", Moment(), nullable=True),
        sa.UniqueConstraint("owner", "name", name="uq_index_saved_search_owner"),
    )
    op.create_table(
        "index_alert_told",
        sa.Column(
            "search", sa.String(40), sa.ForeignKey("index_saved_search.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("subject", sa.String(80), primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("told", Moment(), nullable=False),
    )
    op.create_table(
        "index_alert_outbox",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("search", sa.String(40), sa.ForeignKey("index_saved_search.id", ondelete="CASCADE"), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("taken", Moment(), nullable=True),
        sa.UniqueConstraint("search", "subject", "number", name="uq_index_alert_outbox_search"),
    )


def downgrade() -> None:
    op.drop_table("index_alert_outbox")
    op.drop_table("index_alert_told")
    op.drop_table("index_saved_search")
