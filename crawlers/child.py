"""Starts the crawling process and talks with it."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from crawlers.messages import ToChild, ToParent, read_to_parent, write_message

# The same copy of the program as the parent's, whatever folder it was started from.
BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from crawlers.process import main; main()"
# So many messages may wait before the child is made to wait: it bounds memory when judging is slower than crawling.
BEHIND = 200


@dataclass(slots=True)
class Child:
    """The crawling process and the thread that reads what it tells."""

    process: subprocess.Popen[bytes]
    told: queue.Queue[ToParent | None]

    def say(self, message: ToChild) -> None:
        try:
            write_message(cast("BinaryIO", self.process.stdin), message)
        except (BrokenPipeError, ValueError):
            return  # it ended; the reader's None says so, and the run accounts for it there

    def end(self) -> int:
        """Close its pipe, which ends it; its exit status."""
        with suppress(BrokenPipeError):  # already gone, which is what closing is for
            cast("BinaryIO", self.process.stdin).close()
        try:
            return self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def start_child() -> Child:
    folder = str(Path(__file__).resolve().parent.parent)
    process = subprocess.Popen(  # noqa: S603  # our own interpreter and program
        [sys.executable, "-P", "-c", BOOT, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=True
    )
    told: queue.Queue[ToParent | None] = queue.Queue(maxsize=BEHIND)

    def read() -> None:
        stream = cast("BinaryIO", process.stdout)
        while (message := read_to_parent(stream)) is not None:
            told.put(message)
        told.put(None)

    threading.Thread(target=read, name="crawl-reader", daemon=True).start()
    return Child(process, told)
