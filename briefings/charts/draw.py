"""Draws filled charts: SVG by vl-convert, pictures for Word by Typst with the packaged fonts alone."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from yanpan_domain.briefing import Chart
from yanpan_domain.errors import OperatorError

# Word shows charts at about 150 mm; this many pixels an inch stay sharp in print.
WORD_PPI = 180


class FontsMissing(OperatorError):
    code = "fonts"


@lru_cache(maxsize=64)
def svg(specification: str) -> str:
    """The chart as SVG, the same on any machine with this version of vl-convert."""
    import vl_convert

    _register_fonts()
    drawn: str = vl_convert.vegalite_to_svg(specification)
    return re.sub(r'font-family="[^"]*"', 'font-family="Noto Sans SC"', drawn)


def size(drawn: str) -> tuple[float, float]:
    """Width and height of an SVG in its own units (CSS pixels)."""
    width, height = re.search(r'width="([\d.]+)"', drawn), re.search(r'height="([\d.]+)"', drawn)
    if width is None or height is None:
        raise ValueError("an SVG without a size")
    return float(width[1]), float(height[1])


def pictures(charts: Sequence[Chart]) -> list[bytes]:
    """Each chart as PNG. Typst draws them, because it can be told to look at no font but the packaged ones."""
    if not charts:
        return []
    import typst

    lines = ["#let drawn = json(bytes(sys.inputs.charts))"]
    for number, chart in enumerate(charts):
        width, height = size(svg(chart.specification))
        lines.append(f"#set page(width: {width * 0.75}pt, height: {height * 0.75}pt, margin: 0pt)")
        lines.append(f'#image(bytes(drawn.at({number})), format: "svg", width: 100%)')
    compiler = typst.Compiler(input="\n".join(lines).encode(), font_paths=pinned_fonts())
    given = json.dumps([svg(chart.specification) for chart in charts], ensure_ascii=False)
    drawn = compiler.compile(format="png", ppi=WORD_PPI, sys_inputs={"charts": given})
    return [page for page in (drawn if isinstance(drawn, list) else [drawn]) if page is not None]


def fonts_folder() -> Path:
    """Where the packaged Noto Serif SC and Noto Sans SC lie."""
    from pylopdf_fonts_zh_cn import sans_path

    return Path(sans_path()).parent


@lru_cache(maxsize=4)
def pinned_fonts(folder: Path | None = None) -> Any:
    """The fonts that Typst may use: those of FOLDER and the packaged ones, none of the machine's. Raises FontsMissing."""
    import typst

    if folder is not None and not folder.is_dir():
        raise FontsMissing(f"找不到字体目录 {folder}。请检查设置 briefing.fonts，或留空用随包的 Noto 字体。")
    folders = [str(one) for one in (folder, fonts_folder()) if one]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(fonts_folder()))
