"""Learning in the console: the command line's own comparison, in force only by a button and by a post."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from judgment.learn import adjustments_in_force, in_force
from tests.yanpan.consoles import NOW, a_client, article_called, form_on, send, submit
from yanpan.app import App
from yanpan.correcting import correct_article
from yanpan.learning import learned_now
from yanpan_ledger.audit import entries

ROWS = (
    {"title": "百名工人三个月没领工资", "text": "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资。", "url": "https://example.org/1"},
    {"title": "师傅们没有出勤", "text": "示例市环卫处的师傅们上周没有出勤，垃圾堆在路边，他们说岗位津贴少了一半。", "url": "https://example.org/2"},
    {"title": "今日天气", "text": "全市晴，气温十八度。市民可以外出散步，注意早晚温差。", "url": "https://example.org/3"},
)  # fmt: skip


def correct(app: App, words: str, value: str) -> None:
    correct_article(app, article_called(app, words), "relevance", value, actor="分析岗", at=NOW)


def weights(app: App) -> tuple[tuple[str, float], ...]:
    with app.ledger.read() as connection:
        return adjustments_in_force(connection)


def test_without_corrections_the_page_says_what_to_do(client: TestClient) -> None:
    page = client.get("/learning")
    assert page.status_code == 200
    assert "还没有可学习的更正" in page.text and "出厂权重" in page.text and 'value="apply"' not in page.text


def test_looking_changes_nothing_and_the_table_is_the_command_lines(app: App, client: TestClient) -> None:
    correct(app, "今日天气", "dispute")
    page = client.get("/learning").text
    for one in learned_now(app).table:
        assert one.what in page
    assert weights(app) == ()


def test_applied_it_is_in_force_by_a_post_and_forgotten_at_will(app: App, client: TestClient) -> None:
    correct(app, "今日天气", "dispute")
    learned = learned_now(app)
    answer = submit(client, "/learning", "/learning", {"act": "apply", "post": "分析岗"})
    assert answer.status_code == 303
    assert weights(app) == learned.adjustments != ()
    with app.ledger.read() as connection:
        force = in_force(connection)
    assert force is not None
    assert (force.learned, force.actor, force.at) == (learned, "分析岗", NOW)
    page = client.get(answer.headers["location"]).text
    assert "已启用" in page and "分析岗于2026年11月23日 09:30启用" in page
    answer = submit(client, "/learning", "/learning", {"act": "forget"})
    assert "已恢复出厂权重" in client.get(answer.headers["location"]).text
    assert weights(app) == ()
    with app.ledger.read() as connection:
        assert [(one.act, one.actor) for one in entries(connection)][1:] == [
            ("judgment.learn", "分析岗"),
            ("judgment.forget", "分析岗"),
        ]


def test_only_what_was_seen_is_put_in_force(app: App, client: TestClient) -> None:
    correct(app, "今日天气", "dispute")
    sent = form_on(client.get("/learning").text, "/learning") | {"act": ["apply"], "post": ["分析岗"]}
    correct(app, "师傅们", "dispute")
    answer = send(client, "/learning", sent)
    assert answer.status_code == 409 and "已重新计算" in answer.text
    assert weights(app) == ()
    again = form_on(answer.text, "/learning") | {"act": ["apply"]}
    assert again["post"] == ["分析岗"]
    assert send(client, "/learning", again).status_code == 303
    page = client.get("/learning").text
    assert "不必再启用" in page and 'value="apply"' not in page and 'value="forget"' in page
    assert send(a_client(app), "/learning", again).status_code == 409, "pressed twice"


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"act": "apply", "post": "王大勇"}, 400), ({"act": "", "post": "分析岗"}, 400), ({"act": "apply", "post": "分析岗", "token": "x"}, 400)],
)  # fmt: skip
def test_bad_calls_change_nothing(app: App, client: TestClient, fields: dict[str, str], status: int) -> None:
    correct(app, "今日天气", "dispute")
    answer = submit(client, "/learning", "/learning", fields)
    assert answer.status_code == status and 'role="alert"' in answer.text
    assert weights(app) == ()


def test_a_page_elsewhere_changes_nothing(app: App, client: TestClient) -> None:
    correct(app, "今日天气", "dispute")
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert submit(client, "/learning", "/learning", {"act": "apply", "post": "分析岗"}, headers).status_code == 403
    assert weights(app) == ()
