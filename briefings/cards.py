"""A dispute's card: what a reader must know to decide on it, every line with its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from briefings.lead import dateline, lead
from briefings.numbers import day_words, months
from briefings.payers import who_pays_first
from briefings.quoting import quoted
from briefings.sources import SourceList
from briefings.suggestions import suggestions
from briefings.witness import Witness
from yanpan_domain.briefing import Card, ClockLine, Fact, LikeCase, Payer, ReadingLine, Statement
from yanpan_domain.codes import Form
from yanpan_domain.dispute import Party, Quotation
from yanpan_domain.fact import LegalClock
from yanpan_domain.figures import UNKNOWN, amount, people, trimmed

# Readings below half a point explain nothing.
SHOWN_POINTS = 0.5
LATEST = 4


def card(
    witness: Witness,
    sources: SourceList,
    *,
    rank: int,
    status: str,
    unit: str,
    today: date,
    like: Callable[[], Sequence[LikeCase]] = tuple,
) -> Card:
    """The card of WITNESS's dispute as it reads on TODAY."""
    dispute = witness.dispute
    urgency = dispute.urgency
    opening = told(witness, sources)
    shown = facts(witness, sources)
    return Card(
        rank=rank,
        dispute=dispute.id,
        title=dispute.title,
        level=urgency.level.label if urgency else UNKNOWN,
        level_because=sources.statement(urgency.level_because if urgency else "尚未评分", witness.known()),
        score=round(urgency.score, 1) if urgency else 0.0,
        status=status,
        unit=unit,
        lead=opening,
        facts=shown,
        payers=_payers(witness, sources),
        clocks=tuple(_clock(clock, witness, sources, today) for clock in dispute.clocks),
        readings=readings(witness, sources),
        like_cases=tuple(like()),
        suggestions=suggestions(dispute),
        unknown=unknown(witness, shown),
        timeline=timeline(witness, sources),
    )


def told(witness: Witness, sources: SourceList) -> Statement:
    """What was reported, in the report's own words."""
    quotation = lead(witness)
    if quotation is not None:
        return sources.statement(f"据公开报道：{quoted(quotation.quote)}", [quotation])
    return sources.statement(f"据公开报道：{witness.dispute.title}。", witness.title)


def facts(witness: Witness, sources: SourceList) -> tuple[Fact, ...]:
    """The labelled facts; what no article states reads 不详."""
    dispute, say = witness.dispute, sources.statement
    stage, since, stage_words = witness.stage
    since_words = f"（{day_words(since, year=False)}报道）" if since else ""
    found = [
        _fact("地点", say("；".join(place.name for place in dispute.places) or UNKNOWN, witness.place() if dispute.places else ())),
        *_units(witness, sources),
        _fact("行业", say(dispute.industry.label if dispute.industry else UNKNOWN, witness.title if dispute.industry else ())),
        _fact("争议类型", say("、".join(i.label for i in dispute.issues) or UNKNOWN, [q for i in dispute.issues for q in witness.issue(i)])),
        _fact("涉及人数", say(people(dispute.workers), _own(dispute.workers_quotation, witness) if dispute.workers else ())),
        _fact("拖欠金额", say(amount(dispute.owed), _own(dispute.owed_quotation, witness) if dispute.owed else ())),
        _fact("欠薪时长", say(months(dispute.arrears_months), witness.arrears() if dispute.arrears_months is not None else ())),
    ]  # fmt: skip
    if dispute.paid is not None:
        found.append(_fact("已付金额", say(amount(dispute.paid), _own(dispute.paid_quotation, witness))))
    if dispute.vulnerable:
        words = [q for group in dispute.vulnerable for q in witness.vulnerable(group)]
        found.append(_fact("特殊群体", say("、".join(group.label for group in dispute.vulnerable), words)))
    if dispute.circumstances:
        stated = "、".join(dict.fromkeys(one.code.label for one in dispute.circumstances))
        found.append(
            _fact("紧要情形", say(stated, [q for one in dispute.circumstances for q in _own(one.quotation, witness)]))
        )
    ways = [form.label for form in dispute.form if form is not Form.NONE]
    if ways:
        found.append(_fact("反映方式", say("、".join(ways), witness.title)))
    found.append(
        _fact("当前阶段", say(f"{stage.label}{since_words}" if stage.label != UNKNOWN else UNKNOWN, stage_words))
    )
    found.append(_fact("报道情况", say(coverage(witness), witness.title)))
    return tuple(found)


def coverage(witness: Witness) -> str:
    """First and last publication, media and articles; reprints counted once."""
    media = dict.fromkeys(name for family in witness.dispute.families for name in family.media)
    articles = len(witness.articles)
    families = len({one.family or one.article.id for one in witness.articles})
    undated = sum(one.article.published is None for one in witness.articles)
    span = day_words(witness.first)
    if witness.last and day_words(witness.last) != span:
        span += f"首报，最近{day_words(witness.last, year=False)}"
    reprints = f"，其中转载{articles - families}篇" if articles > families else ""
    blank = f"，{undated}篇日期不详" if undated else ""
    return f"{span}；{max(1, len(media))}家媒体{articles}篇{reprints}{blank}"


def readings(witness: Witness, sources: SourceList) -> tuple[ReadingLine, ...]:
    """The signals that moved the score, strongest first, each with the words that the signal read."""
    if witness.dispute.urgency is None:
        return ()
    moved = [
        one for one in witness.dispute.urgency.readings if abs(round(one.strength * one.weight, 1)) >= SHOWN_POINTS
    ]
    moved.sort(key=lambda one: (-abs(one.strength * one.weight), one.signal))
    return tuple(
        ReadingLine(
            signal=one.signal,
            statement=sources.statement(one.because, witness.read_by(one.signal)),
            points=round(one.strength * one.weight, 1),
        )
        for one in moved
    )


def unknown(witness: Witness, shown: Sequence[Fact]) -> tuple[str, ...]:
    """What no article states and the locality should find out."""
    missing = [fact.label for fact in shown if not fact.known]
    if not witness.dispute.clocks:
        missing.append("法定时效的起算日")
    if not witness.measures():
        missing.append("当地处置情况")
    return tuple(missing)


def timeline(witness: Witness, sources: SourceList) -> tuple[Statement, ...]:
    """The newest developments, oldest of them first."""
    entries = [entry for entry in witness.dispute.timeline if entry.at < witness.cut_off and entry.kind != "fact"]
    shown = []
    for entry in entries[-LATEST:]:
        quotation = trimmed_quotation(entry.quotation)
        if sources.resolves(quotation):
            text = f"{day_words(entry.at, year=False)}，{entry.media}：{quoted(quotation.quote)}"
            shown.append(sources.statement(text, [quotation]))
    return tuple(shown)


def trimmed_quotation(quotation: Quotation) -> Quotation:
    """QUOTATION without the dateline and blanks at its beginning and end; the span follows."""
    skipped = dateline(quotation.quote)
    quote = quotation.quote[skipped:].rstrip()
    start = quotation.start + skipped
    return replace(quotation, start=start, end=start + len(quote), quote=quote)


def _units(witness: Witness, sources: SourceList) -> tuple[Fact, ...]:
    """The employer, then other units by their role; one named without a role says nothing about the case."""
    dispute = witness.dispute
    own = dispute.employer
    others = {
        one.name: one for one in dispute.parties if one.role is not None and (own is None or one.name != own.name)
    }
    employer = _named([own] if own else [], witness, sources)
    found = [_fact("用人单位", employer)]
    if others:
        found.append(_fact("有关单位", _named(list(others.values()), witness, sources)))
    return tuple(found)


def _named(parties: Sequence[Party], witness: Witness, sources: SourceList) -> Statement:
    text = "、".join(f"{one.name}（{one.role.label}）" if one.role else one.name for one in parties)
    spans = [q for one in parties for q in _own(one.quotation, witness, witness.employer(one.name))]
    return sources.statement(text or UNKNOWN, spans)


def _fact(label: str, value: Statement) -> Fact:
    return Fact(label=label, value=value, known=value.text != UNKNOWN)


def _own(quotation: Quotation | None, witness: Witness, otherwise: tuple[Quotation, ...] = ()) -> tuple[Quotation, ...]:
    return (quotation,) if quotation is not None and quotation.quote else otherwise or witness.title


def _payers(witness: Witness, sources: SourceList) -> tuple[Payer, ...]:
    """Each payer with the words that name the units, or the headline where none is named."""
    dispute = witness.dispute
    named = {party.name: party for party in ((dispute.employer,) if dispute.employer else ()) + dispute.parties}
    found = []
    for one in who_pays_first(dispute):
        spans = [
            q
            for p in named.values()
            if p.name in one.text
            for q in _own(p.quotation, witness, witness.employer(p.name))
        ]
        found.append(Payer(statement=sources.statement(one.text, spans or witness.title), basis=one.basis))
    return tuple(found)


def _clock(clock: LegalClock, witness: Witness, sources: SourceList, today: date) -> ClockLine:
    left = clock.days_left(today)
    rest = f"剩余{left}天" if left > 0 else "今日届满" if left == 0 else f"已过{-left}天"
    text = f"{clock.name}：自{day_words(clock.start)}起算，至{day_words(clock.end)}届满，{rest}"
    return ClockLine(
        name=clock.name,
        basis=clock.basis,
        start=clock.start,
        end=clock.end,
        days_left=left,
        statement=sources.statement(text, witness.evidence(clock.evidence)),
    )


def points(line: ReadingLine) -> str:
    """+12.5分, −3分."""
    return f"{'+' if line.points >= 0 else '−'}{trimmed(abs(line.points))}分"
