"""Articles made ready for the engine: their words found, the record packed. Many are shared with other processes.

Two thirds of an article's time go into its words, in Python, on one processor. So a writer that is given thousands (a copy,
an import, a rebuild) starts helpers; what a crawl brings would not pay for starting them (docs/decisions/index-helpers.md).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from itertools import islice

from index.documents import flat_article
from index.embedded.folder import Folder
from index.embedded.helpers import HelperGoneError, Helpers, Ready
from index.embedded.records import SAMPLES
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle

# Articles made ready at once: few enough for the processor's cache, enough for a message to be worth sending.
TOGETHER = 64
# Articles given to one writer from which on helpers pay for their start, which takes each about half a second.
MANY = 3_000
# Batches a helper has before it: one under work and one waiting.
AHEAD = 2


class Preparing:
    """What a writer is given, made ready in the order in which it was given."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        # The first many records teach the folder its dictionary.
        self._samples: list[bytes] | None = None if folder.codec.newest else []
        self._given = 0
        self._helpers: Helpers | None = None
        self._waiting: deque[tuple[list[JudgedArticle], Future[list[Ready]]]] = deque()

    def ready(self, articles: Iterable[JudgedArticle]) -> Iterator[list[Ready]]:
        """Take ARTICLES; what is ready by now, a batch at a time."""
        given = iter(articles)
        while batch := list(islice(given, TOGETHER)):
            self._given += len(batch)
            if self._helpers is None and self._given > MANY and self._samples is None and processors() > 1:
                self._helpers = Helpers(self._folder.path, processors())
            if self._helpers is None:
                yield self._here(batch)
            else:
                self._waiting.append((batch, self._helpers.begin(batch)))
                yield from self._finished(leave=AHEAD * processors())

    def rest(self) -> Iterator[list[Ready]]:
        """All that was taken and not yet given back."""
        return self._finished(leave=0)

    @property
    def is_behind(self) -> bool:
        """Whether something was taken and not yet given back."""
        return bool(self._waiting)

    def packed(self, record: JudgedArticle | Dispute) -> bytes:
        """RECORD as stored."""
        stored, told = self._folder.codec.pack(record)
        if self._samples is not None:
            self._samples.append(told)
            if len(self._samples) >= SAMPLES:
                with self._folder.translated():
                    self._folder.codec.learn(self._samples)
                self._samples = None
        return stored

    def end(self) -> None:
        """Drop what was not given back, and let the helpers go."""
        self._waiting.clear()
        if self._helpers is not None:
            self._helpers.end()
            self._helpers = None

    def _finished(self, leave: int) -> Iterator[list[Ready]]:
        while len(self._waiting) > leave:
            batch, result = self._waiting.popleft()
            try:
                yield result.result()
            except HelperGoneError:  # slower, and as good
                yield self._here(batch)

    def _here(self, batch: list[JudgedArticle]) -> list[Ready]:
        # Step by step over the batch, not all steps over each: the tables of each step stay in the processor's cache.
        flats = [flat_article(judged) for judged in batch]
        return [Ready(flat, self.packed(judged)) for flat, judged in zip(flats, batch, strict=True)]


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
