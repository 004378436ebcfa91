"""月报、季报、年报: situation, trend, structure, cases, suggestions, follow-up rates, data quality."""

from __future__ import annotations

from collections import Counter

from briefings.charts.fill import chart
from briefings.figures import issue_counts
from briefings.follow_up_rates import rates
from briefings.material import Material
from briefings.numbers import bucket, share
from briefings.provinces import PROVINCES
from briefings.sections.changes import changes
from briefings.sections.distribution import distribution, industry
from briefings.sections.first import first
from briefings.sections.follow_up import follow_up
from briefings.sections.hotline import hotline
from briefings.sections.method import method
from briefings.sections.overview import overview
from briefings.sections.quality import quality
from briefings.suggestions import for_issue
from yanpan_domain.briefing import Block, Bullets, Chart, Paragraph, Section, Statement, Table
from yanpan_domain.figures import UNKNOWN

# Advice is given on the issues that most disputes are about.
ADVISED = 3
BANDS = ("1人", "2—9人", "10—29人", "30—99人", "100—299人", "300—999人", "1000人以上", UNKNOWN)


def calendar(material: Material) -> tuple[Section, ...]:
    order = (_situation, changes, _structure, industry, _cases, _advice, _follow_up, hotline, quality, method)
    return tuple(section for write in order if (section := write(material)) is not None)


def _situation(material: Material) -> Section:
    section = overview(material)
    return Section(code=section.code, title="形势", blocks=section.blocks)


def _structure(material: Material) -> Section:
    """The matrix and the issues, the map of tiles where the whole country is looked at, and the bands of workers."""
    section = distribution(material)
    blocks: list[Block] = list(section.blocks)
    if material.selection.now.witnesses:
        if material.selection.place is None:
            blocks.append(tile_map(material))
        blocks.append(_bands(material))
    return Section(code=section.code, title="结构", blocks=tuple(blocks))


def tile_map(material: Material) -> Chart:
    """One tile a province; no border is drawn."""
    counted = Counter(
        place.province for one in material.selection.now.witnesses for place in one.dispute.places[:1] if place.province in PROVINCES
    )  # fmt: skip
    top = max(counted.values(), default=1)
    rows: list[dict[str, object]] = [
        {
            "short": one.short, "column": one.column, "row": one.row, "count": counted[code],
            "shown": str(counted[code]) if counted[code] else "", "dark": counted[code] > top / 2,
        }
        for code, one in PROVINCES.items()
    ]  # fmt: skip
    words = "、".join(
        f"{PROVINCES[code].short}{count}件" for code, count in sorted(counted.items(), key=lambda p: (-p[1], p[0]))
    )
    note = "方格示意各省级区划的大致方位，不表示边界和面积"
    return chart("tiles", rows, caption="各地争议（件）", alternative=f"方格图：{words or '均未写明地点'}。", note=note)


def _bands(material: Material) -> Table:
    witnesses = material.selection.now.witnesses
    counted = Counter(bucket(one.dispute.workers) for one in witnesses)
    rows = tuple(
        (Statement(text=band), Statement(text=str(counted[band])), Statement(text=share(counted[band], len(witnesses))))
        for band in BANDS
        if counted[band]
    )
    return Table(
        caption="按涉及人数", head=("人数", "争议（件）", "占比"), rows=rows, numeric=(1, 2), widths=(40, 30, 30),
        note="按报道所写的最低人数分档。",
    )  # fmt: skip


def _cases(material: Material) -> Section:
    section = first(material)
    return Section(code="cases", title="重点争议", blocks=section.blocks)


def _advice(material: Material) -> Section:
    counted = issue_counts(material.selection.now.witnesses)[:ADVISED]
    if not counted:
        return Section(
            code="advice", title="建议", blocks=(Paragraph(statements=(Statement(text="本期无争议，无新增建议。"),)),)
        )
    found = [
        Statement(text=f"{issue.label}（{count}件）：{advice.text}（{advice.basis}）。")
        for issue, count in counted
        for advice in for_issue(issue)
    ]
    return Section(code="advice", title="建议", blocks=(Bullets(statements=tuple(found)),))


def _follow_up(material: Material) -> Section:
    section = follow_up(material)
    return Section(code=section.code, title=section.title, blocks=(*section.blocks, rates(material)))
