"""The folder on disk: opened, locked, looked at, and its failures told in sentences."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from index.beside import Beside
from index.documents import SCHEMA
from index.embedded.records import Codec
from index.embedded.schema import schema
from yanpan_domain.errors import BusyError, OperatorError

MANIFEST = "yanpan-index.json"
Result = TypeVar("Result")
# What the engine gathers before it writes a segment: larger segments are fewer, and each costs every search its share.
WRITER_MEMORY = 192_000_000


class IndexUnavailable(OperatorError):
    code = "index_unavailable"


class Folder:
    """An open index folder. `searcher()` always sees the last commit of any process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, ...] = ()
        self._searcher: Any = None
        self._counts: dict[str, dict[tuple[Any, ...], int]] = {}
        self._beside = Beside()
        self._open()

    def _open(self) -> None:
        with self.translated():
            _finish_rebuilding(self.path)
            self._created = self._manifest()["created"]
            self._index = self._opened()
            self.codec = Codec(self.path)
        self.schema = self._index.schema

    def searcher(self) -> Any:
        """A searcher on the last commit; the one before is kept while nothing was committed."""
        signature = self._signature()
        if self._searcher is None or signature != self._seen:
            with self.translated():
                if self._manifest()["created"] != self._created:  # it was written anew meanwhile
                    self._open()
                self._index.reload()
                self._searcher = self._index.searcher()
            self._seen = signature
            self._counts = {}
        return self._searcher

    def counts(self, kind: str) -> dict[tuple[Any, ...], int]:
        """Counts remembered since the last commit."""
        return self._counts.setdefault(kind, {})

    def beside(self, act: Callable[[], Result], worth_it: bool) -> Callable[[], Result]:
        """ACT begun in another thread when that is WORTH_IT; calling what comes back waits for its result."""
        if not worth_it:
            done = act()
            return lambda: done
        return self._beside.begin(act)

    def version(self) -> str:
        """Of the last commit: the folder's own mark and the commit's stamp."""
        with self.translated():
            stamp = json.loads((self.path / "meta.json").read_bytes())["opstamp"]
        return f"{self._created}-{stamp}"

    def lock(self) -> Any:
        """Tantivy's writer. Raises BusyError while another holds it."""
        with self.translated():
            return self._index.writer(WRITER_MEMORY, 1)

    def release(self, writer: Any) -> None:
        """Let the lock go, after merges under way have ended; what was not committed is dropped."""
        with self.translated():
            writer.rollback()
            writer.wait_merging_threads()

    def close(self) -> None:
        self._searcher = None
        self._beside.close()

    def _signature(self) -> tuple[int, ...]:
        with self.translated():
            stat = (self.path / "meta.json").stat()
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def _manifest(self) -> dict[str, Any]:
        file = self.path / MANIFEST
        if not file.exists():
            self.path.mkdir(parents=True, exist_ok=True)
            written = self.path / f"{MANIFEST}.{uuid.uuid4().hex[:8]}"
            written.write_text(json.dumps({"schema": SCHEMA, "created": uuid.uuid4().hex[:12]}), encoding="utf-8")
            written.replace(file)
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if told.get("schema") != SCHEMA:
            raise IndexUnavailable(
                f"索引 {self.path} 的结构版本为 {told.get('schema')}，本程序需要 {SCHEMA}。请运行 yanpan index rebuild 重建。"
            )
        return told

    def _opened(self) -> Any:
        import tantivy

        opened = tantivy.Index(schema(), path=str(self.path), reuse=True)
        opened.config_reader("manual", 0)
        return opened

    @contextmanager
    def translated(self) -> Iterator[None]:
        """The engine's failures as sentences with the fix."""
        try:
            yield
        except (OSError, ValueError, KeyError) as error:
            raise failure(self.path, error) from error


def _finish_rebuilding(path: Path) -> None:
    """A rebuild that was cut off between its two renames left the old folder under another name."""
    old = path.with_name(path.name + ".replaced")
    if not path.exists() and old.exists():
        old.rename(path)


def failure(path: Path, error: Exception) -> OperatorError:
    """ERROR of the engine as a sentence with the fix."""
    said = str(error)
    if "LockBusy" in said:
        return BusyError(f"索引 {path} 正被另一个进程写入，请待其结束后重试。")
    if "No space left" in said or getattr(error, "errno", None) == 28:
        return IndexUnavailable(f"磁盘已满，索引 {path} 保持在上一次提交的状态。请腾出空间后重试。")
    if isinstance(error, PermissionError) or "Permission denied" in said or "Read-only file system" in said:
        return IndexUnavailable(f"不能写入索引目录 {path}：没有权限。请检查目录权限，或用 YANPAN_DATA 指定另一目录。")
    if isinstance(error, NotADirectoryError | FileExistsError) or "Not a directory" in said:
        return IndexUnavailable(f"{path} 不是文件夹，不能存放索引。请用 YANPAN_DATA 指定另一目录。")
    return IndexUnavailable(
        f"索引 {path} 打不开或已损坏：{said[:200]}。请运行 yanpan index check，必要时 yanpan index repair。"
    )
