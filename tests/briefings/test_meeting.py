import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest

from briefings import meeting as room
from briefings import meeting_store
from briefings.compose import ProductError
from briefings.evidence import evidence_of
from briefings.issue import issue_special
from briefings.meeting import AlreadySigned, EvidenceMissing, JudgmentInput, SelfSignature, open_meeting, quotation_of
from briefings.meeting_store import MeetingError
from briefings.minutes import compose_minutes
from briefings.options import BriefingOptions
from briefings.period import parse_period
from briefings.presets import PLANS, grouped
from briefings.special import compose_special
from briefings.write import FORMS, renderer
from index.query import Query
from tests.briefings.corpus import CUT_OFF, a_corpus
from tests.briefings.memory_index import MemoryIndex
from tests.briefings.test_compose import statements
from yanpan_domain.briefing import Product
from yanpan_domain.codes import Trend
from yanpan_domain.meeting import MeetingState, Preset
from yanpan_ledger.audit import entries

W47 = parse_period(Product.WEEKLY, "2026-W47")
W48 = parse_period(Product.WEEKLY, "2026-W48")


@pytest.fixture(scope="module")
def index():
    return a_corpus(8)


def opened(index, ledger, period=W47, **given):
    given = {"cut_off": CUT_OFF, "actor": "值班岗", "now": CUT_OFF} | given
    return open_meeting(index, ledger, period=period, **given)


def judged(index, ledger, meeting, **given):
    dispute = meeting.agenda[0].dispute
    article = index.dispute(dispute).articles[0]
    words = index.article(article).article.text[:12]
    filled = {
        "dispute": dispute, "nature": "集体欠薪", "trend": Trend.RISING, "response": "督促总包先行清偿", "basis": "条例第三十条",
        "stage": "ongoing", "confidence": 0.7, "evidence": (quotation_of(index, article, words),),
    }  # fmt: skip
    return room.judge(ledger, meeting.id, JudgmentInput(**filled | given), index=index, actor="值班岗", now=CUT_OFF)


def signed(index, ledger, period=W47):
    meeting = opened(index, ledger, period)
    judged(index, ledger, meeting)
    room.review_meeting(ledger, meeting.id, actor="审核岗", now=CUT_OFF)
    return room.sign(ledger, meeting.id, actor="分管岗", now=CUT_OFF)


def test_the_agenda_is_frozen_with_scorer_and_cut_off(index, ledger):
    meeting = opened(index, ledger)
    assert meeting.scorer
    assert meeting.cut_off == CUT_OFF
    changed = [replace(one, urgency=None, title="改了") for one in index.disputes_by_id.values()]
    again = opened(MemoryIndex(index.articles_by_id.values(), changed), ledger)
    assert again == meeting
    assert [item.score for item in meeting.agenda] == sorted((item.score for item in meeting.agenda), reverse=True)
    for item in meeting.agenda:
        assert abs(sum(points for _, points, _ in item.readings) - item.score) < 0.2


def test_one_signed_meeting_for_each_plan_and_period(index, ledger):
    signed(index, ledger)
    with pytest.raises(AlreadySigned):
        opened(index, ledger)
    assert opened(index, ledger, W48).state is MeetingState.DRAFT
    assert opened(index, ledger, options=BriefingOptions(preset=Preset.LEVEL)).state is MeetingState.DRAFT


def test_no_judgment_without_evidence_that_stands_in_the_article(index, ledger):
    meeting = opened(index, ledger)
    with pytest.raises(EvidenceMissing):
        judged(index, ledger, meeting, evidence=())
    good = quotation_of(index, index.dispute(meeting.agenda[0].dispute).articles[0], "近日")
    with pytest.raises(EvidenceMissing):
        judged(index, ledger, meeting, evidence=(replace(good, quote="没有的话"),))
    with pytest.raises(EvidenceMissing):
        quotation_of(index, good.article, "没有的话")


def test_only_what_is_on_the_agenda_is_judged_and_only_while_in_draft(index, ledger):
    meeting = opened(index, ledger)
    with pytest.raises(MeetingError, match="议程"):
        judged(index, ledger, meeting, dispute="d-other")
    with pytest.raises(MeetingError, match="把握"):
        judged(index, ledger, meeting, confidence=1.5)
    room.review_meeting(ledger, meeting.id, actor="审核岗", now=CUT_OFF)
    with pytest.raises(MeetingError, match="只有拟稿"):
        judged(index, ledger, meeting)


def test_the_drafter_never_signs(index, ledger):
    meeting = opened(index, ledger)
    judged(index, ledger, meeting)
    room.review_meeting(ledger, meeting.id, actor="审核岗", now=CUT_OFF)
    with pytest.raises(SelfSignature):
        room.sign(ledger, meeting.id, actor="值班岗", now=CUT_OFF)
    with pytest.raises(MeetingError, match="签发之后"):
        room.close(ledger, meeting.id, actor="值班岗", now=CUT_OFF)
    room.sign(ledger, meeting.id, actor="分管岗", now=CUT_OFF)
    assert room.close(ledger, meeting.id, actor="值班岗", now=CUT_OFF).state is MeetingState.CLOSED
    assert meeting_store.running(ledger) is None


def test_the_next_meeting_opens_with_the_last_ones_resolutions(index, ledger):
    first = opened(index, ledger)
    with_one = room.resolve(
        ledger,
        first.id,
        text="督促清偿",
        unit="甲市总工会",
        due=date(2026, 11, 30),
        dispute=None,
        actor="值班岗",
        now=CUT_OFF,
    )
    room.finish_resolution(ledger, with_one.resolutions[0].id, outcome="已发放", actor="值班岗", now=CUT_OFF)
    judged(index, ledger, first)
    room.review_meeting(ledger, first.id, actor="审核岗", now=CUT_OFF)
    room.sign(ledger, first.id, actor="分管岗", now=CUT_OFF)
    following = opened(index, ledger, W48, cut_off=CUT_OFF + timedelta(days=7))
    assert [(one.text, one.done, one.outcome) for one in following.followed_up] == [("督促清偿", True, "已发放")]


def test_switching_the_preset_regroups_and_loses_nothing(index, ledger):
    meeting = judged(index, ledger, opened(index, ledger))
    for preset in Preset:
        groups = grouped(meeting, preset)
        assert list(groups) == [slot.name for slot in PLANS[preset].slots]
        assert {one.id for held in groups.values() for one in held} == {one.id for one in meeting.judgments}
    assert list(grouped(meeting, Preset.STAGE)["事中"]) == list(meeting.judgments)
    assert list(grouped(meeting, Preset.RHYTHM)["周研判"]) == list(meeting.judgments)


def test_minutes_tell_what_was_held_in_every_form_and_preset(index, ledger):
    meeting = signed(index, ledger)
    made = compose_minutes(index, meeting)
    text = "".join(statement.text for statement in statements(made))
    assert "督促总包先行清偿（条例第三十条）" in text
    assert "签发：分管岗" in text
    assert made.name.startswith("minutes-2026-W47")
    for form in FORMS:
        assert renderer(form).render(made) == renderer(form).render(compose_minutes(index, meeting))
    for preset in Preset:
        regrouped = "".join(s.text for s in statements(compose_minutes(index, meeting, preset=preset)))
        assert "集体欠薪" in regrouped


def test_a_special_report_quotes_every_side_and_signed_judgments_only(index, ledger):
    meeting = judged(index, ledger, opened(index, ledger))
    dispute = meeting.agenda[0].dispute
    later = CUT_OFF + timedelta(hours=1)
    before = compose_special(index, ledger, dispute_id=dispute, cut_off=later)
    assert "尚无经会议签发的研判意见" in "".join(s.text for s in statements(before))
    room.review_meeting(ledger, meeting.id, actor="审核岗", now=CUT_OFF)
    room.sign(ledger, meeting.id, actor="分管岗", now=CUT_OFF)
    after = compose_special(index, ledger, dispute_id=dispute, cut_off=later)
    text = "".join(s.text for s in statements(after))
    assert "督促总包先行清偿" in text
    assert "职工：“" in text
    for statement in statements(after):
        for quotation in statement.quotations:
            article = index.article(quotation.article).article
            assert (article.title if quotation.field == "title" else article.text)[
                quotation.start : quotation.end
            ] == quotation.quote
    for form in FORMS:
        assert renderer(form).render(after)


def test_a_special_report_is_issued_with_a_revision_that_says_what_changed(index, ledger):
    dispute = opened(index, ledger).agenda[0].dispute
    first = issue_special(index, ledger, dispute_id=dispute, cut_off=CUT_OFF, actor="值班岗")
    assert issue_special(index, ledger, dispute_id=dispute, cut_off=CUT_OFF, actor="值班岗") == first
    later = issue_special(index, ledger, dispute_id=dispute, cut_off=CUT_OFF + timedelta(hours=1), actor="值班岗")
    assert (first.revision, later.revision) == (1, 2)
    assert later.changes[0].startswith("数据截点由")


def test_numbers_of_an_overview_do_not_stand_as_those_of_one_of_its_cases(index, ledger):
    dispute = opened(index, ledger).agenda[0].dispute
    article = index.dispute(dispute).articles[0]
    overview = replace(index.article(article), disputes=(dispute, "d-other"))
    mixed = MemoryIndex(
        [overview if one.article.id == article else one for one in index.scan(Query())], index.scan_disputes(Query())
    )
    (row,) = [row for row in compared(mixed, ledger, dispute).rows if row[0].quotations[0].article == article]
    assert [cell.text for cell in row[2:]] == ["综述"] * 4


def compared(index, ledger, dispute):
    report = compose_special(index, ledger, dispute_id=dispute, cut_off=CUT_OFF)
    (section,) = [section for section in report.sections if section.code == "sources_compared"]
    return section.blocks[0]


def test_a_withdrawn_dispute_has_no_special_report(index, ledger):
    one = next(iter(index.disputes_by_id.values()))
    gone = MemoryIndex(index.articles_by_id.values(), [replace(one, withdrawn_because="已撤回：报道更正。")])
    with pytest.raises(ProductError, match="已撤回"):
        compose_special(gone, ledger, dispute_id=one.id, cut_off=CUT_OFF)


def test_an_unknown_dispute_has_no_special_report(index, ledger):
    with pytest.raises(Exception, match="没有编号"):
        compose_special(index, ledger, dispute_id="d0", cut_off=CUT_OFF)


@pytest.mark.parametrize(("given", "told"), [({"dispute": "d0000"}, "议程"), ({"due": date(2020, 1, 1)}, "时限")])
def test_a_resolution_is_about_the_agenda_and_due_in_the_future(index, ledger, given, told):
    meeting = opened(index, ledger)
    filled = {"text": "核实人数", "unit": "市总工会", "due": date(2027, 1, 1), "dispute": None} | given
    with pytest.raises(meeting_store.MeetingError, match=told):
        room.resolve(ledger, meeting.id, **filled, actor="值班岗", now=CUT_OFF)


def test_no_meeting_about_a_period_that_has_not_begun(index, ledger):
    with pytest.raises(meeting_store.MeetingError, match="还没有开始"):
        opened(index, ledger, parse_period(Product.WEEKLY, "2027-W20"))


def test_what_is_past_its_day_and_what_runs_is_asked_of_the_ledger(index, ledger):
    meeting = opened(index, ledger)
    for due, text in ((date(2026, 11, 25), "第一项"), (date(2026, 12, 25), "第二项")):
        room.resolve(ledger, meeting.id, text=text, unit="市总工会", due=due, dispute=None, actor="值班岗", now=CUT_OFF)
    (late,) = meeting_store.overdue_resolutions(ledger, date(2026, 11, 26))
    assert late.text == "第一项" and meeting_store.overdue_resolutions(ledger, date(2026, 11, 25)) == []
    room.finish_resolution(ledger, late.id, outcome="已办", actor="值班岗", now=CUT_OFF)
    assert meeting_store.overdue_resolutions(ledger, date(2026, 11, 26)) == []
    assert meeting_store.resolutions_now(ledger, [late.id])[late.id].outcome == "已办"
    with pytest.raises(MeetingError, match="写明结果"):
        room.finish_resolution(ledger, late.id, outcome=" ", actor="值班岗", now=CUT_OFF)
    running = meeting_store.running(ledger)
    assert running is not None and running.id == meeting.id
    later = opened(index, ledger, W48, cut_off=CUT_OFF + timedelta(days=7))
    assert [one.id for one in meeting_store.meetings(ledger, 1)] == [later.id]


def test_posts_at_a_meeting_are_entered_until_it_is_reviewed(index, ledger):
    meeting = opened(index, ledger)
    kept = room.attend(ledger, meeting.id, ("权益保障部", "法律工作部"), actor="值班岗", now=CUT_OFF)
    assert kept.attendance == ("权益保障部", "法律工作部")
    judged(index, ledger, meeting)
    with pytest.raises(room.MetMeanwhile, match="集体欠薪"):
        room.review_meeting(ledger, meeting.id, actor="审核岗", now=CUT_OFF, seen=0)
    room.review_meeting(ledger, meeting.id, actor="审核岗", now=CUT_OFF, seen=1)
    with pytest.raises(MeetingError, match="只有拟稿"):
        room.attend(ledger, meeting.id, (), actor="值班岗", now=CUT_OFF)


def test_evidence_is_whole_sentences_that_stand_in_the_articles(index):
    dispute = next(iter(index.scan_disputes(Query())))
    found = evidence_of(dispute, index.articles(dispute.articles))
    assert found and len({(one.article, one.quote) for one in found}) == len(found)
    for one in found:
        assert quotation_of(index, one.article, one.quote).quote == one.quote
        article = index.article(one.article).article
        assert getattr(article, one.field)[one.start : one.end] == one.quote
        assert one.field == "title" or one.quote[-1] in "。！？；"
    assert evidence_of(dispute, {}) == []


def test_of_three_who_sign_at_once_one_does(index, ledger):
    meeting = opened(index, ledger)
    judged(index, ledger, meeting)
    room.review_meeting(ledger, meeting.id, actor="审核岗", now=CUT_OFF)
    together, refused = threading.Barrier(3), []

    def sign(post):
        together.wait()
        try:
            room.sign(ledger, meeting.id, actor=post, now=CUT_OFF)
        except MeetingError as error:
            refused.append(error)

    threads = [threading.Thread(target=sign, args=(post,)) for post in ("分管岗", "副分管岗", "第三岗")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ["已签发" in error.sentence for error in refused] == [True, True]
    with ledger.read() as connection:
        assert [one.act for one in entries(connection)].count("meeting.sign") == 1
