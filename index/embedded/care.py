"""Looks after an index folder: check it, mend it, write it anew."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec

from index.documents import SCHEMA
from index.embedded.backend import EmbeddedIndex
from index.embedded.folder import MANIFEST, Folder, IndexUnavailable
from index.embedded.records import Codec
from index.embedded.schema import ID
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle

# The last four bytes of every Tantivy file, before them the length of a footer in JSON that holds the checksum.
MAGIC = 1337
STEP = 5_000
SUFFIXES = (".store", ".idx", ".pos", ".term", ".fast", ".fieldnorm")

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found. `broken` lists segments with what is wrong; `unreadable` counts records."""

    schema: int | None
    articles: int
    disputes: int
    segments: int
    deleted: int
    bytes: int
    broken: tuple[str, ...]
    unreadable: int = 0

    @property
    def sound(self) -> bool:
        return not self.broken and not self.unreadable and self.schema == SCHEMA


def check(path: Path) -> Health:
    """Every file of the last commit against its checksum, then every record read."""
    meta = _meta(path)
    broken = tuple(wrong for segment in meta["segments"] for wrong in _wrong(path, segment))
    size = sum(file.stat().st_size for file in path.iterdir() if file.is_file())
    deleted = sum((segment.get("deletes") or {}).get("num_deleted_docs", 0) for segment in meta["segments"])
    counts = {"article": 0, "dispute": 0, "": 0}
    if not broken:
        for kind, _ in _stored(path):
            counts[kind] += 1
    schema = _manifest(path).get("schema")
    return Health(
        schema, counts["article"], counts["dispute"], len(meta["segments"]), deleted, size, broken, counts[""]
    )


def repair(path: Path, tell: Tell = lambda done: None) -> tuple[Health, int]:
    """Leave out what can't be read and write the rest anew; the health afterwards and the records lost."""
    meta = _meta(path)
    lost = 0
    sound = []
    for segment in meta["segments"]:
        if list(_wrong(path, segment)):
            lost += segment["max_doc"] - (segment.get("deletes") or {}).get("num_deleted_docs", 0)
        else:
            sound.append(segment)
    if len(sound) != len(meta["segments"]):
        kept = path / "meta.json.before-repair"
        shutil.copyfile(path / "meta.json", kept)
        _write(path / "meta.json", json.dumps(meta | {"segments": sound}))
    before = sum(1 for kind, _ in _stored(path) if not kind)
    rebuild(path, tell)
    return check(path), lost + before


def rebuild(path: Path, tell: Tell = lambda done: None) -> None:
    """Write every record anew in this program's schema; the old folder stands until the new one is whole."""
    fresh, old = path.with_name(path.name + ".rebuilding"), path.with_name(path.name + ".replaced")
    shutil.rmtree(fresh, ignore_errors=True)
    with _locked(path), EmbeddedIndex(Folder(fresh)) as target, target.writer() as writer:
        put: dict[str, Callable[[Iterator[Any]], None]] = {"article": writer.put, "dispute": writer.put_disputes}
        for kind, records in groupby(_told(_stored(path), tell), key=itemgetter(0)):
            if kind:
                put[kind](record for _, record in records)
    shutil.rmtree(old, ignore_errors=True)
    path.rename(old)
    fresh.rename(path)
    shutil.rmtree(old, ignore_errors=True)


def _told(records: Iterator[tuple[str, Any]], tell: Tell) -> Iterator[tuple[str, Any]]:
    """RECORDS, TELLing now and then how many went by."""
    for done, one in enumerate(records, 1):
        yield one
        if done % STEP == 0:
            tell(done)


class _locked:  # noqa: N801 - read as a verb: with _locked(path)
    """Holds the folder's writer lock, whatever schema it has."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Any = None

    def __enter__(self) -> None:
        import tantivy

        from index.embedded.folder import failure

        try:
            self._writer = tantivy.Index.open(str(self._path)).writer(15_000_000, 1)
        except (ValueError, OSError) as error:
            raise failure(self._path, error) from error

    def __exit__(self, *_: object) -> None:
        self._writer.rollback()
        self._writer.wait_merging_threads()


def _stored(path: Path) -> Iterator[tuple[str, Any]]:
    """(kind, record) of everything stored, whatever its schema; kind "" where a record can't be read."""
    import tantivy
    import zstandard

    opened = tantivy.Index.open(str(path))
    searcher = opened.searcher()
    codec = Codec(path)
    kinds: dict[str, Any] = {"article": JudgedArticle, "dispute": Dispute}
    for address in _addresses(searcher, opened.schema):
        stored = searcher.doc(address)
        kind = "dispute" if stored.get_first(ID["dispute"]) is not None else "article"
        try:
            yield kind, codec.unpack(bytes(stored.get_first("record") or b""), kinds[kind])
        except (msgspec.MsgspecError, zstandard.ZstdError, ValueError, IndexError, OSError):
            yield "", None


def _addresses(searcher: Any, schema: Any) -> Iterator[Any]:
    """Every living document, oldest first: each page begins where the last one ended, so a million cost no more by the page."""
    import tantivy

    low, size = None, STEP
    while True:
        asked = tantivy.Query.all_query()
        if low is not None:
            asked = tantivy.Query.range_query(schema, "dated", tantivy.FieldType.Integer, low, None)
        hits = searcher.search(asked, limit=size, count=False, order_by_field="dated", order=tantivy.Order.Asc).hits
        last = hits[-1][0] if len(hits) == size else None
        before = [address for moment, address in hits if moment != last]
        yield from before
        if last is None:
            return
        # More of one moment than a page holds are brought by a larger one.
        low, size = last, STEP if before else 2 * size


def _meta(path: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((path / "meta.json").read_bytes())
    except FileNotFoundError as error:
        raise IndexUnavailable(f"{path} 里没有索引。请检查 --data 或 YANPAN_DATA 所指的目录。") from error
    except (OSError, ValueError) as error:
        raise IndexUnavailable(
            f"{path} 的目录文件 meta.json 读不出：{error}。请从备份恢复，或从另一索引复制（yanpan index copy）。"
        ) from error
    return told


def _manifest(path: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((path / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return told


def _wrong(path: Path, segment: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the files of SEGMENT."""
    name = segment["segment_id"].replace("-", "")
    deletes = segment.get("deletes")
    files = [path / (name + suffix) for suffix in SUFFIXES]
    if deletes:
        files.append(path / f"{name}.{deletes['opstamp']}.del")
    for file in files:
        told = _file_fault(file)
        if told:
            yield f"{file.name}：{told}"


def _file_fault(file: Path) -> str | None:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return "缺失"
    except OSError as error:
        return str(error.strerror)
    length, magic = int.from_bytes(data[-8:-4], "little"), int.from_bytes(data[-4:], "little")
    if len(data) < 8 or magic != MAGIC or length > len(data) - 8:
        return "残缺"
    try:
        told = json.loads(data[-8 - length : -8])["crc"]
    except (ValueError, KeyError):
        return "残缺"
    return None if zlib.crc32(data[: -8 - length]) == told else "校验和不符"


def _write(file: Path, text: str) -> None:
    part = file.with_name(file.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(file)
