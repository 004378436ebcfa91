"""What the crawling child and its parent tell each other over pipes: length-prefixed msgpack, nothing on disk."""

from __future__ import annotations

import struct
from datetime import datetime
from typing import BinaryIO

import msgspec

from yanpan_domain.article import Article

# A frame holds one article at most; twice the largest page leaves room for text of any encoding.
MAX_FRAME = 256 * 1024 * 1024
_LENGTH = struct.Struct(">I")


class _Message(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    pass


class Job(_Message, frozen=True):
    """What the child must know of a source, a plain copy of its page."""

    source: str
    title: str
    kind: str
    urls: tuple[str, ...]
    delay_seconds: float | None
    timeout_seconds: float | None
    content: str
    articles: str | None
    exclude: str | None
    selectors: dict[str, str | list[str] | None]
    max_pages: int
    lax_tls: bool
    javascript: bool
    tier: str
    language: str
    places: tuple[str, ...]
    validators: dict[str, tuple[str | None, str | None]]
    pending: list[tuple[str, datetime | None]]
    since: datetime | None = None


class Hello(_Message, frozen=True):
    """The first frame to the child."""

    agent: str
    delay_seconds: float
    timeout_seconds: float
    max_bytes: int
    max_articles: int
    allow_private: tuple[str, ...]
    max_seconds: float
    vault: str | None = None
    vault_key: bytes = b""
    vault_expires: datetime | None = None


class Robots(_Message, frozen=True):
    """A robots.txt as it was answered; status 0 when it could not be had."""

    status: int
    body: bytes
    fetched: datetime


class Granted(_Message, frozen=True):
    """The host may be asked for `seconds` from now, first after `wait` seconds; not at all when `refused` says why."""

    host: str
    seconds: float = 0.0
    wait: float = 0.0
    robots: Robots | None = None
    refused: str | None = None


class Wanted(_Message, frozen=True):
    """Of the addresses in the Found with this `ticket`: the ones to fetch, by their position."""

    ticket: int
    positions: list[int]


class WantPage(_Message, frozen=True):
    """One page by itself, for a look."""

    url: str
    delay_seconds: float | None = None


class Finish(_Message, frozen=True):
    """No more jobs will come."""


class WantHost(_Message, frozen=True):
    host: str


class HostTold(_Message, frozen=True):
    """News of a host: its robots.txt, that it answered or failed, that it wants quiet, or that we are through with it."""

    host: str
    delay: float = 0.0
    released: bool = False
    robots: Robots | None = None
    failed: str | None = None
    answered: bool = False
    retry_after: float | None = None


class Found(_Message, frozen=True):
    """Addresses that a list named, with the date it gave."""

    ticket: int
    source: str
    items: list[tuple[str, datetime | None]]


class Fetched(_Message, frozen=True):
    """An article; `listed` is the address under which its list named it."""

    source: str
    listed: str
    article: Article
    outcomes: tuple[str, ...] = ()


class Missed(_Message, frozen=True):
    """An address that gave no article, and why."""

    source: str
    listed: str
    outcome: str
    cause: str


class ListRead(_Message, frozen=True):
    """A list was read to its end; its validators hold from now on. `reset` forgets the ones it had."""

    source: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    reset: bool = False


class Done(_Message, frozen=True):
    """A source is through. `list_outcome` is what its lists gave, `cause` the suspected trouble."""

    source: str
    counts: dict[str, int]
    failed: bool
    cause: str | None
    requests: int
    seconds: float
    fresh: bool


class PageHad(_Message, frozen=True):
    """The answer to a WantPage; `cause` says why there is none."""

    url: str
    content_type: str = ""
    body: bytes = b""
    cause: str | None = None


class Crashed(_Message, frozen=True):
    """The child could not go on; only the kind of error and its place are told."""

    what: str


ToChild = Hello | Job | Granted | Wanted | WantPage | Finish
ToParent = WantHost | HostTold | Found | Fetched | Missed | ListRead | Done | PageHad | Crashed

_encoder = msgspec.msgpack.Encoder()
_to_child: msgspec.msgpack.Decoder[ToChild] = msgspec.msgpack.Decoder(ToChild)
_to_parent: msgspec.msgpack.Decoder[ToParent] = msgspec.msgpack.Decoder(ToParent)


def write_message(stream: BinaryIO, message: ToChild | ToParent) -> None:
    body = _encoder.encode(message)
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_to_child(stream: BinaryIO) -> ToChild | None:
    """The next message for the child; None when the parent closed the pipe or died."""
    body = _frame(stream)
    return None if body is None else _to_child.decode(body)


def read_to_parent(stream: BinaryIO) -> ToParent | None:
    """The next message from the child; None when it ended."""
    body = _frame(stream)
    return None if body is None else _to_parent.decode(body)


def _frame(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_FRAME:
        return None
    body = stream.read(length)
    return body if len(body) == length else None
