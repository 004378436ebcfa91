"""Puts records in bulk: gathered until the commit, sent in pieces, slowed down when the server says so."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Any, Self

import msgspec

from index.documents import Flat, flat_article, flat_dispute
from index.elastic.connection import Connection, ServerUnavailable
from index.elastic.layout import Layout
from yanpan_domain.dispute import Dispute
from yanpan_domain.errors import BusyError
from yanpan_domain.judgment import JudgedArticle

# A request holds at most so many bytes; the maker's advice is 5 to 15 MB.
REQUEST_BYTES = 5_000_000
# Requests under way at once: the server works on these while the next is made ready.
SENDERS = 3
# Waits after 429 (the server's queue is full), in seconds, doubled each time; about two minutes in all.
FIRST_WAIT = 0.25
WAITS = 9
# Answers to one record after which it is sent again: the queue is full, or a shard is just moving to another node.
AGAIN = (429, 503)


class ElasticWriter:
    """Any number may write at once; each record is replaced as a whole.

    `visible` False writes indices that no alias leads to yet; then nothing is looked for elsewhere.
    """

    def __init__(self, connection: Connection, layout: Layout, *, visible: bool = True) -> None:
        self._connection = connection
        self._layout = layout
        self._visible = visible
        # What goes to each id; None: it is only removed.
        self._pending: dict[tuple[str, str], JudgedArticle | Dispute | None] = {}

    def put(self, articles: Iterable[JudgedArticle]) -> None:
        for judged in articles:
            self._pending[("article", judged.article.id)] = judged

    def put_disputes(self, disputes: Iterable[Dispute]) -> None:
        for dispute in disputes:
            self._pending[("dispute", dispute.id)] = dispute

    def delete(self, article_ids: Iterable[str]) -> None:
        for identifier in article_ids:
            self._pending[("article", identifier)] = None

    def commit(self) -> None:
        """Send everything gathered, remove articles from years they are no longer in, and make it all visible."""
        if not self._pending:
            return
        with self._connection.translated():
            if self._visible:
                self._layout.look_again()
            try:
                self._write()
            except IndexGoneError:  # a migration moved the aliases in this very moment
                self._layout.look_again()
                self._write()
        self._pending.clear()

    def _write(self) -> None:
        homes = {key: self._home(record) for key, record in self._pending.items()}
        for home, kind in {(home, kind) for (kind, _), home in homes.items() if home is not None}:
            self._layout.ensure(home, kind, visible=self._visible)
        self._send(self._lines(homes))
        articles = {identifier: home for (kind, identifier), home in homes.items() if kind == "article"}
        if self._visible:
            self._send(self._elsewhere(articles))
        client = self._connection.client
        if self._visible:
            client.indices.refresh(index=self._layout.both)
        else:
            client.indices.refresh(index=f"{self._layout.base('article')}-*,{self._layout.base('dispute')}")

    def _home(self, record: JudgedArticle | Dispute | None) -> str | None:
        match record:
            case JudgedArticle():
                return self._layout.home(record.article.dated, "article")
            case Dispute():
                return self._layout.home(record.last_seen, "dispute")
            case _:
                return None

    def _lines(self, homes: dict[tuple[str, str], str | None]) -> Iterator[bytes]:
        for key, record in self._pending.items():
            if record is not None:
                flat = flat_article(record) if isinstance(record, JudgedArticle) else flat_dispute(record)
                head = msgspec.json.encode({"index": {"_index": homes[key], "_id": flat.id}})
                yield head + b"\n" + body_of(flat, record) + b"\n"

    def _elsewhere(self, homes: dict[str, str | None]) -> Iterator[bytes]:
        """Deletions of articles that lie in another index than the one they belong to now."""
        identifiers = list(homes)
        for start in range(0, len(identifiers), 1000):
            found = self._connection.client.search(
                index=self._layout.alias("article"), size=10_000, source=False, track_total_hits=False,
                query={"terms": {"id": identifiers[start : start + 1000]}},
            )  # fmt: skip
            for hit in found["hits"]["hits"]:
                if hit["_index"] != homes[hit["_id"]]:
                    yield msgspec.json.encode({"delete": {"_index": hit["_index"], "_id": hit["_id"]}}) + b"\n"

    def _send(self, lines: Iterable[bytes]) -> None:
        """Send LINES in pieces, while the next piece is made ready. Nothing is under way any more when this returns or raises."""
        under_way: set[Future[None]] = set()
        with ThreadPoolExecutor(SENDERS) as senders:
            for batch in _batches(lines):
                under_way.add(senders.submit(self._request, batch))
                if len(under_way) > SENDERS:
                    done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    for one in done:
                        one.result()
            for one in under_way:
                one.result()

    def _request(self, lines: list[bytes]) -> None:
        """Send LINES until each is done; those turned away for want of room are sent again, later."""
        wait = FIRST_WAIT
        for _ in range(WAITS):
            answers = self._bulk(lines)
            failed = [(line, told) for line, item in zip(lines, answers, strict=True) for told in _failure(item)]
            if any((told.get("error") or {}).get("type") == "index_not_found_exception" for _, told in failed):
                raise IndexGoneError
            refused = [told for _, told in failed if told["status"] not in AGAIN]
            if any("index write (api)" in str(told.get("error")) for told in refused):
                raise BusyError(f"{self._connection.shown} 上的索引正在升级，暂不能写入。请几分钟后重试。")
            if refused:
                raise ServerUnavailable(_listed(refused))
            if not failed:
                return
            lines = [line for line, _ in failed]
            time.sleep(wait)
            wait *= 2
        raise ServerUnavailable(
            f"{self._connection.shown} 一直忙，{len(lines)} 条记录未写入。请稍后重试，或减少同时写入的进程。"
        )

    def _bulk(self, lines: list[bytes]) -> list[dict[str, Any]]:
        from elasticsearch import ApiError

        wait = FIRST_WAIT
        for attempt in range(WAITS):
            try:
                answer = self._connection.client.options(request_timeout=120).perform_request(
                    "POST",
                    "/_bulk",
                    body=b"".join(lines),
                    headers={"accept": "application/json", "content-type": "application/x-ndjson"},
                )
                return list(answer["items"])
            except ApiError as error:
                if error.status_code != 429 or attempt == WAITS - 1:
                    raise
                time.sleep(wait)
                wait *= 2
        raise AssertionError("the last attempt returns or raises")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.commit()
        self._pending.clear()


class IndexGoneError(Exception):
    """An index was written to that a migration has removed."""


def body_of(flat: Flat, record: JudgedArticle | Dispute) -> bytes:
    """RECORD as the server is given it: the fields of FLAT, and the record itself."""
    body: dict[str, Any] = {name: list(values) for name, values in flat.keywords.items()}
    body |= {**flat.numbers, **flat.texts, "words": flat.words, "meanings": flat.meanings, "id": flat.id}
    return msgspec.json.encode(body | {"record": record})


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """LINES in requests of at most REQUEST_BYTES, a longer line by itself."""
    batch: list[bytes] = []
    size = 0
    for line in lines:
        if batch and size + len(line) > REQUEST_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    if batch:
        yield batch


def _failure(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the server says of one action, when it was not done; removing what is not there counts as done."""
    ((act, told),) = item.items()
    if told["status"] >= 300 and not (act == "delete" and told["status"] == 404):
        yield told


def _listed(refused: list[dict[str, Any]]) -> str:
    told = "；".join(
        f"{one.get('_id')}：{(one.get('error') or {}).get('reason', one['status'])}" for one in refused[:3]
    )
    return f"{len(refused)} 条记录未写入（{told[:400]}）。请查看服务器日志后重试；其余已写入，重写不会重复。"
