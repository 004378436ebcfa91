"""Words: plain text at unchanged length, and the same words from both engines."""

from __future__ import annotations

import json
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from judgment.words import plain, segmenter, user_words
from tests.shared_data import shared


def test_plain_is_simplified_half_width_and_lower_case() -> None:
    assert plain("國泰航空裁５３００人，ＣＥＯ　Tang致歉") == "国泰航空裁5300人，ceo tang致歉"


def test_plain_keeps_what_depends_on_its_phrase() -> None:
    assert plain("乾隆年間的乾燥食品") == "乾隆年间的干燥食品"


@given(st.text())
def test_plain_never_moves_an_offset(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(alphabet="國泰航空裁員薪資讨薪ＡＺabc１２\x00\ud800\u3000。，", max_size=80))
def test_plain_of_plain_is_itself(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_words_joined_give_the_text_back() -> None:
    text = plain("農民工集體討薪，涉及000540.SZ與2019-20年度的9-10月工資")
    assert "".join(segmenter("rjieba").cut(text)) == text


def test_our_labour_terms_are_one_word_in_both_engines() -> None:
    for engine in ("rjieba", "jieba"):
        words = segmenter(engine).cut("公司未发高温津贴，劳动监察介入欠薪案")
        assert {"高温津贴", "劳动监察", "欠薪案"} <= set(words), engine


def test_user_words_are_listed_once() -> None:
    assert len(user_words()) == len(set(user_words()))


def test_rjieba_cuts_real_text_as_jieba_does() -> None:
    """Every record of the shared excerpts, both engines, word by word."""
    ours, reference = segmenter("rjieba"), segmenter("jieba")
    differing = []
    for file in ("excerpts", "more_a", "more_b"):
        for line in shared("news_zh").joinpath(f"{file}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            text = plain(record["title"] + "\n" + record["text"])
            if ours.cut(text) != reference.cut(text):
                differing.append(record["id"])
    assert differing == []


def test_importing_loads_no_dictionary() -> None:
    code = "import sys, judgment.words, judgment.document, judgment.masking, judgment.places.resolve; print('rjieba' in sys.modules or 'jieba' in sys.modules or 'opencc' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "False"
