"""Generated questions: every backend must give what reading record by record gives, pages and counts included."""

from __future__ import annotations

from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.interface import Index
from index.query import CHINA, Query, Sort
from tests.contract.conftest import shown
from tests.contract.corpus import WORDS
from tests.contract.oracle import Known, answer

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=CHINA)
word = st.sampled_from([*WORDS, "示例", "电子", "劳动", "工", "3000", "讨要工资", "外卖", "甲"])
phrase = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: f'"{"".join(words)}"')
field = st.sampled_from(
    ["place:440300", "place:110105", "issue:欠薪", "source:one", "workers:>=30", "workers:[3 TO 30}", "money:<50万", "published:2025",
     "published:[2025-03 TO *]", "urgency:>12", "stage:新发", "employer:示例", "family:f1*", "title:工人", "text:骑手", "-place:440106"]
)  # fmt: skip
wild = st.sampled_from(["工*", "*薪", "?险", "劳动*", "欠新~1", "裁圆~2"])
leaf = st.one_of(word, word, word, phrase, field, wild)


def _joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda found: "(" + " AND ".join(found) + ")"),
        several.map(lambda found: "(" + " OR ".join(found) + ")"),
        several.map(lambda found: "(" + " ".join(found) + ")"),
        several.map(lambda found: "(+" + " ".join(found) + ")"),
        st.tuples(parts, parts).map(lambda pair: f"({pair[0]} NOT {pair[1]})"),
        parts.map(lambda one: f"(NOT {one})"),
    )


texts = st.recursive(leaf, _joined, max_leaves=6)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(
    text=texts,
    sort=st.sampled_from(list(Sort)),
    limit=st.integers(1, 40),
    synonyms=st.booleans(),
    partial=st.booleans(),
)
def test_any_question(
    filled: Index, known_articles: list[Known], text: str, sort: Sort, limit: int, synonyms: bool, partial: bool
) -> None:
    query = Query(
        text=text,
        sort=sort,
        limit=limit,
        synonyms=synonyms,
        partial=partial,
        facets=("place", "employer"),
        histogram="month",
        now=NOW,
    )
    expected = answer(query, "article", known_articles)
    first = filled.find(query)
    assert first.total == len(expected.hits)
    assert shown(first) == expected.hits[:limit]
    assert first.facets == expected.facets
    assert first.histogram == expected.histogram
    if first.next_cursor is None:
        assert len(expected.hits) <= limit
    else:
        following = Query(
            text=text, sort=sort, limit=limit, synonyms=synonyms, partial=partial, cursor=first.next_cursor, now=NOW
        )
        assert shown(filled.find(following)) == expected.hits[limit : 2 * limit]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(text=texts)
def test_highlights_come_from_the_query_and_the_record_alone(filled: Index, text: str) -> None:
    from index.asking import read_clause
    from index.highlight import Highlighter
    from index.texts import shown_texts

    query = Query(text=text, limit=10, highlight=True, now=NOW)
    marker = Highlighter(read_clause(query, "article"))
    for hit in filled.find(query).hits:
        assert hit.highlights == marker.highlights(*shown_texts(hit.record))
        for one in hit.highlights:
            assert any(one.fragment in text for text in shown_texts(hit.record))
            assert all(0 <= start < end <= len(one.fragment) for start, end in one.spans)
