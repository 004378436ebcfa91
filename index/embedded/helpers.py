"""Other processes that make articles ready, each asked by a thread of its own over pipes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO, NamedTuple, cast

import msgspec

from index.documents import Flat, flat_article
from index.embedded.records import Codec
from yanpan_domain.judgment import JudgedArticle

# The same copy of the program as this process's, wherever it was started from.
BOOT = "import sys; sys.path[:] = sys.argv[2:]; from index.embedded.helpers import main; main(sys.argv[1])"


class Ready(NamedTuple):
    """A record as the engine takes it: its fields, and itself packed."""

    flat: Flat
    record: bytes


class HelperGoneError(Exception):
    """A helper ended before it answered; what it was asked for can be done without it."""


class Helpers:
    """COUNT processes that pack with the dictionary that FOLDER has when they begin."""

    def __init__(self, folder: Path, count: int) -> None:
        self._all = [_start(folder) for _ in range(count)]
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        for helper in self._all:
            self._idle.put(helper)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="yanpan-helper")

    def begin(self, batch: list[JudgedArticle]) -> Future[list[Ready]]:
        """BATCH made ready by the next helper that is free; the result raises HelperGoneError when that one ended."""
        return self._threads.submit(self._asked, batch)

    def end(self) -> None:
        """Let them go; they end with their pipes, as they do when this process is killed."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for helper in self._all:
            with suppress(OSError):
                cast("BinaryIO", helper.stdin).close()
            helper.wait()
            cast("BinaryIO", helper.stdout).close()

    def _asked(self, batch: list[JudgedArticle]) -> list[Ready]:
        helper = self._idle.get()
        try:
            _send(cast("BinaryIO", helper.stdin), msgspec.msgpack.encode(batch))
            answer = _receive(cast("BinaryIO", helper.stdout))
        except OSError as error:
            raise HelperGoneError from error
        finally:
            self._idle.put(helper)
        if answer is None:
            raise HelperGoneError
        return _READY.decode(answer)


def made_ready(batch: Iterable[JudgedArticle], codec: Codec) -> list[Ready]:
    """BATCH as the engine takes it."""
    return [Ready(flat_article(judged), codec.pack(judged)[0]) for judged in batch]


def main(folder: str) -> None:
    """A helper's life: batches from standard input, what they come to on standard output, until there are no more."""
    codec = Codec(Path(folder))
    while (asked := _receive(sys.stdin.buffer)) is not None:
        _send(sys.stdout.buffer, msgspec.msgpack.encode(made_ready(_BATCH.decode(asked), codec)))


def _start(folder: Path) -> subprocess.Popen[bytes]:
    # In a process group of its own: what interrupts the writer at a terminal shall not interrupt its helpers before it.
    return subprocess.Popen(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-P", "-c", BOOT, str(folder), *sys.path],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0,
    )  # fmt: skip


def _send(to: BinaryIO, message: bytes) -> None:
    to.write(len(message).to_bytes(4, "big") + message)
    to.flush()


def _receive(from_: BinaryIO) -> bytes | None:
    """The next message; None at the end, also where it was cut off."""
    size = from_.read(4)
    message = from_.read(int.from_bytes(size, "big"))
    return message if len(size) == 4 and len(message) == int.from_bytes(size, "big") else None


_BATCH = msgspec.msgpack.Decoder(list[JudgedArticle])
_READY = msgspec.msgpack.Decoder(list[Ready])
