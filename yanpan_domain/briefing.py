"""A briefing as data: chosen, ordered and worded, before any renderer dresses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from yanpan_domain.codes import Labelled
from yanpan_domain.dispute import Quotation


class Product(Labelled):
    DAILY = "daily", "日报"
    WEEKLY = "weekly", "周报"
    MONTHLY = "monthly", "月报"
    QUARTERLY = "quarterly", "季报"
    YEARLY = "yearly", "年报"
    SPECIAL = "special", "专报"
    MINUTES = "minutes", "纪要"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article that a statement rests on; `published` None means that the page states no date."""

    number: int
    article: str
    media: str
    title: str
    url: str
    published: datetime | None
    published_precision: str
    fingerprint: str
    reprints: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence. About a dispute it carries the spans it rests on; `marks` number their sources, in order.

    `disputes` are the ids of those it leads to beside the one that its card is about.
    """

    text: str
    quotations: tuple[Quotation, ...] = ()
    marks: tuple[int, ...] = ()
    disputes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A labelled line of a dispute's facts; `known` is False when the value reads 不详."""

    label: str
    value: Statement
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """A legal period that runs, with the days left on the day of the cut-off."""

    name: str
    basis: str
    start: date
    end: date
    days_left: int
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """One signal's contribution to the urgency, in points of 100."""

    signal: str
    statement: Statement
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """Who must pay, in the order in which they are to be asked, and the law that says so."""

    statement: Statement
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A measure that the union can take, and the law it stands on."""

    text: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeCase:
    """An earlier dispute of the same kind that came to an end: what was done, how it ended, in how many days."""

    dispute: str
    title: str
    alike: str
    measure: Statement
    result: Statement
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything a reader needs to decide on one dispute."""

    kind: Literal["card"] = "card"
    rank: int
    dispute: str
    title: str
    level: str
    level_because: Statement
    score: float
    status: str
    unit: str
    lead: Statement
    facts: tuple[Fact, ...]
    payers: tuple[Payer, ...]
    clocks: tuple[ClockLine, ...]
    readings: tuple[ReadingLine, ...]
    like_cases: tuple[LikeCase, ...]
    suggestions: tuple[Suggestion, ...]
    unknown: tuple[str, ...]
    timeline: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    kind: Literal["paragraph"] = "paragraph"
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    kind: Literal["bullets"] = "bullets"
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A second-level heading, （一）."""

    kind: Literal["heading"] = "heading"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text. `numeric` names the columns that hold figures; `note` says what is counted."""

    kind: Literal["table"] = "table"
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Statement, ...], ...]
    numeric: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A filled Vega-Lite specification with the words for those who cannot see it."""

    kind: Literal["chart"] = "chart"
    name: str
    caption: str
    alternative: str
    specification: str
    note: str = ""


Block = Paragraph | Bullets | Heading | Table | Chart | Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A first-level section, 一、."""

    code: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that the briefing states: what it counts, and what it was in the periods before (None: no data)."""

    code: str
    name: str
    counts: str
    value: int
    previous: int | None = None
    year_before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One product of one period, the same for the same index, ledger and arguments.

    `digest` covers everything above it, so two briefings with the same digest render to the same bytes.
    """

    product: Product
    period: str
    period_label: str
    start: datetime
    end: datetime
    place: str | None
    place_name: str
    organisation: str
    issue: str
    title: str
    heading: tuple[str, ...]
    cut_off: datetime
    revision: int
    changes: tuple[str, ...]
    scorer: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    schema: str = "yanpan-briefing/1"
    digest: str = ""

    @property
    def name(self) -> str:
        """The file name without its suffix, `weekly-2026-W47-44`."""
        return "-".join(part for part in (self.product.value, self.period, (self.place or "").rstrip("0")) if part)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart, in order of appearance."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Chart))

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every dispute's card, in order of appearance."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Card))
