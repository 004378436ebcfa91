"""Everything that a product's sections are written from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefings.cards import card
from briefings.figures import figures
from briefings.follow_up import Followed
from briefings.like_cases import like_cases
from briefings.options import BriefingOptions, Health
from briefings.selection import Selection
from briefings.sources import SourceList
from briefings.witness import Witness
from index.interface import IndexReader
from yanpan_domain.briefing import Card, Figure
from yanpan_domain.hotline import HotlineSummary


@dataclass(frozen=True)
class Material:
    """What was chosen for a product. `sources` grows as sections cite; sections are written in their order."""

    selection: Selection
    sources: SourceList
    closed: tuple[Witness, ...]
    notices: tuple[Followed, ...]
    owned: frozenset[str]
    options: BriefingOptions
    health: Health | None
    hotline: tuple[HotlineSummary, ...]
    index: IndexReader

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return figures(self.selection)

    def figure(self, code: str) -> Figure:
        return next(figure for figure in self.figures if figure.code == code)

    def card(self, witness: Witness, rank: int) -> Card:
        """The card of WITNESS with its like cases."""
        return card(
            witness,
            self.sources,
            rank=rank,
            status=self.selection.status(witness),
            today=self.selection.today,
            like=lambda: like_cases(witness.dispute, self.closed, self.sources),
        )
