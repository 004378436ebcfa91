"""Corrections of relevance and issues become adjusted weights, shown before and after; nothing changes by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
from judgment.weights import ISSUE, issue_factor_name, issue_factors, relevance_weights
from judgment.words import segmenter
from yanpan_domain.codes import Issue, Relevance
from yanpan_domain.errors import CallerError
from yanpan_ledger.audit import record

# Measured with 1 to 33 corrections of real excerpts (docs/decisions/judgment-feedback.md): what is corrected comes right, what nobody
# corrected stays, texts that were not looked at are judged no worse.
ROUNDS = 200
STEP = 0.005
# Pulls every weight back to the shipped one.
HOLD = 1.0
# How much one article that nobody corrected counts beside a correction.
STAY = 0.2
# A correction teaches until it is right by this much, and no further.
MARGIN = 0.1
# How far one run may raise or lower how readily an issue is read.
ISSUE_STEP, ISSUE_LEAST, ISSUE_MOST = 0.1, 0.5, 1.5


# Groups of signs with their amounts.
Found = dict[str, float]


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
    """What LESSONS teach; OPTIONS are in force now, and what the table compares with.

    Of BYSTANDERS (title, text), which nobody corrected, every other one keeps the weights from changing more than they must, and the
    rest show what else would change. The same lessons in the same order teach the same; of relevance the same however often they are
    put in force, while the factors of issues go on a step until the lessons come right. Raises NothingToLearn without lessons.
    """
    if not lessons:
        raise NothingToLearn("没有可学习的更正。请先在控制台或用 yanpan judge correct 更正若干文章。")
    held, shown = bystanders[1::2], bystanders[::2]
    adjustments = _relevance_adjustments(lessons, held, options) | _issue_factors_in(options)
    adjustments |= _issue_adjustments(lessons, replace(options, adjustments=tuple(sorted(adjustments.items()))))
    after = replace(options, adjustments=tuple(sorted(adjustments.items())))
    return Learned(
        adjustments=after.adjustments, corrections=len(lessons), table=_compare(lessons, shown, options, after)
    )


def _issue_factors_in(options: JudgmentOptions) -> dict[str, float]:
    return {issue_factor_name(issue): factor for issue, factor in issue_factors(options.adjustments).items()}


def _relevance_adjustments(
    lessons: Sequence[Lesson], held: Sequence[tuple[str, str]], options: JudgmentOptions
) -> dict[str, float]:
    """The shipped weights of both sides, changed until the lessons come right and no more than what is HELD allows."""
    taught = [one for one in lessons if one.relevance is not None]
    if not taught:
        return {name: value for name, value in options.adjustments if not name.startswith(f"{ISSUE}.")}
    cases = [(_found(one.title, one.text, options), one.relevance) for one in taught]
    others = [_found(title, text, options) for title, text in held]
    weights = relevance_weights(())
    changed: dict[str, float] = {}
    for side, start in (("related", weights.related), ("concrete", weights.concrete)):
        goals = [(found, goal) for found, wanted in cases if (goal := _goal(side, wanted)) is not None]
        now = _taught(start, goals, others) if goals else start
        changed |= {f"{side}.{group}": round(value, 3) for group, value in now.items() if abs(value - start.get(group, 0.0)) >= 0.01}  # fmt: skip
    return changed


def _taught(
    start: Mapping[str, float], goals: Sequence[tuple[Found, float]], others: Sequence[Found]
) -> dict[str, float]:
    """START after gradient steps towards GOALS, while OTHERS are held to what START says of them."""
    now = dict(start)
    kept = [(found, _likely(start, found)) for found in others]
    for _ in range(ROUNDS):
        pull = {group: HOLD * (start.get(group, 0.0) - value) for group, value in now.items()}
        for found, goal in goals:
            told = _likely(now, found)
            if abs(goal - told) > 0.5 - MARGIN:
                _add(pull, found, goal - told)
        for found, before in kept:
            _add(pull, found, STAY * (before - _likely(now, found)))
        for group, much in pull.items():
            now[group] = now.get(group, 0.0) + STEP * much
    return now


def _likely(weights: Mapping[str, float], found: Found) -> float:
    told = sum([weights.get(group, 0.0) * much for group, much in found.items()])
    return 1 / (1 + exp(-max(-40.0, min(40.0, told))))


def _add(pull: dict[str, float], found: Found, much: float) -> None:
    for group, amount in found.items():
        pull[group] = pull.get(group, 0.0) + much * amount


def _goal(side: str, wanted: Relevance | None) -> float | None:
    """What SIDE should say of a case; an unrelated one teaches nothing about concrete or not."""
    if side == "related":
        return 0.0 if wanted is Relevance.UNRELATED else 1.0
    return None if wanted is Relevance.UNRELATED else float(wanted is Relevance.DISPUTE)


def _found(title: str, text: str, options: JudgmentOptions) -> Found:
    """Every group that decides relevance, with its amount in this text."""
    document = Document(title, text, segmenter(options.words))
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
