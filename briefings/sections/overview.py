"""综述: the period in one paragraph."""

from __future__ import annotations

from collections import Counter

from briefings.figures import issue_counts, place_row
from briefings.material import Material
from briefings.numbers import change, share
from yanpan_domain.briefing import Block, Figure, Paragraph, Section, Statement, Table
from yanpan_domain.codes import Level

NAMED = 3


def overview(material: Material) -> Section:
    """Figures first, then where and what, then what to do first."""
    said = Paragraph(statements=summary(material))
    # Where nothing was read there is nothing to tabulate; a table of noughts would look like knowledge.
    blocks: tuple[Block, ...] = (said, figure_table(material)) if material.selection.now.read else (said,)
    return Section(code="overview", title="综述", blocks=blocks)


def summary(material: Material) -> tuple[Statement, ...]:
    selection = material.selection
    if not selection.now.witnesses:
        return quiet(material)
    disputes, articles = material.figure("disputes"), material.figure("articles")
    unit = selection.period.unit
    found = [
        f"本期（{selection.period.label}）公开报道的劳动争议共{disputes.value}件（转载合并计算），"
        f"其中新增{material.figure('fresh').value}件、续报{material.figure('continued').value}件，"
        f"报道已化解{material.figure('resolved').value}件；涉争议报道{articles.value}篇。",
        f"争议件数{change(disputes.value, disputes.previous, '件', unit)}，"
        f"{change(disputes.value, disputes.year_before, '件', '上年同期')}。",
        _where_and_what(material),
        _how_many(material),
        _levels(material),
    ]
    return tuple(Statement(text=text) for text in found if text)


def quiet(material: Material) -> tuple[Statement, ...]:
    """A period without a dispute reads as one sentence, not as a table of noughts."""
    period, read = material.selection.period, material.selection.now.read
    told = f"已读取公开报道{read}篇" if read else "未读取到任何公开报道，请先核对来源状态"
    text = f"本期（{period.label}）未见劳动争议报道，{told}。"
    open_ones = len(material.selection.ranked)
    rest = f"此前已见报、尚未化解的争议{open_ones}件，继续跟进。" if open_ones else ""
    return tuple(Statement(text=part) for part in (text, rest) if part)


def _where_and_what(material: Material) -> str:
    witnesses = material.selection.now.witnesses
    places = Counter(place_row(one, material.selection.place) for one in witnesses)
    ordered = sorted(
        ((name, n) for name, n in places.items() if name != "地点不详"), key=lambda pair: (-pair[1], pair[0])
    )
    issues = issue_counts(witnesses)[:NAMED]
    kinds = "、".join(f"{issue.label}{count}件" for issue, count in issues)
    where = "、".join(f"{name}{count}件" for name, count in ordered[:NAMED])
    several = len(ordered) > 1
    lead = (
        f"涉及{len(ordered)}个地区，较多的是{where}"
        if several
        else f"发生在{ordered[0][0]}"
        if ordered
        else "地点均不详"
    )
    verb = "主要类型为" if len(issues) > 1 else "类型为"
    double = "（一件可涉多类）" if len(issues) > 1 else ""
    return f"{lead}；{verb}{kinds}{double}。" if kinds else f"{lead}。"


def _how_many(material: Material) -> str:
    workers, unknown = material.figure("workers").value, material.figure("workers_unknown").value
    if workers == 0:
        return "报道均未说明涉及人数。"
    rest = f"，另有{unknown}件人数不详" if unknown else ""
    return f"报道写明人数的争议至少涉及职工{workers}人{rest}。"


def _levels(material: Material) -> str:
    one, two = len(material.selection.at_level(Level.ONE)), len(material.selection.at_level(Level.TWO))
    total = len(material.selection.ranked)
    if total == 0:
        return "目前没有尚未化解的争议。"
    if one + two == 0:
        return f"目前尚未化解的争议{total}件，均为三级、四级。"
    return f"目前尚未化解的争议{total}件，其中一级{one}件、二级{two}件，合占{share(one + two, total)}，建议优先研判。"


def figure_table(material: Material) -> Table:
    """Every figure with what it counts and what it was."""
    unit = material.selection.period.unit
    head = ("指标", "本期", unit, f"较{unit}", "上年同期", "口径")
    rows = tuple(_row(figure) for figure in material.figures)
    note = "“无数据”指该时段索引中没有任何报道，不等于没有争议。"
    return Table(
        caption="本期数字", head=head, rows=rows, numeric=(1, 2, 3, 4), widths=(20, 10, 10, 12, 12, 36), note=note
    )


def _row(figure: Figure) -> tuple[Statement, ...]:
    def shown(value: int | None) -> str:
        return "无数据" if value is None else str(value)

    moved = (
        "—" if figure.previous is None else f"{figure.value - figure.previous:+d}".replace("-", "−").replace("+0", "0")
    )
    cells = (figure.name, str(figure.value), shown(figure.previous), moved, shown(figure.year_before), figure.counts)
    return tuple(Statement(text=cell) for cell in cells)
