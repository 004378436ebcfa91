"""From a page and what its list said to an article, or the reason why there is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crawlers.extraction.page import ExtractedPage
from crawlers.listed import Entry
from crawlers.spiders.article import Made, NoArticle, chosen_date, make_article, selected_text
from crawlers.spiders.source_run import LOOK
from tests.servers.news_site import article_page, paragraphs
from yanpan_domain.codes import DateSource

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
URL = "https://example.org/a/1.html"


def made(body: str, content_type: str = "text/html; charset=utf-8", **entry: Any) -> Made | NoArticle:
    return make_article(body.encode(), URL, content_type, Entry(url=URL, **entry), LOOK, NOW)


def test_a_page_gives_its_article() -> None:
    found = made(article_page("示例县一处工地农民工工资被拖欠", paragraphs(1)))
    assert isinstance(found, Made) and found.outcomes == ()
    assert found.article.title == "示例县一处工地农民工工资被拖欠" and found.article.url == URL
    assert found.article.published_source is DateSource.PAGE


@pytest.mark.parametrize(
    ("body", "content_type", "outcome"),
    [
        ("<html><body></body></html>", "text/html", "empty"),
        ("<html><body><p>请点击进入</p></body></html>", "text/html", "empty"),
        ("<html><body>您的访问过于频繁，请输入验证码</body></html>", "text/html", "challenge"),
        ("<html><script>document.cookie='x=1';location.reload()</script></html>", "text/html", "challenge"),
        ("%PDF-1.4", "application/pdf", "parse_failure"),
        ("{}", "application/json", "parse_failure"),
    ],
)
def test_what_is_no_article_says_why(body: str, content_type: str, outcome: str) -> None:
    found = made(body, content_type)
    assert isinstance(found, NoArticle) and found.outcome == outcome and found.cause


def test_an_article_about_captchas_is_no_challenge() -> None:
    text = [*paragraphs(1, 6), "有网友反映，登录时请完成安全验证的提示反复出现，访问过于频繁。"]
    assert isinstance(made(article_page("示例平台回应人机验证过多", text)), Made)


def a_page(published: datetime | date | None, confidence: float = 0.9, precision: str = "minute") -> ExtractedPage:
    return ExtractedPage(
        url=URL, title="示例", text="示例", published=published, published_source=DateSource.PAGE if published else DateSource.NONE,
        precision=precision, confidence=confidence, origin=None, encoding="utf-8", replaced=0, section=None,
    )  # fmt: skip


def test_dates_page_feed_missing_and_ahead() -> None:
    day, moment = date(2026, 11, 20), datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    listed = Entry(url=URL, published=moment, precision="second")
    assert chosen_date(a_page(None), listed, NOW)[0].source is DateSource.FEED
    assert chosen_date(a_page(day, precision="day"), listed, NOW)[0].value == moment, "the same day, told more finely"
    other = a_page(datetime(2026, 11, 18, tzinfo=UTC), confidence=0.95)
    assert chosen_date(other, listed, NOW)[0].source is DateSource.PAGE, "the page is surer of itself"
    assert chosen_date(a_page(None), Entry(url=URL), NOW)[1] == ("date_missing",)
    ahead = a_page(NOW + timedelta(days=3))
    assert chosen_date(ahead, Entry(url=URL), NOW) == (
        chosen_date(a_page(None), Entry(url=URL), NOW)[0],
        ("future_date",),
    )
    assert chosen_date(ahead, listed, NOW)[0].value == moment, "the feed's date stands in for an impossible one"
    assert chosen_date(ahead, listed, NOW)[1] == ("future_date",)


def test_a_sources_own_selector_chooses_the_text() -> None:
    page = (
        "<div id='x'>短</div><div class='TRS_Editor'><p>第一段文字足够长，足够长，足够长，足够长。</p><p>第二段<b>加粗</b>文字。</p>"
        "<div class='share'>分享到</div><script>x()</script></div>"
    )
    text = selected_text(page, "#x, .TRS_Editor", (".share",))
    assert text.split("\n") == ["第一段文字足够长，足够长，足够长，足够长。", "第二段加粗文字。"]
    assert selected_text(page, ".gone") == ""


@pytest.mark.parametrize("script", ["/cdn-cgi/challenge-platform/scripts/jsd/main.js", "/geetest/gt.js"])
def test_a_short_story_with_a_protections_script_is_no_challenge(script: str) -> None:
    """Cloudflare puts its script into pages that it lets through."""
    body = article_page("示例县三百名工人领到被拖欠的工资", paragraphs(1, 2))
    assert isinstance(made(body.replace("</head>", f"<script src='{script}'></script></head>")), Made)
    alone = made(f"<html><head><script src='{script}'></script></head><body>请稍候</body></html>")
    assert isinstance(alone, NoArticle) and alone.outcome == "challenge"
