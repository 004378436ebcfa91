"""The disputes that need help first, each with what is needed to decide."""

from __future__ import annotations

from briefings.material import Material
from yanpan_domain.briefing import Block, Paragraph, Section, Statement, Table
from yanpan_domain.figures import people


def first(material: Material) -> Section:
    """The first by urgency, reported now or still open."""
    chosen = material.selection.ranked[: material.options.top]
    title = f"需优先帮助的争议（前{len(chosen)}件）" if len(chosen) > 1 else "需优先帮助的争议"
    if not chosen:
        return Section(code="first", title=title, blocks=(_none(),))
    cards = [material.card(witness, rank) for rank, witness in enumerate(chosen, 1)]
    listing = Table(
        caption="一览",
        head=("序", "争议", "级别", "紧迫度", "人数", "状态"),
        rows=tuple(
            (
                Statement(text=str(card.rank)),
                Statement(text=card.title, quotations=card.lead.quotations, marks=card.lead.marks),
                Statement(text=card.level),
                Statement(text=f"{card.score:.0f}"),
                Statement(text=people(witness.dispute.workers)),
                Statement(text=card.status),
            )
            for card, witness in zip(cards, chosen, strict=True)
        ),
        numeric=(0, 3),
        widths=(6, 50, 9, 10, 16, 9),
        note="紧迫度0至100，衡量的是需要帮助的程度；停工、信访、聚集、组建工会不加分。",
    )
    blocks: tuple[Block, ...] = (listing, *cards)
    return Section(code="first", title=title, blocks=blocks)


def _none() -> Paragraph:
    return Paragraph(statements=(Statement(text="截至数据截点，没有尚未化解的争议需要列出。"),))
