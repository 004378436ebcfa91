"""Where and of what kind: the place × issue matrix, the issues, the industries."""

from __future__ import annotations

from briefings.charts.fill import chart
from briefings.figures import industries, issue_counts, matrix
from briefings.material import Material
from briefings.numbers import share
from yanpan_domain.briefing import Block, Chart, Paragraph, Section, Statement, Table
from yanpan_domain.codes import Issue

# More rows than this do not fit a page; the rest is summed up.
MOST_PLACES = 15
MOST_INDUSTRIES = 10


def distribution(material: Material) -> Section:
    """The matrix as a chart and as a table that can be read aloud."""
    witnesses = material.selection.now.witnesses
    if not witnesses:
        return Section(code="distribution", title="地区与类型", blocks=(_empty(),))
    blocks: tuple[Block, ...] = (_heat(material), _matrix_table(material), _issue_chart(material))
    return Section(code="distribution", title="地区与类型", blocks=blocks)


def industry(material: Material) -> Section:
    witnesses = material.selection.now.witnesses
    if not witnesses:
        return Section(code="industry", title="行业", blocks=(_empty(),))
    counted = industries(witnesses)
    shown, rest = counted[:MOST_INDUSTRIES], counted[MOST_INDUSTRIES:]
    rows = [(one.label if one else "行业不详", count) for one, count in shown]
    if rest:
        rows.append((f"其他{len(rest)}个行业", sum(count for _, count in rest)))
    total = len(witnesses)
    table = Table(
        caption="按行业（GB/T 4754门类）",
        head=("行业", "争议（件）", "占比"),
        rows=tuple(
            tuple(Statement(text=cell) for cell in (name, str(count), share(count, total))) for name, count in rows
        ),
        numeric=(1, 2),
        widths=(60, 20, 20),
        note=f"共{total}件，转载合并，一件只计入一个行业。",
    )
    return Section(code="industry", title="行业", blocks=(table,))


def _empty() -> Paragraph:
    return Paragraph(statements=(Statement(text="本期未见劳动争议报道，无可统计。"),))


def _rows(material: Material) -> tuple[list[str], list[Issue], dict[tuple[str, Issue], int], int]:
    """The matrix with at most MOST_PLACES places; the number of those left out."""
    places, issues, cells = matrix(material.selection.now.witnesses, material.selection.place)
    if len(places) <= MOST_PLACES:
        return places, issues, cells, 0
    kept, rest = places[: MOST_PLACES - 1], places[MOST_PLACES - 1 :]
    folded = {key: count for key, count in cells.items() if key[0] in kept}
    for issue in issues:
        folded[("其他地区", issue)] = sum(cells.get((place, issue), 0) for place in rest)
    return [*kept, "其他地区"], issues, folded, len(rest)


def _heat(material: Material) -> Chart:
    places, issues, cells, _ = _rows(material)
    top = max(cells.values(), default=1)
    rows: list[dict[str, object]] = []
    for place in places:
        for issue in issues:
            count = cells.get((place, issue), 0)
            rows.append(
                {"place": place, "issue": broken(issue.label), "count": count, "shown": str(count) if count else "", "dark": count > top / 2}
            )  # fmt: skip
    most = max(cells, key=lambda key: (cells[key], -places.index(key[0])), default=None)
    words = f"其中{most[0]}的{most[1].label}最多，{cells[most]}件" if most else "没有可统计的类型"
    return chart(
        "heat",
        rows,
        caption="地区与争议类型（件）",
        alternative=f"热力图：{len(places)}个地区、{len(issues)}类争议的件数，{words}。数据见下表。",
    )


def _matrix_table(material: Material) -> Table:
    places, issues, cells, left = _rows(material)
    head = ("地区", *(issue.label for issue in issues))
    rows = tuple(
        (Statement(text=place), *(Statement(text=str(cells.get((place, issue), 0) or "—")) for issue in issues))
        for place in places
    )
    more = f"“其他地区”合并{left}个地区。" if left else ""
    return Table(
        caption="地区与争议类型（件）",
        head=head,
        rows=rows,
        numeric=tuple(range(1, len(head))),
        note=f"转载合并；一件可涉多类，故各类之和可大于件数。“—”为没有。{more}",
    )


def _issue_chart(material: Material) -> Chart:
    counted = issue_counts(material.selection.now.witnesses)
    words = "、".join(f"{issue.label}{count}件" for issue, count in counted)
    rows: list[dict[str, object]] = [{"issue": issue.label, "count": count} for issue, count in counted]
    return chart("issues", rows, caption="争议类型结构（件，一件可涉多类）", alternative=f"条形图：{words}。")


def broken(label: str) -> str:
    """LABEL in lines of at most four characters, so that column heads stand side by side."""
    size = 4 if len(label) > 4 else len(label)
    lines = -(-len(label) // size)
    even = -(-len(label) // lines)
    return "|".join(label[at : at + even] for at in range(0, len(label), even))
