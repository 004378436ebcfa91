"""What an article states of its dispute, with the words that state it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yanpan_domain.codes import Basis, Circumstance, MoneyKind, PartyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that decided a result: where they stand and which rule read them.

    `start` and `end` count code points in the masked `field` ("title" or "text"); `quote` is that span's text.
    """

    field: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of people as a range: "十余人" is 10..19, basis word; `max` None is open-ended ("上百")."""

    min: int
    max: int | None
    basis: Basis
    raw: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in yuan as a range, and whether it is owed, paid or claimed."""

    min: float
    max: float | None
    basis: Basis
    kind: MoneyKind
    raw: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerMention:
    """An employer as written in the article, `name` in its shortest full form; never a private person."""

    name: str
    role: PartyRole | None
    field: str
    start: int
    end: int
    score: float = 1.0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place of the dispute (not of the medium, nor a worker's home)."""

    code: str
    name: str
    field: str
    start: int
    end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date the article states, resolved against its publication; `kind` says of what (event, due, promised, …)."""

    day: date
    precision: str
    kind: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalClock:
    """A statutory period that runs from a stated start; days left are computed against a given day, never stored."""

    code: str
    name: str
    basis: str
    start: date
    end: date
    evidence: Evidence | None = None

    def days_left(self, today: date) -> int:
        """Days from TODAY to the end; negative when it has run out."""
        return (self.end - today).days


@dataclass(frozen=True, slots=True, kw_only=True)
class CircumstanceFinding:
    """A stated circumstance that bears on the need of help."""

    code: Circumstance
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What an authority or union is reported to have done; `code` such as intervened, inspected, mediated, paid_advance."""

    code: str
    actor: str
    evidence: Evidence
