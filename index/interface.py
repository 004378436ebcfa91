"""What every backend can do; callers know nothing else of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

from index.query import Query
from yanpan_domain.dispute import Dispute
from yanpan_domain.errors import BusyError
from yanpan_domain.judgment import JudgedArticle

Record = TypeVar("Record", JudgedArticle, Dispute)


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A stretch of the masked field and the spans in it that matched."""

    field: str
    fragment: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Generic[Record]):
    record: Record
    score: float
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Record]):
    """Hits in the order asked for; `total` is exact; `facets` maps field → ((value, count), …), most frequent first."""

    hits: tuple[Hit[Record], ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    histogram: tuple[tuple[str, int], ...] = ()
    next_cursor: str | None = None
    took_ms: float = 0.0


class ConflictError(BusyError):
    """Another has replaced what was read before it could be replaced from here; decide again from what is there now."""

    code = "conflict"


class IndexReader(Protocol):
    """Reads articles and disputes back; sees what was committed before the call."""

    def article(self, article_id: str) -> JudgedArticle | None: ...
    def articles(self, article_ids: Iterable[str]) -> dict[str, JudgedArticle]: ...
    def find(self, query: Query) -> Page[JudgedArticle]: ...
    def scan(self, query: Query) -> Iterator[JudgedArticle]:
        """Every match, streamed, oldest first (publication, then id); `limit` and `cursor` are not read."""
        ...

    def dispute(self, dispute_id: str) -> Dispute | None: ...
    def find_disputes(self, query: Query) -> Page[Dispute]: ...
    def scan_disputes(self, query: Query) -> Iterator[Dispute]: ...
    def version(self) -> str:
        """Changes with every commit; the same index answers with the same string."""
        ...


class IndexWriter(Protocol):
    """Writes in a `with` block: what was put is found after `commit()`, and after leaving without an error.

    An article or dispute put again replaces itself. Leaving with an error keeps what was committed, nothing more.
    Where several may write at once, on a server, a dispute that another replaced after it was read through this index is not
    written over: `commit()` raises ConflictError when all else is written.
    """

    def put(self, articles: Iterable[JudgedArticle]) -> None: ...
    def put_disputes(self, disputes: Iterable[Dispute]) -> None: ...
    def delete(self, article_ids: Iterable[str]) -> None: ...
    def commit(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Index(IndexReader, Protocol):
    """An open index. `writer()` raises BusyError while another process writes to an embedded one."""

    def writer(self) -> IndexWriter: ...
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
