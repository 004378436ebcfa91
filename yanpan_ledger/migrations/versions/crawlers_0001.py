"""Crawl state: items, lists, hosts, sources, runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from yanpan_ledger.metadata import Moment

revision = "crawlers_0001"
down_revision = None
branch_labels = ("crawlers",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crawl_item",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("found", Moment(), nullable=False),
        sa.Column("listed_date", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("cause", sa.Text, nullable=True),
        sa.Column("changed", Moment(), nullable=False),
    )
    op.create_index("ix_crawl_item_source_state", "crawl_item", ["source", "state"])
    op.create_table(
        "crawl_list",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("etag", sa.Text, nullable=True),
        sa.Column("last_modified", sa.Text, nullable=True),
        sa.Column("checked", Moment(), nullable=False),
    )
    op.create_index("ix_crawl_list_source", "crawl_list", ["source"])
    op.create_table(
        "crawl_host",
        sa.Column("host", sa.String(300), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=True),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("not_before", Moment(), nullable=True),
        sa.Column("robots_status", sa.Integer, nullable=True),
        sa.Column("robots_body", sa.LargeBinary, nullable=True),
        sa.Column("robots_fetched", Moment(), nullable=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("dead_until", Moment(), nullable=True),
        sa.Column("cause", sa.Text, nullable=True),
    )
    op.create_table(
        "crawl_source",
        sa.Column("source", sa.String(64), primary_key=True),
        sa.Column("next_due", Moment(), nullable=True),
        sa.Column("interval_seconds", sa.Float, nullable=False),
        sa.Column("last_run", Moment(), nullable=True),
        sa.Column("last_success", Moment(), nullable=True),
        sa.Column("newest_item", Moment(), nullable=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("healthy", sa.Integer, nullable=True),
        sa.Column("cause", sa.Text, nullable=True),
    )
    op.create_table(
        "crawl_run",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("started", Moment(), nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("verdict", sa.String(12), nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=True),
        sa.Column("newest_item", Moment(), nullable=True),
    )
    op.create_index("ix_crawl_run_source_started", "crawl_run", ["source", "started"])


def downgrade() -> None:
    for name in ("crawl_run", "crawl_source", "crawl_host", "crawl_list", "crawl_item"):
        op.drop_table(name)
