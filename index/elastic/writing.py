"""Puts records in bulk: gathered until the commit, sent in pieces, slowed down when the server says so."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self

import msgspec

from index.documents import Flat, flat_article, flat_dispute
from index.elastic.connection import Connection, ServerUnavailable
from index.elastic.layout import Layout
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle

# A request holds at most so many bytes; the maker's advice is 5 to 15 MB.
REQUEST_BYTES = 8_000_000
# Waits after 429 (the server's queue is full), in seconds, doubled each time; about two minutes in all.
FIRST_WAIT = 0.25
WAITS = 9


class ElasticWriter:
    """Any number may write at once; each record is replaced as a whole."""

    def __init__(self, connection: Connection, layout: Layout) -> None:
        self._connection = connection
        self._layout = layout
        self._pending: dict[tuple[str, str], Action] = {}

    def put(self, articles: Iterable[JudgedArticle]) -> None:
        for judged in articles:
            self._gather(flat_article(judged), "article", judged)

    def put_disputes(self, disputes: Iterable[Dispute]) -> None:
        for dispute in disputes:
            self._gather(flat_dispute(dispute), "dispute", dispute)

    def delete(self, article_ids: Iterable[str]) -> None:
        for identifier in article_ids:
            self._pending[("article", identifier)] = Action(identifier, None, b"")

    def commit(self) -> None:
        """Send everything gathered, move articles whose year changed, and make it all visible."""
        if not self._pending:
            return
        with self._connection.translated():
            actions = list(self._pending.values())
            elsewhere = self._elsewhere([one for (kind, _), one in self._pending.items() if kind == "article"])
            for index in sorted({one.index for one in actions if one.index}):
                self._layout.ensure(index)
            self._send([*(one.line() for one in actions if one.index), *elsewhere])
            self._connection.client.indices.refresh(
                index=f"{self._layout.alias('article')},{self._layout.alias('dispute')}"
            )
        self._pending.clear()

    def _gather(self, flat: Flat, kind: str, record: JudgedArticle | Dispute) -> None:
        body = {
            **{name: list(values) for name, values in flat.keywords.items()},
            **flat.numbers,
            **flat.texts,
            "words": flat.words,
        }
        body["id"] = flat.id
        body["record"] = record
        self._pending[(kind, flat.id)] = Action(flat.id, self._layout.home(flat, kind), msgspec.json.encode(body))

    def _elsewhere(self, actions: list[Action]) -> Iterator[bytes]:
        """Deletions of articles that lie in another index than the one they are put in now."""
        home = {one.id: one.index for one in actions}
        identifiers = list(home)
        for start in range(0, len(identifiers), 1000):
            found = self._connection.client.search(
                index=self._layout.alias("article"), size=10_000, source=False, track_total_hits=False,
                query={"terms": {"id": identifiers[start : start + 1000]}},
            )  # fmt: skip
            for hit in found["hits"]["hits"]:
                if hit["_index"] != home[hit["_id"]]:
                    yield msgspec.json.encode({"delete": {"_index": hit["_index"], "_id": hit["_id"]}}) + b"\n"

    def _send(self, lines: list[bytes]) -> None:
        batch: list[bytes] = []
        size = 0
        for line in lines:
            if batch and size + len(line) > REQUEST_BYTES:
                self._request(batch)
                batch, size = [], 0
            batch.append(line)
            size += len(line)
        if batch:
            self._request(batch)

    def _request(self, lines: list[bytes]) -> None:
        """Send LINES until each is done; those turned away for want of room are sent again, later."""
        wait = FIRST_WAIT
        for _ in range(WAITS):
            answers = self._bulk(lines)
            failed = [(line, next(iter(item.values()))) for line, item in zip(lines, answers, strict=True)]
            failed = [(line, told) for line, told in failed if told["status"] >= 300 and told["status"] != 404]
            refused = [told for _, told in failed if told["status"] != 429]
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


class Action:
    """One record to be put into `index`, or only removed where it is."""

    __slots__ = ("body", "id", "index")

    def __init__(self, identifier: str, index: str | None, body: bytes) -> None:
        self.id = identifier
        self.index = index
        self.body = body

    def line(self) -> bytes:
        head = msgspec.json.encode({"index": {"_index": self.index, "_id": self.id}})
        return head + b"\n" + self.body + b"\n"


def _listed(refused: list[dict[str, Any]]) -> str:
    told = "；".join(
        f"{one.get('_id')}：{(one.get('error') or {}).get('reason', one['status'])}" for one in refused[:3]
    )
    return f"{len(refused)} 条记录未写入（{told[:400]}）。请查看服务器日志后重试；其余已写入，重写不会重复。"
