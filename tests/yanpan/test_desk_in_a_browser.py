"""Notices, register and meeting in a real Chromium: done with mouse and keyboard, readable on a telephone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from briefings.meeting_store import meetings
from briefings.notices import workflow
from briefings.notices.store import notices_in
from tests.yanpan.browsers import BARE, TWICE, needs_chromium
from tests.yanpan.consoles import NOW
from yanpan.app import App
from yanpan.drafting import draft_all
from yanpan.meetings import open_for
from yanpan.sending import send_notices
from yanpan_domain.notice import Notice, NoticeState

pytestmark = needs_chromium
LONG = "示例" + "极长名称" * 12
ROWS = (
    {"title": "百名工人三个月没领工资", "text": "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资，共计约200万元。当地劳动监察大队已介入调查。", "url": "https://example.org/1"},
    {"title": f"{LONG}鞋厂拖欠40名工人工资" + "a" * 200, "text": f"赣州市章贡区{LONG}有限公司拖欠40名工人两个月工资。", "url": "https://example.org/" + "x" * 300},
)  # fmt: skip


def notices(app: App) -> list[Notice]:
    with app.ledger.read() as connection:
        return notices_in(connection)


def act_as(page: Any, address: str, post: str) -> None:
    page.goto(f"{address}/post")
    page.get_by_label("岗位").fill(post)
    page.get_by_role("button", name="记住").click()


def test_a_notice_is_drafted_reviewed_and_signed_by_two_posts(app: App, address: str, page: Any) -> None:
    act_as(page, address, "值班岗")
    page.get_by_role("link", name="百名工人三个月没领工资").click()
    page.get_by_role("link", name="拟通知").click()
    page.get_by_role("button", name="拟稿").click()
    page.get_by_role("button", name="核稿通过").click()
    assert page.get_by_role("button", name="签发").count() == 0
    assert "签发人不得与拟稿人（值班岗）相同" in page.locator("#steps").inner_text()
    (notice,) = notices(app)
    act_as(page, address, "签发岗")
    page.goto(f"{address}/notices/{notice.id}")
    page.get_by_role("button", name="签发").click()
    assert "研判〔2026〕1号" in page.get_by_role("status").inner_text()
    page.reload()
    assert [one.after for one in notices(app)[0].transitions] == ["draft", "reviewed", "approved"]
    assert page.complaints == []


def test_a_reply_is_entered_with_the_keyboard_alone(app: App, address: str, page: Any) -> None:
    draft_all(app, actor="值班岗", now=NOW)
    notice = notices(app)[0]
    workflow.review(app.ledger, notice.id, actor="核稿岗", now=NOW)
    workflow.approve(app.ledger, notice.id, actor="签发岗", now=NOW)
    send_notices(app, actor="签发岗", now=NOW)
    act_as(page, address, "值班岗")
    page.goto(f"{address}/notices/{notice.id}")
    page.get_by_label("属实", exact=True).focus()
    for key in (" ", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("已约谈")
    page.keyboard.press("Tab")
    page.keyboard.type("120000")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    kept = next(one for one in notices(app) if one.id == notice.id)
    assert kept.state is NoticeState.REPLIED and "已约谈；追回12万元" in workflow.reason_words(kept.transitions[-1])


def test_a_meeting_is_opened_and_judged_and_its_minutes_looked_at(app: App, address: str, page: Any) -> None:
    act_as(page, address, "值班岗")
    page.get_by_role("link", name="去开会").click()
    page.get_by_label("周研判").check()
    page.get_by_role("button", name="开会并固定议程").click()
    page.get_by_role("link", name="研判：百名工人三个月没领工资").click()
    page.get_by_label("性质").fill("集体欠薪")
    page.get_by_label("升温").check()
    page.get_by_label("处置").fill("督促清偿")
    page.get_by_role("button", name="登记研判").click()
    assert "研判须附证据" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("性质").input_value() == "集体欠薪" and page.get_by_label("升温").is_checked()
    page.get_by_label("拖欠120名工人").first.check()
    page.get_by_role("button", name="登记研判").click()
    assert "集体欠薪" in page.locator("main").inner_text()
    assert len(meetings(app.ledger)[0].judgments) == 1
    assert [one for one in page.complaints if "400" not in one] == []
    page.get_by_role("link", name="看纪要").click()
    assert "集体欠薪" in page.locator("body").inner_text()
    # Its own styles are in force, in the sandbox too.
    assert page.locator("h1").first.evaluate("one => getComputedStyle(one).textAlign") == "center"
    assert [one for one in page.complaints if "400" not in one] == []


def pages(app: App) -> list[str]:
    """Every page of these rooms, with notices in several states."""
    draft_all(app, actor="值班岗", now=NOW - timedelta(days=30))
    first, second = notices(app)[:2]
    workflow.review(app.ledger, second.id, actor="核稿岗", now=NOW - timedelta(days=29))
    workflow.approve(app.ledger, second.id, actor="签发岗", now=NOW - timedelta(days=29))
    send_notices(app, actor="签发岗", now=NOW - timedelta(days=29))
    meeting = open_for(app, "weekly", None, cut_off=NOW, now=NOW, actor="值班岗")
    disputes = [one.dispute for one in meeting.agenda]
    return [
        "/", "/notices", "/notices?state=overdue", f"/notices/{first.id}", f"/notices/{second.id}", "/register", "/meetings",
        f"/meetings/{meeting.id}", *(f"/meetings/{meeting.id}/disputes/{one}" for one in disputes),
        *(f"/disputes/{one}" for one in disputes), *(f"/disputes/{one}/notices" for one in disputes),
    ]  # fmt: skip


@pytest.mark.parametrize("post", ["", "复核岗"])
def test_pages_fit_the_window_and_every_input_has_a_label(app: App, address: str, page: Any, post: str) -> None:
    if post:
        act_as(page, address, post)
    for path in pages(app):
        for width in (1280, 420):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        assert (page.evaluate(BARE), page.evaluate(TWICE)) == ([], []), path
