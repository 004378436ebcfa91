"""The demonstration's own "now": its briefing is the same on every day it is run."""

from __future__ import annotations

from datetime import datetime

from yanpan_domain.zone import SHANGHAI

# The Monday after the three weeks (2026-11-02 … 2026-11-22) that the invented articles tell of.
CUT_OFF = datetime(2026, 11, 23, 8, 0, tzinfo=SHANGHAI)
PERIOD = "2026-W47"
