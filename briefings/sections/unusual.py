"""异常增长: what was reported or called about far more often than its own past year lets expect."""

from __future__ import annotations

from datetime import date

from briefings.material import Material
from briefings.numbers import day_words
from briefings.unusual import Unusual, disputes_behind, subject_words
from briefings.witness import Witness
from judgment.bursts import FEWEST, LEAST_HISTORY, UNLIKELY, WINDOWS, Burst, Subject
from yanpan_domain.briefing import Block, Bullets, Paragraph, Section, Statement
from yanpan_domain.figures import trimmed

# Of each kind of subject, and of the disputes behind one: more of them nobody follows up within the week.
LISTED, NAMED = 4, 3


def unusual(material: Material) -> Section:
    """Says that nothing is unusual, or that there is too little to compare with, where that is so."""
    told = material.unusual
    if not told.found:
        return _section(Paragraph(statements=(Statement(text=_nothing(told)),)))
    chosen = _listed(told)
    lines = tuple(_line(material, burst) for burst in chosen)
    blocks: list[Block] = [Paragraph(statements=(Statement(text=_explained(told)),)), Bullets(statements=lines)]
    if len(told.found) > len(chosen):
        rest = f"另有{len(told.found) - len(chosen)}项未列，见控制台“异常增长”页。"
        blocks.append(Paragraph(statements=(Statement(text=rest),)))
    return _section(*blocks)


def _listed(told: Unusual) -> list[Burst]:
    """Employers first, for that is where help can go; of each kind the least likely."""
    return [burst for kind in Subject for burst in [one for one in told.found if one.subject is kind][:LISTED]]


def _section(*blocks: Block) -> Section:
    return Section(code="unusual", title="异常增长", blocks=blocks)


def _nothing(told: Unusual) -> str:
    if not told.is_comparable:
        return f"可比的历史不足{LEAST_HISTORY}天，暂不判断有无异常增长。"
    return f"截至{day_words(told.today)}，没有用人单位、地区、争议类型或行业的报道与热线来电异常增多。"


def _explained(told: Unusual) -> str:
    days = "、".join(map(str, WINDOWS))
    return (
        f"截至{day_words(told.today)}，有{len(told.found)}项的报道与热线来电明显多于其自身近一年的情况"
        f"（近{days}天内至少{FEWEST}次、达到以往平均的两倍以上，且偶然出现的可能不到{trimmed(100 * UNLIKELY)}%）；转载只计一次。"
    )


def _line(material: Material, burst: Burst) -> Statement:
    """Who or what, when, how often and how often usually, and the disputes that this was about."""
    behind = material.reader.witnesses(disputes_behind(material.index, burst))
    text = (
        f"{subject_words(burst)}：{_span(burst.start, burst.end)}{_counted(burst)}，以往同样天数平均{_usual(burst)}次。"
    )
    spans = [quotation for witness in behind[:NAMED] for quotation in witness.title]
    stated = material.sources.statement(text + _named(behind), spans)
    return Statement(
        text=stated.text, quotations=stated.quotations, marks=stated.marks, disputes=tuple(one.dispute.id for one in behind)
    )  # fmt: skip


def _span(start: date, end: date) -> str:
    """11月3日, or 11月3日至9日; the year where they differ in it."""
    if start == end:
        return f"{day_words(end, year=False)}一天"
    last = f"{end.day}日" if (start.year, start.month) == (end.year, end.month) else day_words(end, year=False)
    years = start.year != end.year
    return f"{day_words(start, year=years)}至{day_words(end) if years else last}"


def _counted(burst: Burst) -> str:
    parts = [f"报道{burst.news}篇"] if burst.news else []
    parts += [f"热线来电{burst.calls}通"] if burst.calls else []
    return "、".join(parts) + (f"，共{burst.count}次" if len(parts) > 1 else "")


def _usual(burst: Burst) -> str:
    return "不到0.1" if burst.expected < 0.1 else f"约{trimmed(burst.expected)}"


def _named(behind: tuple[Witness, ...]) -> str:
    if not behind:
        return ""
    titles = "；".join(f"“{witness.dispute.title}”" for witness in behind[:NAMED])
    return f"涉及{titles}{f'等{len(behind)}件争议' if len(behind) > NAMED else '的争议'}。"
