"""The register and drafting in the console: what the command line would do, shown first, refused in the rule's words."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from typer.testing import CliRunner

from briefings.notices import workflow
from briefings.notices.store import notices_in
from briefings.register import own, owners
from index.query import Query
from tests.yanpan.consoles import HERE, NOW, a_client, form_on, opened_app, send, submit
from yanpan.app import App
from yanpan.cli.main import cli
from yanpan.drafting import draft_all
from yanpan.registering import own_dispute
from yanpan.sampling import mark_article, week_sample
from yanpan_domain.codes import Relevance
from yanpan_domain.dispute import Dispute
from yanpan_domain.notice import Notice
from yanpan_ledger.audit import entries

HOSTILE = "<script>alert(1)</script><img src=x>"
ROWS = (
    {"title": "百名工人三个月没领工资", "text": "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资，共计约200万元，工人多次催要未果。", "url": "https://example.org/1"},
    {"title": f"{HOSTILE}鞋厂拖欠40名工人工资", "text": f"赣州市章贡区示例赣鞋有限公司拖欠40名工人两个月工资。{HOSTILE}", "url": "javascript:alert(3)"},
    {"title": "葵青物流倉庫拖欠四十名搬運工工資", "text": "香港葵青示例物流有限公司拖欠四十名搬运工三个月工资，工人要求付清。", "url": "https://example.org/3"},
    {"title": "餐馆拖欠工资", "text": "广州市天河区示例小馆餐饮有限公司拖欠3名服务员一个月工资。", "url": "https://example.org/4"},
)  # fmt: skip


def about(app: App, words: str) -> Dispute:
    return next(one for one in app.index.scan_disputes(Query()) if words in one.title + str(one.employer))


def notices(app: App) -> list[Notice]:
    with app.ledger.read() as connection:
        return notices_in(connection)


def enter(client: TestClient, address: str, dispute: str, **fields: str) -> Response:
    entered = {"unit": "深圳市总工会", "owner": "权益保障岗", "post": "值班岗"}
    return submit(client, address, f"/register/{dispute}", entered | fields)


def run(app: App, *arguments: str) -> list[dict[str, object]]:
    told = CliRunner().invoke(cli, ["--data", str(app.settings.data), *arguments], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    return [json.loads(line) for line in told.output.splitlines()]


def test_grave_disputes_without_an_owner_come_first_and_leave_when_entered(app: App, client: TestClient) -> None:
    dispute = about(app, "宝兴").id
    page = client.get("/register").text
    ownerless = page[page.index("ownerless") : page.index("h-lines")]
    assert dispute in ownerless and about(app, "小馆").id not in ownerless
    assert "<script>" not in page and "<img" not in page
    answer = enter(client, "/register", dispute)
    assert answer.status_code == 303 and answer.headers["location"] == "/register"
    page = client.get("/register").text
    assert dispute not in page[page.index("ownerless") : page.index("h-lines")]
    assert "第 1 号" in page and "权益保障岗" in page
    (row,) = [one for one in run(app, "export", "disputes", "--format", "jsonl") if one["id"] == dispute]
    assert (row["number"], row["unit"], row["post"]) == (1, "深圳市总工会", "权益保障岗")
    with app.ledger.read() as connection:
        assert [(one.act, one.actor, one.subject) for one in entries(connection)] == [
            ("dispute.own", "值班岗", dispute)
        ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"owner": "王大勇"}, "像是人名"),
        ({"unit": "王大勇"}, "像是人名"),
        ({"unit": " "}, "请写明责任单位"),
        ({"unit": "总工\u202e会"}, "看不见的字符"),
        ({"owner": ""}, "请写明以哪个岗位"),
        ({"unit": "总" * 61}, "最多 60 个字"),
        ({"post": "张主任"}, "像是人名"),
        ({"token": "x"}, "已过期"),
    ],
)
@pytest.mark.parametrize("where", ["/register", "dispute"])
def test_a_refused_entry_comes_again_as_it_was(
    app: App, client: TestClient, fields: dict[str, str], told: str, where: str
) -> None:
    dispute = about(app, "宝兴").id
    answer = enter(client, where if where == "/register" else f"/disputes/{dispute}", dispute, **fields)
    assert answer.status_code == 400
    alert = answer.text.index('role="alert"')
    assert told in answer.text[alert : alert + 150] and "<details open>" in answer.text
    for name, was in {"unit": "深圳市总工会", "owner": "权益保障岗", "post": "值班岗"}.items():
        assert f'value="{fields.get(name, was).strip()}"' in answer.text
    assert owners(app.ledger) == {}


def test_an_entry_over_another_is_asked_about(app: App, client: TestClient) -> None:
    dispute = about(app, "宝兴").id
    sent = form_on(client.get(f"/disputes/{dispute}").text, f"/register/{dispute}")
    own_dispute(app, dispute, unit="宝安区总工会", post="法律岗", actor="另一岗", now=NOW)
    answer = send(
        client, f"/register/{dispute}", sent | {"unit": "深圳市总工会", "owner": "权益保障岗", "post": "值班岗"}
    )
    assert answer.status_code == 409 and "台账已改为：责任单位 宝安区总工会、包案岗位 法律岗" in answer.text
    assert owners(app.ledger)[dispute].post == "法律岗"
    assert enter(client, f"/disputes/{dispute}", dispute).headers["location"] == f"/disputes/{dispute}#register"
    assert (owners(app.ledger)[dispute].post, owners(app.ledger)[dispute].number) == ("权益保障岗", 1)


def test_drafting_shows_first_and_keeps_what_was_seen(app: App, client: TestClient) -> None:
    dispute = about(app, "宝兴").id
    page = f"/disputes/{dispute}/notices"
    assert f'href="{page}"' in client.get(f"/disputes/{dispute}").text
    shown = client.get(page).text
    assert "将拟 1 份" in shown and "深圳市总工会（示例）" in shown and "120人" in shown
    assert notices(app) == []
    answer = submit(client, page, page, {"post": "值班岗"})
    (made,) = notices(app)
    assert answer.headers["location"] == f"/notices/{made.id}" and made.drafted_by == "值班岗"
    again = client.get(page).text
    assert "现在不会拟任何通知" in again and "没有实质变化" in again and f'href="/notices/{made.id}"' in again
    assert made.id in client.get(f"/disputes/{dispute}").text
    assert run(app, "notices", "draft", "--dry-run", "--cut-off", "2026-11-23T09:30", "--json")[0]["dispute"] != dispute


def test_what_was_drafted_meanwhile_is_told(app: App, client: TestClient) -> None:
    page = f"/disputes/{about(app, '宝兴').id}/notices"
    sent = form_on(client.get(page).text, page) | {"post": ["值班岗"]}
    draft_all(app, actor="另一岗", now=NOW)
    before = len(notices(app))
    answer = send(client, page, sent)
    assert answer.status_code == 409 and "有了变化" in answer.text and "没有实质变化" in answer.text
    assert len(notices(app)) == before


@pytest.mark.parametrize(("words", "because"), [("葵青", "没有受文单位"), ("小馆", "四级；只有一、二、三级")])
def test_why_nobody_is_told(app: App, client: TestClient, words: str, because: str) -> None:
    page = client.get(f"/disputes/{about(app, words).id}/notices").text
    assert because in page and "<button>拟稿" not in page


def test_refusals_of_drafting(app: App, client: TestClient) -> None:
    page = f"/disputes/{about(app, '赣鞋').id}/notices"
    shown = client.get(page).text
    assert "<script>" not in shown and "<img" not in shown
    answer = submit(client, page, page, {"post": "王大勇"})
    assert answer.status_code == 400 and "像是人名" in answer.text and 'value="王大勇"' in answer.text
    assert submit(client, page, page, {"post": "值班岗"}, HERE | {"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.get("/disputes/none/notices").status_code == 404
    assert send(client, "/register/none", form_on(shown, page) | {"post": "值班岗", "unit": "市总工会", "owner": "值班岗"}).status_code == 404  # fmt: skip
    assert notices(app) == [] and owners(app.ledger) == {}


def test_a_long_register_is_read_in_pages_the_newest_first(app: App, client: TestClient) -> None:
    for number in range(1, 103):
        own(app.ledger, f"d{number}", unit="市总工会", post=f"第{number}岗", actor="值班岗", now=NOW)
    first, second = client.get("/register").text, client.get("/register?page=2").text
    assert "已登记 102 宗" in first and "第102岗" in first and "第2岗" not in first
    assert "第2岗" in second and "第1岗" in second and 'href="/register?page=1#h-lines"' in second
    assert client.get("/register?page=99").text == second


def test_an_empty_register_says_what_to_do(tmp_path: Path) -> None:
    with opened_app(tmp_path, ROWS[3:]) as app:
        page = a_client(app).get("/register").text
        assert "都有责任单位和包案岗位" in page and "还没有登记" in page


def tasks(page: str) -> dict[str, int]:
    """What the first page says is to be done, in its order."""
    told = page[page.index('id="todo"') : page.index("</ul>", page.index('id="todo"'))]
    return {words: int(count) for words, count in re.findall(r"<a [^>]*>([^<]*)</a><b>(\d+)</b>", told)}


def test_the_first_page_lists_what_is_to_be_done_and_each_leads_there(app: App, client: TestClient) -> None:
    assert tasks(client.get("/").text) == {"一级争议无人包案": 1, "二级争议无人包案": 2}
    made = draft_all(app, actor="值班岗", now=NOW)
    enter(client, "/register", about(app, "宝兴").id)
    workflow.review(app.ledger, made[0].id, actor="核稿岗", now=NOW)
    page = client.get("/").text
    # The browser acts as the post that drafted, so there is nothing for it to sign.
    assert tasks(page) == {"通知待核稿": len(made) - 1, "二级争议无人包案": 2}
    assert tasks(a_client(app).get("/").text)["通知待签发"] == 1
    workflow.approve(app.ledger, made[0].id, actor="签发岗", now=NOW)
    workflow.deliver(app.ledger, app.settings.data / "outbox", now=NOW, actor="值班岗")
    later = a_client(app, now=NOW + timedelta(days=30)).get("/").text
    assert list(tasks(later)) == ["通知逾期未反馈", "通知待核稿", "二级争议无人包案"]
    assert tasks(later)["通知逾期未反馈"] == 1
    for link in re.findall(r'<a href="([^"#]*)', later[later.index('id="todo"') : later.index("一会三研判")]):
        assert client.get(link).status_code == 200


def test_an_audit_that_was_not_drawn_or_marked_is_to_be_done(tmp_path: Path) -> None:
    rows = ({"title": "主队获胜", "text": "球队在联赛中获胜，球迷欢呼。" * 30, "url": "https://example.org/s1"},)
    with opened_app(tmp_path, rows) as app:
        client = a_client(app)
        assert tasks(client.get("/").text) == {"上周抽查未抽（判为无关）": 1}
        (drawn,) = week_sample(app, "2026-11-16", at=NOW, size=20)
        assert tasks(client.get("/").text) == {"上周抽查未标": 1}
        mark_article(app, drawn.article, Relevance.UNRELATED, actor="复核岗", at=NOW)
        assert tasks(client.get("/").text) == {} and "没有等着办的" in client.get("/").text
