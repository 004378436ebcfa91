"""Documents: sentences and words lie where the article has them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from judgment.document import Document
from judgment.words import segmenter

ENGINE = segmenter("rjieba")


def test_title_is_the_first_sentence_and_quotes_stay_with_theirs() -> None:
    document = Document("工廠欠薪", "工人說：「沒錢了。」他走了！\n公司回應；已付。", ENGINE)
    assert [s.text for s in document.sentences] == [
        "工厂欠薪",
        "工人说：「没钱了。」",
        "他走了！",
        "公司回应；",
        "已付。",
    ]
    assert document.sentences[0].field == "title"


@given(st.text(max_size=200))
def test_sentences_lie_where_they_say(text: str) -> None:
    document = Document("", text, ENGINE)
    for sentence in document.sentences:
        assert document.plain_text[sentence.start : sentence.end] == sentence.text


@given(st.text(alphabet="工资欠薪ab1。\n ", max_size=60))
def test_words_joined_are_the_plain_text(text: str) -> None:
    document = Document("", text, ENGINE)
    assert "".join(document.words) == document.plain_text
