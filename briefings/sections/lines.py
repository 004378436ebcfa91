"""A dispute in one line, with its sources."""

from __future__ import annotations

from briefings.lead import lead
from briefings.material import Material
from briefings.quoting import phrase, quoted
from briefings.witness import Witness
from yanpan_domain.briefing import Statement
from yanpan_domain.dispute import Quotation
from yanpan_domain.figures import people


def line(material: Material, witness: Witness) -> Statement:
    """Place, title and the report's own words."""
    dispute = witness.dispute
    place = dispute.places[0].name if dispute.places else "地点不详"
    quotation = lead(witness)
    said = quoted(quotation.quote) if quotation else ""
    spans: list[Quotation] = [quotation] if quotation else list(witness.title)
    if dispute.workers and dispute.workers_quotation:
        spans.append(dispute.workers_quotation)
    text = f"{dispute.title}（{place}，人数{people(dispute.workers)}）。{said}"
    return material.sources.statement(text, spans)


def resolved_line(material: Material, witness: Witness) -> Statement:
    """How it ended, in the words that say so."""
    stage, _, words = witness.stage
    told = phrase(words[0].quote) if words else ""
    return material.sources.statement(f"{witness.dispute.title}：{stage.label}。{told}", words)
