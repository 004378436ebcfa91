"""Meetings, briefings issued, notices and their steps: what must never be lost or doubled."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from yanpan_ledger.metadata import METADATA, Moment

ISSUED = Table(
    "briefings_issued",
    METADATA,
    Column("product", String(20), primary_key=True),
    Column("period", String(80), primary_key=True),
    Column("place", String(6), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("cut_off", Moment(), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("written", Moment(), nullable=False),
)

MEETINGS = Table(
    "meetings",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("preset", String(20), nullable=False),
    Column("slot", String(20), nullable=False),
    Column("period", String(80), nullable=False),
    Column("place", String(6), nullable=False),
    Column("start", Moment(), nullable=False),
    Column("end", Moment(), nullable=False),
    Column("cut_off", Moment(), nullable=False),
    Column("state", String(20), nullable=False),
    Column("scorer", String(80), nullable=False),
    Column("agenda", Text, nullable=False),
    Column("followed_up", Text, nullable=False),
    Column("attendance", Text, nullable=False),
    Column("drafted_by", String(200), nullable=False),
    Column("reviewed_by", String(200)),
    Column("signed_by", String(200)),
    Column("opened", Moment(), nullable=False),
    Column("signed", Moment()),
    # "signed" once signed, else the meeting's own id: one signed meeting a plan and period, any number of drafts.
    Column("signed_mark", String(40), nullable=False),
    UniqueConstraint("preset", "slot", "period", "place", "signed_mark", name="uq_meetings_signed"),
)

MEETING_JUDGMENTS = Table(
    "meeting_judgments",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("meeting", String(40), ForeignKey("meetings.id"), nullable=False, index=True),
    Column("dispute", String(40), nullable=False),
    Column("cadence", String(20), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("nature", Text, nullable=False),
    Column("trend", String(20), nullable=False),
    Column("response", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("dissent", Text, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("at", Moment(), nullable=False),
)

RESOLUTIONS = Table(
    "meeting_resolutions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("meeting", String(40), ForeignKey("meetings.id"), nullable=False, index=True),
    Column("dispute", String(40)),
    Column("text", Text, nullable=False),
    Column("unit", String(200), nullable=False),
    Column("due", Date, nullable=False),
    Column("notice", String(40)),
    Column("outcome", Text, nullable=False),
    Column("done", Boolean, nullable=False),
)

NOTICES = Table(
    "notices",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("form", String(20), nullable=False),
    Column("dispute", String(40), nullable=False, index=True),
    Column("material_state", String(40), nullable=False),
    Column("recipient", String(80), nullable=False),
    Column("place", String(6), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("level", String(2), nullable=False),
    Column("body", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("number", String(80)),
    Column("drafted_by", String(200), nullable=False),
    Column("reviewed_by", String(200)),
    Column("approved_by", String(200)),
    Column("drafted", Moment(), nullable=False),
    Column("first_published", Moment()),
    Column("workdays", Integer),
    Column("due", Date),
    Column("due_estimated", Boolean, nullable=False),
    Column("update_of", String(40)),
    UniqueConstraint("dispute", "material_state", "recipient", "form", name="uq_notices_once"),
    UniqueConstraint("number", name="uq_notices_number"),
)

TRANSITIONS = Table(
    "notice_transitions",
    METADATA,
    Column("notice", String(40), ForeignKey("notices.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("before", String(20)),
    Column("after", String(20), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("at", Moment(), nullable=False),
    Column("reason", Text, nullable=False),
)

NUMBERS = Table(
    "notice_numbers",
    METADATA,
    Column("code", String(40), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

OWNERS = Table(
    "dispute_owners",
    METADATA,
    Column("dispute", String(40), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("unit", String(200), nullable=False),
    Column("post", String(200), nullable=False),
    Column("at", Moment(), nullable=False),
    UniqueConstraint("number", name="uq_dispute_owners_number"),
)

HOTLINE = Table(
    "hotline_summaries",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("day", Date, nullable=False, index=True),
    Column("place", String(6), nullable=False),
    Column("issue", String(40), nullable=False),
    Column("industry", String(1)),
    Column("employer", String(200)),
    Column("calls", Integer, nullable=False),
    Column("summary", Text, nullable=False),
)
