"""What of the index belongs to a product: the disputes reported in its period, those still open, and what was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from briefings.known import as_known
from briefings.period import Period
from briefings.provinces import within
from briefings.witness import Witness, witness_of
from index.interface import IndexReader
from index.living import living
from index.query import Query
from yanpan_domain.codes import Level, Stage
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle
from yanpan_domain.zone import SHANGHAI

# Only these articles can belong to a dispute.
DISPUTES = "relevance:dispute"
# An action that rests for longer than this is a new one (ILO's counting rule), so an open dispute is carried this long.
CARRIED = timedelta(days=30)


@dataclass(frozen=True)
class Window:
    """What was published in [start, end) and in the place asked for.

    `told` are the articles that tell of a dispute, `read` counts all of the place, and `has_data` says whether the index
    holds any article of the time at all, wherever.
    """

    start: datetime
    end: datetime
    told: tuple[JudgedArticle, ...]
    witnesses: tuple[Witness, ...]
    read: int
    has_data: bool

    @cached_property
    def fresh(self) -> tuple[Witness, ...]:
        """Disputes first published in the window."""
        return tuple(one for one in self.witnesses if one.first is not None and self.start <= one.first < self.end)

    @cached_property
    def continued(self) -> tuple[Witness, ...]:
        """Disputes known before and published about again."""
        return tuple(one for one in self.witnesses if one.first is not None and one.first < self.start)

    @cached_property
    def resolved(self) -> tuple[Witness, ...]:
        """Disputes whose settlement or judgment was first reported in the window."""
        return tuple(one for one in self.witnesses if self._ended(one))

    def _ended(self, witness: Witness) -> bool:
        stage, at, _ = witness.stage
        return stage in {Stage.SETTLED, Stage.JUDGED} and at is not None and self.start <= at < self.end


@dataclass(frozen=True)
class Selection:
    """A product's material: this period, the one before, the one a year before, and the disputes ranked for the day."""

    period: Period
    place: str | None
    cut_off: datetime
    now: Window
    before: Window
    year_before: Window
    ranked: tuple[Witness, ...]

    @property
    def today(self) -> date:
        """The day that clocks and scores are read for."""
        return self.cut_off.astimezone(SHANGHAI).date()

    def status(self, witness: Witness) -> str:
        """How WITNESS's dispute stands in the period; by its id, since the ranked one is scored for the day anew."""
        if witness.dispute.id in _ids(self.now.fresh):
            return "新增"
        return "续报" if witness.dispute.id in _ids(self.now.continued) else "在办"

    def at_level(self, *levels: Level) -> tuple[Witness, ...]:
        """The open disputes of LEVELS, the most urgent first."""
        return tuple(one for one in self.ranked if one.dispute.urgency and one.dispute.urgency.level in levels)

    def reported_at_level(self, *levels: Level) -> tuple[Witness, ...]:
        """Those of them that were published about in the period."""
        reported = _ids(self.now.witnesses)
        return tuple(one for one in self.at_level(*levels) if one.dispute.id in reported)


def _ids(witnesses: Iterable[Witness]) -> set[str]:
    return {one.dispute.id for one in witnesses}


class Reader:
    """Reads windows of one index, loading each dispute and article once."""

    def __init__(self, index: IndexReader, place: str | None, cut_off: datetime) -> None:
        self._index = index
        self._place = place
        self._cut_off = cut_off
        self._disputes: dict[str, Dispute | None] = {}
        self._articles: dict[str, JudgedArticle] = {}
        self._told: dict[str, JudgedArticle] = {}
        self._loaded: tuple[datetime, datetime] | None = None

    @property
    def cut_off(self) -> datetime:
        return self._cut_off

    @property
    def articles(self) -> Mapping[str, JudgedArticle]:
        """Every article loaded so far."""
        return self._articles

    def window(self, start: datetime, end: datetime) -> Window:
        """What is known of [start, end); what `read` has loaded is not asked for again."""
        end = min(end, self._cut_off)
        if start >= end:
            return Window(start, end, (), (), 0, False)
        if not (self._loaded and self._loaded[0] <= start and end <= self._loaded[1]):
            self.load(start, end)
        told = sorted(
            (one for one in self._told.values() if one.article.published and start <= one.article.published < end),
            key=lambda one: (one.article.published, one.article.id),
        )
        keys = dict.fromkeys(key for one in told for key in one.disputes)
        disputes = {one.id: one for key in keys if (one := self._living(key)) is not None and self._in_place(one)}
        mine = tuple(disputes[key] for key in sorted(disputes))
        everything = self._index.find(Query(since=start, until=end, limit=0)).total
        read = everything if self._place is None else self._read_of_place(start, end)
        return Window(start, end, self._of_place(told, mine), self.witnesses(mine), read, everything > 0)

    def load(self, start: datetime, end: datetime) -> None:
        """Read the articles about disputes of [start, end) in one pass."""
        asked = Query(text=DISPUTES, since=start, until=min(end, self._cut_off))
        found = {one.article.id: one for one in self._index.scan(asked) if one.article.published}
        self._told.update(found)
        self._articles.update(found)
        self._loaded = (start, end)

    def witnesses(self, disputes: Iterable[Dispute]) -> tuple[Witness, ...]:
        """Each of DISPUTES as it was known at the cut-off, with its articles."""
        listed = tuple(disputes)
        missing = [key for one in listed for key in one.articles if key not in self._articles]
        if missing:
            self._articles.update(self._index.articles(missing))
        known = (as_known(one, self._articles, self._cut_off) for one in listed)
        return tuple(witness_of(one, self._articles, self._cut_off) for one in known)

    def _living(self, key: str) -> Dispute | None:
        if key not in self._disputes:
            found = living(self._index, key)
            self._disputes[key] = found if found is not None and found.is_living else None
        return self._disputes[key]

    def _in_place(self, dispute: Dispute) -> bool:
        return self._place is None or any(within(place.code, self._place) for place in dispute.places)

    def _of_place(self, told: Sequence[JudgedArticle], disputes: Sequence[Dispute]) -> tuple[JudgedArticle, ...]:
        """All of TOLD, or with a place those of its disputes and those that name it."""
        if self._place is None:
            return tuple(told)
        mine = {key for one in disputes for key in one.articles}
        return tuple(
            one
            for one in told
            if one.article.id in mine or any(within(place.code, self._place) for place in one.judgment.places)
        )

    def _read_of_place(self, start: datetime, end: datetime) -> int:
        return self._index.find(Query(text=f"place:{self._place}", since=start, until=end, limit=0)).total


def select(index: IndexReader, period: Period, cut_off: datetime, place: str | None) -> tuple[Selection, Reader]:
    """The material of PERIOD as published before CUT_OFF."""
    from judgment.urgency.rank import rank

    reader = Reader(index, place, cut_off)
    before, year_before = period.previous(), period.year_before()
    since = min(period.start, period.end - CARRIED)
    reader.load(min(since, before.start), period.end)
    now = reader.window(period.start, period.end)
    carried = reader.window(since, period.end)
    open_ones = {one.dispute.id: one for one in carried.witnesses if one.is_open()}
    today = cut_off.astimezone(SHANGHAI).date()
    ranked = tuple(
        witness_of(dispute, reader.articles, cut_off)
        for dispute in rank([one.dispute for one in open_ones.values()], today)
    )
    earlier = reader.window(before.start, before.end)
    selection = Selection(
        period=period,
        place=place,
        cut_off=cut_off,
        now=now,
        before=earlier,
        year_before=reader.window(year_before.start, year_before.end),
        ranked=ranked,
    )
    return selection, reader
