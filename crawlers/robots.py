"""robots.txt by RFC 9309: what may be asked, and how slowly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

# RFC 9309 2.5: at least 500 KiB must be read; the rest is left.
MOST_BYTES = 512_000
# RFC 9309 2.4: not used for longer than a day.
LIFE = timedelta(hours=24)
# A crawl-delay of hours is a way of saying no; above this we take the source as refused.
MOST_DELAY = 600.0
# Stands for a robots.txt that could not be had at all.
UNREACHABLE = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host allows us. `parsed` is None where a status decides for all: 4xx allows, 5xx and silence forbid."""

    token: str
    allowed_without_rules: bool
    parsed: Any = None

    def allowed(self, url: str) -> bool:
        return self.allowed_without_rules if self.parsed is None else bool(self.parsed.can_fetch(url, self.token))

    @property
    def delay(self) -> float | None:
        """The Crawl-delay asked of us, if any."""
        if self.parsed is None:
            return None
        delay = self.parsed.crawl_delay(self.token)
        rate = self.parsed.request_rate(self.token)
        paced = rate.seconds / rate.requests if rate and rate.requests else None
        return max((float(value) for value in (delay, paced) if value is not None), default=None)


def rules_from(status: int, body: bytes, agent: str) -> Rules:
    """The rules that an answer to /robots.txt makes. 429 is read like 5xx: the host asks for quiet."""
    token = agent.partition("/")[0].strip() or agent
    if status == UNREACHABLE or status >= 500 or status == 429:
        return Rules(token, allowed_without_rules=False)
    if status >= 300:
        return Rules(token, allowed_without_rules=True)
    from protego import Protego

    text = body[:MOST_BYTES].decode("utf-8-sig", "replace")
    # An error page in HTML served as robots.txt holds no rules; its words must not be read as any.
    if text.lstrip()[:1] == "<":
        return Rules(token, allowed_without_rules=True)
    return Rules(token, allowed_without_rules=True, parsed=Protego.parse(text))


def is_fresh(fetched: datetime, now: datetime | None = None) -> bool:
    return fetched + LIFE > (now or datetime.now(UTC))
