"""The console in a real Chromium on a real server: what headers, cookies and the content policy do only there."""

from __future__ import annotations

from typing import Any

import pytest

from judgment.feedback import corrections
from tests.servers.news_site import NewsSite
from tests.yanpan.browsers import BARE, TWICE, needs_chromium
from tests.yanpan.consoles import article_called
from yanpan.app import App
from yanpan_domain.codes import Stage

pytestmark = needs_chromium
TEXT = "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资，共计约200万元。当地劳动监察大队已介入调查，工人要求公司尽快支付工资。"
ROWS = (
    {"title": "百名工人三个月没领工资", "text": TEXT, "url": "https://example.org/1"},
    {"title": "主队获胜", "text": "球队在联赛中获胜，球迷欢呼。", "url": "https://example.org/2"},
)  # fmt: skip


def stored(app: App) -> list[tuple[str, str, str]]:
    with app.ledger.read() as connection:
        return [(one.field, one.value, one.actor) for made in corrections(connection).values() for one in made]


def test_an_analyst_finds_reads_and_corrects_an_article(app: App, address: str, page: Any) -> None:
    page.goto(f"{address}/search?q=工资")
    page.get_by_role("link", name="百名工人三个月没领工资").click()
    page.locator("a.mark", has_text="拖欠").first.click()
    assert "reading=" in page.url
    page.locator(".judged-fields").get_by_role("link", name="阶段").click()
    marked = page.locator("a.mark.on")
    assert "介入" in "".join(marked.all_text_contents())
    assert marked.first.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.get_by_label("已解决").check()
    page.get_by_label("办理岗位").fill("分析岗")
    page.get_by_role("button", name="更正").click()
    told = page.get_by_role("status").inner_text()
    assert "官方介入 → 已解决" in told and "分析岗" in told and "已随之更新" in told
    assert stored(app) == [("stage", '"settled"', "分析岗")]
    page.reload()
    assert len(stored(app)) == 1
    assert page.complaints == []


def test_the_form_can_be_filled_with_the_keyboard_alone(app: App, address: str, page: Any) -> None:
    page.goto(f"{address}/articles/{article_called(app, '百名工人')}?reading=stage")
    page.get_by_label("官方介入").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("分析岗")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert app.index.articles([article_called(app, "百名工人")]).popitem()[1].judgment.stage is Stage.SETTLED


def test_a_page_on_another_port_changes_nothing_though_the_browser_sends_our_cookie(
    app: App, address: str, page: Any
) -> None:
    """For cookies another port is the same site: only origin and token stand between."""
    page.goto(f"{address}/post")
    page.get_by_label("岗位").fill("分析岗")
    page.get_by_role("button", name="记住").click()
    article = article_called(app, "百名工人")
    form = f'<form method="post" action="{address}/articles/{article}/corrections/stage"><input name="value" value="settled"><input name="post" value="分析岗"><button>go</button></form>'
    with NewsSite({"/": f"<html><meta charset=utf-8><body>{form}</body></html>"}) as other:
        page.goto(other.url)
        with page.expect_response(lambda answer: "/corrections/" in answer.url) as answer:
            page.get_by_role("button").click()
        assert answer.value.status == 403
        assert "yanpan_post" in answer.value.request.all_headers().get("cookie", "")
    assert stored(app) == []


def test_the_audit_and_learning_work_without_a_script(app: App, address: str, page: Any) -> None:
    page.goto(f"{address}/audit?week=2026-11-20")
    page.get_by_role("button", name="抽取 1 篇").click()
    page.get_by_label("办理岗位").fill("复核岗")
    page.get_by_role("button", name="具体争议").click()
    assert "已标 1 / 1" in page.locator("#progress").inner_text()
    page.get_by_role("link", name="去更正这篇").click()
    page.get_by_label("具体争议").check()
    page.get_by_role("button", name="更正").click()
    page.goto(f"{address}/learning")
    page.get_by_role("button", name="启用").click()
    assert "已启用" in page.get_by_role("status").inner_text()
    assert page.complaints == []


@pytest.mark.parametrize("width", [420, 1280])
def test_nothing_is_wider_than_the_window(app: App, address: str, page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    article = article_called(app, "百名工人")
    for path in (
        "/",
        "/search?q=工资",
        f"/articles/{article}",
        f"/articles/{article}?reading=money",
        "/audit",
        "/learning",
        "/post",
    ):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_every_input_has_a_label(app: App, address: str, page: Any) -> None:
    article = article_called(app, "百名工人")
    for path in (
        "/",
        "/search",
        "/audit",
        "/learning",
        "/post",
        *(f"/articles/{article}?reading={name}" for name in ("money", "issues", "industry", "dates")),
    ):
        page.goto(address + path)
        assert (page.evaluate(BARE), page.evaluate(TWICE)) == ([], []), path
