"""An article's page: why it was judged so, in its own text; and whatever a publisher wrote shown as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from judgment.feedback import FIELDS
from tests.factories import a_judged
from tests.yanpan.consoles import a_client, article_called, opened_app
from yanpan.app import App
from yanpan.console.field_words import LABELS
from yanpan.console.fragments import with_articles
from yanpan.console.marking import paragraphs
from yanpan.console.readings import MOST_SHOWN, STYLES, Shown, Span

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{7*7}}\u202e"
TEXT = "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资，共计约200万元。\n当地劳动监察大队已介入调查，工人要求公司尽快支付工资。"
ROWS = (
    {"title": "百名工人三个月没领工资", "text": TEXT, "url": "https://example.org/1"},
    {"title": "转载：宝兴电子欠薪", "text": TEXT, "url": "https://example.org/2"},
    {"title": f"{HOSTILE}鞋厂拖欠40名工人工资", "text": f"赣州市章贡区示例赣鞋有限公司拖欠40名工人两个月工资。{HOSTILE}", "url": "javascript:alert(3)"},
    {"title": "长文", "text": "示例厂拖欠30名工人工资。" + "其余略。" * 20_000, "url": "https://example.org/4"},
)  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with opened_app(tmp_path_factory.mktemp("articles"), ROWS) as app:
        yield app


@pytest.fixture(scope="module")
def client(app: App) -> TestClient:
    return a_client(app)


@pytest.fixture(scope="module")
def arrears(app: App) -> str:
    return article_called(app, "百名工人")


def marked(page: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'<a class="mark[^>]* on"[^>]*>([^<]*)</a>', page)]


@pytest.mark.parametrize(
    ("reading", "words"),
    [("workers", "120名"), ("money", "约200万元"), ("employers", "示例宝兴电子有限公司"), ("places", "宝安区"), ("issues", "拖欠")],
)  # fmt: skip
def test_a_chosen_reading_is_marked_where_it_stands(client: TestClient, arrears: str, reading: str, words: str) -> None:
    page = client.get(f"/articles/{arrears}?reading={reading}").text
    assert words in "".join(marked(page))
    assert f"更正“{LABELS[reading]}”" in page


def test_every_span_shown_is_the_text_at_its_place(app: App, client: TestClient, arrears: str) -> None:
    judged = app.index.article(arrears)
    assert judged is not None
    page = client.get(f"/articles/{arrears}").text
    told = re.search(r"<article.*?</article>", page, re.S)
    assert told is not None
    plain = html.unescape(re.sub(r"<[^>]*>", "", told[0]))
    assert all(line in plain for line in judged.article.text.splitlines())


def test_every_field_that_may_be_corrected_is_on_the_page(client: TestClient, arrears: str) -> None:
    page = client.get(f"/articles/{arrears}").text
    assert set(LABELS) == set(FIELDS) == set(STYLES)
    assert all(f"?reading={field}#reading" in page for field in FIELDS)


def test_a_page_tells_source_date_family_dispute_and_the_original(app: App, client: TestClient, arrears: str) -> None:
    page = client.get(f"/articles/{arrears}").text
    [dispute] = app.index.articles([arrears])[arrears].disputes
    assert f'href="/disputes/{dispute}"' in page
    assert 'href="https://example.org/1"' in page
    assert f'href="/articles/{article_called(app, "转载")}"' in page
    assert "2026年11月20日" in page
    assert "日期取自" in page


def test_pages_lead_to_the_article(client: TestClient, app: App, arrears: str) -> None:
    [dispute] = app.index.articles([arrears])[arrears].disputes
    assert f'href="/articles/{arrears}"' in client.get("/search?q=120名工人").text
    assert f'href="/articles/{arrears}"' in client.get(f"/disputes/{dispute}").text


@pytest.mark.parametrize("reading", ["", "relevance", "employers", "workers", "nonsense", "<script>"])
def test_hostile_text_is_shown_as_text(app: App, client: TestClient, reading: str) -> None:
    page = client.get(f"/articles/{article_called(app, '鞋厂')}", params={"reading": reading})
    assert page.status_code == 200
    for bad in ("<script>", "<img", 'href="javascript:', "\u202e", ">49<", " onerror=alert(2)>"):
        assert bad not in page.text, bad


def test_no_page_of_ours_needs_a_script_or_a_style_in_its_own_text(client: TestClient, arrears: str) -> None:
    page = client.get(f"/articles/{arrears}?reading=money").text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)


def test_a_very_long_text_is_cut_and_says_so(app: App, client: TestClient) -> None:
    page = client.get(f"/articles/{article_called(app, '长文')}?reading=workers")
    assert f"只显示前 {MOST_SHOWN} 字" in page.text
    assert len(page.text) < MOST_SHOWN * 3


def test_without_title_and_date_the_page_says_so(app: App, client: TestClient) -> None:
    bare = a_judged(title="", published=None, number=99)
    with app.index.writer() as writer:
        writer.put([bare])
    page = client.get(f"/articles/{bare.article.id}").text
    assert "（无标题）" in page
    assert "都没有写明" in page


@pytest.mark.parametrize("name", ["none", "%2e%2e", "a" * 5000, "%00", "%F0%9F%98%80"])
def test_an_unknown_article_is_a_page_with_the_way_back(client: TestClient, name: str) -> None:
    page = client.get(f"/articles/{name}")
    assert page.status_code == 404
    assert "回到总览" in page.text


def test_ids_in_a_reason_are_links_to_their_articles() -> None:
    told = with_articles("与a3224a422ff5ad59a3395同案：同一用人单位")
    assert [(one.text, one.matched) for one in told] == [
        ("与", False),
        ("a3224a422ff5ad59a3395", True),
        ("同案：同一用人单位", False),
    ]
    assert [one.matched for one in with_articles("没有编号")] == [False]


def test_overlapping_readings_are_cut_so_that_the_chosen_and_the_narrow_show() -> None:
    wide = Shown("issues", "争议类型", "judged", (), (Span("text", 0, 6, ""),), False)
    narrow = Shown("workers", "人数", "number", (), (Span("text", 2, 4, ""),), False)
    [line] = paragraphs("拖欠十人工资。", "text", (wide, narrow), "")
    assert [(one.text, one.names) for one in line] == [
        ("拖欠", ("issues",)), ("十人", ("workers", "issues")), ("工资", ("issues",)), ("。", ()),
    ]  # fmt: skip
    [line] = paragraphs("拖欠十人工资。", "text", (wide, narrow), "issues")
    assert [one.chosen for one in line] == [True, True, True, False]
    assert [one.anchor for one in line] == ["text-0", "", "", ""]
