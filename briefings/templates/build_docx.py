"""Builds `briefing.docx`, the Word template: run it after a change here. Offices restyle the result in Word.

Everything that Word can restyle is a named style; the Jinja tags stand as text between them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

# The open fonts stand beside those of GB/T 9704: Word takes the first that is installed.
BODY, TITLE, HEI, KAI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"


def build(path: Path) -> None:
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin, section.bottom_margin, section.right_margin = (
        Mm(37),
        Mm(28),
        Mm(35),
        Mm(26),
    )
    section.footer_distance = Mm(28)
    document.settings.odd_and_even_pages_header_footer = True
    _styles(document, Pt)
    _footer(section.footer, right=True)
    _footer(section.even_page_footer, right=False)
    _body(document)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def _styles(document: Any, pt: Any) -> None:
    normal = document.styles["Normal"]
    _font(normal, BODY, 16, pt)
    form = normal.paragraph_format
    form.line_spacing, form.space_before, form.space_after, form.first_line_indent = pt(28.95), pt(0), pt(0), pt(32)
    for name, font, size, settings in (
        ("Masthead", TITLE, 36, {"center": True, "colour": "C8161D", "line": None}),
        ("Masthead Issue", BODY, 16, {"center": True}),
        ("Masthead Line", BODY, 16, {"rule": True}),
        ("Document Title", TITLE, 22, {"center": True, "line": 36}),
        ("Meta", BODY, 11, {"center": True, "line": 20, "colour": "555B64"}),
        ("Badges", BODY, 12, {"line": 20, "colour": "555B64", "next": True}),
        ("Card Heading", HEI, 12, {"line": 22, "next": True, "before": 4}),
        ("Card Line", BODY, 12, {"line": 20}),
        ("Table Caption", HEI, 11, {"center": True, "line": 20, "next": True}),
        ("Table Text", BODY, 10.5, {"line": 16}),
        ("Table Head", HEI, 10.5, {"line": 16}),
        ("Table Note", BODY, 9, {"line": 15, "colour": "555B64"}),
        ("Picture", BODY, 10.5, {"center": True, "line": None, "next": True}),
        ("Picture Caption", BODY, 10.5, {"center": True, "line": 20, "colour": "555B64"}),
        ("Source", BODY, 10.5, {"line": 17}),
    ):
        _paragraph_style(document, name, font, size, settings, pt)
    for level, font in ((1, HEI), (2, KAI), (3, BODY)):
        style = document.styles[f"Heading {level}"]
        _font(style, font, 16, pt)
        style.font.bold = False
        style.font.color.rgb = None
        form = style.paragraph_format
        form.space_before = form.space_after = pt(0)
        form.first_line_indent, form.line_spacing, form.keep_with_next = pt(32), pt(28.95), True
    mark = document.styles.add_style("Source Mark", 2)
    mark.font.superscript = True
    mark.font.size = pt(12)
    header = document.styles["Header"]
    header.paragraph_format.first_line_indent = pt(0)


def _paragraph_style(document: Any, name: str, font: str, size: float, settings: dict[str, Any], pt: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import RGBColor

    style = document.styles.add_style(name, 1)
    style.base_style = document.styles["Normal"]
    _font(style, font, size, pt)
    form = style.paragraph_format
    form.first_line_indent = pt(0)
    line = settings.get("line", 28.95)
    if line is None:
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        form.line_spacing = pt(line)
    form.space_before = pt(settings.get("before", 0))
    form.keep_with_next = bool(settings.get("next"))
    if settings.get("center"):
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if settings.get("colour"):
        style.font.color.rgb = RGBColor.from_string(settings["colour"])
    if settings.get("rule"):
        _rule(style, pt)


def _rule(style: Any, pt: Any) -> None:
    """The red line under the masthead, with the date at the right margin."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm

    style.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="16" w:space="4" w:color="C8161D"/></w:pBdr>'
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(border), "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _font(style: Any, name: str, size: float, pt: Any) -> None:
    from docx.oxml.ns import qn

    style.font.name, style.font.size = "Times New Roman", pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    fonts.set(qn("w:eastAsia"), name)


def _footer(footer: Any, *, right: bool) -> None:
    """— 1 — in 14 pt, outside: right on odd pages, left on even ones, one character in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    form = paragraph.paragraph_format
    form.first_line_indent, form.left_indent, form.right_indent = Pt(0), Pt(14), Pt(14)
    paragraph.add_run("— ").font.size = Pt(14)
    for kind in ("begin", None, "separate", "text", "end"):
        run = paragraph.add_run("1" if kind == "text" else "")
        run.font.size = Pt(14)
        if kind is None:
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>'))
        elif kind != "text":
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
    paragraph.add_run(" —").font.size = Pt(14)


def _body(document: Any) -> None:
    def line(text: str, style: str = "Normal") -> Any:
        return document.add_paragraph(text, style=style)

    def said(name: str, style: str, before: str = "", after: str = "") -> None:
        """A statement and its marks, the marks in their own style."""
        paragraph = document.add_paragraph(style=style)
        paragraph.add_run(f"{before}{{{{ {name}.text }}}}")
        paragraph.add_run(f"{{{{ marks({name}.marks) }}}}", style="Source Mark")
        if after:
            paragraph.add_run(after)

    line("{{ briefing.title }}", "Masthead")
    line("{{ briefing.issue }}", "Masthead Issue")
    line("{{ briefing.organisation }}\t{{ briefing.cut_off|day }}", "Masthead Line")
    line("{%p for words in briefing.heading %}")
    line("{{ words }}", "Document Title")
    line("{%p endfor %}")
    line(
        "范围：{{ briefing.place_name }}　数据截点：{{ briefing.cut_off|moment }}　第{{ briefing.revision }}版", "Meta"
    )
    line("{%p if briefing.changes %}")
    line("本版与上一版的不同：{{ briefing.changes|join('；') }}", "Card Line")
    line("{%p endif %}")
    line("{%p for section in briefing.sections %}")
    line("{{ loop.index|numeral }}、{{ section.title }}", "Heading 1")
    line("{%p for block in section.blocks %}")
    _paragraphs(document, line, said)
    _tables(document, line)
    line("{%p if block.kind == 'chart' %}")
    line("{{ picture(block) }}", "Picture")
    line("{{ block.caption }}{% if block.note %}。{{ block.note }}{% endif %}", "Picture Caption")
    line("{%p endif %}")
    line("{%p if block.kind == 'card' %}")
    _card(document, line, said)
    line("{%p endif %}")
    line("{%p endfor %}")
    line("{%p endfor %}")
    line("信源", "Heading 1")
    line("{%p for source in briefing.sources %}")
    line(
        "〔{{ source.number }}〕{{ source.media }}《{{ source.title }}》，{{ source.published|day }}"
        "{% if source.reprints %}，另有转载{{ source.reprints }}篇{% endif %}。{{ source.url }}　指纹{{ source.fingerprint }}",
        "Source",
    )
    line("{%p else %}")
    line("本期没有引用报道。", "Source")
    line("{%p endfor %}")
    line("{{ briefing.organisation }}　内容据公开报道，待核实　摘要{{ briefing.digest }}", "Table Note")


def _paragraphs(document: Any, line: Any, said: Any) -> None:
    line("{%p if block.kind == 'paragraph' %}")
    paragraph = document.add_paragraph()
    paragraph.add_run("{%r for statement in block.statements %}")
    paragraph.add_run("{{ statement.text }}")
    paragraph.add_run("{{ marks(statement.marks) }}", style="Source Mark")
    paragraph.add_run("{%r endfor %}")
    line("{%p endif %}")
    line("{%p if block.kind == 'heading' %}")
    line("{{ block.text }}", "Heading 2")
    line("{%p endif %}")
    line("{%p if block.kind == 'bullets' %}")
    line("{%p for statement in block.statements %}")
    said("statement", "Normal")
    line("{%p endfor %}")
    line("{%p endif %}")


def _tables(document: Any, line: Any) -> None:
    line("{%p if block.kind == 'table' %}")
    line("{{ block.caption }}", "Table Caption")
    table = document.add_table(rows=4, cols=3)
    _bare(table)
    for row, texts in enumerate(
        (
            ("{%tc for cell in block.head %}", "{{ cell }}", "{%tc endfor %}"),
            ("{%tr for row in block.rows %}", "", ""),
            ("{%tc for cell in row %}", "{{ cell.text }}", "{%tc endfor %}"),
            ("{%tr endfor %}", "", ""),
        )
    ):
        for column, text in enumerate(texts):
            paragraph = table.cell(row, column).paragraphs[0]
            paragraph.style = document.styles["Table Head" if row == 0 else "Table Text"]
            paragraph.add_run(text)
            if text == "{{ cell.text }}":
                paragraph.add_run("{{ marks(cell.marks) }}", style="Source Mark")
    line("{%p if block.note %}")
    line("注：{{ block.note }}", "Table Note")
    line("{%p endif %}")
    line("{%p endif %}")


def _card(document: Any, line: Any, said: Any) -> None:
    line("（{{ block.rank|numeral }}）{{ block.title }}", "Heading 2")
    line(
        "{{ block.level }}级　紧迫度{{ block.score|trimmed }}　{{ block.status }}　建议责任单位：{{ block.unit }}　{{ block.level_because.text }}",
        "Badges",
    )
    said("block.lead", "Normal")
    table = document.add_table(rows=3, cols=2)
    _bare(table)
    for row, texts in enumerate(
        (("{%tr for fact in block.facts %}", ""), ("{{ fact.label }}", "{{ fact.value.text }}"), ("{%tr endfor %}", ""))
    ):
        for column, text in enumerate(texts):
            paragraph = table.cell(row, column).paragraphs[0]
            paragraph.style = document.styles["Table Head" if column == 0 else "Table Text"]
            paragraph.add_run(text)
            if "fact.value" in text:
                paragraph.add_run("{{ marks(fact.value.marks) }}", style="Source Mark")
    for heading, loop, parts, otherwise in (
        ("谁先支付", "payer in block.payers", ("{{ loop.index }}. ", "payer.statement", "（{{ payer.basis }}）"), "不涉及款项支付，或报道未说明。"),
        ("时效", "clock in block.clocks", ("clock.statement", "（{{ clock.basis }}）"), "报道未写明起算日，不推算。"),
        ("建议措施", "suggestion in block.suggestions", ("{{ loop.index }}. {{ suggestion.text }}（{{ suggestion.basis }}）",), "无。"),
        ("类案", "like in block.like_cases", ("{{ like.title }}（{{ like.alike }}）。处置：", "like.measure", "；结果：", "like.result", "；用时{% if like.days is none %}不详{% else %}{{ like.days }}天{% endif %}。"), "尚无已办结的同类争议。"),
    ):  # fmt: skip
        line(heading, "Card Heading")
        line(f"{{%p for {loop} %}}")
        _mixed(document, parts)
        line("{%p else %}")
        line(otherwise, "Card Line")
        line("{%p endfor %}")
    line("紧迫度由来", "Card Heading")
    paragraph = document.add_paragraph(style="Card Line")
    paragraph.add_run("{%r for reading in block.readings %}")
    paragraph.add_run("{{ reading.statement.text }}")
    paragraph.add_run("{{ marks(reading.statement.marks) }}", style="Source Mark")
    paragraph.add_run("（{{ reading|points }}）{% if loop.last %}。{% else %}；{% endif %}")
    paragraph.add_run("{%r else %}")
    paragraph.add_run("没有明显加分因素。")
    paragraph.add_run("{%r endfor %}")
    line("尚不清楚", "Card Heading")
    line("{{ block.unknown|join('、') if block.unknown else '无' }}。", "Card Line")
    line("{%p if block.timeline %}")
    line("近期进展", "Card Heading")
    line("{%p for statement in block.timeline %}")
    said("statement", "Card Line")
    line("{%p endfor %}")
    line("{%p endif %}")


def _mixed(document: Any, parts: tuple[str, ...]) -> None:
    """A line of text and statements; a part without brace or Chinese text is a statement's name."""
    paragraph = document.add_paragraph(style="Card Line")
    for part in parts:
        if part.replace(".", "").replace("_", "").isascii() and "{" not in part:
            paragraph.add_run(f"{{{{ {part}.text }}}}")
            paragraph.add_run(f"{{{{ marks({part}.marks) }}}}", style="Source Mark")
        else:
            paragraph.add_run(part)


def _bare(table: Any) -> None:
    """Rules above, below and between rows; none at the sides."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for side, size, colour in (("top", 10, "1D2127"), ("bottom", 10, "1D2127"), ("insideH", 4, "B8BEC7"))
    )
    # Word demands the schema's order: borders stand before layout, margins and look.
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>")
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "briefing.docx")
