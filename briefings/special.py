"""专报: one dispute, with its sources side by side, its timeline, what each side says, and what the meeting held of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from briefings.cards import card, trimmed_quotation
from briefings.compose import ProductError, with_digest
from briefings.lead import sentences_of
from briefings.like_cases import LikeCases
from briefings.material import unit_of
from briefings.meeting_store import judgment_of
from briefings.notices.routing import read_recipients
from briefings.numbers import day_words
from briefings.options import BriefingOptions
from briefings.quoting import quoted
from briefings.selection import Reader
from briefings.sources import SourceList, medium
from briefings.tables import MEETING_JUDGMENTS, MEETINGS
from briefings.witness import Witness
from index.interface import IndexReader
from index.living import living
from judgment.urgency.rank import rank
from yanpan_domain.briefing import Block, Briefing, Bullets, Paragraph, Product, Section, Statement, Table
from yanpan_domain.dispute import Quotation
from yanpan_domain.figures import amount, people
from yanpan_domain.judgment import JudgedArticle
from yanpan_domain.meeting import MeetingJudgment, MeetingState
from yanpan_domain.zone import SHANGHAI
from yanpan_ledger.engine import Ledger

# Who speaks in a sentence, by the words that report speech. First match wins.
_SPEECH = r"(?:表示|称|说|回应|反映|认为|承诺|答复|通报|要求|解释|强调|介绍|指出)"
_SIDES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("有关部门和工会", re.compile(rf"(?:局|委|厅|法院|仲裁|监察|工会|街道|政府|派出所|公安)[^，。]{{0,12}}{_SPEECH}")),
    ("用人单位", re.compile(rf"(?:公司|企业|厂|酒店|学校|医院|平台|项目部|负责人|人事|老板)[^，。]{{0,12}}{_SPEECH}")),
    ("职工", re.compile(rf"(?:职工|员工|工人|农民工|骑手|司机|劳动者|家属|教师|保安)[^，。]{{0,12}}{_SPEECH}")),
)
QUOTED = 4


def compose_special(
    index: IndexReader, ledger: Ledger, *, dispute_id: str, cut_off: datetime, options: BriefingOptions | None = None
) -> Briefing:
    """The special report on one dispute. Raises ProductError when there is none of that id."""
    options = options or BriefingOptions()
    reader = Reader(index, None, cut_off)
    witness = _witness(index, reader, dispute_id, cut_off)
    closed = LikeCases(index, reader)
    sources = SourceList(reader.articles, {})
    dispute, today = witness.dispute, cut_off.astimezone(SHANGHAI).date()
    main = card(
        witness,
        sources,
        rank=1,
        status="在办" if witness.is_open() else "已化解",
        unit=unit_of(dispute, read_recipients(options.recipients)),
        today=today,
        like=lambda: closed.of(dispute, sources),
    )
    judgments = judged_in_meetings(ledger, dispute.id, cut_off)
    sections = (
        Section(code="card", title="基本情况", blocks=(main,)),
        Section(code="sources_compared", title="信源对照", blocks=(_compared(witness, sources),)),
        Section(code="timeline", title="经过", blocks=(_timeline(witness, sources),)),
        Section(code="positions", title="各方说法", blocks=_positions(witness, sources)),
        Section(code="judgment", title="研判意见", blocks=(_judged(judgments, sources),)),
        Section(code="method", title="说明", blocks=(_method(),)),
    )
    first = witness.first or dispute.first_seen
    return with_digest(
        Briefing(
            product=Product.SPECIAL,
            period=dispute.id,
            period_label=f"{day_words(witness.first)}至{day_words(cut_off)}",
            start=first,
            end=cut_off,
            place=None,
            place_name="、".join(place.name for place in dispute.places) or "地点不详",
            organisation=options.organisation,
            issue=f"争议{dispute.id[:10]}",
            title="劳动争议研判专报",
            heading=(dispute.title, "情况专报"),
            cut_off=cut_off,
            revision=1,
            changes=(),
            scorer=dispute.urgency.version if dispute.urgency else "",
            figures=(),
            sections=sections,
            sources=sources.listed(),
        )
    )


def judged_in_meetings(ledger: Ledger, dispute_id: str, before: datetime) -> tuple[MeetingJudgment, ...]:
    """What signed meetings held of the dispute, oldest first."""
    with ledger.read() as connection:
        rows = connection.execute(
            select(MEETING_JUDGMENTS)
            .join(MEETINGS, MEETINGS.c.id == MEETING_JUDGMENTS.c.meeting)
            .where(MEETING_JUDGMENTS.c.dispute == dispute_id, MEETING_JUDGMENTS.c.at < before)
            .where(MEETINGS.c.state.in_([MeetingState.SIGNED.value, MeetingState.CLOSED.value]))
            .order_by(MEETING_JUDGMENTS.c.id)
        )
        return tuple(judgment_of(row) for row in rows)


def _witness(index: IndexReader, reader: Reader, dispute_id: str, cut_off: datetime) -> Witness:
    found = living(index, dispute_id)
    if found is None:
        raise ProductError(f"没有编号为 {dispute_id} 的争议。可用 yanpan search 或控制台查找编号。")
    if found.withdrawn_because:
        raise ProductError(f"争议 {dispute_id} {found.withdrawn_because}")
    scored = rank([found], cut_off.astimezone(SHANGHAI).date())
    (witness,) = reader.witnesses(scored)
    if not witness.articles:
        raise ProductError(f"争议 {dispute_id} 在数据截点之前没有可引用的报道。")
    return witness


def _compared(witness: Witness, sources: SourceList) -> Table:
    """What each source states, so that contradictions show."""
    rows = tuple(_source_row(judged, sources) for judged in witness.articles)
    return Table(
        caption="各信源所述",
        head=("媒体", "发布", "人数", "金额", "用人单位", "阶段"),
        rows=rows,
        widths=(24, 14, 12, 16, 22, 12),
        note="各信源互有出入时，以核实结论为准。“综述”指该文涉及多宗争议，其数字不单属本件。",
    )


def _source_row(judged: JudgedArticle, sources: SourceList) -> tuple[Statement, ...]:
    article, judgment = judged.article, judged.judgment
    title = Quotation(article=article.id, field="title", start=0, end=len(article.title), quote=article.title)
    if len(judged.disputes) > 1:
        # Its numbers are those of several cases; none may stand here as this one's.
        return (
            sources.statement(medium(article), [title]),
            Statement(text=day_words(article.published, year=False)),
            *(Statement(text="综述") for _ in range(4)),
        )
    money = judgment.money[0] if judgment.money else None
    employer = judgment.employers[0].name if judgment.employers else "不详"
    cells = (
        day_words(article.published, year=False),
        people(judgment.workers),
        amount(money),
        employer,
        judgment.stage.label,
    )
    return (sources.statement(medium(article), [title]), *(Statement(text=cell) for cell in cells))


def _timeline(witness: Witness, sources: SourceList) -> Bullets:
    entries = [entry for entry in witness.dispute.timeline if entry.at < witness.cut_off]
    found = []
    for entry in entries:
        quotation = trimmed_quotation(entry.quotation)
        if sources.resolves(quotation):
            text = f"{day_words(entry.at)}，{entry.media}：{quoted(quotation.quote)}"
            found.append(sources.statement(text, [quotation]))
    return Bullets(statements=tuple(found) or (sources.statement("报道未提供更多经过。", witness.title),))


def _positions(witness: Witness, sources: SourceList) -> tuple[Block, ...]:
    """Sentences in which a side speaks, as they stand; a side that nobody quotes is named as such."""
    spoken: dict[str, list[Quotation]] = {side: [] for side, _ in _SIDES}
    for side, quotation in _speech(witness):
        if len(spoken[side]) < QUOTED:
            spoken[side].append(quotation)
    found = [
        sources.statement(f"{side}：{quoted(quotation.quote)}", [quotation])
        for side in ("职工", "用人单位", "有关部门和工会")
        for quotation in spoken[side]
    ]
    silent = [side for side in ("职工", "用人单位", "有关部门和工会") if not spoken[side]]
    rest = (Paragraph(statements=(Statement(text=f"报道中未见{'、'.join(silent)}的说法。"),)),) if silent else ()
    return (Bullets(statements=tuple(found)), *rest) if found else rest


def _speech(witness: Witness) -> Iterator[tuple[str, Quotation]]:
    seen: set[str] = set()
    for judged in witness.articles:
        article = judged.article
        for sentence in sentences_of(article):
            side = next((name for name, pattern in _SIDES if pattern.search(sentence.text)), None)
            quote = article.text[sentence.start : sentence.end]
            if side and quote.strip() not in seen:
                seen.add(quote.strip())
                yield (
                    side,
                    trimmed_quotation(
                        Quotation(article=article.id, field="text", start=sentence.start, end=sentence.end, quote=quote)
                    ),
                )


def _judged(judgments: tuple[MeetingJudgment, ...], sources: SourceList) -> Block:
    if not judgments:
        return Paragraph(statements=(Statement(text="尚无经会议签发的研判意见。"),))
    return Bullets(statements=tuple(_held(one, sources) for one in judgments))


def _held(one: MeetingJudgment, sources: SourceList) -> Statement:
    dissent = f"不同意见：{one.dissent}。" if one.dissent else ""
    text = (
        f"{day_words(one.at)}。性质：{one.nature}；走势：{one.trend.label}；处置：{one.response}"
        f"{f'（{one.basis}）' if one.basis else ''}；把握程度{one.confidence:.0%}。{dissent}"
    )
    return sources.statement(text, one.evidence)


def _method() -> Bullets:
    found = (
        "内容据公开报道整理，待核实；引语为报道原文，已遮蔽私人姓名和身份信息。",
        "向用人单位核实之前，须先经当地工会确认不致暴露反映人。",
    )
    return Bullets(statements=tuple(Statement(text=text) for text in found))
