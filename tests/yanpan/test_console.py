"""API and console on a real index: the command line's answers, hostile titles shown as text, nobody else let in."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from briefings.hotline import keep_hotline
from tests.yanpan.consoles import a_client, opened_app
from yanpan.api.server import NotLoopback
from yanpan.app import App
from yanpan.settings import Settings
from yanpan_domain.codes import Issue
from yanpan_domain.hotline import HotlineSummary

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{7*7}}\u202e"
ROWS = (
    {"title": "百名工人三个月没领工资", "text": "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资，共计约200万元，工人多次催要未果。", "url": "https://example.org/1"},
    {"title": f"{HOSTILE}鞋厂拖欠40名工人工资", "text": f"赣州市章贡区示例赣鞋有限公司拖欠40名工人两个月工资。{HOSTILE}", "url": "javascript:alert(3)"},
    {"title": "今日天气", "text": "全市晴，气温十八度。市民可以外出散步，注意早晚温差。", "url": "https://example.org/3"},
)  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with opened_app(tmp_path_factory.mktemp("console"), ROWS) as app:
        yield app


@pytest.fixture(scope="module")
def client(app: App) -> TestClient:
    return a_client(app)


def hostile_dispute(client: TestClient) -> str:
    hits = client.get("/api/disputes").json()["hits"]
    return next(hit["record"]["id"] for hit in hits if "赣鞋" in json.dumps(hit, ensure_ascii=False))


def test_the_first_page_lists_who_needs_help_first(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert page.text.index("120人") < page.text.index("40人")
    assert "今日天气" not in page.text


def test_unusual_counts_are_told_with_links_to_their_disputes(app: App, client: TestClient) -> None:
    assert client.get("/api/disputes/bursts?on=2026-11-22").json() == []
    assert "可比的历史不足四周" in client.get("/disputes/bursts?on=2026-11-22").text
    year = [(date(2026, 11, 22) - timedelta(days=back), f"示例{back}号厂") for back in range(40, 300, 9)]
    rush = [(date(2026, 11, day), "示例宝兴电子有限公司") for day in (3, 11, 18, 19)]
    calls = [
        HotlineSummary(id=f"h{day}", day=day, place="440306", issue=Issue.WAGE_ARREARS, calls=1, employer=employer)
        for day, employer in (*year, *rush)
    ]
    keep_hotline(app.ledger, calls, actor="test", now=datetime(2026, 11, 22, tzinfo=UTC))
    [told] = [one for one in client.get("/api/disputes/bursts?on=2026-11-22").json() if one["subject"] == "employer"]
    assert told["calls"] == 4
    page = client.get("/disputes/bursts?on=2026-11-22").text
    assert "用人单位“示例宝兴电子有限公司”" in page
    assert [f'href="/disputes/{key}"' in page for key in told["disputes"]] == [True]


@pytest.mark.parametrize(
    "path", ["/", "/disputes", "/search?q=工资", "/search", "/disputes/{hostile}", "/search?q=" + "%3Cscript%3E"]
)
def test_hostile_text_is_shown_as_text(client: TestClient, path: str) -> None:
    page = client.get(path.format(hostile=hostile_dispute(client)))
    assert page.status_code in {200, 400}
    for bad in ("<script>", "<img", 'href="javascript:', "\u202e"):
        assert bad not in page.text, bad
    assert ">49<" not in page.text


def test_every_answer_forbids_foreign_scripts_and_frames(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_the_api_finds_what_the_index_holds(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "拖欠 工资", "limit": 1}).json()
    assert found["total"] == 2
    assert len(found["hits"]) == 1
    more = client.get("/api/search", params={"q": "拖欠 工资", "limit": 1, "cursor": found["next_cursor"]}).json()
    assert more["hits"][0]["record"]["article"]["id"] != found["hits"][0]["record"]["article"]["id"]


def test_the_api_judges_without_storing(client: TestClient) -> None:
    before = client.get("/api/search").json()["total"]
    judged = client.post(
        "/api/judge", json={"title": "工地欠薪", "text": "工人王大勇说，工地拖欠二十名工人工资。"}
    ).json()
    assert judged["relevance"] == "dispute"
    assert "王大勇" not in judged["text"]
    assert client.get("/api/search").json()["total"] == before


def test_the_api_extracts_a_page(client: TestClient) -> None:
    body = (
        "<html><head><title>示例县一工地拖欠二十名工人工资_示例网</title></head><body><h1>示例县一工地拖欠二十名工人工资</h1><p>2026-11-20 09:00 来源：示例日报</p>"
        + "<p>示例县一处工地拖欠二十名工人两个月工资，县人社局已介入调查处理。</p>" * 5
    )
    told = client.post(
        "/api/extract", content=body.encode("gb18030"), headers={"content-type": "text/html; charset=gbk"}
    ).json()
    assert told["title"] == "示例县一工地拖欠二十名工人工资"
    assert told["encoding"] == "gb18030"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/disputes/none", 404, "not_found"),
        ("/api/articles/none", 404, "not_found"),
        ("/api/search?sort=bogus", 400, "bad_call"),
        ("/api/search?q=(((", 400, "query"),
        ("/api/search?cursor=bogus", 400, None),
    ],
)
def test_a_wrong_call_is_a_sentence_with_a_code(client: TestClient, path: str, status: int, code: str | None) -> None:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert code is None or error["code"] == code
    assert error["message"]


def test_a_page_elsewhere_cannot_reach_us_under_its_own_name(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_it_listens_on_this_machine_only(tmp_path: Path) -> None:
    with (
        App(Settings.model_validate({"data": tmp_path, "serve": {"host": "0.0.0.0"}})) as app,
        pytest.raises(NotLoopback, match="本机"),
    ):
        a_client(app)


def test_a_missing_dispute_is_a_page_with_the_way_back(client: TestClient) -> None:
    page = client.get("/disputes/none")
    assert page.status_code == 404
    assert "回到总览" in page.text


def test_metrics_tell_of_sources_articles_and_disputes(client: TestClient) -> None:
    told = client.get("/metrics").text
    assert 'yanpan_articles{relevance="dispute"} 2.0' in told
    assert 'yanpan_source_state{source="' in told
    assert "yanpan_open_disputes{" in told


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "told"),
    [
        ("GET", "/api/search?limit=500", None, 422, "limit：应不大于 200"),
        ("GET", "/api/search?limit=abc", None, 422, "limit：应为整数"),
        ("POST", "/api/judge", '{"titel": "甲"}', 422, "titel"),
        ("POST", "/api/judge", "{bad", 422, "不是 JSON"),
        ("POST", "/api/judge", '{"title": 5}', 422, "title：应为文字"),
        ("GET", "/api/nowhere", None, 404, "/api/docs"),
        ("DELETE", "/api/search", None, 405, "/api/docs"),
    ],
)
def test_every_wrong_call_is_told_in_one_form(
    client: TestClient, method: str, path: str, body: str | None, status: int, told: str
) -> None:
    answer = client.request(method, path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert told in answer.json()["error"]["message"]


def test_a_wrong_address_of_the_console_is_a_page(client: TestClient) -> None:
    for path in ("/nowhere", "/disputes/bursts?on=yesterday"):
        page = client.get(path)
        assert page.headers["content-type"].startswith("text/html"), path
        assert "研判" in page.text


def test_the_description_of_the_api_needs_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert "content-security-policy" in page.headers
    assert not re.search(r'(src|href)="(https?:)?//', page.text)
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert path in page.text


def test_every_open_dispute_can_be_reached_by_links(client: TestClient) -> None:
    first = client.get("/").text
    assert 'href="/disputes"' in first
    levels = {html.unescape(link) for link in re.findall(r'href="(/disputes\?q=[^"]*level%3A[^"]*)"', first)}
    assert len(levels) == 4
    wanted = {hit["record"]["id"] for hit in client.get("/api/disputes").json()["hits"]}
    assert all(f'href="/disputes/{one}"' in client.get("/disputes").text for one in wanted)
    shown = "".join(client.get(link).text for link in levels)
    assert all(f'href="/disputes/{one}"' in shown for one in wanted)


def test_a_withdrawn_dispute_is_a_page_that_says_so(app: App, client: TestClient) -> None:
    told = app.index.dispute(hostile_dispute(client))
    assert told is not None
    with app.index.writer() as writer:
        writer.put_disputes([replace(told, id="d0withdrawn", urgency=None, withdrawn_because="已撤回：报道更正。")])
    assert "已撤回：报道更正。" in client.get("/disputes/d0withdrawn").text
    assert "d0withdrawn" not in client.get("/disputes").text
    assert client.get("/api/disputes/d0withdrawn").json()["withdrawn_because"] == "已撤回：报道更正。"
