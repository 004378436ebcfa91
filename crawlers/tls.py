"""Certificates are checked, but for hosts whose source page says `tls: lax`: many public bodies' sites serve broken chains."""

from __future__ import annotations

import copy
from typing import Any

from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]  # zope ships no types


@implementer(IPolicyForHTTPS)
class ByHost:
    """Scrapy's own TLS options, checking certificates or not by host. What is read so is public news, never a secret."""

    def __init__(self, strict: Any, crawler: Any) -> None:
        self.strict, self.crawler = strict, crawler
        self.lax = copy.copy(strict)
        self.lax._verify_certificates = False

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802  # Twisted's name
        lax = f"{hostname.decode('ascii', 'replace').lower()}:{port}" in self.crawler.spider.lax_hosts
        return (self.lax if lax else self.strict).creatorForNetloc(hostname, port)
