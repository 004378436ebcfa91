"""纪要: the minutes of one meeting, from what the ledger holds of it."""

from __future__ import annotations

from briefings.compose import with_digest
from briefings.numbers import day_words, moment_words
from briefings.options import BriefingOptions
from briefings.period import parse_period
from briefings.presets import PLANS, grouped, slot_name
from briefings.provinces import place_name
from briefings.sources import SourceList
from index.interface import IndexReader
from yanpan_domain.briefing import Block, Briefing, Bullets, Heading, Paragraph, Product, Section, Statement, Table
from yanpan_domain.codes import Level
from yanpan_domain.figures import trimmed
from yanpan_domain.meeting import Meeting, MeetingJudgment, Preset, Resolution


def compose_minutes(
    index: IndexReader, meeting: Meeting, *, options: BriefingOptions | None = None, preset: Preset | None = None
) -> Briefing:
    """The minutes of MEETING, its judgments grouped by PRESET or as it was planned. The agenda is the frozen one."""
    options = options or BriefingOptions()
    preset = preset or meeting.preset
    articles = index.articles({q.article for one in meeting.judgments for q in one.evidence})
    sources = SourceList(articles, {})
    period = parse_period(Product(meeting.slot), meeting.period)
    name = slot_name(meeting.preset, meeting.slot)
    sections = (
        Section(code="meeting", title="会议情况", blocks=(_facts(meeting, name),)),
        Section(
            code="followed_up", title="上次决议跟进", blocks=(_resolutions(meeting.followed_up, "上次会议没有决议。"),)
        ),
        Section(code="agenda", title="议程", blocks=(_agenda(meeting),)),
        Section(code="judgments", title="研判意见", blocks=_judgments(meeting, preset, sources)),
        Section(
            code="resolutions", title="议定事项", blocks=(_resolutions(meeting.resolutions, "本次会议没有议定事项。"),)
        ),
    )
    return with_digest(
        Briefing(
            product=Product.MINUTES,
            period=f"{meeting.period}-{meeting.id[:7]}",
            period_label=period.label,
            start=meeting.start,
            end=meeting.end,
            place=meeting.place,
            place_name=place_name(meeting.place) if meeting.place else "全国",
            organisation=options.organisation,
            issue=meeting.period,
            title="劳动争议研判会议纪要",
            heading=(period.label, f"{name}会议纪要"),
            cut_off=meeting.cut_off,
            revision=1,
            changes=(),
            scorer=meeting.scorer,
            figures=(),
            sections=sections,
            sources=sources.listed(),
        )
    )


def _facts(meeting: Meeting, name: str) -> Bullets:
    attendance = "、".join(meeting.attendance) or "未登记"
    signed = (
        f"{meeting.signed_by}，{moment_words(meeting.signed)}" if meeting.signed and meeting.signed_by else "尚未签发"
    )
    found = (
        f"会议：{name}（预设“{meeting.preset.label}”，为本系统默认安排，非上级规定）。",
        f"开会：{moment_words(meeting.opened)}；出席岗位：{attendance}。",
        f"数据截点：{moment_words(meeting.cut_off)}；评分版本：{meeting.scorer}。",
        f"拟稿：{meeting.drafted_by}；审核：{meeting.reviewed_by or '尚未审核'}；签发：{signed}。",
    )
    return Bullets(statements=tuple(Statement(text=text) for text in found))


def _agenda(meeting: Meeting) -> Block:
    if not meeting.agenda:
        return Paragraph(statements=(Statement(text="本次会议没有列入议程的争议。"),))
    rows = tuple(
        tuple(
            Statement(text=cell)
            for cell in (
                str(item.rank),
                item.title,
                item.place,
                Level(item.level).label,
                trimmed(item.score),
                item.level_because,
            )
        )
        for item in meeting.agenda
    )
    return Table(
        caption="议程（开会时固定）", head=("序", "争议", "地点", "级别", "紧迫度", "分级理由"), rows=rows, numeric=(0, 4),
        widths=(6, 38, 20, 8, 9, 19),
    )  # fmt: skip


def _judgments(meeting: Meeting, preset: Preset, sources: SourceList) -> tuple[Block, ...]:
    if not meeting.judgments:
        return (Paragraph(statements=(Statement(text="本次会议未形成研判意见。"),)),)
    titles = {item.dispute: item.title for item in meeting.agenda}
    blocks: list[Block] = []
    for name, found in grouped(meeting, preset).items():
        held = [one for one in found if isinstance(one, MeetingJudgment)]
        if held:
            blocks.append(Heading(text=name))
            said = [_said(one, titles, preset, name, sources) for one in held]
            blocks.append(Bullets(statements=tuple(said)))
    return tuple(blocks)


def _said(
    one: MeetingJudgment, titles: dict[str, str], preset: Preset, slot: str, sources: SourceList
) -> Statement:  # fmt: skip
    title = titles.get(one.dispute, one.dispute)
    basis = f"（{one.basis}）" if one.basis else ""
    if preset is Preset.DIMENSION:
        names = [part.name for part in PLANS[preset].slots]
        part = dict(zip(names, (one.nature, one.trend.label, one.response + basis), strict=True))[slot]
        return sources.statement(f"{title}：{part}。", one.evidence)
    dissent = f"不同意见：{one.dissent}。" if one.dissent else ""
    text = (
        f"{title}。性质：{one.nature}；走势：{one.trend.label}；处置：{one.response}{basis}；"
        f"把握程度：{trimmed(100 * one.confidence)}%。{dissent}"
    )
    return sources.statement(text, one.evidence)


def _resolutions(resolutions: tuple[Resolution, ...], otherwise: str) -> Block:
    if not resolutions:
        return Paragraph(statements=(Statement(text=otherwise),))
    rows = tuple(
        tuple(
            Statement(text=cell)
            for cell in (
                str(number),
                one.text,
                one.unit,
                day_words(one.due),
                "已落实" if one.done else "待落实",
                one.outcome or "—",
            )
        )
        for number, one in enumerate(resolutions, 1)
    )
    return Table(
        caption="决议", head=("序", "内容", "责任单位", "时限", "状态", "结果"), rows=rows, numeric=(0,), widths=(6, 36, 20, 14, 9, 15)
    )  # fmt: skip
