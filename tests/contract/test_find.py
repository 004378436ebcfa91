"""What is found, in which order, and what is counted: the same on every backend as by reading record by record."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from index.fields import QueryError
from index.interface import Index
from index.query import CHINA, Query, Sort
from tests.contract.conftest import shown
from tests.contract.corpus import articles, disputes
from tests.contract.oracle import Known, answer

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=CHINA)
QUERIES = (
    "", "欠薪", "深圳 骑手", "拖欠工资", "讨薪 OR 裁员", "讨薪 OR 裁员 -广州", '"拖欠工资"', '"劳动合同 社保"', "+社保 骑手", "+社保 +骑手 深圳 -足球",
    "电*", "?伤", "欠薪~1", "title:裁员", 'title:"拖欠 工资"', "text:骑手", "employer:示例", "employer:甲示例公司", 'employer:"示例电子厂"',
    "workers:[10 TO 40]", "workers:>=30", "workers:30", "money:>=1万", "urgency:[12 TO 50]", "NOT 欠薪", "-欠薪 -讨薪", "place:440300", "place:440000",
    "place:(110105 OR 440106)", "issue:欠薪 AND 工伤", "issue:wage_arrears OR issue:termination", "source:one", "published:2026", "published:2025-03",
    "published:[2025-01-01 TO 2026-02]", "published:400d", "published:2026-W10", "(深圳 OR 广州) AND (欠薪 OR 裁员) NOT 足球", "調解", "调解", "賠償",
    "abc", "ＡＢＣ", "劳动监察大队", "family:f1*", "不存在的词", "dispute:*", "-dispute:*", "tier:官方", "高温 津贴", "工会", "month:2026-03",
)  # fmt: skip


@pytest.mark.parametrize("text", QUERIES)
def test_hits_order_scores_and_counts(filled: Index, known_articles: list[Known], text: str) -> None:
    query = Query(
        text=text,
        limit=1000,
        facets=("place", "issue", "source", "month", "family"),
        facet_size=7,
        histogram="week",
        now=NOW,
    )
    expected = answer(query, "article", known_articles)
    page = filled.find(query)
    assert shown(page) == expected.hits
    assert page.total == len(expected.hits)
    assert page.facets == expected.facets
    assert page.histogram == expected.histogram
    assert page.next_cursor is None


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", ["", "工资", "骑手 OR source:one"])
def test_pages_joined_are_the_whole_in_every_order(
    filled: Index, known_articles: list[Known], sort: Sort, text: str
) -> None:
    query = Query(text=text, sort=sort, limit=23, now=NOW)
    joined: list[tuple[str, float]] = []
    cursor: str | None = None
    for _ in range(20):
        page = filled.find(replace(query, cursor=cursor))
        joined += shown(page)
        cursor = page.next_cursor
        if cursor is None:
            break
    assert joined == answer(query, "article", known_articles).hits


def test_a_span_of_publication_is_half_open_and_leaves_the_undated_out(
    filled: Index, known_articles: list[Known]
) -> None:
    since, until = datetime(2025, 3, 1, tzinfo=CHINA), datetime(2025, 6, 15, tzinfo=CHINA)
    query = Query(since=since, until=until, limit=1000)
    inside = {
        one.flat.id
        for one in known_articles
        if since.timestamp() * 1000 <= one.flat.numbers["published"] < until.timestamp() * 1000
    }
    assert inside
    assert {identifier for identifier, _ in shown(filled.find(query))} == inside
    everything = filled.find(Query(limit=1000))
    assert everything.total == len(known_articles)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "示例厂",
        "裁员",
        "superseded:false",
        "superseded:true",
        "stage:新发",
        "issue:欠薪",
        "first_seen:[2026-03-05 TO *]",
        "level:*",
    ],
)
@pytest.mark.parametrize("sort", list(Sort))
def test_disputes(filled: Index, known_disputes: list[Known], text: str, sort: Sort) -> None:
    query = Query(text=text, sort=sort, limit=100, facets=("stage", "employer"), now=NOW)
    expected = answer(query, "dispute", known_disputes)
    page = filled.find_disputes(query)
    assert shown(page) == expected.hits
    assert page.facets == expected.facets


def test_a_dispute_is_in_a_period_when_any_report_between_its_first_and_last_may_be(filled: Index) -> None:
    day = Query(since=datetime(2026, 3, 5, tzinfo=CHINA), until=datetime(2026, 3, 6, tzinfo=CHINA), limit=100)
    found = {hit.record.id for hit in filled.find_disputes(day).hits}
    assert found == {disputes()[number].id for number in range(20) if number % 10 <= 4}


def test_synonyms_can_be_switched_off(filled: Index) -> None:
    wide, narrow = (filled.find(Query(text="骑手", limit=1000, synonyms=on)) for on in (True, False))
    assert wide.total > narrow.total > 0
    assert {one for one, _ in shown(narrow)} <= {one for one, _ in shown(wide)}


def test_records_come_back_whole(filled: Index) -> None:
    wanted = [articles()[5].article.id, "nothing", articles()[9].article.id]
    assert filled.articles(wanted) == {one.article.id: one for one in (articles()[5], articles()[9])}
    assert filled.article(wanted[0]) == articles()[5]
    assert filled.article("nothing") is None
    assert filled.dispute(disputes()[3].id) == disputes()[3]
    assert filled.dispute("nothing") is None


def test_scan_gives_everything_oldest_first(filled: Index) -> None:
    assert list(filled.scan(Query())) == sorted(articles(), key=lambda one: (one.article.dated, one.article.id))
    assert list(filled.scan_disputes(Query())) == sorted(disputes(), key=lambda one: (one.last_seen, one.id))
    some = list(filled.scan(Query(text="骑手")))
    assert 0 < len(some) < len(articles())


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (Query(text="(深圳"), "右括号"),
        (Query(text="深圳 AND"), "AND"),
        (Query(text='"深圳'), "引号"),
        (Query(text="isue:欠薪"), "issue"),
        (Query(text="issue:欠新"), "欠薪"),
        (Query(text="workers:许多"), "数字"),
        (Query(text="published:2026-13-45"), "2026-11-24"),
        (Query(text="[1 TO 3]"), "区间"),
        (Query(facets=("title",)), "分面"),
        (Query(histogram="hour"), "day"),
        (Query(limit=-1), "每页"),
        (Query(cursor="nonsense"), "翻页"),
        (Query(since=datetime(2026, 1, 1)), "时区"),  # noqa: DTZ001 - the missing zone is the point
        (Query(text="(" * 200 + "a" + ")" * 200), "检索式"),
    ],
)
def test_a_question_nobody_can_answer_is_told_so(filled: Index, query: Query, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        filled.find(query)


def test_a_cursor_of_another_question_is_refused(filled: Index) -> None:
    cursor = filled.find(Query(text="工资", limit=5)).next_cursor
    with pytest.raises(QueryError, match="另一次检索"):
        filled.find(Query(text="欠薪", limit=5, cursor=cursor))
