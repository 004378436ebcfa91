"""The gazetteer: codes, full names, history."""

from __future__ import annotations

import pytest

from judgment.places.gazetteer import gazetteer, locality, short_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("440306", "广东省深圳市宝安区"),
        ("110000", "北京市"),
        ("500106", "重庆市沙坪坝区"),
        ("441900", "广东省东莞市"),
        ("442000", "广东省中山市"),
        ("460400", "海南省儋州市"),
        ("620200", "甘肃省嘉峪关市"),
        ("429004", "湖北省仙桃市"),
        ("810000", "香港特别行政区"),
        ("820000", "澳门特别行政区"),
        ("710000", "台湾省"),
    ],
)
def test_codes_have_full_names(code: str, name: str) -> None:
    assert locality(code).name == name


@pytest.mark.parametrize(
    ("old", "new"),
    [("110103", "110101"), ("610928", "610981"), ("371200", "370116"), ("440116", "440112"), ("420600", "420600")],
)
def test_retired_codes_lead_to_those_in_force(old: str, new: str) -> None:
    assert gazetteer().current(old) == new


def test_every_successor_is_in_force() -> None:
    book = gazetteer()
    assert [d for d in book.retired.values() if d.successor and d.successor not in book.in_force] == []


def test_every_code_in_force_has_six_digits_and_a_province() -> None:
    book = gazetteer()
    assert len(book.in_force) > 3100
    assert all(len(code) == 6 and code.isdigit() and code[:2] + "0000" in book.in_force for code in book.in_force)


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("广西壮族自治区", 1, "广西"),
        ("甘南藏族自治州", 2, "甘南"),
        ("黔西南布依族苗族自治州", 2, "黔西南"),
        ("石柱土家族自治县", 3, "石柱"),
        ("宝安区", 3, "宝安"),
        ("隰县", 3, ""),
    ],
)
def test_short_names_drop_kind_and_peoples(name: str, level: int, short: str) -> None:
    assert short_name(name, level) == short


def test_unknown_code_names_itself() -> None:
    assert locality("999999").name == "999999"
