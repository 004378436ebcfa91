"""Nothing that is typed into the console can write a person into a record: posts act, and rows take words of the masked article."""

from __future__ import annotations

import pytest

from judgment.assess import assess, judge
from judgment.feedback import CODES, FIELDS, BadCorrection, correct, corrections
from judgment.masking.person import reads_as_person
from tests.factories import NOW, an_article
from yanpan.console.field_forms import TABLES, rows_of
from yanpan.console.field_values import posted_value
from yanpan.console.forms import Posted
from yanpan.posts import BadPost, acting_post
from yanpan_ledger.engine import Ledger

PERSONS = ("Zhang Wei", "王大勇", "李建国", "欧阳锋", "13812345678", "440306199001011234", "张主任")
TITLE = "工地欠薪"
TEXT = "李建国等三十名工人说，示例建设有限公司拖欠工资三个月，共计45万元，10月5日起停工。县人社局已介入调查。"
ARTICLE = judge(title=TITLE, text=TEXT)


def typed(field: str, at: int = 40, **cells: str) -> object:
    """What the form of FIELD would store with CELLS in a new row and the present rows struck out."""
    drop = {f"drop-{row}": ["1"] for row in range(len(rows_of(field, ARTICLE)))}
    return posted_value(
        field, Posted({f"{name}-{at}": [value] for name, value in cells.items()} | drop, "", True), ARTICLE
    )


def store(field: str, value: object, ledger: Ledger) -> None:
    judged = assess(an_article(title=TITLE, text=TEXT))
    with ledger.begin() as connection:
        correct(connection, judged, field, value, actor="分析岗", at=NOW)


def test_every_cell_is_a_code_a_number_a_date_words_of_the_article_or_the_name_of_a_unit_or_place() -> None:
    assert set(TABLES) | set(CODES) == set(FIELDS)
    kinds = {(field, column.kind) for field, columns in TABLES.items() for column in columns}
    assert {kind for _, kind in kinds} == {"choice", "number", "date", "words", "name"}
    assert {field for field, kind in kinds if kind == "name"} == {"employers", "places"}


@pytest.mark.parametrize("person", PERSONS)
def test_no_row_takes_a_person(ledger: Ledger, person: str) -> None:
    good = {
        "min": "30",
        "max": "",
        "basis": "exact",
        "kind": "owed",
        "day": "2026-10-05",
        "precision": "day",
        "start": "2026-10-05",
        "role": "",
    }
    codes = {"clocks": "arbitration_claim", "circumstances": "hardship", "measures": "inspected"}
    for field, columns in TABLES.items():
        for column in columns:
            if column.kind not in {"words", "name"}:
                continue
            cells = {one.name: good.get(one.name, "") for one in columns} | {"words": "工资"}
            cells |= {"code": codes[field]} if field in codes else {}
            cells |= {"kind": "event"} if field == "dates" else {}
            with pytest.raises(BadCorrection):
                store(field, typed(field, **cells | {column.name: person}), ledger)


EVIDENCE = {"field": "text", "start": 0, "end": 2, "rule": "x", "confidence": 1.0}
MENTION = {"role": None, "field": "text", "start": 0, "end": 2}


@pytest.mark.parametrize("person", PERSONS)
def test_no_correction_of_a_program_or_of_the_command_line_names_one(ledger: Ledger, person: str) -> None:
    number = {"min": 3, "max": 3, "basis": "exact"}
    for field, value in (
        ("employers", [MENTION | {"name": person}]), ("employers", [MENTION | {"name": "示例建设有限公司", "aliases": [person]}]),
        ("places", [{"code": "440306", "name": person, "field": "text", "start": 0, "end": 2}]), ("workers", number | {"raw": person}),
        ("money", [number | {"kind": "owed", "raw": person}]), ("demands", [EVIDENCE | {"quote": person}]),
        ("workers", number | {"raw": "3人", "evidence": EVIDENCE | {"quote": person}}),
        ("circumstances", [{"code": "hardship", "evidence": EVIDENCE | {"quote": person}}]),
        ("measures", [{"code": "inspected", "actor": person, "evidence": EVIDENCE | {"quote": "介入"}}]),
        ("measures", [{"code": person, "actor": "", "evidence": EVIDENCE | {"quote": "介入"}}]),
        ("clocks", [{"code": "x", "name": person, "basis": "", "start": "2026-01-01", "end": "2027-01-01"}]),
        ("demands", [EVIDENCE | {"quote": "工资", "rule": person}]),
        ("issues", [{"code": "wage_arrears", "score": 1.0, "evidence": [EVIDENCE | {"quote": person}]}]),
    ):  # fmt: skip
        with pytest.raises(BadCorrection):
            store(field, value, ledger)
    with ledger.read() as connection:
        assert corrections(connection) == {}


@pytest.mark.parametrize(
    "unit",
    [
        "示例建设有限公司",
        "周大福珠宝店",
        "王家沟煤矿",
        "李宁公司",
        "县人社局",
        "高新区管委会",
        "三十名工人",
        "约45万元",
    ],
)
def test_units_and_numbers_are_no_persons(unit: str) -> None:
    assert not reads_as_person(unit)


@pytest.mark.parametrize("person", PERSONS)
def test_no_person_acts(person: str) -> None:
    with pytest.raises(BadPost):
        acting_post(person)
