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


ENDS = st.sampled_from(["。", "！”", "；\n", "。\n\n", "\r\n", "?!）", "\n"])


@given(st.lists(st.tuples(st.text(alphabet="工资”（ ，", min_size=1, max_size=5), ENDS), max_size=9))
def test_the_sentence_at_a_place_is_the_one_that_holds_it(parts: list[tuple[str, str]]) -> None:
    document = Document("", "".join("工" + words + end for words, end in parts) + "资", ENGINE)
    for place, sign in enumerate(document.plain_text):
        if sign in "工资":
            holding = [one for one in document.sentences if one.start <= place < one.end]
            assert [document.sentence_at("text", place)] == holding


@given(st.text(alphabet="工资欠薪ab1。\n ", max_size=60))
def test_words_joined_are_the_plain_text(text: str) -> None:
    document = Document("", text, ENGINE)
    assert "".join(document.words) == document.plain_text
