from __future__ import annotations

import pytest

from judgment.facts import money, workers
from judgment.facts.cues import Cues
from judgment.facts.figures import FigureReader
from judgment.facts.ranking import BIAS, heaviest_first, signs_of, weights_of
from tests.judgment.facts.reading import document


def signs(text: str, title: str = "") -> dict[float, dict[str, float]]:
    read = document(text, title)
    values = workers.counted(read, FigureReader(read))
    found = signs_of(read, Cues(read), values, workers.SIZES)
    return {value.amount: one for value, one in zip(values, found, strict=True)}


def test_where_and_how_often_a_value_stands_is_told() -> None:
    told = signs("厂里420名工人停工。仓库30名员工照常上班。420名工人要求补偿。", "420名工人停工")
    assert {"in title", "thrice", "largest", "lead"} <= told[420].keys()
    assert {"small share", "second", "lead"} <= told[30].keys() and "twice" not in told[30]


def test_a_part_of_a_larger_number_is_told() -> None:
    told = signs("逾9000名护士罢工，包括约6000名护士及700名医生。")
    assert "part of a larger" in told[700] and "part of a larger" not in told[9000]
    assert "larger before" in told[700] and "smaller behind" in told[9000]


def test_a_headline_that_rounds_is_joined_to_the_exact_number() -> None:
    assert list(signs("共有372名员工的工资没有发放。", "近400名员工等待答复")) == [372]


def test_several_cases_under_one_headline_are_told() -> None:
    told = signs("案例一：某厂拖欠30名工人工资。案例二：某店辞退12名员工。")
    assert all("case by case" in one for one in told.values())
    assert "case by case" not in signs("类似案例一再发生，这次是30名工人。")[30]


@pytest.mark.parametrize("fact", ["workers", "money", "employer"])
def test_every_fact_has_weights_and_the_sum_decides(fact: str) -> None:
    weights = weights_of(fact)
    best = max((sign for sign in weights if sign != BIAS), key=lambda sign: weights[sign])
    assert heaviest_first(fact, [{}, {best: 10.0}])[0] == (1, pytest.approx(weights[BIAS] + 10 * weights[best]))


def test_of_equal_ones_the_first_leads() -> None:
    assert [at for at, _ in heaviest_first("money", [{}, {}, {}])] == [0, 1, 2]


def test_sums_of_others_are_told() -> None:
    read = document("工资60万元，补偿40万元，合计100万元。")
    values = money.stated(money.sums(read, FigureReader(read)), ())
    found = signs_of(read, Cues(read), values, money.SIZES)
    assert [value.amount for value, one in zip(values, found, strict=True) if "sum of others" in one] == [1_000_000]
