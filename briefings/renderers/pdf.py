"""PDF by Typst in the layout of GB/T 9704: pinned fonts, fixed time, no file written on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from briefings.cards import points
from briefings.charts.draw import pinned_fonts, size, svg
from briefings.numbers import day_words, moment_words, numeral
from briefings.renderers.base import Renderer, TemplateFault
from yanpan_domain.briefing import Briefing
from yanpan_domain.figures import trimmed


class PdfRenderer(Renderer):
    """`fonts` is a folder with 仿宋, 小标宋, 楷体 or 黑体; without it the packaged Noto fonts stand in."""

    name = "pdf"
    suffix = ".pdf"
    media_type = "application/pdf"

    def __init__(self, templates: Path | None = None, fonts: Path | None = None) -> None:
        super().__init__(templates)
        self.fonts = fonts

    def render(self, briefing: Briefing) -> bytes:
        return typeset(self.file("briefing.typ"), as_data(briefing), int(briefing.cut_off.timestamp()), self.fonts)


def as_data(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain values, with everything that Typst would have to word already worded."""
    data: dict[str, Any] = msgspec.to_builtins(briefing)
    data["cut_off_words"] = moment_words(briefing.cut_off)
    data["day_words"] = day_words(briefing.cut_off)
    data["charts"] = [svg(chart.specification) for chart in briefing.charts]
    # CSS pixels are 0.75 pt; a chart is shown at its own size and never wider than the text.
    data["chart_widths"] = [size(drawn)[0] * 0.75 for drawn in data["charts"]]
    number = 0
    for index, section in enumerate(data["sections"], 1):
        section["number"] = numeral(index)
        for block in section["blocks"]:
            if block["kind"] == "chart":
                block["index"] = number
                number += 1
            if block["kind"] == "card":
                block["score_words"] = trimmed(block["score"])
                block["rank_words"] = numeral(block["rank"])
    for shown, card in zip(
        (b for s in data["sections"] for b in s["blocks"] if b["kind"] == "card"), briefing.cards, strict=True
    ):
        for line, reading in zip(shown["readings"], card.readings, strict=True):
            line["points_words"] = points(reading)
    for line, source in zip(data["sources"], briefing.sources, strict=True):
        line["day_words"] = day_words(source.published)
    return data


def typeset(template: Path, data: dict[str, Any], timestamp: int, fonts: Path | None = None) -> bytes:
    """TEMPLATE set with DATA. Raises TemplateFault with Typst's own words on file and line."""
    import typst

    source = template.read_bytes()
    if b"@preview" in source or b"@local" in source:
        raise TemplateFault(f"模板 {template} 引用了外部软件包（@preview 或 @local），请去掉：简报不得依赖网络。")
    try:
        compiler = typst.Compiler(input=str(template), root=str(template.parent), font_paths=pinned_fonts(fonts))
        made = compiler.compile(
            format="pdf", timestamp=timestamp, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
        )
    except typst.TypstError as error:
        raise TemplateFault(f"模板 {template} 无法排版：{error.diagnostic or error.message}".strip()) from error
    if not isinstance(made, bytes):
        raise TemplateFault(f"模板 {template} 没有排出一份文件。")
    return made
