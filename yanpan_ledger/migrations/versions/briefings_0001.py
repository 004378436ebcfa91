"""Meetings, briefings issued, notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from yanpan_ledger.metadata import Moment

revision = "briefings_0001"
down_revision = None
branch_labels = ("briefings",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "briefings_issued",
        sa.Column("product", sa.String(20), primary_key=True),
        sa.Column("period", sa.String(80), primary_key=True),
        sa.Column("place", sa.String(6), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("cut_off", Moment(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("written", Moment(), nullable=False),
    )
    op.create_table(
        "meetings",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("preset", sa.String(20), nullable=False),
        sa.Column("slot", sa.String(20), nullable=False),
        sa.Column("period", sa.String(80), nullable=False),
        sa.Column("place", sa.String(6), nullable=False),
        sa.Column("start", Moment(), nullable=False),
        sa.Column("end", Moment(), nullable=False),
        sa.Column("cut_off", Moment(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("scorer", sa.String(80), nullable=False),
        sa.Column("agenda", sa.Text, nullable=False),
        sa.Column("followed_up", sa.Text, nullable=False),
        sa.Column("attendance", sa.Text, nullable=False),
        sa.Column("drafted_by", sa.String(200), nullable=False),
        sa.Column("reviewed_by", sa.String(200)),
        sa.Column("signed_by", sa.String(200)),
        sa.Column("opened", Moment(), nullable=False),
        sa.Column("signed", Moment()),
        sa.Column("signed_mark", sa.String(40), nullable=False),
        sa.UniqueConstraint("preset", "slot", "period", "place", "signed_mark", name="uq_meetings_signed"),
    )
    op.create_table(
        "meeting_judgments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("meeting", sa.String(40), sa.ForeignKey("meetings.id"), nullable=False),
        sa.Column("dispute", sa.String(40), nullable=False),
        sa.Column("cadence", sa.String(20), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("nature", sa.Text, nullable=False),
        sa.Column("trend", sa.String(20), nullable=False),
        sa.Column("response", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("dissent", sa.Text, nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
    )
    op.create_table(
        "meeting_resolutions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("meeting", sa.String(40), sa.ForeignKey("meetings.id"), nullable=False),
        sa.Column("dispute", sa.String(40)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("notice", sa.String(40)),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("dispute", sa.String(40), nullable=False),
        sa.Column("material_state", sa.String(40), nullable=False),
        sa.Column("recipient", sa.String(80), nullable=False),
        sa.Column("place", sa.String(6), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("level", sa.String(2), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("number", sa.String(80)),
        sa.Column("drafted_by", sa.String(200), nullable=False),
        sa.Column("reviewed_by", sa.String(200)),
        sa.Column("approved_by", sa.String(200)),
        sa.Column("drafted", Moment(), nullable=False),
        sa.Column("first_published", Moment()),
        sa.Column("workdays", sa.Integer),
        sa.Column("due", sa.Date),
        sa.Column("due_estimated", sa.Boolean, nullable=False),
        sa.Column("update_of", sa.String(40)),
        sa.UniqueConstraint("dispute", "material_state", "recipient", "form", name="uq_notices_once"),
        sa.UniqueConstraint("number", name="uq_notices_number"),
    )
    op.create_table(
        "notice_transitions",
        sa.Column("notice", sa.String(40), sa.ForeignKey("notices.id"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("before", sa.String(20)),
        sa.Column("after", sa.String(20), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "notice_numbers",
        sa.Column("code", sa.String(40), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "dispute_owners",
        sa.Column("dispute", sa.String(40), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("post", sa.String(200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.UniqueConstraint("number", name="uq_dispute_owners_number"),
    )
    op.create_index("ix_meeting_judgments_meeting", "meeting_judgments", ["meeting"])
    op.create_index("ix_meeting_resolutions_meeting", "meeting_resolutions", ["meeting"])
    op.create_index("ix_notices_dispute", "notices", ["dispute"])
    op.create_index("ix_notices_state", "notices", ["state"])


def downgrade() -> None:
    for name in (
        "dispute_owners",
        "notice_numbers",
        "notice_transitions",
        "notices",
        "meeting_resolutions",
        "meeting_judgments",
        "meetings",
        "briefings_issued",
    ):
        op.drop_table(name)
