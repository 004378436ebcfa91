"""The zone in which Chinese news is dated and offices keep their hours."""

from __future__ import annotations

from datetime import timedelta, timezone

# All of China, and without summer time since 1991, which is before the first news on the web: a fixed offset needs no table of zones.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
