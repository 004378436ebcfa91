"""Word by a template that an office can restyle: true styles, pictures with words for them, fixed times inside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from briefings.charts.draw import pictures, size, svg
from briefings.renderers.base import Renderer, fault
from yanpan_domain.briefing import Briefing, Card, Chart, Table

# The text is 156 mm wide by GB/T 9704.
TEXT_MM = 156.0
FACT_WIDTHS = (16.0, 84.0)
# Entries of the file carry this time: the first that the format knows.
EPOCH = (1980, 1, 1, 0, 0, 0)


class DocxRenderer(Renderer):
    name = "docx"
    suffix = ".docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def render(self, briefing: Briefing) -> bytes:
        from docxtpl import DocxTemplate

        template = DocxTemplate(str(self.file("briefing.docx")))
        charts = dict(zip(briefing.charts, pictures(briefing.charts), strict=True))

        def picture(chart: Chart) -> Any:
            return _inline(template, chart, charts[chart])

        environment = self.environment(escape=True)
        try:
            template.render({"briefing": briefing, "picture": picture, "marks": marks}, environment, autoescape=True)
        except Exception as error:
            raise fault(error, str(self.file("briefing.docx"))) from error
        _dress(template.docx, briefing)
        return _packed(template.docx)


def marks(numbers: tuple[int, ...]) -> str:
    return "".join(f"〔{number}〕" for number in numbers)


def _inline(template: Any, chart: Chart, png: bytes) -> Any:
    from docx.shared import Mm
    from docxtpl import InlineImage

    width, _ = size(svg(chart.specification))
    # CSS pixels are 1/96 inch; a chart wider than the text is shrunk to it.
    return InlineImage(template, io.BytesIO(png), width=Mm(min(TEXT_MM, width / 96 * 25.4)))


def _dress(document: Any, briefing: Briefing) -> None:
    """What a template cannot say: alternative texts, column widths, repeated heads, properties."""
    for shape, chart in zip(document.inline_shapes, briefing.charts, strict=False):
        shape._inline.docPr.set("descr", chart.alternative)
        shape._inline.docPr.set("title", chart.caption)
    for table, block in zip(document.tables, _tables(briefing), strict=False):
        _table(table, block)
    properties = document.core_properties
    properties.title = f"{briefing.title} {briefing.issue}"
    properties.author = properties.last_modified_by = briefing.organisation
    properties.created = properties.modified = briefing.cut_off.astimezone(UTC).replace(tzinfo=None)
    properties.revision = briefing.revision
    properties.comments, properties.language = briefing.digest, "zh-CN"


def _tables(briefing: Briefing) -> Iterator[Table | Card]:
    for section in briefing.sections:
        for block in section.blocks:
            if isinstance(block, Table | Card):
                yield block


def _table(table: Any, block: Table | Card) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    columns = len(block.head) if isinstance(block, Table) else 2
    widths = (block.widths or (100 / columns,) * columns) if isinstance(block, Table) else FACT_WIDTHS
    numeric = block.numeric if isinstance(block, Table) else ()
    table.autofit = False
    twips = [round(TEXT_MM * share / sum(widths) / 25.4 * 1440) for share in widths]
    for grid, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), twips, strict=False):
        grid.set(qn("w:w"), str(width))
    for number, row in enumerate(table._tbl.tr_lst):
        for column, cell in enumerate(row.tc_lst):
            cell.width = twips[column] * 635
            if column in numeric:
                for paragraph in cell.p_lst:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0 and isinstance(block, Table):
            properties.append(OxmlElement("w:tblHeader"))


def _packed(document: Any) -> bytes:
    """The file with fixed times, stored and not deflated: two zlib builds deflate the same text to different bytes."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_STORED) as target:
        for entry in source.infolist():
            clean = zipfile.ZipInfo(entry.filename, EPOCH)
            clean.create_system = 0
            target.writestr(clean, source.read(entry))
    return fixed.getvalue()
