"""A notice in the console from draft to closure: by posts, by the rules, by the functions the command line calls."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from briefings.notices import workflow
from briefings.notices.compose import draft_notices
from briefings.notices.routing import read_recipients
from briefings.notices.store import notice_called, notices_in
from index.query import Query
from tests.yanpan.consoles import HERE, NOW, a_client, form_on, opened_app, send, submit
from yanpan.app import App
from yanpan.cli.main import cli
from yanpan_domain.notice import Notice, NoticeState
from yanpan_ledger.audit import entries, first_break

S = NoticeState
HOSTILE = "<script>alert(1)</script><img src=x>\"'{{7*7}}"
ROWS = (
    {"title": "百名工人三个月没领工资", "text": "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资，共计约200万元，工人多次催要未果。", "url": "https://example.org/1"},
    {"title": f"{HOSTILE}鞋厂拖欠40名工人工资", "text": f"赣州市章贡区示例赣鞋有限公司拖欠40名工人两个月工资。{HOSTILE}", "url": "javascript:alert(3)"},
    {"title": "葵青物流倉庫拖欠四十名搬運工工資", "text": "香港葵青示例物流有限公司拖欠四十名搬运工三个月工资，工人要求付清。", "url": "https://example.org/3"},
)  # fmt: skip


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with opened_app(tmp_path, ROWS) as app:
        disputes = list(app.index.scan_disputes(Query()))
        draft_notices(disputes, app.ledger, read_recipients(), index=app.index, now=NOW, actor="值班岗")
        yield app


@pytest.fixture
def client(app: App) -> TestClient:
    return acting("核稿岗", app)


def acting(post: str, app: App, *, later: timedelta = timedelta()) -> TestClient:
    """A browser of somebody at POST."""
    client = a_client(app, now=NOW + later)
    assert submit(client, "/post", "/post", {"post": post}).status_code == 303
    return client


def one(app: App, about: str = "宝兴") -> Notice:
    with app.ledger.read() as connection:
        return next(notice for notice in notices_in(connection) if about in notice.body.title)


def step(client: TestClient, app: App, after: str, **fields: str) -> str:
    """What the page tells after the step to AFTER, taken by its form."""
    page = f"/notices/{one(app).id}"
    answer = submit(client, page, f"{page}/steps/{after}", fields)
    assert answer.status_code == 303, re.findall(r'role="alert">([^<]*)', answer.text)
    return client.get(answer.headers["location"]).text


def offered(page: str) -> set[str]:
    return set(re.findall(r'action="/notices/[^"]*/steps/(\w+)"', page))


def run(app: App, *arguments: str) -> list[dict[str, object]]:
    told = CliRunner().invoke(cli, ["--data", str(app.settings.data), *arguments], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    return [json.loads(line) for line in told.output.splitlines()]


def test_a_whole_notice_from_draft_to_revisited(app: App) -> None:
    page = f"/notices/{one(app).id}"
    drafter, reviewer, signer = (acting(post, app) for post in ("值班岗", "核稿岗", "签发岗"))
    assert offered(reviewer.get(page).text) == {"reviewed", "discarded"}
    assert "已核稿" in step(reviewer, app, "reviewed")

    told = drafter.get(page).text
    assert offered(told) == {"draft", "discarded"}
    assert "签发人不得与拟稿人（值班岗）相同" in told
    sent = form_on(signer.get(page).text, f"{page}/steps/approved") | {
        "token": form_on(told, f"{page}/steps/draft")["token"]
    }
    forced = send(drafter, f"{page}/steps/approved", sent)
    assert forced.status_code == 400 and "签发人不得与拟稿人" in forced.text
    assert one(app).state is S.REVIEWED

    assert "文号 研判〔2026〕1号" in step(signer, app, "approved")
    told = signer.get(page).text
    assert "将发往 <b>深圳市总工会（示例）</b>" in told and "研判〔2026〕1号.pdf" in told
    assert not (app.settings.data / "outbox").exists()
    step(signer, app, "sent")
    files = sorted((app.settings.data / "outbox").rglob("*.*"))
    assert [path.suffix for path in files] == [".json", ".md", ".pdf"]
    letter = signer.get(f"{page}/letter.pdf")
    assert letter.content == files[2].read_bytes()

    step(drafter, app, "delivered")
    step(drafter, app, "acknowledged")
    assert "反馈" in step(drafter, app, "replied", conclusion="属实", recovered="12,000", helped="20", measures="已约谈", resolved="1")  # fmt: skip
    assert "属实；已约谈；追回1.2万元；帮助职工20人；已化解" in drafter.get(page).text
    step(drafter, app, "verified")
    step(drafter, app, "closed")
    step(drafter, app, "revisited", satisfaction="基本满意")
    assert offered(drafter.get(page).text) == {"reopened"}

    (told_by_cli,) = run(app, "notices", "show", one(app).id, "--json")
    steps = told_by_cli["transitions"]
    assert isinstance(steps, list)
    assert [(s["after"], s["actor"]) for s in steps] == [
        ("draft", "值班岗"), ("reviewed", "核稿岗"), ("approved", "签发岗"), ("sent", "签发岗"), ("delivered", "值班岗"),
        ("acknowledged", "值班岗"), ("replied", "值班岗"), ("verified", "值班岗"), ("closed", "值班岗"), ("revisited", "值班岗"),
    ]  # fmt: skip
    with app.ledger.read() as connection:
        assert [e.act for e in entries(connection) if e.subject == one(app).id][-2:] == ["notice.closed", "notice.revisited"]  # fmt: skip
        assert first_break(connection) is None


def test_what_the_command_line_did_meanwhile_is_told_and_nothing_is_done_twice(app: App, client: TestClient) -> None:
    page = f"/notices/{one(app).id}"
    sent = form_on(client.get(page).text, f"{page}/steps/reviewed")
    workflow.review(app.ledger, one(app).id, actor="另一核稿岗", now=NOW)
    answer = send(client, f"{page}/steps/reviewed", sent)
    assert answer.status_code == 409
    assert "另一核稿岗于2026年11月23日9时30分转为“已核稿”" in answer.text
    assert [s.after for s in one(app).transitions] == [S.DRAFT, S.REVIEWED]
    back = form_on(client.get(page).text, f"{page}/steps/draft") | {"reason": ["写了很久的理由"]}
    signer = acting("签发岗", app)
    sent = form_on(signer.get(page).text, f"{page}/steps/approved")
    assert send(signer, f"{page}/steps/approved", sent).status_code == 303
    again = send(signer, f"{page}/steps/approved", sent)
    assert again.status_code == 409 and "签发岗于" in again.text
    late = send(client, f"{page}/steps/draft", back)
    assert late.status_code == 409 and "写了很久的理由" in late.text
    sending = form_on(signer.get(page).text, f"{page}/steps/sent")
    run(app, "notices", "deliver", "--as", "值班岗", "--json")
    before = {path: path.stat().st_mtime_ns for path in (app.settings.data / "outbox").rglob("*.*")}
    again = send(signer, f"{page}/steps/sent", sending)
    assert again.status_code == 409 and "值班岗于" in again.text
    assert before == {path: path.stat().st_mtime_ns for path in (app.settings.data / "outbox").rglob("*.*")}


def test_of_two_who_sign_at_the_same_moment_one_does_and_one_is_told(app: App) -> None:
    page = f"/notices/{one(app).id}"
    workflow.review(app.ledger, one(app).id, actor="核稿岗", now=NOW)
    clients = [acting(post, app) for post in ("签发岗", "副签发岗", "第三岗")]
    forms = [form_on(client.get(page).text, f"{page}/steps/approved") for client in clients]
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda both: send(both[0], f"{page}/steps/approved", both[1]), zip(clients, forms, strict=True)))  # fmt: skip
    assert sorted(answer.status_code for answer in answers) == [303, 409, 409]
    signed = one(app)
    assert [step.after for step in signed.transitions] == [S.DRAFT, S.REVIEWED, S.APPROVED]
    assert all(f"{signed.approved_by}于" in answer.text for answer in answers if answer.status_code == 409)


@pytest.mark.parametrize(
    ("after", "fields", "told"),
    [
        ("discarded", {"reason": "  "}, "须写明理由"),
        ("discarded", {"reason": "重复" * 1500}, "最多 2000 字"),
        ("reviewed", {"token": "x"}, "已过期"),
    ],
)
def test_a_refusal_is_told_above_the_form_and_nothing_typed_is_lost(
    app: App, client: TestClient, after: str, fields: dict[str, str], told: str
) -> None:
    page = f"/notices/{one(app).id}"
    answer = submit(client, page, f"{page}/steps/{after}", fields)
    assert answer.status_code == 400
    where = answer.text.index('role="alert"')
    assert told in answer.text[where : where + 200]
    assert where < answer.text.index(f'action="{page}/steps/{after}"')
    assert fields.get("reason", "").strip() in answer.text
    assert one(app).state is S.DRAFT


def out(app: App) -> Notice:
    notice = one(app)
    workflow.review(app.ledger, notice.id, actor="核稿岗", now=NOW)
    workflow.approve(app.ledger, notice.id, actor="签发岗", now=NOW)
    workflow.deliver(app.ledger, app.settings.data / "outbox", now=NOW, actor="值班岗")
    return notice


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"conclusion": "也许"}, "核实结论"),
        ({"conclusion": "属实", "recovered": "很多"}, "追回金额"),
        ({"conclusion": "属实", "recovered": "-5"}, "追回金额"),
        ({"conclusion": "属实", "helped": "2.5"}, "帮助人数"),
        ({"conclusion": "属实", "helped": "９９"}, "帮助人数"),
        ({"conclusion": "属实", "recovered": "9" * 400}, "追回金额"),
    ],
)
def test_a_reply_that_cannot_be_read_comes_again_as_it_was(
    app: App, client: TestClient, fields: dict[str, str], told: str
) -> None:
    page = f"/notices/{out(app).id}"
    answer = submit(client, page, f"{page}/steps/replied", {"measures": "已约谈企业<b>"} | fields)
    assert answer.status_code == 400
    assert told in answer.text and "已约谈企业&lt;b&gt;</textarea>" in answer.text
    assert all(f'value="{value}"' in answer.text for name, value in fields.items() if name in {"recovered", "helped"})
    assert one(app).state is S.SENT


def test_characters_that_nobody_sees_are_left_out_of_a_reason(app: App, client: TestClient) -> None:
    page = f"/notices/{out(app).id}"
    submit(client, page, f"{page}/steps/returned", {"reason": "不属\u202e本级\x00办理\r\n请转上级"})
    assert one(app).transitions[-1].reason == "不属本级办理\n请转上级"


def test_persons_in_a_reason_are_masked_before_it_is_kept(app: App, client: TestClient) -> None:
    page = f"/notices/{out(app).id}"
    submit(client, page, f"{page}/steps/returned", {"reason": "职工王大勇（13912345678）说企业在东莞"})
    reason = one(app).transitions[-1].reason
    assert "企业在东莞" in reason and "王大勇" not in reason and "13912345678" not in reason
    with app.ledger.read() as connection:
        assert "王大勇" not in "".join(entry.detail for entry in entries(connection))


def test_the_list_has_what_is_overdue_first_and_counts_what_waits(app: App) -> None:
    late = acting("值班岗", app, later=timedelta(days=30))
    page = late.get("/notices").text
    assert "逾期" not in page and 'href="/notices?state=draft">拟稿 <b>2</b>' in page
    notice = out(app)
    page = late.get("/notices").text
    assert re.search(r"逾期 \d+ 天", page) and page.index(notice.id) < page.index(one(app, "赣鞋").id)
    assert 'href="/notices?state=overdue" class="late">逾期 <b>1</b>' in page
    assert one(app, "赣鞋").id not in late.get("/notices?state=overdue").text
    assert "葵青物流" in page[page.index("没有受文单位") :]
    workflow.review(app.ledger, one(app, "赣鞋").id, actor="核稿岗", now=NOW)
    assert "另有 1 份由本岗位拟稿" in late.get("/notices").text
    assert 'href="/notices?state=reviewed">待签发</a><b>1</b>' in acting("签发岗", app).get("/notices").text
    assert [row["id"] for row in run(app, "notices", "list", "--state", "sent", "--json")] == [notice.id]


def test_what_is_overdue_is_urged_once_as_on_the_command_line(app: App) -> None:
    notice = out(app)
    late = acting("值班岗", app, later=timedelta(days=30))
    assert "为逾期的拟督办单" not in late.get("/notices?state=sent").text
    page = late.get("/notices?state=overdue").text
    answer = submit(late, "/notices?state=overdue", "/notices/urgings", {})
    assert answer.headers["location"] == "/notices?state=draft&urged=1"
    with app.ledger.read() as connection:
        (urging,) = [one for one in notices_in(connection) if one.form.label == "督办单"]
    assert "已逾期" in urging.body.request[0] and notice.dispute == urging.dispute and urging.drafted_by == "值班岗"
    assert "已拟督办单 1 份" in late.get(answer.headers["location"]).text
    assert "督办单" in late.get(f"/notices/{notice.id}").text
    again = send(late, "/notices/urgings", form_on(page, "/notices/urgings"))
    assert "没有可拟的督办单" in late.get(again.headers["location"]).text
    refused = send(a_client(app, now=NOW + timedelta(days=30)), "/notices/urgings", form_on(page, "/notices/urgings"))
    assert refused.status_code == 400 and "已过期" in refused.text
    assert run(app, "notices", "urge", "--json") == []


def test_a_hostile_title_is_text_and_a_bad_address_a_page(app: App, client: TestClient) -> None:
    pages = ["/notices", f"/notices/{one(app, '赣鞋').id}"]
    for path in pages:
        page = client.get(path).text
        assert "<script>" not in page and "<img" not in page and 'href="javascript:' not in page and ">49<" not in page
    for path, status in (
        ("/notices/none", 404),
        ("/notices/n%00", 404),
        ("/meetings/m%00", 404),
        ("/notices/none/letter.pdf", 404),
        ("/notices?state=bogus", 400),
    ):
        page = client.get(path)
        assert page.status_code == status and "回到总览" in page.text
    answer = submit(client, pages[1], f"{pages[1]}/steps/reviewed", {}, HERE | {"origin": "https://evil.example"})
    assert answer.status_code == 403
    for path in (f"{pages[1]}/steps/bogus", "/notices/none/steps/reviewed"):
        assert send(client, path, form_on(client.get("/post").text, "/post")).status_code == 404
    assert one(app, "赣鞋").state is S.DRAFT


def test_without_a_post_no_step_is_offered_and_the_page_asks_for_one(app: App) -> None:
    page = f"/notices/{one(app).id}"
    client = a_client(app)
    assert offered(client.get(page).text) == set()
    answer = submit(client, page, "/post", {"post": "核稿岗"})
    assert answer.headers["location"] == f"{page}#steps"
    assert "reviewed" in offered(client.get(page).text)


def test_an_update_and_what_it_replaced_are_one_chain(app: App, client: TestClient) -> None:
    first = one(app)
    dispute = app.index.dispute(first.dispute)
    assert dispute is not None and dispute.workers is not None
    more = replace(dispute, workers=replace(dispute.workers, min=500, max=500))
    (second,) = draft_notices([more], app.ledger, read_recipients(), index=app.index, now=NOW + timedelta(hours=1), actor="值班岗")  # fmt: skip
    page = client.get(f"/notices/{second.id}").text
    assert f'href="/notices/{first.id}">情况通报' in page and "已作废" in page and "（本件）" in page
    assert "没有下一步" in client.get(f"/notices/{first.id}").text


def test_an_empty_ledger_says_what_to_do_first(tmp_path: Path) -> None:
    with opened_app(tmp_path, ROWS[:1]) as app:
        page = a_client(app).get("/notices")
        assert page.status_code == 200 and "还没有通知" in page.text and 'href="/disputes"' in page.text


def test_a_prefix_of_an_id_leads_to_the_whole(app: App, client: TestClient) -> None:
    with app.ledger.read() as connection:
        assert notice_called(connection, one(app).id[:8]).id == one(app).id
    assert f'action="/notices/{one(app).id}/steps/reviewed"' in client.get(f"/notices/{one(app).id[:8]}").text
