"""Notices: sent, due, overdue, closed; and the disputes of the upper levels that nobody answers for yet."""

from __future__ import annotations

from briefings.charts.fill import chart
from briefings.follow_up import STEPS
from briefings.material import Material
from briefings.numbers import day_words
from yanpan_domain.briefing import Block, Chart, Paragraph, Section, Statement, Table
from yanpan_domain.codes import Level
from yanpan_domain.notice import NoticeState

LISTED = 20
OWNERLESS = 12


def follow_up(material: Material) -> Section:
    """The state of every notice at the cut-off."""
    blocks: list[Block] = [Paragraph(statements=(_counted(material),))]
    if material.notices:
        blocks.append(_funnel(material))
    pending = [one for one in material.notices if one.is_pending() and one.due is not None]
    if pending:
        blocks.append(_due_table(material))
    blocks += _without_owner(material)
    return Section(code="follow_up", title="通知与跟进", blocks=tuple(blocks))


def _counted(material: Material) -> Statement:
    notices, selection = material.notices, material.selection
    if not notices:
        return Statement(text="截至数据截点，台账中没有通知。")
    sent = sum(NoticeState.APPROVED in one.passed for one in notices)
    drafts = sum(one.state in {NoticeState.DRAFT, NoticeState.REVIEWED} for one in notices)
    overdue = sum(one.is_overdue(selection.today) for one in notices)
    closed = sum(NoticeState.CLOSED in one.passed for one in notices)
    return Statement(
        text=f"截至数据截点，台账中共有通知{len(notices)}份：待审签{drafts}份，已签发{sent}份，"
        f"其中已办结{closed}份、逾期未办结{overdue}份。"
    )


def _funnel(material: Material) -> Chart:
    counts = [(name, sum(bool(one.passed & states) for one in material.notices)) for name, states in STEPS]
    rows: list[dict[str, object]] = [{"step": name, "count": count} for name, count in counts]
    words = "、".join(f"{name}{count}份" for name, count in counts)
    return chart("funnel", rows, caption="通知跟进漏斗（份，到过该步即计）", alternative=f"条形图：{words}。")


def _due_table(material: Material) -> Table:
    today = material.selection.today
    pending = sorted(
        (one for one in material.notices if one.is_pending() and one.due is not None),
        key=lambda one: (one.due or today, one.id),
    )
    rows = []
    for one in pending[:LISTED]:
        left = (one.due - today).days if one.due else 0
        rest = f"逾期{-left}天" if left < 0 else "今日到期" if left == 0 else f"剩{left}天"
        cells = (one.number or "未编号", one.title, one.recipient, day_words(one.due), rest, one.state.label)
        rows.append(tuple(Statement(text=cell) for cell in cells))
    more = f"另有{len(pending) - LISTED}份未列。" if len(pending) > LISTED else ""
    return Table(
        caption="在办通知",
        head=("文号", "标题", "受文单位", "办理时限", "余期", "状态"),
        rows=tuple(rows),
        widths=(18, 34, 18, 14, 8, 8),
        note=f"按办理时限先后排列。{more}",
    )


def _without_owner(material: Material) -> tuple[Block, ...]:
    """The disputes of level 一 and 二 that no unit and post answer for."""
    upper = [one for one in material.selection.at_level(Level.ONE, Level.TWO) if one.dispute.id not in material.owned]
    if not upper:
        return ()
    shown = upper[:OWNERLESS]
    rest = f"，表列前{len(shown)}件" if len(upper) > len(shown) else ""
    said = f"一级、二级争议中有{len(upper)}件尚未确定责任单位和包案岗位{rest}。"
    rows = tuple(
        (
            material.sources.statement(one.dispute.title, one.title),
            Statement(text=one.dispute.urgency.level.label if one.dispute.urgency else "不详"),
            Statement(text=one.dispute.places[0].name if one.dispute.places else "地点不详"),
            Statement(text=day_words(one.first, year=False)),
        )
        for one in shown
    )
    table = Table(caption="待定责任单位", head=("争议", "级别", "地点", "首报"), rows=rows, widths=(50, 9, 27, 14))
    return (Paragraph(statements=(Statement(text=said),)), table)
