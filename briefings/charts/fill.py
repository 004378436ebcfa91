"""Fills a Vega-Lite file with rows; the filled specification is part of the briefing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from yanpan_domain.briefing import Chart

FOLDER = Path(__file__).parent
# The packaged open font: charts measure the same on any machine.
FONT = "Noto Sans SC"
_CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "#ffffff",
    "view": {"stroke": None},
    "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": "#222222", "titleColor": "#222222",
             "gridColor": "#e3e6ea", "domainColor": "#8a8f98", "tickColor": "#8a8f98"},
    "legend": {"labelFontSize": 12, "titleFontWeight": "normal", "labelColor": "#222222"},
    "text": {"font": FONT, "fontSize": 12},
}  # fmt: skip


def chart(name: str, rows: Sequence[dict[str, object]], *, caption: str, alternative: str, note: str = "") -> Chart:
    """The chart called NAME with ROWS. ALTERNATIVE says in words what it shows."""
    specification = {**_specification(name), "data": {"values": list(rows)}, "config": _CONFIG}
    if name == "heat":
        lines = max((str(row["issue"]).count("|") + 1 for row in rows), default=1)
        specification["encoding"] = _lifted(specification["encoding"], lines)
    text = json.dumps(specification, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Chart(name=name, caption=caption, alternative=alternative, specification=text, note=note)


def _lifted(encoding: dict[str, Any], lines: int) -> dict[str, Any]:
    """Column heads of several lines grow downwards in Vega, so they are lifted by the lines below the first."""
    axis = encoding["x"]["axis"] | {"labelPadding": 4 + 13 * (lines - 1)}
    return encoding | {"x": encoding["x"] | {"axis": axis}}


@lru_cache(maxsize=16)
def _specification(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / f"{name}.vl.json").read_text(encoding="utf-8"))
    return read
