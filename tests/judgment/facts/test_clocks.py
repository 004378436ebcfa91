from __future__ import annotations

from datetime import date

import pytest

from tests.judgment.facts.reading import facts


def clocks(text: str) -> dict[str, tuple[date, date]]:
    return {one.code: (one.start, one.end) for one in facts(text).clocks}


def test_an_accident_starts_both_filing_periods() -> None:
    assert clocks("2024年3月3日，工人在车间作业时手指被机器砸伤，受伤送医。") == {
        "injury_filing_employer": (date(2024, 3, 3), date(2024, 4, 2)),
        "injury_filing_worker": (date(2024, 3, 3), date(2025, 3, 3)),
    }


def test_a_dismissal_starts_the_arbitration_year() -> None:
    assert clocks("2024年2月29日，公司将三名员工辞退。") == {
        "arbitration_claim": (date(2024, 2, 29), date(2025, 2, 28))
    }


def test_arrears_start_the_two_years_of_inspection() -> None:
    assert clocks("公司自2023年10月起拖欠工资。") == {"inspection_lookback": (date(2023, 10, 1), date(2025, 10, 1))}


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月28日，公司将三名员工辞退，员工已申请仲裁。",
        "2024年3月3日，工人在车间受伤，已被认定为工伤。",
        "公司自2023年10月起拖欠工资，目前欠薪已全部发放。",
        "工人在车间受伤，公司拖欠工资并将其辞退。",
        "2024年2月被辞退。",
        "",
    ],
)
def test_no_clock_without_a_stated_start_or_once_it_was_used(text: str) -> None:
    assert clocks(text) == {}


def test_every_clock_names_its_law_and_its_words() -> None:
    (clock,) = facts("2024年2月28日，公司将三名员工辞退。").clocks
    assert "调解仲裁法" in clock.basis
    assert clock.evidence is not None and clock.evidence.quote == "2024年2月28日"
    assert clock.days_left(date(2025, 2, 18)) == 10


@pytest.mark.parametrize(
    "text",
    [
        "本报3月3日报道了工人被拖欠工资一事。",
        "截至3月17日，共登记工人120名，申报被拖欠工资。",
        "3月3日，有网民发视频，称工人讨薪时受伤。",
        "2024年3月3日，公司决定不解聘该员工。",
        "2024年3月3日，公司宣布裁员。",
    ],
)
def test_a_day_on_which_something_else_happened_starts_no_clock(text: str) -> None:
    assert clocks(text) == {}


def test_the_statutes_of_the_mainland_run_on_no_other_shore() -> None:
    text = (
        "香港一間物流公司2024年2月28日將三名員工解僱，職工盟指公司沒有發放遣散費，員工到勞工處求助，工會促請公司交代。"
    )
    assert clocks(text) == {}
