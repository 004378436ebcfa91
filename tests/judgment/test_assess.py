"""The whole judgment: pure, explained, the same for a masked text, bounded for any input."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judgment.assess import BadPublished, BadText, assess, judge, judge_with_offsets, moment
from tests.factories import an_article
from yanpan_domain.codes import Issue, Relevance, Stage

SETTLED = "3月5日，示例市永兴电子厂50多名工人因被拖欠三个月工资聚集在厂门口。当地人社局已介入调解，厂方于次日将拖欠的工资全部发放到位，工人陆续复工。"


def test_a_settled_wage_case_is_read_whole():
    judged = judge(title="示例市一电子厂拖欠工资，人社局介入后全部发放", text=SETTLED, published=date(2026, 3, 7))
    assert judged.relevance is Relevance.DISPUTE
    assert judged.issues[0].code is Issue.WAGE_ARREARS
    assert judged.stage is Stage.SETTLED
    assert judged.issues[0].evidence[0].quote in judged.title + judged.text


def test_every_quotation_stands_where_it_says():
    judged = judge(title="欠薪", text=SETTLED)
    fields = {"title": judged.title, "text": judged.text}
    told = [*judged.because, *judged.tone.evidence, *(e for issue in judged.issues for e in issue.evidence)]
    assert told
    assert all(fields[one.field][one.start : one.end] == one.quote for one in told)


def test_judging_the_masked_text_gives_the_same_judgment():
    text = "工人李建国说，公司拖欠其工资3个月，电话13812345678。" + SETTLED
    first = judge(title="工人李建国讨薪", text=text)
    again = judge(title=first.title, text=first.text)
    assert first.masked > 0
    assert (again.relevance, again.issues, again.form, again.stage, again.tone) == (
        first.relevance, first.issues, first.form, first.stage, first.tone,
    )  # fmt: skip
    assert again.text == first.text


def test_offsets_lead_back_to_what_came_in():
    text = "工人李建国的电话13812345678。公司拖欠其工资3个月。"
    judged, masked = judge_with_offsets(title="", text=text)
    evidence = next(one for one in judged.because if one.quote.startswith("拖欠"))
    assert text[masked.to_original("text", evidence.start) : masked.to_original("text", evidence.end)] == evidence.quote


def test_an_assessed_article_holds_only_masked_words():
    article = an_article(title="工人李建国讨薪", text="工人李建国的电话13812345678，被拖欠工资。")
    judged = assess(article)
    assert "李建国" not in judged.article.title + judged.article.text
    assert "13812345678" not in judged.article.text
    assert judged.article.text == judged.judgment.text


def test_nothing_to_read_is_unrelated_and_says_so():
    judged = judge(title=" ", text="\n")
    assert judged.relevance is Relevance.UNRELATED
    assert judged.because[0].rule == "no text"


@pytest.mark.parametrize("given_as", ["2026-03-01", date(2026, 3, 1), datetime.fromisoformat("2026-03-01T00:00")])
def test_a_day_without_zone_is_shanghais(given_as):
    assert moment(given_as) == datetime(2026, 3, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_another_word_for_a_date_is_refused():
    with pytest.raises(BadPublished, match="昨天"):
        judge(title="", text="欠薪", published="昨天")


@pytest.mark.parametrize(
    "given", [{"title": 5, "text": ""}, {"title": "", "text": None}, {"title": "", "text": b"\xe6"}]
)
def test_what_is_no_text_is_refused_by_name(given):
    with pytest.raises(BadText, match="应为文字"):
        judge(**given)


HOSTILE = {
    "brackets": "（" * 200_000,
    "digits": "1" * 200_000,
    "one line": "工人被拖欠工资" * 30_000,
    "quotes": "“" * 100_000 + "”" * 100_000,
    "right to left": "\u202e\u05d0\u05d1" * 50_000,
    "control": "\x00\x01\x07\ufffe" * 50_000,
    "html": "<div><p>拖欠工资</p>" * 10_000,
    "mojibake": "å·¥äººè®¨è–ª" * 10_000,
    "emoji": "😡👷" * 50_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_input_ends_in_bounded_time(name):
    before = time.process_time()
    judge(title="", text=HOSTILE[name])
    assert time.process_time() - before < 20


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=40), text=st.text(max_size=400))
def test_any_text_is_judged(title, text):
    judged = judge(title=title, text=text)
    assert 0 <= judged.relevance_score <= 1
    for one in judged.because:
        assert (judged.title if one.field == "title" else judged.text)[one.start : one.end] == one.quote


def test_importing_is_quick_and_loads_no_heavy_engine():
    code = (
        "import sys,time;t=time.process_time();import judgment.assess;"
        "print(time.process_time()-t, [m for m in ('snownlp','sqlalchemy','jieba','httpx','scrapy') if m in sys.modules])"
    )
    seconds, heavy = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split(maxsplit=1)
    assert heavy.strip() == "[]"
    assert float(seconds) < 1.0  # the bar is 0.3 s on an idle machine; a loaded one must not fail the test
