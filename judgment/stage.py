"""How far a case has come: the last stated end speaks first, lead, end and learned words are weighed with it."""

from __future__ import annotations

import re
from operator import itemgetter

from judgment.learned.rules import stage_amounts, weighed
from judgment.learned.terms import TermReading
from judgment.signs import Signs, Span
from yanpan_domain.codes import Relevance, Stage
from yanpan_domain.fact import Evidence

# Words before a stated end, within this many characters, that take it back ("尚未全部发放", "请求判令").
_DENIALS = re.compile("|".join((
    "未", "没", "不", "难以", "拒绝", "要求", "希望", "请求", "请", "能否", "争取", "若", "如果", "拟", "可能", "才", "何时", "将", "以为", "无法", "劝", "等", "应", "望", "被告", "勒令", "就",
)))  # fmt: skip
_DENIAL_REACH = 6
# An end told this far from the close of the text is history, unless title or lead tell it: what the news is about stands there.
_LATE = 0.5
# What is told in the title or up to here is the news; only there does a word make a case a new one.
_LEAD = 100
# Words of this weight end a case whatever else is said.
FINAL = 2.0
STAGES = tuple(stage for stage in Stage if stage is not Stage.UNKNOWN)
_QUESTIONS = {stage: f"stage:{stage.value}" for stage in STAGES}


def find_stage(signs: Signs, terms: TermReading, relevance: Relevance) -> tuple[Stage, tuple[Evidence, ...]]:
    """The stage of a dispute and the words that state it; unknown for what is no dispute.

    The rule of the last stated end speaks first; the words of lead and end and the learned words are weighed with it.
    """
    if relevance is not Relevance.DISPUTE:
        return Stage.UNKNOWN, ()
    stated, span = signs.once(stated_stage)
    if span and span[3] >= FINAL:
        return stated, (signs.evidence(span),)
    found = stage_amounts(signs, stated.value)
    likely = {stage: weighed(question, found) + terms.says[question] for stage, question in _QUESTIONS.items()}
    stage = max(STAGES, key=likely.__getitem__)
    if stage is stated:
        return stage, (signs.evidence(span),) if span else ()
    return stage, terms.strongest(_QUESTIONS[stage], 1)


def stated_stage(signs: Signs) -> tuple[Stage, Span | None]:
    """The stage that the text states in words we know, ongoing where nothing is stated."""
    ended = _last_end(signs)
    if ended is not None:
        return ended
    official = signs.of("stage", Stage.OFFICIAL_RESPONSE.value)
    if official:
        return Stage.OFFICIAL_RESPONSE, official[-1]
    if not signs.of("group", "court") and not signs.of("group", "strike"):
        for span in signs.of("stage", Stage.EMERGING.value):
            if span[0] == "title" or span[1] < _LEAD:
                return Stage.EMERGING, span
    return Stage.ONGOING, None


def _last_end(signs: Signs) -> tuple[Stage, Span] | None:
    """The last settlement or ruling that is not taken back by what follows it."""
    late = _LATE * max(1, len(signs.document.text))
    ends = [
        (field == "text", start, span, stage)
        for stage in (Stage.SETTLED, Stage.JUDGED)
        for span in signs.of("stage", stage.value)
        for field, start in [span[:2]]
        if field == "title" or start >= late or start < _LEAD
    ]
    # Of two at one place the first stays first.
    ends.sort(key=itemgetter(0, 1), reverse=True)
    found = next(((span, stage) for *_, span, stage in ends if not _denied(signs, span)), None)
    if found is None:
        return None
    last, stage = found
    field, place = last[:2]
    if field == "text" and any(where == "text" and start > place for where, start, *_ in signs.of("stage", "reopened")):
        return None
    return stage, last


def _denied(signs: Signs, span: Span) -> bool:
    """Whether the words before SPAN, or, where two words make it, those between them, take it back."""
    field, start, end, _, rule = span
    plain = signs.document.plain(field)
    if _DENIALS.search(plain, max(0, start - _DENIAL_REACH), start):
        return True
    return rule.startswith("pair:") and _DENIALS.search(plain, start, end) is not None
