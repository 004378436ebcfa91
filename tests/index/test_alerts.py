"""A saved search tells of each new dispute once, of material changes, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from index.alerts import Alert, forget, pending, run, save, saved, take
from index.interface import Index
from index.open import open_index
from tests.factories import NOW, a_dispute, a_judged
from yanpan_domain.dispute import Dispute
from yanpan_domain.errors import CallerError
from yanpan_ledger.engine import Ledger

OLD = a_dispute(number=1, title="示例电子厂拖欠工资", workers=30, owed=100_000, stage="emerging")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Index]:
    """An index with one dispute."""
    with open_index(tmp_path / "index") as opened:
        _put(opened, OLD)
        yield opened


def _put(index: Index, *disputes: Dispute) -> None:
    with index.writer() as writer:
        writer.put_disputes(disputes)


def _told(alerts: list[Alert]) -> list[tuple[str, tuple[str, ...]]]:
    return [(alert.subject, alert.reasons) for alert in alerts]


def test_only_what_comes_after_saving_is_told_and_never_twice(ledger: Ledger, desk: Index) -> None:
    save(ledger, desk, owner="权益保障部", name="欠薪", text="拖欠工资", now=NOW)
    assert run(ledger, desk, NOW) == []
    new = a_dispute(number=2, title="示例服装厂拖欠工资")
    _put(desk, new, a_dispute(number=3, title="示例公司裁员", issues=["termination"], timeline=()))
    assert _told(run(ledger, desk, NOW)) == [(new.id, ())]
    assert run(ledger, desk, NOW + timedelta(days=1)) == []
    assert _told(pending(ledger)) == [(new.id, ())]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"workers": 60}, "人数由30人变为60人"),
        ({"owed": 200_000}, "金额由100,000元变为200,000元"),
        ({"issues": ["wage_arrears", "work_injury"]}, "新增争议类型工伤职业病"),
        ({"stage": "official_response"}, "阶段变为官方介入"),
    ],
)
def test_a_material_change_is_told_once(ledger: Ledger, desk: Index, change: dict[str, object], reason: str) -> None:
    save(ledger, desk, owner="岗位", name="欠薪", text="拖欠工资", now=NOW)
    changed = a_dispute(
        **{"number": 1, "title": OLD.title, "workers": 30, "owed": 100_000, "stage": "emerging"} | change
    )
    _put(desk, changed)
    assert _told(run(ledger, desk, NOW)) == [(OLD.id, (reason,))]
    _put(desk, replace(changed, revision=9, title=OLD.title + "（续）"))
    assert run(ledger, desk, NOW) == []


@pytest.mark.parametrize("change", [{"workers": 59}, {"owed": 199_999}, {"stage": "unknown"}, {"form": ["petition"]}])
def test_lesser_changes_are_no_news(ledger: Ledger, desk: Index, change: dict[str, object]) -> None:
    save(ledger, desk, owner="岗位", name="欠薪", text="拖欠工资", now=NOW)
    _put(
        desk,
        a_dispute(**{"number": 1, "title": OLD.title, "workers": 30, "owed": 100_000, "stage": "emerging"} | change),
    )
    assert run(ledger, desk, NOW) == []


def test_a_dispute_merged_into_another_is_no_new_one(ledger: Ledger, desk: Index) -> None:
    save(ledger, desk, owner="岗位", name="欠薪", text="拖欠工资", now=NOW)
    living = a_dispute(number=5, title="示例电子厂拖欠工资", workers=30, owed=100_000, stage="emerging")
    _put(desk, replace(OLD, superseded_by=living.id), living)
    assert run(ledger, desk, NOW) == []


def test_a_withdrawn_dispute_is_no_news(ledger: Ledger, desk: Index) -> None:
    save(ledger, desk, owner="岗位", name="欠薪", text="拖欠工资", now=NOW)
    _put(desk, replace(a_dispute(number=5, title="示例电子厂拖欠工资"), withdrawn_because="已撤回。"))
    assert run(ledger, desk, NOW) == []


def test_articles_are_told_once_for_all_reprints(ledger: Ledger, desk: Index) -> None:
    save(ledger, desk, owner="岗位", name="文章", text="工资", kind="article", now=NOW)
    with desk.writer() as writer:
        writer.put(a_judged(number=number, family="f1") for number in (1, 2))
    assert [subject for subject, _ in _told(run(ledger, desk, NOW))] == ["f1"]
    with desk.writer() as writer:
        writer.put([a_judged(number=3, family="f1")])
    assert run(ledger, desk, NOW) == []


def test_taking_empties_the_outbox(ledger: Ledger, desk: Index) -> None:
    save(ledger, desk, owner="岗位", name="欠薪", text="拖欠工资", now=NOW)
    _put(desk, a_dispute(number=2), a_dispute(number=4))
    told = run(ledger, desk, NOW)
    assert len(told) == 2
    assert take(ledger, [told[0].seq], NOW) == 1
    assert take(ledger, [alert.seq for alert in told], NOW) == 1
    assert pending(ledger) == []


def test_a_crash_before_the_commit_tells_nothing_and_loses_nothing(
    ledger: Ledger, desk: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(ledger, desk, owner="岗位", name="欠薪", text="拖欠工资", now=NOW)
    _put(desk, a_dispute(number=2), a_dispute(number=4))
    with monkeypatch.context() as patched:
        patched.setattr("index.alerts._alert", lambda row: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            run(ledger, desk, NOW)
    assert pending(ledger) == []
    assert len(run(ledger, desk, NOW)) == 2


def test_names_are_one_owners_own(ledger: Ledger, desk: Index) -> None:
    save(ledger, desk, owner="甲", name="欠薪", text="欠薪", now=NOW)
    save(ledger, desk, owner="乙", name="欠薪", text="欠薪", now=NOW)
    with pytest.raises(CallerError, match="已有"):
        save(ledger, desk, owner="甲", name="欠薪", text="讨薪", now=NOW)
    with pytest.raises(CallerError, match="右括号"):
        save(ledger, desk, owner="甲", name="坏", text="(欠薪", now=NOW)
    forget(ledger, owner="甲", name="欠薪")
    assert [search.owner for search in saved(ledger)] == ["乙"]
    with pytest.raises(CallerError, match="没有"):
        forget(ledger, owner="甲", name="欠薪")
