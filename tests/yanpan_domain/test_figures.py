"""House style for people and money."""

import pytest

from tests.factories import a_quantity, an_amount
from yanpan_domain import figures
from yanpan_domain.codes import Basis


@pytest.mark.parametrize(
    ("value", "text"),
    [(8600, "8600元"), (8600.5, "8600.5元"), (10_000, "1万元"), (453_000, "45.3万元"), (125_000_000, "1.25亿元")],
)
def test_yuan(value, text):
    assert figures.yuan(value) == text


def test_numbers_are_told_as_firmly_as_they_were_stated():
    assert figures.people(None) == "不详"
    assert figures.people(a_quantity(30)) == "30人"
    assert figures.people(a_quantity((11, 19))) == "11至19人"
    assert figures.people(a_quantity((100, None))) == "100人以上"
    assert figures.people(a_quantity((30, 30), basis=Basis.ABOUT)) == "约30人"
    assert figures.amount(an_amount(90_000)) == "9万元"
