from __future__ import annotations

import pytest

from judgment.facts.figures import BARE, MONEY, PEOPLE, TIME, FigureReader
from tests.judgment.facts.reading import document


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("超过3500名工人", PEOPLE, 3500, None),
        ("300多個員工", PEOPLE, 300, 399),
        ("30 多个人挤一间", PEOPLE, 30, 39),
        ("200員工聯署", PEOPLE, 200, 200),
        ("一百七十三万元", MONEY, 1_730_000, 1_730_000),
        ("１２万元", MONEY, 120_000, 120_000),
        ("1,234.50元", MONEY, 1234.5, 1234.5),
        ("贷款10万-15万元", MONEY, 100_000, 150_000),
        ("600至660元", MONEY, 600, 660),
        ("3到4万元", MONEY, 30_000, 40_000),
        ("两三万块钱", MONEY, 20_000, 30_000),
        ("8或9个月", TIME, 8, 9),
        ("三百来号人", PEOPLE, 300, 399),
        ("各项损失92 817元", MONEY, 92_817, 92_817),
        ("合计1 143 706.50元", MONEY, 1_143_706.5, 1_143_706.5),
        ("差我们112万4", BARE, 1_124_000, 1_124_000),
        ("剩下六万七没给", BARE, 67_000, 67_000),
        ("2600万 郑州", BARE, 26_000_000, 26_000_000),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, kind: str, low: float, high: float | None) -> None:
    figure = FigureReader(document(text)).all[0]
    assert (figure.kind, figure.value.low, figure.value.high) == (kind, low, high)


@pytest.mark.parametrize("text", ["第一个", "三个月后的2018年", "十四五规划", "30个人月", "1500元月薪", "大陆员工"])
def test_what_counts_no_people_is_not_read_as_people(text: str) -> None:
    assert not FigureReader(document(text)).of(PEOPLE)


def test_a_comma_between_numbers_is_no_thousands_mark() -> None:
    values = [figure.value.low for figure in FigureReader(document("裁员7000，2600万元")).all]
    assert values == [7000, 26_000_000]


def test_a_year_before_a_sum_is_no_part_of_it() -> None:
    assert [figure.value.low for figure in FigureReader(document("2019 300元")).of(MONEY)] == [300]


def test_spans_take_in_the_qualifier() -> None:
    reader = FigureReader(document("共计超过3500名"))
    assert [reader.document.quote(one.field, one.start, one.end) for one in reader.all] == ["超过3500名"]
