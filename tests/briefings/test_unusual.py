"""异常增长 in the daily and the weekly briefing: what is unusual with its disputes, and plain words where nothing is."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from briefings.compose import compose
from briefings.hotline import keep_hotline
from briefings.options import BriefingOptions
from briefings.period import parse_period
from briefings.renderers.html import HtmlRenderer
from briefings.renderers.markdown import MarkdownRenderer
from briefings.unusual import burst_lines, disputes_behind, unusual
from index.query import Query
from tests.briefings import one_ledger
from tests.briefings.corpus import CUT_OFF, a_case, a_corpus
from tests.briefings.memory_index import MemoryIndex
from tests.briefings.test_compose import statements
from yanpan_domain.briefing import Product
from yanpan_domain.codes import Industry, Issue
from yanpan_domain.hotline import HotlineSummary
from yanpan_domain.zone import SHANGHAI

ledger = one_ledger.ledger
SUNDAY = date(2026, 11, 22)
WEEK = parse_period(Product.WEEKLY, "2026-W47")


def call(day, employer, place="440304"):
    return HotlineSummary(
        id=f"h{day}{employer}", day=day, place=place, issue=Issue.TERMINATION, calls=1, industry=Industry.F, employer=employer
    )  # fmt: skip


def a_quiet_year(place="440304"):
    return [call(SUNDAY - timedelta(days=back), f"示例{back}号厂", place=place) for back in range(40, 300, 9)]


def a_rush():
    return [call(SUNDAY - timedelta(days=back), "百佳超市") for back in (20, 12, 3, 2)]


@pytest.fixture
def index():
    """One dispute of this week, and one of a year ago: news have a past to be compared with."""
    told, dispute = a_case(7, week_start="2025-12-01", settled=True)
    now = a_corpus(1, name="百佳超市")
    return MemoryIndex([*told, *now.scan(Query())], [dispute, *now.scan_disputes(Query())])


def section(ledger, index, product, period, **given):
    made = compose(
        index, ledger, product=product, period=parse_period(product, period), cut_off=CUT_OFF, **given
    )  # fmt: skip
    return next(one for one in made.sections if one.code == "unusual")


def words(found):
    return "".join(statement.text for statement in statements(found))


@pytest.mark.parametrize(("product", "period"), [(Product.WEEKLY, "2026-W47"), (Product.DAILY, "2026-11-23")])
def test_calls_and_news_of_one_chain_are_told_together_with_the_dispute_they_lead_to(ledger, index, product, period):
    found = section(ledger, index, product, period, hotline=[*a_quiet_year(), *a_rush()])
    [line] = [one for one in statements(found) if "百佳超市" in one.text]
    assert "热线来电4通" in line.text
    assert "报道1篇" in line.text
    assert "共5次" in line.text
    assert "以往同样天数平均" in line.text
    assert "10月24日至11月22日" in line.text
    *_, dispute = index.scan_disputes(Query())
    assert line.disputes == (dispute.id,)
    assert dispute.title in line.text
    assert line.marks


def test_where_nothing_is_unusual_or_the_past_is_short_the_section_says_so(ledger, index):
    assert "没有用人单位、地区" in words(section(ledger, index, Product.WEEKLY, "2026-W47", hotline=a_quiet_year()))
    assert "不足28天" in words(section(ledger, MemoryIndex([], []), Product.WEEKLY, "2026-W47"))


def test_a_place_hears_of_its_own_rush_only(ledger, index):
    year = [*a_quiet_year(), *a_rush()]
    assert "百佳超市" in words(section(ledger, index, Product.WEEKLY, "2026-W47", hotline=year, place="44"))
    elsewhere = section(
        ledger, index, Product.WEEKLY, "2026-W47", hotline=[*year, *a_quiet_year(place="310115")], place="31"
    )
    assert "百佳超市" not in words(elsewhere)


def test_html_leads_to_the_card_and_every_form_says_the_words(ledger, index):
    made = compose(
        index, ledger, product=Product.WEEKLY, period=WEEK, cut_off=CUT_OFF, hotline=[*a_quiet_year(), *a_rush()]
    )  # fmt: skip
    page = HtmlRenderer().render(made).decode()
    assert '<a class="see" href="#d1">见第1件</a>' in page
    assert "异常增长" in MarkdownRenderer().render(made).decode()


def test_a_busy_index_is_read_back_as_far_as_enough_reports_reach(ledger, index, monkeypatch):
    asked = []

    class Counting(MemoryIndex):
        def find(self, query):
            days = [(str(SUNDAY - timedelta(days=back)), 10) for back in range(390)]
            return replace(super().find(query), histogram=tuple(days))

        def scan(self, query):
            asked.append(query.since)
            return super().scan(query)

    def read_since(enough):
        monkeypatch.setattr("briefings.unusual.ENOUGH", enough)
        busy = Counting(index.scan(Query()), index.scan_disputes(Query()))
        unusual(busy, ledger, SUNDAY, BriefingOptions())
        return (SUNDAY - asked[-1].astimezone(SHANGHAI).date()).days

    assert read_since(10_000) == 395
    assert read_since(2_000) == 199
    assert 90 <= read_since(100) <= 92


def test_programs_read_the_same_with_the_ids_of_disputes(ledger, index):
    keep_hotline(ledger, [*a_quiet_year(), *a_rush()], actor="test", now=datetime(2026, 11, 22, tzinfo=SHANGHAI))
    told = unusual(index, ledger, SUNDAY, BriefingOptions())
    [burst] = [one for one in told.found if "百佳" in one.key]
    [line] = [one for one in burst_lines(index, told.found) if one["key"] == burst.key]
    assert line["disputes"] == [one.id for one in disputes_behind(index, burst)]
    assert (line["news"], line["calls"]) == (1, 4)
