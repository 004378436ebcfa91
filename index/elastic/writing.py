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
from index.elastic.heads import Readings
from index.elastic.layout import Layout
from index.interface import ConflictError
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
# The answer to writing over a state that is no longer there.
CONFLICT = 409
# Disputes whose state is asked for at once.
LOOKED_AT = 1_000


class ElasticWriter:
    """Any number may write at once; each record is replaced as a whole.

    `visible` False writes indices that no alias leads to yet; then nothing is looked for elsewhere.
    """

    def __init__(self, connection: Connection, layout: Layout, readings: Readings, *, visible: bool = True) -> None:
        self._connection = connection
        self._layout = layout
        self._visible = visible
        self._readings = readings
        self._heads = readings.begin()
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
        """Send everything gathered, remove articles from years they are no longer in, and make it all visible.

        Raises ConflictError, after all else was written, when disputes were replaced by another since they were read.
        """
        if not self._pending:
            return
        with self._connection.translated():
            if self._visible:
                self._layout.look_again()
            try:
                conflicts = self._write()
            except IndexGoneError:  # a migration moved the aliases in this very moment
                self._layout.look_again()
                conflicts = self._write()
        self._pending.clear()
        if conflicts:
            self._heads.forget(conflicts)
            raise ConflictError(
                f"{len(conflicts)} 个争议（{'、'.join(conflicts[:3])}）读出之后已被另一个进程改写，没有覆盖。请重新运行，将在新的内容上重新归并。"
            )

    def _write(self) -> list[str]:
        """Send what is pending; the disputes that were not written over."""
        homes = {key: self._home(record) for key, record in self._pending.items()}
        for home, kind in {(home, kind) for (kind, _), home in homes.items() if home is not None}:
            self._layout.ensure(home, kind, visible=self._visible)
        self._send(self._lines(homes))
        conflicts: list[str] = []
        if self._visible:
            self._send(
                self._elsewhere({identifier: home for (kind, identifier), home in homes.items() if kind == "article"})
            )
            conflicts = self._put_known([one for one in self._pending.values() if isinstance(one, Dispute)])
        written = (
            self._layout.both if self._visible else f"{self._layout.base('article')}-*,{self._layout.base('dispute')}"
        )
        self._connection.client.indices.refresh(index=written)
        return conflicts

    def _put_known(self, disputes: list[Dispute]) -> list[str]:
        """Put DISPUTES where the states are that they were made from; those that were replaced by another meanwhile."""
        unread = [one for one in disputes if one.id not in self._heads]
        late = self._look_at(unread)
        sent = [one for one in disputes if one.id not in late]
        answers = self._send(self._conditional(sent))
        self._heads.wrote(told for told in answers if told["status"] != CONFLICT)
        refused = {told["_id"] for told in answers if told["status"] == CONFLICT}
        return [*late, *self._still_other([one for one in sent if one.id in refused])]

    def _look_at(self, disputes: list[Dispute]) -> list[str]:
        """Take the states that DISPUTES, which nobody read, have now; those of which there are later revisions."""
        late = []
        for dispute, stored in self._stored(disputes, ["record.revision"]):
            if stored["_source"]["record"]["revision"] > dispute.revision:
                late.append(dispute.id)
            else:
                self._heads.read([stored])
        return late

    def _conditional(self, disputes: list[Dispute]) -> Iterator[bytes]:
        index = self._layout.base("dispute")
        for dispute in disputes:
            yield _line(self._heads.action(index, dispute.id), flat_dispute(dispute), dispute)

    def _still_other(self, disputes: list[Dispute]) -> list[str]:
        """Those of DISPUTES that are stored otherwise: a request sent again after its answer was lost finds its own work."""
        own = {
            dispute.id: stored
            for dispute, stored in self._stored(disputes, ["record"])
            if msgspec.convert(stored["_source"]["record"], Dispute) == dispute
        }
        self._heads.wrote(own.values())
        return [one.id for one in disputes if one.id not in own]

    def _stored(self, disputes: list[Dispute], fields: list[str]) -> Iterator[tuple[Dispute, Any]]:
        """Those of DISPUTES that the server has, with what it has; not only what was made visible."""
        for start in range(0, len(disputes), LOOKED_AT):
            some = disputes[start : start + LOOKED_AT]
            found = self._connection.client.mget(
                index=self._layout.base("dispute"), ids=[one.id for one in some], source_includes=fields
            )["docs"]
            yield from ((one, stored) for one, stored in zip(some, found, strict=True) if stored.get("found"))

    def _home(self, record: JudgedArticle | Dispute | None) -> str | None:
        match record:
            case JudgedArticle():
                return self._layout.home(record.article.dated, "article")
            case Dispute():
                return self._layout.home(record.last_seen, "dispute")
            case _:
                return None

    def _lines(self, homes: dict[tuple[str, str], str | None]) -> Iterator[bytes]:
        """Articles, and where nobody else can write yet, disputes."""
        for key, record in self._pending.items():
            if isinstance(record, JudgedArticle):
                yield _line({"index": {"_index": homes[key], "_id": key[1]}}, flat_article(record), record)
            elif isinstance(record, Dispute) and not self._visible:
                yield _line({"index": {"_index": homes[key], "_id": key[1]}}, flat_dispute(record), record)

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

    def _send(self, lines: Iterable[bytes]) -> list[dict[str, Any]]:
        """Send LINES in pieces, while the next piece is made ready; the answer to each, done or in conflict.

        Nothing is under way any more when this returns or raises.
        """
        under_way: set[Future[list[dict[str, Any]]]] = set()
        answers: list[dict[str, Any]] = []
        with ThreadPoolExecutor(SENDERS) as senders:
            for batch in _batches(lines):
                under_way.add(senders.submit(self._request, batch))
                if len(under_way) > SENDERS:
                    done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    for one in done:
                        answers += one.result()
            for one in under_way:
                answers += one.result()
        return answers

    def _request(self, lines: list[bytes]) -> list[dict[str, Any]]:
        """Send LINES until each is answered for good; those turned away for want of room are sent again, later."""
        wait = FIRST_WAIT
        settled: list[dict[str, Any]] = []
        for _ in range(WAITS):
            answers = self._bulk(lines)
            settled += [told for item in answers for told in item.values() if not list(_failure(item))]
            failed = [(line, told) for line, item in zip(lines, answers, strict=True) for told in _failure(item)]
            if any((told.get("error") or {}).get("type") == "index_not_found_exception" for _, told in failed):
                raise IndexGoneError
            refused = [told for _, told in failed if told["status"] not in AGAIN]
            if any("index write (api)" in str(told.get("error")) for told in refused):
                raise BusyError(f"{self._connection.shown} 上的索引正在升级，暂不能写入。请几分钟后重试。")
            if refused:
                raise ServerUnavailable(_listed(refused))
            if not failed:
                return settled
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
        try:
            if kind is None:
                self.commit()
        finally:
            self._pending.clear()
            self._readings.end(self._heads)


class IndexGoneError(Exception):
    """An index was written to that a migration has removed."""


def _line(action: dict[str, Any], flat: Flat, record: JudgedArticle | Dispute) -> bytes:
    return msgspec.json.encode(action) + b"\n" + body_of(flat, record) + b"\n"


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
    """What the server says of one action that is not settled; removing what is not there is, and so is a conflict."""
    ((act, told),) = item.items()
    if told["status"] >= 300 and told["status"] != CONFLICT and not (act == "delete" and told["status"] == 404):
        yield told


def _listed(refused: list[dict[str, Any]]) -> str:
    told = "；".join(
        f"{one.get('_id')}：{(one.get('error') or {}).get('reason', one['status'])}" for one in refused[:3]
    )
    return f"{len(refused)} 条记录未写入（{told[:400]}）。请查看服务器日志后重试；其余已写入，重写不会重复。"
