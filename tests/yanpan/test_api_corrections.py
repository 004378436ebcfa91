"""Corrections over HTTP: the command line's own, for programs on this machine; a page elsewhere cannot send one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from judgment.feedback import corrections
from tests.yanpan.consoles import a_client, article_called, opened_app
from yanpan.api.bounds import MOST_BYTES
from yanpan.app import App
from yanpan_ledger.audit import entries

ROWS = ({"title": "百名工人三个月没领工资", "text": "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资。", "url": "https://example.org/1"},)  # fmt: skip
SETTLED = {"field": "stage", "value": "settled", "by": "分析岗"}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with opened_app(tmp_path, ROWS) as app:
        yield app


@pytest.fixture
def client(app: App) -> TestClient:
    return a_client(app)


def stored(app: App) -> int:
    with app.ledger.read() as connection:
        return sum(map(len, corrections(connection).values()))


def address(app: App) -> str:
    return f"/api/articles/{article_called(app, '百名工人')}/corrections"


def test_a_correction_is_in_force_and_in_the_chain(app: App, client: TestClient) -> None:
    told = client.post(address(app), json=SETTLED).json()
    article = article_called(app, "百名工人")
    assert told == {"id": article, "field": "stage", "value": "settled", "disputes_changed": 1, "waiting": False}
    assert client.get(f"/api/articles/{article}").json()["judgment"]["stage"] == "settled"
    with app.ledger.read() as connection:
        assert [(one.act, one.actor, one.subject) for one in entries(connection)] == [
            ("judgment.correct", "分析岗", article)
        ]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (SETTLED | {"value": "over"}, 400, "bad_correction"), (SETTLED | {"field": "title"}, 400, "bad_correction"),
        (SETTLED | {"by": "王大勇"}, 400, "bad_post"), (SETTLED | {"by": ""}, 400, "bad_post"), (SETTLED | {"actor": "x"}, 422, "bad_call"),
        ({"field": "stage", "by": "分析岗"}, 422, "bad_call"), (SETTLED | {"value": {"a": [1] * 10}}, 400, "bad_correction"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_and_stores_nothing(
    app: App, client: TestClient, body: Any, status: int, code: str
) -> None:
    answer = client.post(address(app), json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert stored(app) == 0


def test_an_unknown_article_is_told_and_a_correction_waits_for_another_writer(app: App, client: TestClient) -> None:
    assert client.post("/api/articles/none/corrections", json=SETTLED).status_code == 404
    assert stored(app) == 0
    with app.index.writer():
        told = client.post(address(app), json=SETTLED).json()
    assert (told["waiting"], told["disputes_changed"], stored(app)) == (True, 0, 1)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "text/plain"}, 415), ({"content-type": "application/x-www-form-urlencoded"}, 415), ({"content-type": ""}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": "application/json", "origin": "https://evil.example"}, 403), ({"content-type": "application/json", "origin": "null"}, 403),
        ({"content-type": "application/json", "sec-fetch-site": "cross-site"}, 403), ({"content-type": "application/json", "host": "evil.example"}, 400),
    ],
)  # fmt: skip
def test_a_page_elsewhere_cannot_send_one(app: App, client: TestClient, headers: dict[str, str], status: int) -> None:
    answer = client.post(address(app), content=json.dumps(SETTLED), headers=headers)
    assert answer.status_code == status
    assert stored(app) == 0


def test_no_page_elsewhere_is_allowed_to_ask_first(app: App, client: TestClient) -> None:
    """A browser asks with OPTIONS before it sends JSON to another site; nothing here answers that it may."""
    answer = client.options(
        address(app), headers={"origin": "https://evil.example", "access-control-request-method": "POST"}
    )
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/api/judge", "/api/extract", "/api/articles/none/corrections", "/post", "/nowhere"])
def test_no_body_is_longer_than_the_bound(client: TestClient, path: str) -> None:
    pieces = iter([b"a" * 1_000_000] * (MOST_BYTES // 1_000_000 + 1))
    for body in (b"a" * (MOST_BYTES + 1), pieces):
        answer = client.post(path, content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 413 and "没有接收" in answer.text
        assert "content-security-policy" in answer.headers
