from dataclasses import replace
from datetime import date, timedelta

import pytest

from briefings import meeting as room
from briefings import meeting_store
from briefings.compose import compose
from briefings.meeting import open_meeting
from briefings.notices import workflow
from briefings.notices.follow import NotSigned, assign, overdue, urge
from briefings.notices.replies import ReplyError
from briefings.notices.routing import read_recipients
from briefings.period import parse_period
from briefings.register import OwnerError, own, owners
from tests.briefings.corpus import CUT_OFF, a_corpus
from tests.briefings.memory_index import MemoryIndex
from tests.briefings.test_compose import statements
from tests.briefings.test_notices import drafts
from yanpan_domain.briefing import Product
from yanpan_domain.locality import Locality
from yanpan_domain.notice import NoticeForm, NoticeState

W47 = parse_period(Product.WEEKLY, "2026-W47")


@pytest.fixture
def index():
    return a_corpus(8)


@pytest.fixture
def recipients():
    return read_recipients()


def sent(index, ledger, recipients, folder):
    notice = drafts(index, ledger, recipients)[0]
    workflow.review(ledger, notice.id, actor="核稿岗", now=CUT_OFF)
    workflow.approve(ledger, notice.id, actor="分管岗", now=CUT_OFF)
    ((out, _),) = workflow.deliver(ledger, folder / "outbox", now=CUT_OFF, actor="值班岗")
    return out


def test_a_signed_resolution_becomes_one_assignment(index, ledger, recipients):
    meeting = open_meeting(index, ledger, period=W47, cut_off=CUT_OFF, actor="值班岗", now=CUT_OFF)
    dispute = meeting.agenda[0].dispute
    room.resolve(
        ledger,
        meeting.id,
        text="督促先行清偿",
        unit="市总工会",
        due=date(2026, 11, 30),
        dispute=dispute,
        actor="值班岗",
        now=CUT_OFF,
    )
    with pytest.raises(NotSigned):
        assign(index, ledger, meeting.id, recipients, now=CUT_OFF, actor="值班岗")
    room.review_meeting(ledger, meeting.id, actor="审核岗", now=CUT_OFF)
    room.sign(ledger, meeting.id, actor="分管岗", now=CUT_OFF)
    (notice,) = assign(index, ledger, meeting.id, recipients, now=CUT_OFF, actor="值班岗")
    assert notice.form is NoticeForm.ASSIGNMENT
    assert notice.body.request[0] == "会议议定：督促先行清偿，责任单位市总工会，2026年11月30日前反馈。"
    assert assign(index, ledger, meeting.id, recipients, now=CUT_OFF, actor="值班岗") == []
    with ledger.read() as connection:
        (resolution,) = meeting_store.meeting_called(connection, meeting.id).resolutions
    assert resolution.notice == notice.id


@pytest.mark.parametrize(
    ("unit", "told"), [("广州市总工会（示例）", ["union-440100"]), ("市里", ["union-440300", "union-440100"])]
)
def test_an_assignment_goes_to_the_unit_named_or_else_to_all_concerned(index, ledger, recipients, unit, told):
    dispute = next(one for one in index.disputes_by_id.values() if one.is_open)
    places = (Locality(code="440306", name="广东省深圳市宝安区"), Locality(code="440106", name="广东省广州市天河区"))
    both = MemoryIndex(index.articles_by_id.values(), [replace(dispute, places=places)])
    meeting = open_meeting(both, ledger, period=W47, cut_off=CUT_OFF, actor="值班岗", now=CUT_OFF)
    room.resolve(
        ledger, meeting.id, text="督促清偿", unit=unit, due=date(2026, 11, 30), dispute=dispute.id, actor="值班岗", now=CUT_OFF
    )  # fmt: skip
    room.review_meeting(ledger, meeting.id, actor="审核岗", now=CUT_OFF)
    room.sign(ledger, meeting.id, actor="分管岗", now=CUT_OFF)
    made = assign(both, ledger, meeting.id, recipients, now=CUT_OFF, actor="值班岗")
    assert [notice.body.recipient for notice in made] == told


@pytest.mark.parametrize("numbers", [{"recovered": -1.0}, {"helped": -1}])
def test_a_reply_states_no_number_below_nought(index, ledger, recipients, tmp_path, numbers):
    notice = sent(index, ledger, recipients, tmp_path)
    stated = {"recovered": None, "helped": None} | numbers
    with pytest.raises(ReplyError, match="不能为负"):
        workflow.reply(
            ledger, notice.id, conclusion="属实", measures="", resolved=False, actor="地方工会", now=CUT_OFF, **stated
        )  # fmt: skip


def test_what_is_overdue_is_urged_once(index, ledger, recipients, tmp_path):
    notice = sent(index, ledger, recipients, tmp_path)
    assert overdue(ledger, notice.due) == []
    late = notice.due + timedelta(days=3)
    assert [one.id for one in overdue(ledger, late)] == [notice.id]
    later = CUT_OFF + timedelta(days=30)
    (urging,) = urge(index, ledger, recipients, today=late, now=later, actor="值班岗")
    assert urging.form is NoticeForm.URGING
    assert "已逾期3天" in urging.body.request[0]
    assert urge(index, ledger, recipients, today=late, now=later, actor="值班岗") == []
    workflow.move(ledger, notice.id, NoticeState.REPLIED, actor="地方工会", now=later)
    assert overdue(ledger, late) == []


def test_the_briefing_counts_what_is_sent_due_overdue_and_closed(index, ledger, recipients, tmp_path):
    notice = sent(index, ledger, recipients, tmp_path)
    later = CUT_OFF + timedelta(days=30)
    week = parse_period(Product.WEEKLY, "2026-W51")
    made = compose(index, ledger, product=Product.WEEKLY, period=week, cut_off=later)
    section = next(section for section in made.sections if section.code == "follow_up")
    text = "".join(statement.text for statement in statements(section))
    assert "已签发1份" in text
    assert "逾期未办结1份" in text
    assert notice.number in text
    assert any(chart.name == "funnel" for chart in made.charts)
    for state in (NoticeState.REPLIED, NoticeState.VERIFIED, NoticeState.CLOSED):
        workflow.move(ledger, notice.id, state, actor="地方工会", now=later - timedelta(days=1))
    again = compose(index, ledger, product=Product.WEEKLY, period=week, cut_off=later)
    assert "已办结1份、逾期未办结0份" in "".join(s.text for s in statements(again))
    # As of before the steps, the product is what it was.
    assert (
        compose(index, ledger, product=Product.WEEKLY, period=week, cut_off=later - timedelta(days=2)).digest
        != again.digest
    )


def test_an_upper_dispute_without_an_owner_stands_in_the_briefing_until_it_has_one(index, ledger):
    def listed():
        made = compose(index, ledger, product=Product.WEEKLY, period=W47, cut_off=CUT_OFF)
        tables = [block for s in made.sections for block in s.blocks if block.kind == "table"]
        found = [table for table in tables if table.caption == "待定责任单位"]
        return [row[0].text for row in found[0].rows] if found else []

    before = listed()
    assert before
    title = before[0]
    dispute = next(one.id for one in index.disputes_by_id.values() if one.title == title)
    assert own(ledger, dispute, unit="甲市总工会", post="权益保障岗", actor="值班岗", now=CUT_OFF) == 1
    assert title not in listed()
    assert own(ledger, dispute, unit="乙市总工会", post="权益保障岗", actor="值班岗", now=CUT_OFF) == 1
    assert [(key, one.number, one.mark) for key, one in owners(ledger).items()] == [
        (dispute, 1, "乙市总工会/权益保障岗")
    ]
    with pytest.raises(OwnerError):
        own(ledger, dispute, unit=" ", post="岗", actor="值班岗", now=CUT_OFF)


def test_what_localities_report_back_is_counted_in_the_monthly_rates(index, ledger, recipients, tmp_path):
    notice = sent(index, ledger, recipients, tmp_path)
    later = CUT_OFF + timedelta(hours=6)
    workflow.move(ledger, notice.id, NoticeState.ACKNOWLEDGED, actor="地方工会", now=later)
    with pytest.raises(ReplyError, match="部分属实"):
        workflow.reply(
            ledger,
            notice.id,
            conclusion="对",
            measures="",
            recovered=None,
            helped=None,
            resolved=True,
            actor="地方工会",
            now=later,
        )
    workflow.reply(
        ledger,
        notice.id,
        conclusion="属实",
        measures="已发放",
        recovered=450_000,
        helped=30,
        resolved=True,
        actor="地方工会",
        now=later,
    )
    for state in (NoticeState.VERIFIED, NoticeState.CLOSED):
        workflow.move(ledger, notice.id, state, actor="值班岗", now=later)
    with pytest.raises(ReplyError):
        workflow.revisit(ledger, notice.id, satisfaction="好", actor="值班岗", now=later)
    workflow.revisit(ledger, notice.id, satisfaction="基本满意", actor="值班岗", now=later)
    month = parse_period(Product.MONTHLY, "2026-11")
    made = compose(index, ledger, product=Product.MONTHLY, period=month, cut_off=later + timedelta(days=8))
    tables = [
        block for s in made.sections for block in s.blocks if block.kind == "table" and block.caption == "跟进指标"
    ]
    shown = {row[0].text: row[1].text for row in tables[0].rows}
    assert shown["按期办结率"] == "100%"
    assert shown["回访满意率"] == "100%"
    assert shown["通知至签收（中位数）"] == "6小时"
    assert shown["追回金额"] == "450000元"
    assert shown["帮助职工"] == "30人"
