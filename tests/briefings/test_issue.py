from datetime import timedelta

from sqlalchemy import select

from briefings.issue import issue
from briefings.period import parse_period
from briefings.tables import ISSUED
from tests.briefings.corpus import CUT_OFF, a_corpus
from yanpan_domain.briefing import Product
from yanpan_ledger.audit import entries

W47 = parse_period(Product.WEEKLY, "2026-W47")


def issued(index, ledger, **given):
    return issue(
        index, ledger, **{"product": Product.WEEKLY, "period": W47, "cut_off": CUT_OFF, "actor": "值班岗"} | given
    )


def test_issued_again_unchanged_it_keeps_revision_and_bytes(ledger):
    index = a_corpus(6)
    first = issued(index, ledger)
    assert first.revision == 1
    assert issued(index, ledger) == first
    with ledger.read() as connection:
        assert len(connection.execute(select(ISSUED)).all()) == 1
        assert [entry.act for entry in entries(connection)] == ["briefing.issue"]


def test_a_correction_gets_the_next_revision_and_says_what_changed(ledger):
    first = issued(a_corpus(6), ledger)
    second = issued(a_corpus(7), ledger)
    assert second.revision == 2
    assert any("有报道的争议由6改为7" in change for change in second.changes)
    assert any(change.startswith("新列入：") for change in second.changes)
    assert issued(a_corpus(7), ledger) == second
    third = issued(a_corpus(7), ledger, cut_off=CUT_OFF + timedelta(hours=1))
    assert third.revision == 3
    assert any("数据截点由" in change for change in third.changes)
    assert first.digest != second.digest


def test_each_place_counts_its_own_revisions(ledger):
    index = a_corpus(6)
    issued(index, ledger)
    assert issued(index, ledger, place="44").revision == 1
