"""A whole page: what is in the text and what is not, headline and date, on pages that each set one trap."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crawlers.extraction.page import clean_line, extract
from tests.crawlers.extraction.made_pages import ALWAYS_UNWANTED, PARAGRAPHS, STORY, TITLE, TRAPS, Trap, page, story
from yanpan_domain.codes import DateSource


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_the_story_is_read_whole_and_nothing_else(trap: Trap):
    found = extract(trap.html.encode())
    assert tuple(found.text.split("\n")) == trap.wanted
    for unwanted in (*trap.unwanted, *ALWAYS_UNWANTED):
        assert unwanted not in found.text
    assert found.engine == trap.engine


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_the_headline_is_found_without_the_sites_name(trap: Trap):
    assert extract(trap.html.encode()).title.replace(" ", "") == trap.title.replace(" ", "")


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_the_date_is_the_storys_own(trap: Trap):
    found = extract(trap.html.encode())
    if trap.day is None:
        assert found.confidence <= 0.3
    else:
        assert str(found.published)[:10] == trap.day
        assert found.published_source is DateSource.PAGE


def test_a_date_far_ahead_is_not_believed_when_the_time_is_known():
    html = page(story(), info='<div class="info">2035-01-01 09:30</div>', after="").encode()
    assert extract(html, now=datetime(2024, 3, 7, tzinfo=UTC)).published is None
    assert extract(html).published == datetime.fromisoformat("2035-01-01T09:30:00+08:00")


def test_a_day_in_the_address_outranks_a_day_in_the_story():
    html = page(story(f"<p>2024年2月27日下午，{STORY[0]}</p>{PARAGRAPHS}"), info="", after="").encode()
    found = extract(html, "https://news.example.com/2024-03/06/content_1.html")
    assert (found.published, found.published_source) == (date(2024, 3, 6), DateSource.URL)


def test_a_page_without_a_story_gives_empty_text_and_no_error():
    for html in (
        b"",
        b"<html></html>",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        bytes(range(256)) * 400,
        b"<frameset><frame src=x></frameset>",
    ):
        assert (extract(html).title, extract(html).text) == ("", "")


def test_no_markup_and_no_override_survives_in_a_line():
    assert clean_line("<b>工资</b>\u202e\r\n<script>x") == "工资 <script>x" or "\u202e" not in clean_line("工资\u202e")
    assert clean_line("a\u202eb\u200bc\r\nd") == "abc d"


def test_origin_section_and_next_page_are_told():
    html = page(
        story(), before='<div class="crumb">您的位置：<a href="/">首页</a> &gt; <a href="/s">社会</a> &gt; 正文</div>',
        info='<p>2024-03-06 来源：南方示例报（示例） 作者：某某</p>', after='<div class=pages><a href="1_2.html">下一页</a></div>',
    )  # fmt: skip
    found = extract(html.encode(), "https://example.com/news/1.html")
    assert (found.origin, found.section, found.next_page) == (
        "南方示例报（示例）",
        "社会",
        "https://example.com/news/1_2.html",
    )
    assert found.title == TITLE
