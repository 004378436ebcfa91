"""Ids that are the same on every machine and in every run."""

from __future__ import annotations

from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Query keys that only tell where a reader came from; they never choose a page.
TRACKING_KEYS = frozenset(
    (
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
        "spm",
        "from",
        "share_token",
        "wxfid",
        "ivk_sa",
    )
)


def digest(text: str, prefix: str = "") -> str:
    """PREFIX and 20 hex digits (80 bits) that depend on TEXT alone."""
    return prefix + blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def canonical_url(url: str) -> str:
    """URL without fragment, tracking keys and default port; host in lower case, query keys in order."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").lower()
    port = f":{parts.port}" if parts.port and (parts.scheme, parts.port) not in {("http", 80), ("https", 443)} else ""
    query = urlencode(
        sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k not in TRACKING_KEYS)
    )
    return urlunsplit((parts.scheme.lower(), f"{host}{port}", parts.path or "/", query, ""))


def article_id(url: str) -> str:
    """The id of the article that stands at URL."""
    return digest(canonical_url(url), "a")
