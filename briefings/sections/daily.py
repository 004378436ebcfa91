"""日报: one sentence, what must be done at once, what is new, what went on, what ended."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.material import Material
from briefings.numbers import moment_words
from briefings.sections.lines import line, resolved_line
from briefings.sections.method import method
from briefings.sections.overview import figure_table, quiet
from briefings.sections.unusual import unusual
from briefings.witness import Witness
from yanpan_domain.briefing import Block, Bullets, Paragraph, Section, Statement
from yanpan_domain.codes import Level

# More cannot be dealt with in a morning.
AT_ONCE = 5


def daily(material: Material) -> tuple[Section, ...]:
    now = material.selection.now
    at_once = material.selection.reported_at_level(Level.ONE, Level.TWO)[:AT_ONCE]
    return (
        Section(code="overview", title="综述", blocks=(Paragraph(statements=_sentence(material)),)),
        _cards(material, at_once),
        _lines("fresh", "新增", [line(material, one) for one in now.fresh if one.is_open()], "没有新增争议。"),
        _lines("continued", "续报", [line(material, one) for one in now.continued if one.is_open()], "没有续报。"),
        _lines("resolved", "已化解", [resolved_line(material, one) for one in now.resolved], "没有已化解的报道。"),
        unusual(material),
        Section(code="figures", title="数字", blocks=(figure_table(material),)),
        method(material),
    )


def _sentence(material: Material) -> tuple[Statement, ...]:
    now, figure = material.selection.now, material.figure
    if not now.witnesses:
        return quiet(material)
    urgent = len(material.selection.reported_at_level(Level.ONE, Level.TWO))
    text = (
        f"截至{moment_words(material.selection.period.end)}，前24小时公开报道的劳动争议{figure('disputes').value}件"
        f"（新增{figure('fresh').value}件、续报{figure('continued').value}件），已化解{figure('resolved').value}件，"
        + (f"需即办的一级、二级争议{urgent}件。" if urgent else "没有需即办的一级、二级争议。")
    )
    return (Statement(text=text),)


def _cards(material: Material, chosen: Sequence[Witness]) -> Section:
    blocks: tuple[Block, ...] = tuple(material.card(witness, rank) for rank, witness in enumerate(chosen, 1))
    none = (Paragraph(statements=(Statement(text="前24小时没有需即办的争议。"),)),)
    return Section(code="first", title="需即办", blocks=blocks or none)


def _lines(code: str, title: str, found: list[Statement], otherwise: str) -> Section:
    block: Block = Bullets(statements=tuple(found)) if found else Paragraph(statements=(Statement(text=otherwise),))
    return Section(code=code, title=title, blocks=(block,))
