from __future__ import annotations

import pytest

from judgment.facts.asides import aside
from judgment.facts.figures import FigureReader
from tests.judgment.facts.reading import document


def beside(text: str) -> str | None:
    read = document(text)
    return aside(read, next(one for one in FigureReader(read).all if one.value.low == 180))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("去年滨江区一家直播公司裁员180人", "another case"),
        ("2019年，沁源另一座煤矿停产时，也拖过180人的工资", "another case"),
        ("法院曾判决一家配送商支付180名骑手工资", "another case"),
        ("餐饮业的工资投诉同比增加，全市共为180名员工追回工资", "counted of a place"),
        ("近两年来停产的煤矿有七座，涉及职工180人", "counted of a place"),
        ("公司拖欠180名工人三个月工资", None),
        ("这家公司去年欠下180人的工资", None),
    ],
)
def test_other_cases_and_counts_of_a_place_are_told_beside(text: str, what: str | None) -> None:
    assert beside(text) == what


def test_only_the_sentence_of_the_number_counts() -> None:
    assert beside("去年一家火锅店也歇业。公司拖欠180名工人工资。") is None
