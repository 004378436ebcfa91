import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from briefings.compose import compose
from briefings.period import parse_period
from briefings.renderers.base import TemplateFault
from briefings.renderers.html import safe_link
from briefings.write import FORMS, FormError, WriteError, forms_of, renderer, write_briefing
from tests.briefings.corpus import CUT_OFF, a_corpus
from yanpan_domain.briefing import Product
from yanpan_ledger.engine import open_ledger

W47 = parse_period(Product.WEEKLY, "2026-W47")


def made(count, folder, name=""):
    with open_ledger(f"sqlite:///{folder / 'ledger.db'}") as ledger:
        return compose(a_corpus(count, name=name), ledger, product=Product.WEEKLY, period=W47, cut_off=CUT_OFF)


@pytest.fixture(scope="module")
def briefing(tmp_path_factory):
    return made(12, tmp_path_factory.mktemp("ledger"))


@pytest.fixture(scope="module")
def rendered(briefing):
    return {form: renderer(form).render(briefing) for form in FORMS}


def test_another_process_at_another_clock_gives_the_same_bytes(briefing, rendered, tmp_path):
    script = (
        "import sys, pathlib, tests.briefings.test_renderers as t\n"
        "from briefings.write import write_briefing\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "write_briefing(t.made(12, folder), folder)\n"
    )
    environment = {
        "PATH": "/usr/bin:/bin",
        "TZ": "America/New_York",
        "LANG": "C",
        "PYTHONHASHSEED": "7",
        "HOME": str(tmp_path),
    }
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, cwd=root, env=environment)
    for form in FORMS:
        path = tmp_path / (briefing.name + renderer(form).suffix)
        assert path.read_bytes() == rendered[form], form


def test_html_asks_nothing_from_elsewhere_and_holds_no_script(rendered):
    html = rendered["html"].decode()
    assert "<script" not in html
    assert not re.search(r'(?:src|href)="(?!#|https?://news\.example\.org/)', html)
    assert not re.search(r"url\((?!#)", html)
    assert html.count('role="img"') >= 3


def test_html_ids_are_unique_and_every_mark_leads_somewhere(rendered):
    html = rendered["html"].decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_a_hostile_title_stays_text_in_every_form(tmp_path):
    hostile = '示例<script>alert(1)</script>{{ 7*7 }}#raw|a|*b*"&公司'
    briefing = made(2, tmp_path, name=hostile)
    html = renderer("html").render(briefing).decode()
    assert "<script" not in html
    assert "{{ 7*7 }}" in html
    text = _docx_text(renderer("docx").render(briefing))
    assert "<script>alert(1)</script>{{ 7*7 }}#raw" in text
    assert renderer("pdf").render(briefing).startswith(b"%PDF")
    rows = [line for line in renderer("markdown").render(briefing).decode().splitlines() if line.startswith("| 1 |")]
    assert rows[0].replace("\\|", "").count("|") == 7


def _docx_text(content):
    from docx import Document

    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_word_has_true_styles_pictures_with_words_and_fixed_times(briefing, rendered):
    from docx import Document

    document = Document(io.BytesIO(rendered["docx"]))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Heading 1", "Heading 2", "Masthead", "Document Title", "Picture Caption"} <= styles
    descriptions = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert descriptions == [chart.alternative for chart in briefing.charts]
    assert document.core_properties.created == CUT_OFF
    with zipfile.ZipFile(io.BytesIO(rendered["docx"])) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        xml = opened.read("word/document.xml").decode()
    assert "{{" not in xml
    assert "{%" not in xml
    ids = re.findall(r'<wp:docPr[^>]* id="(\d+)"', xml)
    assert len(ids) == len(set(ids))


def test_every_form_says_the_same_facts(briefing, rendered):
    word, html, text = _docx_text(rendered["docx"]), rendered["html"].decode(), rendered["markdown"].decode()
    assert briefing.cards and briefing.figures
    for card in briefing.cards:
        for shown in (word, html, text):
            assert card.title in shown
            assert card.lead.text in shown
    for figure in briefing.figures:
        assert str(figure.value) in word


def test_an_office_template_replaces_ours(briefing, tmp_path):
    (tmp_path / "briefing.md.j2").write_text("{{ briefing.title }}：{{ briefing.figures[0].value }}件")
    assert renderer("markdown", tmp_path).render(briefing).decode() == "劳动争议研判周报：12件"
    assert renderer("html", tmp_path).render(briefing) == renderer("html").render(briefing)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("一\n二\n{{ briefing.ttle }}", r"briefing\.md\.j2 第 3 行.*ttle"),
        ("{% for %}", r"briefing\.md\.j2 第 1 行写法有误"),
        ("{{ briefing.__class__.__mro__ }}", "不允许|不存在"),
        ("{{ ''.join(briefing.sections) }}", "无法填写"),
    ],
)
def test_a_wrong_template_names_file_line_and_field(briefing, tmp_path, template, words):
    (tmp_path / "briefing.md.j2").write_text(template)
    with pytest.raises(TemplateFault, match=words):
        renderer("markdown", tmp_path).render(briefing)


def test_a_wrong_pdf_template_says_where(briefing, tmp_path):
    (tmp_path / "briefing.typ").write_text("#let b = json(bytes(sys.inputs.data))\n#b.nothing")
    with pytest.raises(TemplateFault, match="nothing"):
        renderer("pdf", tmp_path).render(briefing)
    (tmp_path / "briefing.typ").write_text('#import "@preview/x:1.0.0"')
    with pytest.raises(TemplateFault, match="网络"):
        renderer("pdf", tmp_path).render(briefing)


def test_files_are_written_whole_or_not_at_all(briefing, tmp_path):
    paths = write_briefing(briefing, tmp_path / "out", ["json", "markdown"])
    assert [path.name for path in paths] == ["weekly-2026-W47.json", "weekly-2026-W47.md"]
    assert len(list((tmp_path / "out").iterdir())) == 2
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WriteError, match="--out"):
        write_briefing(briefing, tmp_path / "file", ["json"])


def test_forms_are_named_or_refused():
    assert forms_of("all") == FORMS
    assert forms_of("pdf, md") == ("pdf", "markdown")
    with pytest.raises(FormError, match="可用"):
        forms_of("odt")


def test_only_web_addresses_become_links(briefing):
    assert safe_link("javascript:alert(1)") == ""
    assert safe_link("https://example.org/a") == "https://example.org/a"
    bad = replace(briefing, sources=tuple(replace(s, url="javascript:alert(1)") for s in briefing.sources))
    assert 'href="javascript' not in renderer("html").render(bad).decode()


# The order of children by ECMA-376 (CT_TblPr, CT_TrPr, CT_PPr, CT_RPr), as far as we write them; Word repairs what breaks it.
ORDER = {
    "tblPr": ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"],
    "trPr": ["cantSplit", "trHeight", "tblHeader", "jc"],
    "tcPr": ["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"],
    "pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs", "spacing",
            "ind", "jc", "outlineLvl", "rPr", "sectPr"],
    "rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "kern", "sz", "szCs", "u", "vertAlign", "lang"],
}  # fmt: skip


def test_word_finds_every_element_where_the_schema_wants_it(rendered):
    from lxml import etree

    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    checked = 0
    with zipfile.ZipFile(io.BytesIO(rendered["docx"])) as opened:
        for part in ("word/document.xml", "word/styles.xml"):
            for element in etree.fromstring(opened.read(part)).iter(*(word + name for name in ORDER)):
                order = ORDER[element.tag.removeprefix(word)]
                known = [order.index(name) for child in element if (name := child.tag.removeprefix(word)) in order]
                assert known == sorted(known), (part, element.tag, [child.tag for child in element])
                checked += len(known) > 1
    assert checked > 50


def test_a_table_has_as_many_cells_as_columns_everywhere(rendered):
    from docx import Document

    tables = Document(io.BytesIO(rendered["docx"])).tables
    assert len(tables) > 5
    for table in tables:
        columns = len(table._tbl.tblGrid)
        assert {len(row.tc_lst) for row in table._tbl.tr_lst} == {columns}


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts is not installed (apt install poppler-utils)")
def test_every_font_of_the_pdf_is_embedded(rendered, tmp_path):
    (tmp_path / "a.pdf").write_bytes(rendered["pdf"])
    lines = subprocess.run(
        ["pdffonts", str(tmp_path / "a.pdf")], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    fonts = [line.split() for line in lines[2:]]
    assert fonts
    assert all(font[-5] == "yes" for font in fonts)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed (apt install poppler-utils)")
def test_the_pdf_can_be_searched(briefing, rendered, tmp_path):
    (tmp_path / "a.pdf").write_bytes(rendered["pdf"])
    told = subprocess.run(
        ["pdftotext", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    flat = "".join(told.split())
    assert briefing.title in flat
    for card in briefing.cards:
        assert "".join(card.title.split()) in flat


def test_every_chart_has_words_for_those_who_cannot_see_it_and_the_packaged_font(briefing):
    charts = {chart.name: chart for chart in briefing.charts}
    assert {"heat", "issues", "trend"} <= set(charts)
    for chart in briefing.charts:
        assert chart.alternative.endswith("。")
        assert json.loads(chart.specification)["config"]["font"] == "Noto Sans SC"
    rows = json.loads(charts["issues"].specification)["data"]["values"]
    assert rows
    assert all(f"{row['issue']}{row['count']}件" in charts["issues"].alternative for row in rows)
