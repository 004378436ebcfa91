"""The weekly audit in the console: drawn once, marked by a post, counted as on the command line."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from judgment.audit_sample import sample
from tests.yanpan.consoles import HERE, NOW, article_called, form_on, send, submit
from yanpan.app import App
from yanpan.sampling import mark_article, week_sample
from yanpan_domain.codes import Relevance
from yanpan_ledger.audit import entries

WEEK = "2026-11-16"
ROWS = (
    {"title": "百名工人三个月没领工资", "text": "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资。", "url": "https://example.org/1"},
    *({"title": f"第{n}场：主队获胜<b>", "text": f"球队在第{n}轮联赛中获胜，球迷欢呼。" * 30, "url": f"https://example.org/s{n}"} for n in range(24)),
)  # fmt: skip


def drawn(app: App) -> list[str]:
    with app.ledger.read() as connection:
        return [one.article for one in sample(connection, WEEK)]


def marks(app: App) -> dict[str, Relevance]:
    with app.ledger.read() as connection:
        return {one.article: one.mark for one in sample(connection) if one.mark}


def draw(client: TestClient) -> None:
    assert submit(client, "/audit", f"/audit/{WEEK}", {}).headers["location"] == f"/audit?week={WEEK}"


def mark(client: TestClient, article: str, as_what: str, post: str = "复核岗") -> object:
    return submit(client, f"/audit?week={WEEK}", f"/audit/{WEEK}/marks/{article}", {"mark": as_what, "post": post})


def test_looking_draws_nothing_and_the_button_draws_what_the_command_line_would(app: App, client: TestClient) -> None:
    page = client.get("/audit").text
    assert "判为无关的有 24 篇" in page and "抽取 20 篇" in page
    assert drawn(app) == []
    draw(client)
    assert len(drawn(app)) == 20
    assert [one.article for one in week_sample(app, WEEK, at=NOW, size=20)] == drawn(app)
    page = client.get("/audit").text
    assert "已标 0 / 20" in page and page.count("第") >= 20
    assert "<b>" not in re.sub(r"<b>[^<]*</b>", "", page)
    assert "宝兴电子" not in page


def test_marks_are_counted_with_the_interval_and_stand_in_the_chain(app: App, client: TestClient) -> None:
    draw(client)
    first, second, *rest = drawn(app)
    answer = mark(client, first, "dispute")
    assert answer.status_code == 303  # type: ignore[attr-defined]
    assert answer.headers["location"] == f"/audit?week={WEEK}#a-{second}"  # type: ignore[attr-defined]
    page = client.get("/audit").text
    assert "已标 1 / 20" in page and "漏判 1 篇" in page and "100.0%" in page
    assert "去更正这篇" in page
    for one in [second, *rest]:
        answer = mark(client, one, "unrelated")
    assert answer.headers["location"].endswith("#progress")  # type: ignore[attr-defined]
    page = client.get("/audit").text
    assert "已标 20 / 20" in page and "5.0%（95% 区间 0.9%–23.6%）" in page
    assert marks(app)[first] is Relevance.DISPUTE
    with app.ledger.read() as connection:
        told = list(entries(connection))
    assert [one.act for one in told] == ["judgment.audit_mark"] * 20
    assert {one.actor for one in told} == {"复核岗"}


def test_the_command_lines_marks_are_shown_and_a_mark_over_another_is_asked_about(app: App, client: TestClient) -> None:
    draw(client)
    first = drawn(app)[0]
    sent = form_on(client.get("/audit").text, f"/audit/{WEEK}/marks/{first}") | {
        "mark": ["unrelated"],
        "post": ["复核岗"],
    }
    mark_article(app, first, Relevance.LABOUR_GENERAL, actor="值班岗", at=NOW)
    assert 'aria-pressed="true">✓ 劳动综合' in client.get("/audit").text
    answer = send(client, f"/audit/{WEEK}/marks/{first}", sent)
    assert answer.status_code == 409 and "已被标为“劳动综合”" in answer.text
    assert marks(app)[first] is Relevance.LABOUR_GENERAL
    assert mark(client, first, "unrelated").status_code == 303  # type: ignore[attr-defined]
    assert marks(app)[first] is Relevance.UNRELATED


def test_former_weeks_are_listed(app: App, client: TestClient) -> None:
    draw(client)
    mark(client, drawn(app)[0], "unrelated")
    page = client.get("/audit?week=2026-11-09").text
    assert f'href="/audit?week={WEEK}"' in page and "1 / 20" in page
    assert "没有判为无关的文章" in page


def test_an_article_that_is_gone_is_told(app: App, client: TestClient) -> None:
    draw(client)
    with app.index.writer() as writer:
        writer.delete([drawn(app)[0]])
    page = client.get("/audit")
    assert page.status_code == 200 and "文章已不在索引中" in page.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"mark": "maybe"}, "三个按钮"), ({}, "三个按钮"), ({"mark": "dispute", "post": "王大勇"}, "人名"), ({"mark": "dispute", "token": "x"}, "已过期")],
)  # fmt: skip
def test_bad_marks_are_told_where_they_were_made(
    app: App, client: TestClient, fields: dict[str, str], told: str
) -> None:
    draw(client)
    first = drawn(app)[0]
    answer = submit(client, "/audit", f"/audit/{WEEK}/marks/{first}", {"post": "复核岗"} | fields)
    assert answer.status_code == 400
    where = re.search(rf'id="a-{first}">.*?role="alert">([^<]*)', answer.text, re.S)
    assert where and told in where[1]
    assert marks(app) == {}


def test_an_article_outside_the_sample_and_a_page_elsewhere_mark_nothing(app: App, client: TestClient) -> None:
    draw(client)
    sent = form_on(client.get("/audit").text, f"/audit/{WEEK}/marks/{drawn(app)[0]}") | {
        "mark": ["dispute"],
        "post": ["复核岗"],
    }
    other = article_called(app, "百名工人")
    answer = send(client, f"/audit/{WEEK}/marks/{other}", sent)
    assert answer.status_code == 400 and "不在抽样中" in answer.text
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert send(client, f"/audit/{WEEK}/marks/{drawn(app)[0]}", sent, headers).status_code == 403
        assert send(client, "/audit/2026-11-09", sent, headers).status_code == 403
    assert send(client, f"/audit/{WEEK}", {"token": "x"}, HERE).status_code == 400
    assert marks(app) == {}


@pytest.mark.parametrize("week", ["yesterday", "0001-01-01", "9999-12-31", "2026-13-01"])
def test_a_week_that_is_none_is_a_page(client: TestClient, week: str) -> None:
    page = client.get(f"/audit?week={week}")
    assert page.status_code in {400, 422} and "回到总览" in page.text
