from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judgment.facts.numbers import Number, exact, number
from tests.judgment.facts.chinese_numerals import chinese
from yanpan_domain.codes import Basis


@given(st.integers(0, 10**12))
def test_what_is_written_in_chinese_is_read_back(value: int) -> None:
    assert exact(chinese(value)) == value


@given(st.integers(0, 10**12))
def test_thousands_may_be_set_apart_by_commas(value: int) -> None:
    assert exact(f"{value:,}") == value == exact(str(value))


@given(st.integers(1, 9999), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_arabic_before_a_chinese_unit(value: int, unit: tuple[str, int]) -> None:
    assert exact(f"{value}{unit[0]}") == value * unit[1]


@given(st.integers(1, 999), st.sampled_from("多余"))
def test_more_than_a_number_reaches_to_the_next_round_one(value: int, more: str) -> None:
    read = number(f"{value}0{more}")
    assert read is not None
    assert read.low == value * 10
    assert read.high is not None and read.low < read.high < read.low * 2


@pytest.mark.parametrize(
    ("written", "low", "high", "basis"),
    [
        ("十余", 10, 19, Basis.WORD),
        ("十几", 10, 19, Basis.WORD),
        ("二十几", 20, 29, Basis.WORD),
        ("50多", 50, 59, Basis.AT_LEAST),
        ("百余", 100, 199, Basis.WORD),
        ("二百多", 200, 299, Basis.AT_LEAST),
        ("数十", 20, 99, Basis.WORD),
        ("几百", 200, 999, Basis.WORD),
        ("三四十", 30, 40, Basis.WORD),
        ("五六百", 500, 600, Basis.WORD),
        ("十七八", 17, 18, Basis.WORD),
        ("两三万", 20_000, 30_000, Basis.WORD),
        ("3.5万多", 35_000, 35_999, Basis.AT_LEAST),
        ("2000余万", 20_000_000, 29_999_999, Basis.AT_LEAST),
        ("十几万", 100_000, 199_999, Basis.WORD),
        ("一百七十三万", 1_730_000, 1_730_000, Basis.EXACT),
        ("1亿2000万", 120_000_000, 120_000_000, Basis.EXACT),
        ("两百五", 250, 250, Basis.EXACT),
        ("一万二", 12_000, 12_000, Basis.EXACT),
        ("一百零五", 105, 105, Basis.EXACT),
        ("二〇二三", 2023, 2023, Basis.EXACT),
        ("廿三", 23, 23, Basis.EXACT),
        ("叁拾多", 30, 39, Basis.AT_LEAST),
        ("1,234.5", 1234.5, 1234.5, Basis.EXACT),
    ],
)
def test_forms_that_newspapers_write(written: str, low: float, high: float, basis: Basis) -> None:
    assert number(written) == Number(low, high, basis)


@pytest.mark.parametrize(
    ("before", "written", "after", "expected"),
    [
        ("共计超过", "3500", "名", Number(3500, None, Basis.AT_LEAST)),
        ("", "30", "以上", Number(30, None, Basis.AT_LEAST)),
        ("约", "40", "", Number(40, 40, Basis.ABOUT)),
        ("", "40", "左右", Number(40, 40, Basis.ABOUT)),
        ("近", "百", "", Number(100, 100, Basis.ABOUT)),
        ("上", "百", "", Number(100, None, Basis.WORD)),
        ("最多", "30", "", Number(0, 30, Basis.ABOUT)),
        ("三楼上", "12", "", Number(12, 12, Basis.EXACT)),
    ],
)
def test_qualifiers_make_ranges(before: str, written: str, after: str, expected: Number) -> None:
    assert number(written, before, after) == expected


@given(st.text(alphabet="一二三十百千万亿几数多余0123456789.,，两半a 点", max_size=20))
def test_any_mixture_is_a_number_or_none(written: str) -> None:
    read = number(written)
    assert read is None or read.high is None or read.low <= read.high
