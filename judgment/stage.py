"""How far a case has come: the last stated status wins."""

from __future__ import annotations

from judgment.signs import Signs, Span
from yanpan_domain.codes import Relevance, Stage

# Words before a status, within this many characters, that take it back ("尚未全部发放").
_DENIALS = (
    "未",
    "没",
    "不",
    "难以",
    "拒绝",
    "要求",
    "希望",
    "请求",
    "能否",
    "争取",
    "若",
    "如果",
    "拟",
    "可能",
    "才能",
    "何时",
    "将",
)
_DENIAL_REACH = 6
# A status late in the text outweighs an early one; a settled or judged case is rarely reopened within one report.
_LATE = 1.0
_RANK = {Stage.SETTLED: 1.3, Stage.JUDGED: 1.5, Stage.OFFICIAL_RESPONSE: 0.9, Stage.ONGOING: 0.7, Stage.EMERGING: 0.4}


def find_stage(signs: Signs, relevance: Relevance) -> tuple[Stage, Span | None]:
    """The stage of a dispute and the words that state it; unknown for what is no dispute."""
    if relevance is not Relevance.DISPUTE:
        return Stage.UNKNOWN, None
    length = max(1, len(signs.document.text))
    best: tuple[float, Stage, Span | None] = (0.0, Stage.ONGOING, None)
    totals: dict[Stage, float] = {}
    for code, spans in signs.family("stage").items():
        stage = Stage(code)
        for span in spans:
            if stage in (Stage.SETTLED, Stage.JUDGED) and _denied(signs, span):
                continue
            position = 0.5 if span.field == "title" else span.end / length
            weight = _RANK[stage] * span.weight * (1 + _LATE * position)
            totals[stage] = max(totals.get(stage, 0.0), weight)
            if weight > best[0]:
                best = (weight, stage, span)
    return best[1], best[2]


def _denied(signs: Signs, span: Span) -> bool:
    before = signs.document.plain(span.field)[max(0, span.start - _DENIAL_REACH) : span.start]
    return any(word in before for word in _DENIALS)
