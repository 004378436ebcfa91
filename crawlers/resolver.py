"""Names to addresses, public ones only."""

from __future__ import annotations

from typing import Any, ClassVar

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred

from crawlers.addresses import AddressRefused, is_public


class PublicResolver(CachingThreadedResolver):
    """Refuses names that resolve to private addresses, in the very answer that is then connected to.

    Twisted turns any failure here into "not found", so the names are remembered for the handler to tell.
    """

    refused: ClassVar[set[str]] = set()

    def __init__(self, reactor: Any, cache_size: int, timeout: float, allowed: frozenset[str]) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> PublicResolver:
        pairs = crawler.settings.getlist("ALLOW_PRIVATE")
        names = frozenset(pair.rpartition(":")[0].strip("[]").lower() for pair in pairs)
        return cls(reactor, 10_000, crawler.settings.getfloat("DNS_TIMEOUT"), names)

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802  # Twisted's name
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if name.lower() not in self.allowed and not is_public(address):
            self.refused.add(name.lower())
            raise AddressRefused("private")
        return address
