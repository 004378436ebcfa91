import json
from datetime import date

import pytest

from briefings.workdays import Calendar, CalendarError, read_calendar


def test_workdays_skip_the_national_day_and_count_the_exchanged_saturday():
    due, estimated = Calendar().after(date(2026, 9, 30), 1)
    assert due == date(2026, 10, 8)
    assert not estimated


def test_a_year_without_a_table_is_computed_and_says_so():
    due, estimated = Calendar().after(date(2031, 1, 3), 2)
    assert (due, estimated) == (date(2031, 1, 7), True)


def test_an_operators_table_wins_and_makes_its_year_official(tmp_path):
    path = tmp_path / "days.json"
    path.write_text(json.dumps({"2031-01-06": False}))
    calendar = read_calendar(path)
    assert calendar.after(date(2031, 1, 3), 2) == (date(2031, 1, 8), False)


@pytest.mark.parametrize("content", ["[]", '{"2031-13-01": true}', '{"2031-01-06": "no"}', "nonsense"])
def test_a_wrong_table_names_itself(tmp_path, content):
    path = tmp_path / "days.json"
    path.write_text(content)
    with pytest.raises(CalendarError, match=r"days\.json"):
        read_calendar(path)


def test_between_is_the_inverse_of_after():
    calendar = Calendar()
    for workdays in range(1, 40):
        due, _ = calendar.after(date(2026, 9, 20), workdays)
        assert calendar.between(date(2026, 9, 20), due) == workdays
