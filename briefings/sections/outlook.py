"""Next period's nodes."""

from __future__ import annotations

from datetime import timedelta

from briefings.material import Material
from briefings.nodes import nodes_between
from briefings.numbers import day_words
from briefings.workdays import read_calendar
from yanpan_domain.briefing import Bullets, Section, Statement


def outlook(material: Material) -> Section:
    """What the calendar brings, and which clocks and notices run out before the next briefing ends."""
    period = material.selection.period
    start, length = period.end.date(), max(period.end - period.start, timedelta(days=7))
    end = start + length
    found = [Statement(text=node.text) for node in nodes_between(start, end, read_calendar(material.options.workdays))]
    for one in material.notices:
        if one.is_pending() and one.due is not None and start <= one.due < end:
            found.append(
                Statement(text=f"{day_words(one.due, year=False)}：{one.recipient}《{one.title}》办理期限届满。")
            )
    for witness in material.selection.ranked:
        for clock in witness.dispute.clocks:
            if start <= clock.end < end:
                text = (
                    f"{day_words(clock.end, year=False)}：{witness.dispute.title}的{clock.name}届满（{clock.basis}）。"
                )
                found.append(material.sources.statement(text, witness.evidence(clock.evidence)))
    span = f"{day_words(start, year=False)}至{day_words(end - timedelta(days=1), year=False)}"
    if not found:
        found.append(Statement(text=f"{span}没有已知的时间节点。"))
    return Section(code="outlook", title=f"下期节点（{span}）", blocks=(Bullets(statements=tuple(found)),))
