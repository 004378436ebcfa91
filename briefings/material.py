"""Everything that a product's sections are written from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefings.cards import card
from briefings.figures import figures
from briefings.follow_up import Followed
from briefings.like_cases import LikeCases
from briefings.notices.routing import Recipients
from briefings.options import BriefingOptions, Health
from briefings.selection import Reader, Selection
from briefings.sources import SourceList
from briefings.unusual import Unusual
from briefings.witness import Witness
from index.interface import IndexReader
from yanpan_domain.briefing import Card, Figure
from yanpan_domain.dispute import Dispute
from yanpan_domain.hotline import HotlineSummary


@dataclass(frozen=True)
class Material:
    """What was chosen for a product. `sources` grows as sections cite; sections are written in their order."""

    selection: Selection
    sources: SourceList
    closed: LikeCases
    notices: tuple[Followed, ...]
    owned: frozenset[str]
    options: BriefingOptions
    health: Health | None
    hotline: tuple[HotlineSummary, ...]
    index: IndexReader
    reader: Reader
    recipients: Recipients
    unusual: Unusual

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
            unit=unit_of(witness.dispute, self.recipients),
            today=self.selection.today,
            like=lambda: self.closed.of(witness.dispute, self.sources),
        )


def unit_of(dispute: Dispute, recipients: Recipients) -> str:
    """The union bodies that the routing table names for the dispute's places."""
    named = [recipient.name for _, recipient in recipients.for_dispute(dispute)]
    return "、".join(named) or "受文单位表未列，待定"
