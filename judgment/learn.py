"""Corrections of relevance and issues become adjusted weights, shown before and after; nothing changes by itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import exp

from sqlalchemy import Connection, insert, select, update

from judgment.assess import judge
from judgment.document import Document
from judgment.facts.read import read_facts
from judgment.learned.rules import BIAS
from judgment.learned.terms import TermReading
from judgment.options import JudgmentOptions
from judgment.relevance import amounts, learned_words, stated
from judgment.signs import read_signs
from judgment.tables import LEARNED
from judgment.weights import issue_factor_name, relevance_weights
from judgment.words import segmenter
from yanpan_domain.codes import Issue, Relevance
from yanpan_domain.errors import CallerError
from yanpan_ledger.audit import record

ROUNDS = 60
STEP = 0.05
# Pulls every weight back to the shipped one, so that ten corrections cannot turn the engine over.
HOLD = 0.15
# How far one run may raise or lower how readily an issue is read.
ISSUE_STEP, ISSUE_LEAST, ISSUE_MOST = 0.1, 0.5, 1.5


class NothingToLearn(CallerError):
    code = "nothing_to_learn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A masked article and what analysts say it is; None where they said nothing."""

    title: str
    text: str
    relevance: Relevance | None = None
    issues: tuple[Issue, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One line of the before/after table: how many of `of` were right, or, for bystanders, unchanged."""

    what: str
    before: int
    after: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Adjusted weights, from how many corrections, and what they change."""

    adjustments: tuple[tuple[str, float], ...]
    corrections: int
    table: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """What was learned, by which post it was put in force, and when."""

    learned: Learned
    at: datetime
    actor: str


def learn(lessons: Sequence[Lesson], bystanders: Sequence[tuple[str, str]], options: JudgmentOptions) -> Learned:
    """What LESSONS teach over the weights in OPTIONS; BYSTANDERS (title, text) show what else would change.

    The same lessons in the same order teach the same. Raises NothingToLearn without lessons.
    """
    if not lessons:
        raise NothingToLearn("没有可学习的更正。请先在控制台或用 yanpan judge correct 更正若干文章。")
    adjustments = dict(options.adjustments) | _relevance_adjustments(lessons, options)
    adjustments |= _issue_adjustments(lessons, replace(options, adjustments=tuple(sorted(adjustments.items()))))
    after = replace(options, adjustments=tuple(sorted(adjustments.items())))
    return Learned(
        adjustments=after.adjustments, corrections=len(lessons), table=_compare(lessons, bystanders, options, after)
    )


def _relevance_adjustments(lessons: Sequence[Lesson], options: JudgmentOptions) -> dict[str, float]:
    """Gradient steps on both sides of the relevance model, held to where they started."""
    cases = [(_found(one, options), one.relevance) for one in lessons if one.relevance is not None]
    weights = relevance_weights(options.adjustments)
    changed: dict[str, float] = {}
    for side, start in (("related", weights.related), ("concrete", weights.concrete)):
        now = dict(start)
        for _ in range(ROUNDS):
            for found, wanted in cases:
                goal = _goal(side, wanted)
                if goal is None:
                    continue
                told = 1 / (1 + exp(-sum(now.get(group, 0.0) * much for group, much in found.items())))
                for group, much in found.items():
                    held = HOLD * (now.get(group, 0.0) - start.get(group, 0.0))
                    now[group] = now.get(group, 0.0) + STEP * ((goal - told) * much - held)
        changed |= {
            f"{side}.{group}": round(value, 3)
            for group, value in now.items()
            if abs(value - start.get(group, 0.0)) >= 0.01
        }
    return changed


def _goal(side: str, wanted: Relevance | None) -> float | None:
    """What SIDE should say of a case; an unrelated one teaches nothing about concrete or not."""
    if side == "related":
        return 0.0 if wanted is Relevance.UNRELATED else 1.0
    return None if wanted is Relevance.UNRELATED else float(wanted is Relevance.DISPUTE)


def _found(lesson: Lesson, options: JudgmentOptions) -> dict[str, float]:
    document = Document(lesson.title, lesson.text, segmenter(options.words))
    return (
        amounts(read_signs(document))
        | stated(read_facts(document))
        | learned_words(TermReading(document))
        | {BIAS: 1.0}
    )


def _issue_adjustments(lessons: Sequence[Lesson], options: JudgmentOptions) -> dict[str, float]:
    """Each issue that was missed more often than wrongly read is read more readily, and the other way round."""
    balance: dict[Issue, int] = {}
    for one in lessons:
        if one.issues is None:
            continue
        read = {finding.code for finding in judge(title=one.title, text=one.text, options=options).issues}
        for issue in set(one.issues) - read:
            balance[issue] = balance.get(issue, 0) + 1
        for issue in read - set(one.issues):
            balance[issue] = balance.get(issue, 0) - 1
    now = dict(options.adjustments)
    return {
        name: round(
            min(ISSUE_MOST, max(ISSUE_LEAST, now.get(name, 1.0) + (ISSUE_STEP if more > 0 else -ISSUE_STEP))), 3
        )
        for issue, more in sorted(balance.items())
        if more and issue is not Issue.OTHER
        for name in (issue_factor_name(issue.value),)
    }


def _compare(
    lessons: Sequence[Lesson], bystanders: Sequence[tuple[str, str]], before: JudgmentOptions, after: JudgmentOptions
) -> tuple[Comparison, ...]:
    pairs = [
        (
            one,
            judge(title=one.title, text=one.text, options=before),
            judge(title=one.title, text=one.text, options=after),
        )
        for one in lessons
    ]
    taught = [(one, old, new) for one, old, new in pairs if one.relevance is not None]
    issued = [(set(one.issues), old, new) for one, old, new in pairs if one.issues is not None]
    same = sum(
        judge(title=title, text=text, options=before).relevance
        is judge(title=title, text=text, options=after).relevance
        for title, text in bystanders
    )
    return (
        Comparison(
            what="更正过的相关性判对",
            before=sum(old.relevance is one.relevance for one, old, _ in taught),
            after=sum(new.relevance is one.relevance for one, _, new in taught),
            of=len(taught),
        ),
        Comparison(
            what="更正过的争议类型全对",
            before=sum({i.code for i in old.issues} == wanted for wanted, old, _ in issued),
            after=sum({i.code for i in new.issues} == wanted for wanted, _, new in issued),
            of=len(issued),
        ),
        Comparison(what="其他文章相关性不变", before=len(bystanders), after=same, of=len(bystanders)),
    )


def put_in_force(connection: Connection, learned: Learned, *, actor: str, at: datetime) -> None:
    """LEARNED is what judges from now on; who decided it stands in the audit chain."""
    table = [{"what": one.what, "before": one.before, "after": one.after, "of": one.of} for one in learned.table]
    connection.execute(update(LEARNED).values(active=False))
    connection.execute(
        insert(LEARNED).values(
            at=at, actor=actor, corrections=learned.corrections, adjustments=json.dumps(learned.adjustments),
            comparison=json.dumps(table, ensure_ascii=False), active=True,
        )
    )  # fmt: skip
    record(connection, at=at, actor=actor, act="judgment.learn", subject="weights", detail={"table": table})


def forget(connection: Connection, *, actor: str, at: datetime) -> None:
    """The shipped weights judge again."""
    connection.execute(update(LEARNED).values(active=False))
    record(connection, at=at, actor=actor, act="judgment.forget", subject="weights")


def adjustments_in_force(connection: Connection) -> tuple[tuple[str, float], ...]:
    """What `JudgmentOptions.adjustments` should be; empty when the shipped weights judge."""
    found = in_force(connection)
    return found.learned.adjustments if found else ()


def in_force(connection: Connection) -> InForce | None:
    """What was learned and judges now; None when the shipped weights do."""
    row = connection.execute(select(LEARNED).where(LEARNED.c.active).order_by(LEARNED.c.seq.desc()).limit(1)).first()
    if row is None:
        return None
    learned = Learned(
        adjustments=tuple((str(name), float(value)) for name, value in json.loads(row.adjustments)),
        corrections=row.corrections,
        table=tuple(Comparison(**line) for line in json.loads(row.comparison)),
    )
    return InForce(learned=learned, at=row.at, actor=row.actor)
