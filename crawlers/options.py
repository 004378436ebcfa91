"""How a run asks its sources; the front door makes this from the operator's settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from crawlers.addresses import is_allowed

# Below this the delay is rude to a public site; only hosts the operator named himself may be asked faster.
LEAST_PUBLIC_DELAY = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """`user_agent` overrides the one made of version and `contact`. `since` bounds a backfill. `force` asks sources not yet due.

    With `vault` raw pages are kept in that folder, sealed with `vault_key`, until `vault_expires`.
    """

    user_agent: str = ""
    contact: str = "https://example.org/yanpan"
    delay_seconds: float = 5.0
    timeout_seconds: float = 30.0
    max_bytes: int = 10_000_000
    max_articles: int = 5_000
    allow_private: tuple[str, ...] = ()
    max_seconds: float = 3600.0
    max_hosts: int = 16
    since: date | None = None
    force: bool = False
    vault: Path | None = None
    vault_key: bytes = b""
    vault_expires: datetime | None = None

    @property
    def agent(self) -> str:
        """The honest User-Agent: product, version and how to reach the operator."""
        return self.user_agent or f"Yanpan/{product_version()} (+{self.contact})"

    def delay_for(self, url: str, wanted: float | None) -> float:
        """The delay for URL's host: what the source wants, else the operator's; under 1 s only for hosts he named himself."""
        delay = self.delay_seconds if wanted is None else wanted
        return delay if is_allowed(url, self.allow_private) else max(delay, LEAST_PUBLIC_DELAY)


def product_version() -> str:
    """The installed version; "0" from a checkout that was never installed."""
    try:
        return version("yanpan")
    except PackageNotFoundError:
        return "0"
