"""What happened to each source in a run: counted, with a suspected cause, never silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one page or one run of a source; every request ends in one of these."""

    NEW = "new"
    KNOWN = "known"
    NOT_MODIFIED = "not_modified"
    EMPTY = "empty"
    BLOCKED = "blocked"
    CHALLENGE = "challenge"
    PARSE_FAILURE = "parse_failure"
    FAILED = "failed"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    DATE_MISSING = "date_missing"
    FUTURE_DATE = "future_date"
    GONE = "gone"
    DEFERRED = "deferred"


class Verdict(StrEnum):
    """How a source's run ended."""

    OK = "ok"
    FAILED = "failed"
    NOT_DUE = "not_due"
    LEASED = "leased"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOutcome:
    """One source in one run. `answered` is false when its list could not be had or read, or none of its pages could."""

    source: str
    title: str
    verdict: Verdict
    counts: Mapping[str, int] = field(default_factory=dict)
    cause: str | None = None
    requests: int = 0
    seconds: float = 0.0
    newest_item: datetime | None = None

    @property
    def answered(self) -> bool:
        return self.verdict is not Verdict.FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlReport:
    """A whole run."""

    outcomes: tuple[SourceOutcome, ...]
    started: datetime
    seconds: float

    @property
    def exit_status(self) -> int:
        """0 when every source answered, 1 when some failed."""
        return 0 if all(outcome.answered for outcome in self.outcomes) else 1
