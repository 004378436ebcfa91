"""Builds an index of many articles for the speed of briefings: a year of weeks, two fifths of the articles about disputes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from index.open import open_index
from judgment.urgency.rank import rank
from tests.briefings.corpus import a_case
from tests.factories import a_judged
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle

WEEKS = 60
LAST_MONDAY = date(2026, 11, 16)
# A page of ordinary length, so that reading a record costs what it costs in life.
FILLER = "有关部门提醒，劳动者应当保存劳动合同、考勤记录和工资条等证据，依法理性维权，可拨打12351或12333反映。" * 14


def build(folder: Path, articles: int) -> None:
    """ARTICLES articles and their disputes under FOLDER."""
    if (folder / "done").exists():
        return
    with open_index(str(folder / "index")) as index, index.writer() as writer:
        written = 0
        for monday in (LAST_MONDAY - timedelta(weeks=week) for week in range(WEEKS)):
            share = articles // WEEKS + (articles % WEEKS if monday == LAST_MONDAY else 0)
            told, disputes = _week(monday, round(share * 0.4))
            others = list(_others(monday, share - len(told)))
            writer.put(told + others)
            writer.put_disputes(disputes)
            writer.commit()
            written += len(told) + len(others)
        print(f"{written} articles written")
    (folder / "done").touch()


def _week(monday: date, wanted: int) -> tuple[list[JudgedArticle], list[Dispute]]:
    told: list[JudgedArticle] = []
    disputes: list[Dispute] = []
    base = (monday - date(2020, 1, 6)).days // 7 * 10_000
    while len(told) < wanted:
        own, dispute = a_case(base + len(disputes), week_start=monday.isoformat(), settled=len(disputes) % 4 == 3)
        workers = 5 + 7 * (len(disputes) % 60)
        dispute = replace(
            dispute, workers=replace(dispute.workers, min=workers, max=workers) if dispute.workers else None
        )
        told += [_long(one) for one in own]
        disputes.append(dispute)
    scored = {one.id: one for one in rank([one for one in disputes if one.is_open], monday + timedelta(days=7))}
    return told, [scored.get(one.id, one) for one in disputes]


def _long(one: JudgedArticle) -> JudgedArticle:
    text = one.article.text + FILLER
    return replace(one, article=replace(one.article, text=text), judgment=replace(one.judgment, text=text))


def _others(monday: date, count: int) -> Iterator[JudgedArticle]:
    for number in range(count):
        at = monday + timedelta(days=number % 7)
        yield _long(
            a_judged(
                number=f"other-{monday}-{number}", published=f"{at}T{number % 24:02d}:00", relevance="labour_general",
                employers=[], disputes=(), family=f"g{monday}-{number}",
            )
        )  # fmt: skip


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
