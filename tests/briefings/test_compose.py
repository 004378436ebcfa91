import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefings.compose import ProductError, compose
from briefings.options import BriefingOptions, Health, SourceHealth
from briefings.period import parse_period
from tests.briefings import one_ledger
from tests.briefings.corpus import CUT_OFF, a_corpus, undated
from tests.briefings.memory_index import MemoryIndex
from yanpan_domain.briefing import Product, Statement
from yanpan_domain.codes import Circumstance, Issue
from yanpan_domain.dispute import CircumstanceStated
from yanpan_domain.hotline import HotlineSummary

ledger = one_ledger.ledger
W47 = parse_period(Product.WEEKLY, "2026-W47")


def weekly(index, ledger, **given):
    return compose(index, ledger, **{"product": Product.WEEKLY, "period": W47, "cut_off": CUT_OFF} | given)


def statements(value):
    """Every statement inside VALUE, however deep."""
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from statements(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from statements(getattr(value, field.name))


@pytest.fixture(scope="module")
def index():
    return a_corpus(14)


def test_every_quotation_stands_in_its_article_and_every_mark_in_the_list(index, ledger):
    made = weekly(index, ledger)
    numbers = {source.number: source for source in made.sources}
    walked = 0
    for statement in statements(made):
        for quotation in statement.quotations:
            article = index.article(quotation.article).article
            body = article.title if quotation.field == "title" else article.text
            assert body[quotation.start : quotation.end] == quotation.quote
            walked += 1
        assert {numbers[mark].article for mark in statement.marks} == {q.article for q in statement.quotations}
    assert walked > 100


def test_every_sentence_about_a_dispute_has_a_source(index, ledger):
    for card in weekly(index, ledger).cards:
        told = [card.lead, card.level_because, *(fact.value for fact in card.facts if fact.known), *card.timeline]
        told += [payer.statement for payer in card.payers] + [clock.statement for clock in card.clocks]
        told += [reading.statement for reading in card.readings] + [like.result for like in card.like_cases]
        assert all(statement.marks for statement in told)


def test_figures_agree_with_a_count_from_the_articles(index, ledger):
    """The second path: no selection, no witness, only articles and their own fields."""
    made = weekly(index, ledger)
    inside = [one for one in index.articles_by_id.values() if W47.start <= one.article.published < W47.end]
    first = {}
    for one in sorted(index.articles_by_id.values(), key=lambda one: one.article.published):
        for key in one.disputes:
            first.setdefault(key, one.article.published)
    seen = {key for one in inside for key in one.disputes}
    figures = {figure.code: figure.value for figure in made.figures}
    assert figures["disputes"] == len(seen)
    assert figures["fresh"] == sum(W47.start <= first[key] < W47.end for key in seen)
    assert figures["continued"] == len(seen) - figures["fresh"]
    assert figures["articles"] == len(inside)
    assert figures["resolved"] == sum("已解决" in one.article.title for one in inside)
    stated = {key: int(re.search(r"(\d+)名", one.article.text)[1]) for one in inside for key in one.disputes}
    assert figures["workers"] == sum(stated.values())


def test_the_matrix_agrees_with_a_count_from_the_articles(index, ledger):
    made = weekly(index, ledger)
    section = next(section for section in made.sections if section.code == "distribution")
    table = next(block for block in section.blocks if block.kind == "table")
    shown = Counter()
    for row in table.rows:
        for head, cell in zip(table.head[1:], row[1:], strict=True):
            shown[row[0].text, head] += int(cell.text) if cell.text != "—" else 0
    counted = Counter()
    for key in {key for one in index.articles_by_id.values() for key in one.disputes}:
        first = next(one for one in index.articles_by_id.values() if key in one.disputes)
        place = first.judgment.places[0].name[:2]
        for finding in first.judgment.issues:
            counted[place, finding.code.label] += 1
    assert +shown == +counted


def test_the_same_index_gives_the_same_briefing_whatever_the_crawl_time(index, ledger):
    later = [
        replace(one, article=replace(one.article, fetched=one.article.fetched + timedelta(days=3)))
        for one in index.articles_by_id.values()
    ]
    assert weekly(MemoryIndex(later, index.disputes_by_id.values()), ledger) == weekly(index, ledger)


def test_ten_come_first_by_urgency(index, ledger):
    cards = weekly(index, ledger).cards
    assert len(cards) == 10
    assert [card.score for card in cards] == sorted((card.score for card in cards), reverse=True)
    assert [card.rank for card in cards] == list(range(1, 11))


def test_what_is_new_is_told_so_on_whatever_day_the_briefing_is_made(index, ledger):
    """The index keeps the scores of another day; the ranking's are of the cut-off."""
    for later in range(3):
        cards = weekly(index, ledger, cut_off=CUT_OFF + timedelta(days=later)).cards
        assert {card.status for card in cards} == {"新增"}


def test_a_number_that_nobody_stated_reads_unknown_and_never_nought(index, ledger):
    blank = [replace(one, workers=None, owed=None, arrears_months=None) for one in index.disputes_by_id.values()]
    made = weekly(MemoryIndex(index.articles_by_id.values(), blank), ledger)
    for card in made.cards:
        facts = {fact.label: fact for fact in card.facts}
        assert facts["涉及人数"].value.text == "不详"
        assert not facts["涉及人数"].known
        assert "涉及人数" in card.unknown
    assert "报道均未说明涉及人数" in "".join(s.text for s in made.sections[0].blocks[0].statements)


def test_what_was_published_after_the_cut_off_is_not_known(index, ledger):
    early = datetime(2026, 11, 17, tzinfo=ZoneInfo("Asia/Shanghai"))
    made = weekly(index, ledger, cut_off=early)
    assert all(source.published < early for source in made.sources)
    assert made.figures[0].value < weekly(index, ledger).figures[0].value


def test_a_place_gets_its_own(index, ledger):
    made = weekly(index, ledger, place="44")
    assert made.name == "weekly-2026-W47-44"
    assert made.title.startswith("广东省")
    assert 0 < made.figures[0].value < weekly(index, ledger).figures[0].value
    for card in made.cards:
        assert "广东省" in next(fact.value.text for fact in card.facts if fact.label == "地点")


def test_an_undated_article_is_said_to_be_undated(index, ledger):
    blank = undated(index)
    made = weekly(blank, ledger)
    gone = next(one.article.id for one in blank.articles_by_id.values() if one.article.published is None)
    assert [source.published for source in made.sources if source.article == gone] in ([], [None])
    assert "日期不详" in "".join(s.text for s in statements(made))


def test_no_data_is_not_no_dispute(index, ledger):
    text = "".join(s.text for s in statements(weekly(index, ledger)))
    assert "上年同期无数据" in text
    earlier = a_corpus(6, week_start="2026-11-09")
    both = MemoryIndex(
        [*index.articles_by_id.values(), *(_moved(one) for one in earlier.articles_by_id.values())],
        index.disputes_by_id.values(),
    )
    figure = weekly(both, ledger).figures[0]
    assert figure.previous == 0
    assert figure.year_before is None


def _moved(judged):
    """JUDGED as another article that tells of no dispute we know."""
    return replace(judged, article=replace(judged.article, id=judged.article.id + "x"), disputes=())


def test_an_empty_week_reads_naturally(ledger):
    made = weekly(MemoryIndex([], []), ledger)
    text = "".join(s.text for s in statements(made))
    assert "未见劳动争议报道" in text
    assert "未读取到任何公开报道" in text
    assert made.cards == ()
    assert made.sources == ()


def test_hotline_calls_have_their_own_section_and_are_never_added_to_news(index, ledger):
    rows = tuple(
        HotlineSummary(
            id=str(n), day=W47.start.date() + timedelta(days=n % 7), place="440300", issue=Issue.WAGE_ARREARS, calls=3
        )
        for n in range(5)
    )
    made = weekly(index, ledger, hotline=rows)
    section = next(section for section in made.sections if section.code == "hotline")
    assert "来电15通" in section.blocks[0].statements[0].text
    assert made.figures == weekly(index, ledger).figures
    assert all(section.code != "hotline" for section in weekly(index, ledger).sections)


def test_data_quality_names_what_failed(index, ledger):
    health = Health(
        sources=(
            SourceHealth(source="a", title="甲网", answered=False, newest_days=None, cause="连接超时"),
            SourceHealth(source="b", title="乙网", answered=True, newest_days=30),
        ),
        corrections=2,
        miss_rate=(0.02, 0.0, 0.1),
        miss_sample=20,
    )
    section = next(s for s in weekly(index, ledger, health=health).sections if s.code == "quality")
    text = "".join(s.text for s in statements(section))
    assert "采集失败：甲网（连接超时）" in text
    assert "内容陈旧：乙网，最新内容距今30天" in text
    assert "估计漏判率2%（95%区间0%至10%）" in text


def test_a_product_and_a_period_of_another_kind_are_refused(index, ledger):
    with pytest.raises(ProductError):
        weekly(index, ledger, period=parse_period(Product.MONTHLY, "2026-11"))


def test_the_top_is_configurable(index, ledger):
    assert len(weekly(index, ledger, options=BriefingOptions(top=3)).cards) == 3


def test_the_embedded_index_gives_the_same_briefing(index, ledger, tmp_path):
    from index.open import open_index

    with open_index(str(tmp_path / "index")) as opened:
        with opened.writer() as writer:
            writer.put(index.articles_by_id.values())
            writer.put_disputes(index.disputes_by_id.values())
        for place in (None, "44"):
            assert weekly(opened, ledger, place=place) == weekly(index, ledger, place=place)


def test_a_quotation_that_its_article_does_not_bear_out_is_never_cited(index, ledger):
    wrong = {
        one.id: replace(one, workers_quotation=replace(one.workers_quotation, quote="九千名职工"), timeline=())
        for one in index.disputes_by_id.values()
        if one.workers_quotation
    }
    made = weekly(
        MemoryIndex(index.articles_by_id.values(), [wrong.get(one.id, one) for one in index.disputes_by_id.values()]),
        ledger,
    )
    assert made.cards
    assert all(q.quote != "九千名职工" for statement in statements(made) for q in statement.quotations)


def test_a_day_tells_what_must_be_done_at_once_what_is_new_and_what_ended(index, ledger):
    day = parse_period(Product.DAILY, "2026-11-17")
    grave = index.disputes_by_id[f"d{0:020x}"]
    killed = CircumstanceStated(code=Circumstance.DEATH, quotation=grave.timeline[0].quotation)
    told = [*index.disputes_by_id.values(), replace(grave, circumstances=(killed,))]
    made = compose(
        MemoryIndex(index.articles_by_id.values(), told), ledger, product=Product.DAILY, period=day, cut_off=day.end
    )
    sections = {section.code: section for section in made.sections}
    figures = {figure.code: figure.value for figure in made.figures}
    assert list(sections) == ["overview", "first", "fresh", "continued", "resolved", "unusual", "figures", "method"]
    assert [card.dispute for card in made.cards] == [grave.id], "of the four alone of the upper levels"
    assert f"劳动争议{figures['disputes']}件（新增{figures['fresh']}件" in next(statements(sections["overview"])).text
    fresh = list(statements(sections["fresh"]))
    assert len(fresh) == figures["fresh"]
    assert all(one.marks and "名职工反映" in one.text for one in fresh)
    later = parse_period(Product.DAILY, "2026-11-18")
    ended = compose(index, ledger, product=Product.DAILY, period=later, cut_off=later.end).sections[4]
    assert any("已解决" in one.text and one.marks for one in statements(ended))


def test_the_outlook_names_the_clocks_that_run_out_before_the_next_briefing(index, ledger):
    running = next(one for one in index.disputes_by_id.values() if one.clocks and one.is_open)
    soon = replace(running, clocks=(replace(running.clocks[0], end=W47.end.date() + timedelta(days=2)),))
    changed = MemoryIndex(index.articles_by_id.values(), [*index.disputes_by_id.values(), soon])
    outlook = next(section for section in weekly(changed, ledger).sections if section.code == "outlook")
    (told,) = [one for one in statements(outlook) if soon.title in one.text]
    assert told.text == f"11月25日：{soon.title}的仲裁时效届满（《中华人民共和国劳动争议调解仲裁法》第二十七条）。"
    assert told.marks


def test_a_withdrawn_dispute_stands_in_no_briefing(index, ledger):
    """Though an article that was not decided anew yet still names it."""
    first = weekly(index, ledger).cards[0]
    gone = replace(index.disputes_by_id[first.dispute], withdrawn_because="已撤回：报道更正。")
    others = [one for one in index.disputes_by_id.values() if one.id != first.dispute]
    made = weekly(MemoryIndex(index.articles_by_id.values(), [*others, gone]), ledger)
    assert first.dispute not in {card.dispute for card in made.cards}
    assert made.cards
