"""One call reads every fact of an article."""

from __future__ import annotations

from dataclasses import dataclass

from judgment.document import Document
from judgment.facts import circumstances, demands, measures
from judgment.facts.arrears import read_arrears
from judgment.facts.circumstances import read_circumstances
from judgment.facts.clocks import read_clocks
from judgment.facts.cues import Cues
from judgment.facts.dates import read_dates
from judgment.facts.demands import read_demands
from judgment.facts.employers import read_employers
from judgment.facts.figures import FigureReader
from judgment.facts.measures import read_measures
from judgment.facts.money import read_money
from judgment.facts.shores import tells_of_elsewhere
from judgment.facts.spots import SpotFinder
from judgment.facts.workers import find_workers, quantity
from yanpan_domain.fact import (
    CircumstanceFinding,
    DateMention,
    EmployerMention,
    Evidence,
    LegalClock,
    Measure,
    Money,
    Quantity,
)

SPOTS = SpotFinder(reader.TRIGGERS.rules for reader in (circumstances, measures, demands))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the article states, whether or not it tells of a dispute; every span counts in the document's own fields."""

    employers: tuple[EmployerMention, ...] = ()
    workers: Quantity | None = None
    money: tuple[Money, ...] = ()
    arrears_months: float | None = None
    dates: tuple[DateMention, ...] = ()
    clocks: tuple[LegalClock, ...] = ()
    circumstances: tuple[CircumstanceFinding, ...] = ()
    measures: tuple[Measure, ...] = ()
    demands: tuple[Evidence, ...] = ()


def read_facts(document: Document) -> Facts:
    """The facts of DOCUMENT, the dispute's main employer and main sum first."""
    figures = FigureReader(document)
    cues = Cues(document)
    workers = find_workers(document, figures, cues)
    dates = read_dates(document)
    elsewhere = tells_of_elsewhere(document)
    spots = SPOTS.find(document)
    of_circumstances, of_measures, of_demands = spots.keys
    return Facts(
        employers=read_employers(document, spots, cues),
        workers=quantity(document, workers) if workers else None,
        money=read_money(document, figures, cues, workers, elsewhere),
        arrears_months=read_arrears(document, figures),
        dates=dates,
        clocks=read_clocks(document, dates, elsewhere),
        circumstances=read_circumstances(document, of_circumstances),
        measures=read_measures(document, of_measures),
        demands=read_demands(document, of_demands),
    )
