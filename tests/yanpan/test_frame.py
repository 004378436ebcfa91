"""What commands share."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yanpan.cli.frame import InputLineError, day_of, text_of, this_moment
from yanpan_domain.errors import CallerError


def test_a_day_is_read_or_told_how_to_write_it() -> None:
    assert day_of("2026-11-30", "时限") == date(2026, 11, 30)
    for wrong in ("", "30.11.2026", "2026-11-31"):
        with pytest.raises(CallerError, match=r"时限.*2026-11-30"):
            day_of(wrong, "时限")


def test_the_day_is_chinas_wherever_the_program_runs() -> None:
    assert this_moment().utcoffset() == timedelta(hours=8)


def test_a_text_that_is_missing_is_empty_and_one_that_is_none_is_an_error() -> None:
    assert text_of({"title": "欠薪"}, "title") == "欠薪"
    assert text_of({"title": None}, "title") == text_of({}, "title") == ""
    with pytest.raises(InputLineError, match=r"title.*list"):
        text_of({"title": []}, "title")
