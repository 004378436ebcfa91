"""One source on its way through a run."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from time import monotonic

from crawlers.answers import Trouble
from crawlers.listed import Entry
from crawlers.messages import Done, Job
from crawlers.outcome import Outcome

# A source that shows known articles fails when this many new ones all could not be had.
MOST_MISSED = 3
# Stands for the source of a page that is fetched for a look.
LOOK = Job(
    source="", title="", kind="listing", urls=(), delay_seconds=None, timeout_seconds=None, content="page", articles=None,
    exclude=None, selectors={}, max_pages=1, lax_tls=False, javascript=False, tier="media", language="zh", places=(), validators={},
    pending=[],
)  # fmt: skip


class PageTrouble(Exception):
    """A page could not be had."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.cause)
        self.trouble = trouble


@dataclass(slots=True)
class SourceRun:
    """One source on its way through this run."""

    job: Job
    started: float = field(default_factory=monotonic)
    counts: Counter[str] = field(default_factory=Counter)
    causes: Counter[tuple[str, str]] = field(default_factory=Counter)
    list_failed: str | None = None
    lists_read: int = 0
    lists_unchanged: int = 0
    lists_asked: int = 0
    missed: int = 0
    requests: int = 0
    seen: set[str] = field(default_factory=set)
    queue: deque[Entry] = field(default_factory=deque)

    def done(self) -> Done:
        """How it went, for the parent."""
        had = self.counts["new"] + self.counts["known"] + self.lists_unchanged
        # Every new page failed: with nothing else to go by, or several times over (a redesign breaks all of them).
        nothing_had = not self.counts["new"] and self.missed >= (MOST_MISSED if had else 1)
        # What was put off follows from another trouble, which says more.
        troubles = sorted(self.causes.items(), key=lambda noted: (noted[0][0] == Outcome.DEFERRED, -noted[1]))
        cause = self.list_failed or next((cause for (_, cause), _ in troubles), None)
        return Done(
            source=self.job.source, counts={name: count for name, count in self.counts.items() if count},
            failed=self.list_failed is not None or nothing_had, cause=cause, requests=self.requests,
            seconds=round(monotonic() - self.started, 3), fresh=self.lists_read > 0,
        )  # fmt: skip

    def note(self, outcome: str, cause: str | None = None) -> None:
        self.counts[str(outcome)] += 1
        if cause:
            self.causes[str(outcome), cause] += 1
