"""Change against the period before and the year before, with the trend."""

from __future__ import annotations

from collections import Counter

from briefings.charts.fill import chart
from briefings.figures import issue_counts, place_row
from briefings.material import Material
from briefings.period import Period
from briefings.trend import counts_of
from yanpan_domain.briefing import Bullets, Chart, Paragraph, Section, Statement

NAMED = 3


def changes(material: Material) -> Section:
    """Trend chart, then what moved most; says plainly where there is nothing to compare with."""
    return Section(code="changes", title="变化与走势", blocks=(trend_chart(material), _moved(material)))


def trend_chart(material: Material) -> Chart | Paragraph:
    """Disputes reported in each of the last periods, and a year before; a period without any article is a gap."""
    selection = material.selection
    periods = [selection.period]
    for _ in range(material.options.trend_periods - 1):
        periods.append(periods[-1].previous())
    periods.reverse()
    rows: list[dict[str, object]] = []
    series = {"本年": periods, "上年同期": [period.year_before() for period in periods]}
    counted = {name: counts_of(material.index, spans, selection) for name, spans in series.items()}
    unit = {"weekly": "周", "daily": "日", "monthly": "月", "quarterly": "季", "yearly": "年"}[selection.period.product]
    if all(count is None for counts in counted.values() for count in counts):
        return Paragraph(statements=(Statement(text=f"近{len(periods)}{unit}索引中没有报道，无从画出走势。"),))
    for name, counts in counted.items():
        for period, count in zip(periods, counts, strict=True):
            if count is not None or name == "本年":
                rows.append({"label": _short(period), "count": count, "series": name})
    no_year = all(count is None for count in counted["上年同期"])
    words = "、".join(
        f"{_short(p)}{'无数据' if c is None else f'{c}件'}" for p, c in zip(periods, counted["本年"], strict=True)
    )
    last_year = "上年同期无数据。" if no_year else "灰色虚线为上年同期。"
    return chart(
        "trend",
        rows,
        caption=f"近{len(periods)}{unit}有报道的争议（件）",
        alternative=f"折线图：{words}。{last_year}",
        note=last_year if no_year else "",
    )


def _short(period: Period) -> str:
    product = period.product.value
    if product == "weekly":
        return f"{int(period.name[-2:])}周"
    if product == "monthly":
        return f"{period.start.month}月"
    if product == "quarterly":
        return f"{period.name[2:4]}年{period.name[-1]}季"
    return f"{period.end.month}.{period.end.day}" if product == "daily" else period.name


def _moved(material: Material) -> Bullets | Paragraph:
    selection = material.selection
    found: list[Statement] = []
    for window, name in ((selection.before, selection.period.unit), (selection.year_before, "上年同期")):
        if not window.has_data:
            found.append(Statement(text=f"{name}索引中没有报道，不作比较。"))
            continue
        now_issues, then_issues = dict(issue_counts(selection.now.witnesses)), dict(issue_counts(window.witnesses))
        issues = [(i.label, now_issues.get(i, 0) - then_issues.get(i, 0)) for i in {**now_issues, **then_issues}]
        now_places = Counter(place_row(one, selection.place) for one in selection.now.witnesses)
        then_places = Counter(place_row(one, selection.place) for one in window.witnesses)
        places = [(p, now_places[p] - then_places[p]) for p in {**now_places, **then_places}]
        found.append(Statement(text=f"与{name}相比，类型上{_words(issues)}；地区上{_words(places)}。"))
    return Bullets(statements=tuple(found))


def _words(moves: list[tuple[str, int]]) -> str:
    up = sorted((m for m in moves if m[1] > 0), key=lambda m: (-m[1], m[0]))[:NAMED]
    down = sorted((m for m in moves if m[1] < 0), key=lambda m: (m[1], m[0]))[:NAMED]
    parts = [f"增加较多的是{'、'.join(f'{name}（+{n}）' for name, n in up)}"] if up else []
    parts += [f"减少较多的是{'、'.join(f'{name}（−{-n}）' for name, n in down)}"] if down else []
    return "，".join(parts) or "没有变化"
