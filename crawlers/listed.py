"""What a list of news says of its articles, whatever kind of list it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yanpan_domain.errors import PublisherError


class ListUnreadable(PublisherError):
    """A list came, but not in a form that names articles."""

    code = "list_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """CSS selectors of a listing: `item` encloses one entry, `link`, `title`, `date` lie in it, `next` leads to the next page."""

    item: str | None = None
    link: str | None = None
    title: str | None = None
    date: str | None = None
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as its list names it. `published` is None where the list gives no date.

    `html` is there only where a feed carries the text; `body`, `content_type` and `fetched` only where an archive carries the page.
    """

    url: str
    title: str = ""
    published: datetime | None = None
    precision: str = "day"
    html: str = ""
    body: bytes = b""
    content_type: str = ""
    fetched: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A list read to its end: its articles in page order, further lists it names, and the next page if there is one."""

    entries: tuple[Entry, ...]
    lists: tuple[str, ...] = ()
    next_page: str | None = None
