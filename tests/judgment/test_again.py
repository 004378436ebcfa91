"""Judging the archive again: by slices, resumable, corrections kept, with what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from judgment.again import judge_again, outdated
from judgment.assess import assess
from judgment.options import JudgmentOptions
from judgment.versions import version_of
from tests.factories import an_article
from yanpan_domain.codes import Relevance, Stage
from yanpan_domain.judgment import JudgedArticle

OPTIONS = JudgmentOptions()


def an_archive(size: int) -> dict[str, JudgedArticle]:
    """Articles judged by an older engine that thought them unrelated."""
    kept = {}
    for number in range(size):
        judged = assess(an_article(number=number))
        kept[judged.article.id] = replace(
            judged, family="f1", judgment=replace(judged.judgment, version="old", relevance=Relevance.UNRELATED)
        )
    return kept


class Store(dict[str, JudgedArticle]):
    """An archive that fails after so many slices were written."""

    fails_after: int | None = None
    slices = 0

    def read(self, ids):
        return [self[one] for one in ids]

    def write(self, judged):
        if self.fails_after is not None and self.slices >= self.fails_after:
            raise OSError("disk")
        self.slices += 1
        self.update({one.article.id: one for one in judged})


def test_all_is_judged_again_and_the_change_is_told():
    store = Store(an_archive(5))
    done = judge_again(outdated(store.values(), OPTIONS), store.read, store.write, OPTIONS, size=2)
    assert done.judged == 5
    assert done.changes[("relevance", "unrelated", "dispute")] == 5
    assert all(one.judgment.version == version_of(OPTIONS) and one.family == "f1" for one in store.values())
    assert outdated(store.values(), OPTIONS) == []


def test_a_run_that_died_goes_on_where_it_stood():
    store = Store(an_archive(6))
    store.fails_after = 2
    with pytest.raises(OSError, match="disk"):
        judge_again(outdated(store.values(), OPTIONS), store.read, store.write, OPTIONS, size=2)
    left = outdated(store.values(), OPTIONS)
    assert len(left) == 2
    store.fails_after = None
    assert judge_again(left, store.read, store.write, OPTIONS, size=2).judged == 2


def test_corrections_stay_in_force():
    store = Store(an_archive(1))
    keep = lambda judged: replace(judged, judgment=replace(judged.judgment, stage=Stage.JUDGED))  # noqa: E731 - one use
    judge_again(outdated(store.values(), OPTIONS), store.read, store.write, OPTIONS, finish=keep)
    assert {one.judgment.stage for one in store.values()} == {Stage.JUDGED}
