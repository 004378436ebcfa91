"""Ids that are the same on every machine and in every run."""

from __future__ import annotations

import re
from hashlib import blake2b
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

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


# Query keys that name a person's data, and values that are such data whatever their key; a number under a key of ids is an id.
PERSONAL_KEY = re.compile(
    r"(?:^|_)(?:tel|telephone|phone|mobile|shouji|sjh|dianhua|lxdh|e?mail|id_?card|sfz\w*|qq|weixin|wx_?id|open_?id)$",
    re.I,
)
NAME_KEY = re.compile(r"(?:^|_)(?:real_?name|user_?name|xingming|xm|name|address|addr)$", re.I)
WEB = re.compile(r"https?://[^\s/]", re.I)
PERSONAL_VALUE = re.compile(r"1[3-9]\d{9}|\d{17}[\dXx]|[^@\s]+@[^@\s]+\.[a-z]+", re.I)
ID_KEY = re.compile(r"id$|^(?:a|c|d|n|p|t|no|num|art|doc|news)$", re.I)


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


def public_url(url: str) -> str:
    """URL without the keys of its query that hold a person's name, number or address; others keep their place and writing."""
    before, mark, rest = url.partition("?")
    if not mark:
        return url
    query, hash_, fragment = rest.partition("#")
    kept = [pair for pair in query.split("&") if not _is_personal(*pair.partition("=")[::2])]
    return before + (mark if kept else "") + "&".join(kept) + hash_ + fragment


def web_address(url: str) -> str:
    """URL without personal keys, as `public_url`; "" for what is no http(s) address: it would become a link that a reader opens."""
    return public_url(url) if WEB.match(url.strip()) else ""


def _is_personal(key: str, value: str) -> bool:
    key, value = unquote_plus(key), unquote_plus(value).strip()
    if not value:
        return False
    if NAME_KEY.search(key) and any("\u4e00" <= character <= "\u9fff" for character in value):
        return True
    return bool(PERSONAL_KEY.search(key) or (PERSONAL_VALUE.fullmatch(value) and not ID_KEY.search(key)))


def article_id(url: str) -> str:
    """The id of the article that stands at URL."""
    return digest(canonical_url(url), "a")
