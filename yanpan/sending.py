"""Signed notices into the outbox: the command line, the console and the schedule send the same way."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from yanpan.app import App

if TYPE_CHECKING:
    from yanpan_domain.notice import Notice


def send_notices(
    app: App, *, actor: str, now: datetime, outbox: Path | None = None, only: str | None = None, seen: int | None = None
) -> list[tuple[Notice, list[Path]]]:
    """Every signed notice, or ONLY one, into OUTBOX or the data folder's; a notice is never written twice as another."""
    from briefings.notices.workflow import deliver
    from yanpan.job import briefing_options

    return deliver(
        app.ledger, outbox or outbox_of(app), now=now, actor=actor, options=briefing_options(app), only=only, seen=seen
    )


def outbox_of(app: App) -> Path:
    """Where signed notices are written to."""
    return app.settings.data / "outbox"
