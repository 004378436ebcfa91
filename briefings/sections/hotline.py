"""热线: calls by issue and place, never added to news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from briefings.material import Material
from briefings.numbers import change
from briefings.period import Period
from briefings.provinces import province_name, within
from yanpan_domain.briefing import Block, Paragraph, Section, Statement, Table
from yanpan_domain.hotline import HotlineSummary

NAMED = 8


def hotline(material: Material) -> Section | None:
    """None when the office keeps no hotline summaries at all."""
    if not material.hotline:
        return None
    period = material.selection.period
    now, before = _in(material, period), _in(material, period.previous())
    total, earlier = sum(row.calls for row in now), sum(row.calls for row in before) if before else None
    if not now:
        return Section(
            code="hotline", title="热线", blocks=(Paragraph(statements=(Statement(text="本期没有热线汇总。"),)),)
        )
    text = f"本期12351热线劳动争议来电{total}通，{change(total, earlier, '通', period.unit)}；热线不计入上述报道数字。"
    blocks: list[Block] = [Paragraph(statements=(Statement(text=text),))]
    for caption, key in (("按类型", _issue), ("按地区", _place), ("按单位", _employer)):
        blocks.append(_table(caption, _sums(now, key), _sums(before, key), period, bool(before)))
    return Section(code="hotline", title="热线", blocks=tuple(blocks))


def _in(material: Material, period: Period) -> list[HotlineSummary]:
    first, last = period.start.date(), period.end.date()
    return [row for row in material.hotline if first <= row.day < last and within(row.place, material.selection.place)]


def _sums(rows: list[HotlineSummary], key: Callable[[HotlineSummary], str]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[key(row)] += row.calls
    return sums


def _issue(row: HotlineSummary) -> str:
    return row.issue.label


def _place(row: HotlineSummary) -> str:
    return province_name(row.place)


def _employer(row: HotlineSummary) -> str:
    return row.employer or "单位不详"


def _table(caption: str, now: Counter[str], before: Counter[str], period: Period, has_before: bool) -> Table:
    ordered = sorted(now.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMED]
    rows = tuple(
        tuple(Statement(text=cell) for cell in (name, str(calls), str(before[name]) if has_before else "无数据"))
        for name, calls in ordered
    )
    return Table(
        caption=f"来电{caption}（通）",
        head=(caption[1:], "本期", period.unit),
        rows=rows,
        numeric=(1, 2),
        widths=(60, 20, 20),
    )
