import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from briefings.notices import workflow
from briefings.notices.channels import planned_files
from briefings.notices.compose import draft_notices, without_case_numbers
from briefings.notices.deadlines import deadline
from briefings.notices.routing import Recipient, Recipients, RecipientsError, read_recipients, unrouted
from briefings.notices.store import (
    UnknownNotice,
    chain_of,
    count_by_state,
    notice_called,
    notices_called,
    notices_in,
    outlines,
)
from briefings.options import BriefingOptions
from briefings.renderers.base import TemplateFault
from briefings.tables import NOTICES, TRANSITIONS
from briefings.workdays import Calendar
from index.material import changes, state_of
from tests.briefings.corpus import CUT_OFF, a_corpus
from tests.briefings.memory_index import MemoryIndex
from tests.factories import a_dispute, a_quantity, an_amount
from yanpan_domain.codes import Industry, Issue, Level, Stage
from yanpan_domain.errors import YanpanError
from yanpan_domain.locality import Locality
from yanpan_domain.notice import NoticeForm, NoticeState
from yanpan_ledger.audit import entries, first_break

ZONE = ZoneInfo("Asia/Shanghai")
ALL = (Level.ONE, Level.TWO, Level.THREE, Level.FOUR)


@pytest.fixture
def index():
    return a_corpus(6)


@pytest.fixture
def recipients():
    return read_recipients()


def drafts(index, ledger, recipients, disputes=None, **given):
    found = list(index.scan_disputes(_everything())) if disputes is None else disputes
    given = {"index": index, "now": CUT_OFF, "actor": "拟稿岗", "levels": ALL} | given
    return draft_notices(found, ledger, recipients, **given)


def _everything():
    from index.query import Query

    return Query()


def test_a_draft_says_that_it_is_unverified_and_where_it_was_published(index, ledger, recipients):
    made = drafts(index, ledger, recipients)
    assert made
    for notice in made:
        assert notice.state is NoticeState.DRAFT
        assert "据公开报道，待核实" in notice.body.opinion
        assert notice.body.sources
        assert all(source.url and source.fingerprint for source in notice.body.sources)
        assert "核实前不得向用人单位透露反映人信息" in notice.body.request[0]
        for quotation in notice.body.quotations:
            article = index.article(quotation.article).article
            body = article.title if quotation.field == "title" else article.text
            assert body[quotation.start : quotation.end] == quotation.quote


def test_drafting_again_drafts_nothing(index, ledger, recipients):
    first = drafts(index, ledger, recipients)
    assert first
    assert drafts(index, ledger, recipients, now=CUT_OFF + timedelta(days=1)) == []
    with ledger.read() as connection:
        assert len(notices_in(connection)) == len(first)


def test_two_who_draft_at_once_make_each_notice_once(index, ledger, recipients):
    made = []
    threads = [threading.Thread(target=lambda: made.extend(drafts(index, ledger, recipients))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ledger.read() as connection:
        kept = [notice.id for notice in notices_in(connection)]
    assert sorted(notice.id for notice in made) == sorted(kept)
    assert len(set(kept)) == len(kept) > 0


def test_a_dry_run_keeps_nothing(index, ledger, recipients):
    assert drafts(index, ledger, recipients, store=False)
    with ledger.read() as connection:
        assert notices_in(connection) == []


def test_a_material_change_makes_an_update_and_sets_the_unsigned_draft_aside(index, ledger, recipients):
    dispute = next(one for one in index.scan_disputes(_everything()) if one.is_open and one.urgency)
    (first,) = drafts(index, ledger, recipients, [dispute])
    more = replace(dispute, workers=a_quantity(dispute.workers.min * 2))
    (second,) = drafts(index, ledger, recipients, [more], now=CUT_OFF + timedelta(hours=1))
    assert second.update_of == first.id
    assert "更新：人数由" in second.body.title
    with ledger.read() as connection:
        assert notice_called(connection, first.id).state is NoticeState.DISCARDED
    assert drafts(index, ledger, recipients, [replace(more, workers=a_quantity(more.workers.min + 1))]) == []


def test_what_was_told_of_a_dispute_that_was_merged_away_is_not_told_again(index, ledger, recipients):
    old = next(one for one in index.scan_disputes(_everything()) if one.is_open and one.urgency)
    (first,) = drafts(index, ledger, recipients, [old])
    living = replace(old, id="d-living")
    later = MemoryIndex(list(index.scan(_everything())), [replace(old, superseded_by=living.id), living])
    assert drafts(later, ledger, recipients, [living]) == []
    more = replace(living, workers=a_quantity(living.workers.min * 2))
    (second,) = drafts(later, ledger, recipients, [more], now=CUT_OFF + timedelta(hours=1))
    assert (second.update_of, second.material_state) == (first.id, "m2")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"workers": 60}, "人数由30人变为60人"),
        ({"workers": 59}, None),
        ({"workers": None}, None),
        ({"owed": 200_000}, "金额由100,000元变为200,000元"),
        ({"owed": 199_999}, None),
        ({"issues": [Issue.WAGE_ARREARS, Issue.SOCIAL_INSURANCE]}, "新增争议类型社保公积金"),
        ({"issues": []}, None),
        ({"stage": Stage.OFFICIAL_RESPONSE}, "阶段变为官方介入"),
        ({"stage": Stage.UNKNOWN}, None),
        ({"title": "另一个标题"}, None),
    ],
)
def test_only_what_the_rules_name_is_a_material_change(change, words):
    plain = {"workers": 30, "owed": 100_000}
    before, now = state_of(a_dispute(**plain)), state_of(a_dispute(**plain | change))
    assert changes(before, now) == ((words,) if words else ())


def test_a_signature_needs_a_second_person(index, ledger, recipients):
    notice = drafts(index, ledger, recipients)[0]
    workflow.review(ledger, notice.id, actor="核稿岗", now=CUT_OFF)
    with pytest.raises(workflow.SelfApproval, match="拟稿岗"):
        workflow.approve(ledger, notice.id, actor=" 拟稿岗 ", now=CUT_OFF)
    signed = workflow.approve(ledger, notice.id, actor="分管岗", now=CUT_OFF)
    assert (signed.state, signed.number, signed.approved_by) == (NoticeState.APPROVED, "研判〔2026〕1号", "分管岗")
    assert signed.due is not None


@pytest.mark.parametrize("state", [NoticeState.REVIEWED, NoticeState.APPROVED, NoticeState.SENT])
def test_a_signature_is_never_a_plain_step(index, ledger, recipients, state):
    """`move` knows no drafter and gives no number, so it must not stand in for review, approval or delivery."""
    notice = drafts(index, ledger, recipients)[0]
    if state is not NoticeState.REVIEWED:
        workflow.review(ledger, notice.id, actor="核稿岗", now=CUT_OFF)
    if state is NoticeState.SENT:
        workflow.approve(ledger, notice.id, actor="分管岗", now=CUT_OFF)
    with pytest.raises(workflow.WrongStep, match="专门的命令"):
        workflow.move(ledger, notice.id, state, actor="拟稿岗", now=CUT_OFF)


def test_what_is_settled_is_told_no_more(index, ledger, recipients):
    dispute = next(one for one in index.scan_disputes(_everything()) if one.is_open and one.urgency)
    assert drafts(index, ledger, recipients, [replace(dispute, stage=Stage.SETTLED)]) == []
    assert len(drafts(index, ledger, recipients, [dispute])) == 1


def test_places_that_one_union_answers_for_make_one_notice(index):
    union = Recipients((Recipient(code="44", id="union-440000", name="广东省总工会"),))
    places = (Locality(code="440306", name="广东省深圳市宝安区"), Locality(code="440106", name="广东省广州市天河区"))
    assert [place for place, _ in union.for_dispute(a_dispute(places=places))] == ["440306"]


def test_nothing_leaves_unsigned_and_what_is_signed_leaves_once(index, ledger, recipients, tmp_path):
    first, second = drafts(index, ledger, recipients)[:2]
    assert workflow.deliver(ledger, tmp_path / "outbox", now=CUT_OFF, actor="值班岗") == []
    workflow.review(ledger, first.id, actor="核稿岗", now=CUT_OFF)
    assert workflow.deliver(ledger, tmp_path / "outbox", now=CUT_OFF, actor="值班岗") == []
    assert not (tmp_path / "outbox").exists()
    workflow.approve(ledger, first.id, actor="分管岗", now=CUT_OFF)
    ((sent, paths),) = workflow.deliver(ledger, tmp_path / "outbox", now=CUT_OFF, actor="值班岗")
    assert sent.state is NoticeState.SENT
    assert {path.suffix for path in paths} == {".md", ".pdf", ".json"}
    assert workflow.deliver(ledger, tmp_path / "outbox", now=CUT_OFF, actor="值班岗") == []
    assert "拟稿岗" not in paths[-1].read_text()
    with pytest.raises(workflow.WrongStep):
        workflow.approve(ledger, first.id, actor="分管岗", now=CUT_OFF)
    with ledger.read() as connection:
        assert notice_called(connection, second.id).state is NoticeState.DRAFT


def test_an_office_has_its_own_notices(index, ledger, recipients, tmp_path):
    notice = drafts(index, ledger, recipients)[0]
    workflow.review(ledger, notice.id, actor="核稿岗", now=CUT_OFF)
    workflow.approve(ledger, notice.id, actor="分管岗", now=CUT_OFF)
    own = tmp_path / "templates"

    def delivered():
        return workflow.deliver(
            ledger, tmp_path / "outbox", now=CUT_OFF, actor="值班岗", options=BriefingOptions(templates=own)
        )

    with pytest.raises(TemplateFault, match="找不到模板目录"):
        delivered()
    own.mkdir()
    (own / "notice.md.j2").write_text("甲市总工会\n{{ body.no_such }}")
    with pytest.raises(TemplateFault, match="第 2 行"):
        delivered()
    (own / "notice.md.j2").write_text("甲市总工会 {{ notice.number }}")
    ((_, paths),) = delivered()
    assert paths[0].read_text() == "甲市总工会 研判〔2026〕1号"


def test_a_crash_between_file_and_ledger_repeats_the_same_file(index, ledger, recipients, tmp_path, monkeypatch):
    notice = drafts(index, ledger, recipients)[0]
    workflow.review(ledger, notice.id, actor="核稿岗", now=CUT_OFF)
    workflow.approve(ledger, notice.id, actor="分管岗", now=CUT_OFF)
    with monkeypatch.context() as patch:
        patch.setattr(workflow, "_step", lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            workflow.deliver(ledger, tmp_path / "outbox", now=CUT_OFF, actor="值班岗")
    before = {path: path.read_bytes() for path in (tmp_path / "outbox").rglob("*.*")}
    assert before
    workflow.deliver(ledger, tmp_path / "outbox", now=CUT_OFF + timedelta(hours=1), actor="值班岗")
    assert {path: path.read_bytes() for path in (tmp_path / "outbox").rglob("*.*")} == before


def test_numbers_have_no_gap_even_when_signed_at_once(index, ledger, recipients):
    made = drafts(index, ledger, recipients)
    for notice in made:
        workflow.review(ledger, notice.id, actor="核稿岗", now=CUT_OFF)
    failed = []

    def sign(notice):
        try:
            workflow.approve(ledger, notice.id, actor="分管岗", now=CUT_OFF)
        except YanpanError as error:
            failed.append(error)

    threads = [threading.Thread(target=sign, args=(notice,)) for notice in (*made, made[0])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(error) for error in failed] == [workflow.WrongStep]
    with ledger.read() as connection:
        numbers = sorted(int(n.number.split("〕")[1][:-1]) for n in notices_in(connection))
    assert numbers == list(range(1, len(made) + 1))


def test_every_step_is_kept_and_audited(index, ledger, recipients):
    notice = drafts(index, ledger, recipients)[0]
    workflow.review(ledger, notice.id, actor="核稿岗", now=CUT_OFF)
    workflow.move(ledger, notice.id, NoticeState.DRAFT, actor="核稿岗", now=CUT_OFF, reason="事实待补")
    workflow.move(ledger, notice.id, NoticeState.DISCARDED, actor="核稿岗", now=CUT_OFF, reason="重复")
    with ledger.read() as connection:
        steps = connection.execute(
            select(TRANSITIONS.c.after).where(TRANSITIONS.c.notice == notice.id).order_by(TRANSITIONS.c.seq)
        ).scalars()
        assert list(steps) == ["draft", "reviewed", "draft", "discarded"]
        acts = [entry.act for entry in entries(connection) if entry.subject == notice.id]
        assert acts == ["notice.draft", "notice.reviewed", "notice.draft", "notice.discarded"]
        assert first_break(connection) is None


def test_a_wrong_step_says_what_may_follow_and_a_return_needs_a_reason(index, ledger, recipients):
    notice = drafts(index, ledger, recipients)[0]
    with pytest.raises(workflow.WrongStep, match="已核稿"):
        workflow.move(ledger, notice.id, NoticeState.CLOSED, actor="核稿岗", now=CUT_OFF)
    with pytest.raises(workflow.ReasonMissing, match="须写明理由"):
        workflow.move(ledger, notice.id, NoticeState.RETURNED, actor="地方", now=CUT_OFF)
    with pytest.raises(workflow.WrongStep):
        workflow.move(ledger, notice.id, NoticeState.APPROVED, actor="x", now=CUT_OFF)


def test_every_state_can_be_reached_and_only_discarded_ends():
    reached = {NoticeState.DRAFT}
    while True:
        more = reached | {after for state in reached for after in workflow.NEXT[state]}
        if more == reached:
            break
        reached = more
    assert reached == set(NoticeState)
    assert [state for state in NoticeState if not workflow.NEXT[state]] == [NoticeState.DISCARDED]


def test_an_unknown_or_ambiguous_notice_is_refused(index, ledger, recipients):
    drafts(index, ledger, recipients)
    with ledger.read() as connection:
        for wrong in ("", "x", "n"):
            with pytest.raises(UnknownNotice):
                notice_called(connection, wrong)


def test_the_longest_prefix_and_the_industrial_union_come_first():
    listed = Recipients(
        (
            Recipient(code="44", id="p", name="省"),
            Recipient(code="4403", id="c", name="市"),
            Recipient(code="44", id="b", name="省建设产业工会", industry=Industry.E),
        )
    )
    assert listed.of("440306").id == "c"
    assert listed.of("440106").id == "p"
    assert listed.of("440306", Industry.E).id == "b"
    assert listed.of("110105") is None


def test_a_place_without_a_recipient_is_an_open_item(index, ledger):
    far = a_dispute(places=(Locality(code="", name="某国"),))
    near = a_dispute(number=2)
    assert [item.dispute for item in unrouted([far, near], read_recipients())] == [far.id]
    assert drafts(index, ledger, read_recipients(), [far]) == []


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("recipients: 3", "列表"),
        ("recipients: [{code: 44, id: a, nmae: x}]", "第 1 条有未知字段 nmae，是否想写 name"),
        ("recipients: [{code: '4', id: a, name: x}]", "2、4 或 6 位"),
        ("recipients: [{code: '44', id: a}]", "缺少 name"),
        ("recipients: [{code: '44', id: a, name: x, industry: Z}]", "门类代码"),
        ("recipients: [{code: '44', id: a, name: x}, {code: '45', id: a, name: y}]", "id 重复：a"),
        ("recipients: [", "读不了"),
    ],
)
def test_a_wrong_table_of_recipients_names_row_and_field(tmp_path, rows, words):
    path = tmp_path / "recipients.yaml"
    path.write_text(rows)
    with pytest.raises(RecipientsError, match=words):
        read_recipients(path)


@pytest.mark.parametrize(
    ("level", "start", "due"),
    [
        (Level.ONE, "2026-09-30T20:00", date(2026, 10, 1)),
        (Level.TWO, "2026-09-28T09:00", date(2026, 10, 10)),
        (Level.THREE, "2026-11-23T09:00", date(2026, 12, 7)),
        (Level.FOUR, "2026-11-23T09:00", date(2026, 12, 14)),
    ],
)
def test_deadlines_start_the_next_day_and_count_workdays(level, start, due):
    moment = datetime.fromisoformat(start).replace(tzinfo=ZONE)
    assert deadline(NoticeForm.SITUATION, level, moment, Calendar()).due == due


def test_an_employers_answer_has_its_own_time():
    moment = datetime(2026, 11, 23, 9, tzinfo=ZONE)
    assert deadline(NoticeForm.OPINION, Level.TWO, moment, Calendar()).workdays == 15
    assert deadline(NoticeForm.SITUATION, Level.TWO, datetime(2027, 3, 1, tzinfo=ZONE), Calendar()).estimated


@pytest.mark.parametrize("text", ["（2026）粤03民终1234号", "(2026)京0105民初56789号", "〔2025〕深劳人仲案字第123号"])
def test_case_numbers_stay_out(text):
    assert without_case_numbers(f"法院作出{text}判决") == "法院作出〔案号〕判决"


def test_document_numbers_of_laws_stay():
    assert without_case_numbers("依据《条例》第30条，欠薪3个月") == "依据《条例》第30条，欠薪3个月"


def test_the_table_holds_one_row_for_each_state_recipient_and_form(index, ledger, recipients):
    from sqlalchemy.exc import IntegrityError

    notice = drafts(index, ledger, recipients)[0]
    with ledger.read() as connection:
        row = dict(connection.execute(select(NOTICES).where(NOTICES.c.id == notice.id)).one()._mapping)
    with pytest.raises(IntegrityError), ledger.engine.begin() as connection:
        connection.execute(NOTICES.insert().values(**row | {"id": "another"}))


def test_the_office_code_stands_in_the_number(index, ledger, recipients):
    notice = drafts(index, ledger, recipients)[0]
    workflow.review(ledger, notice.id, actor="核稿岗", now=CUT_OFF)
    signed = workflow.approve(ledger, notice.id, actor="分管岗", now=CUT_OFF, options=BriefingOptions(code="深工权"))
    assert signed.number == "深工权〔2026〕1号"


def test_amounts_that_become_known_are_told_when_they_matter():
    before = state_of(a_dispute(owed=None))
    assert changes(before, state_of(a_dispute(owed=an_amount(20_000))))
    assert not changes(before, state_of(a_dispute(owed=an_amount(5_000))))


def test_a_list_is_made_from_outlines_and_the_shown_letters_alone(index, ledger, recipients):
    made = drafts(index, ledger, recipients)
    workflow.review(ledger, made[0].id, actor="核稿岗", now=CUT_OFF)
    with ledger.read() as connection:
        everything = notices_in(connection)
        assert [one.id for one in outlines(connection)] == [one.id for one in everything]
        assert [(one.state, one.level, one.due, one.drafted_by) for one in outlines(connection)] == [
            (one.state, one.level, one.due, one.drafted_by) for one in everything
        ]
        assert [one.id for one in outlines(connection, (NoticeState.REVIEWED,))] == [made[0].id]
        wanted = [made[-1].id, "n-none", made[0].id]
        assert [one.id for one in notices_called(connection, wanted)] == [made[-1].id, made[0].id]
        assert notices_called(connection, wanted)[1] == notice_called(connection, made[0].id)
        assert count_by_state(connection) == {NoticeState.REVIEWED: 1, NoticeState.DRAFT: len(made) - 1}
        assert chain_of(connection, made[0])[0].id == made[0].id


def test_whoever_saw_fewer_steps_is_told_who_took_them(index, ledger, recipients):
    notice = drafts(index, ledger, recipients)[0]
    workflow.review(ledger, notice.id, actor="核稿岗", now=CUT_OFF, seen=1)
    with pytest.raises(workflow.MovedMeanwhile, match=r"核稿岗于.*已核稿"):
        workflow.move(ledger, notice.id, NoticeState.DISCARDED, actor="值班岗", now=CUT_OFF, reason="重复", seen=1)
    with pytest.raises(workflow.ReasonMissing):
        workflow.move(ledger, notice.id, NoticeState.DRAFT, actor="签发岗", now=CUT_OFF, reason=" ", seen=2)


def test_one_notice_can_be_sent_alone(index, ledger, recipients, tmp_path):
    made = drafts(index, ledger, recipients)[:2]
    for notice in made:
        workflow.review(ledger, notice.id, actor="核稿岗", now=CUT_OFF)
        workflow.approve(ledger, notice.id, actor="签发岗", now=CUT_OFF)
    given = {"now": CUT_OFF, "actor": "值班岗", "only": made[1].id}
    ((sent, paths),) = workflow.deliver(ledger, tmp_path, **given)
    assert sent.id == made[1].id
    assert [str(path.relative_to(tmp_path)) for path in paths] == list(planned_files(sent))
    with pytest.raises(workflow.WrongStep, match="已发出"):
        workflow.deliver(ledger, tmp_path, **given)
    assert [one.id for one, _ in workflow.deliver(ledger, tmp_path, now=CUT_OFF, actor="值班岗")] == [made[0].id]
