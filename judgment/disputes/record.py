"""Builds the record of a dispute from the articles that tell of it; every statement keeps the words it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from judgment.disputes.names import alike, core
from yanpan_domain.codes import (
    Basis,
    Circumstance,
    Form,
    Industry,
    Issue,
    Labelled,
    MoneyKind,
    PartyRole,
    Stage,
    Vulnerable,
)
from yanpan_domain.dispute import CircumstanceStated, Dispute, Family, Party, Quotation, StageChange, TimelineEntry
from yanpan_domain.fact import Evidence, LegalClock, Money, Quantity
from yanpan_domain.judgment import JudgedArticle
from yanpan_domain.locality import Locality

Code = TypeVar("Code", bound=Labelled)

# A timeline sentence longer than this is cut at a clause; briefings quote shortly.
QUOTE = 120
# Why a dispute is withdrawn.
WITHDRAWN = "已撤回：报道更正或重判后，不再属于劳动争议。"
# Numbers of workers this close (as a share of the largest) are taken for the same one, rounded.
NEAR = 0.9
# How firmly a number is stated decides between two that differ: an exact one beats "about", "about" beats "over".
_FIRMNESS = {Basis.EXACT: 3, Basis.ABOUT: 2, Basis.AT_LEAST: 1, Basis.WORD: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of the dispute. `employers` is given when the article tells of other disputes too: only sentences that
    name one of them are this dispute's, and none of its numbers are."""

    judged: JudgedArticle
    family: str
    because: str
    employers: tuple[str, ...] | None = None


def dispute_record(identifier: str, members: Iterable[Member]) -> Dispute:
    """The record of the dispute that MEMBERS tell of."""
    ordered = sorted(members, key=lambda member: (_at(member), member.judged.article.id))
    families = _families(ordered)
    told = _one_each(ordered, families)
    own = [member for member in told if member.employers is None] or told
    parties = _parties(own)
    employer = parties[0] if parties else None
    workers = _workers(own)
    owed, paid = _amount(own, MoneyKind.OWED), _amount(own, MoneyKind.PAID)
    history = _stages(own)
    return Dispute(
        id=identifier,
        title=_title(own, employer),
        employer=employer,
        parties=parties,
        places=_places(own),
        industry=_most_frequent(member.judged.judgment.industry for member in own),
        issues=_issues(own),
        form=_union(Form, (member.judged.judgment.form for member in own), leave_out=Form.NONE),
        vulnerable=_union(Vulnerable, (member.judged.judgment.vulnerable for member in own)),
        workers=workers[0],
        workers_quotation=workers[1],
        owed=owed[0],
        owed_quotation=owed[1],
        paid=paid[0],
        paid_quotation=paid[1],
        arrears_months=max((m.judged.judgment.arrears_months or 0.0 for m in own), default=0.0) or None,
        circumstances=_circumstances(own),
        clocks=_clocks(own),
        first_seen=_at(ordered[0]),
        last_seen=_at(ordered[-1]),
        stage=history[-1].stage if history else Stage.UNKNOWN,
        stage_history=history,
        families=families,
        articles=tuple(member.judged.article.id for member in ordered),
        timeline=_timeline(told),
        measures=_measures(own),
        tone=round(sum(member.judged.judgment.tone.score for member in told) / len(told), 3),
        joined_because=tuple((member.judged.article.id, member.because) for member in ordered),
    )


def superseded_record(identifier: str, living: Dispute) -> Dispute:
    """What stays of a dispute that was merged away: its id, and the way to the LIVING one."""
    return Dispute(
        id=identifier,
        title=living.title,
        employer=living.employer,
        places=living.places,
        first_seen=living.first_seen,
        last_seen=living.last_seen,
        stage=living.stage,
        superseded_by=living.id,
    )


def withdrawn_record(stored: Dispute) -> Dispute:
    """What stays of STORED, which no article tells of any more: what was known of it, and no score."""
    return replace(stored, urgency=None, withdrawn_because=WITHDRAWN)


def _at(member: Member) -> datetime:
    return member.judged.article.dated


def _quotation(member: Member, found: Evidence) -> Quotation:
    return Quotation(
        article=member.judged.article.id, field=found.field, start=found.start, end=found.end, quote=found.quote
    )


def _families(ordered: Sequence[Member]) -> tuple[Family, ...]:
    grouped: dict[str, list[Member]] = {}
    for member in ordered:
        grouped.setdefault(member.family, []).append(member)
    return tuple(
        Family(
            id=name,
            origin=_origin(group).judged.article.id,
            articles=tuple(member.judged.article.id for member in group),
            media=tuple(dict.fromkeys(_medium(member) for member in group)),
            tiers=tuple(dict.fromkeys(member.judged.article.tier for member in group)),
            first_seen=_at(group[0]),
        )
        for name, group in grouped.items()
    )


def _origin(group: Sequence[Member]) -> Member:
    """The copy in the medium that most of the copies name as 来源, else the earliest."""
    named = Counter(origin for member in group if (origin := member.judged.article.origin))
    for origin, _ in sorted(named.items(), key=lambda item: (-item[1], item[0])):
        for member in group:
            if _medium(member) == origin:
                return member
    return group[0]


def _medium(member: Member) -> str:
    return member.judged.article.source_title or member.judged.article.source


def _one_each(ordered: Sequence[Member], families: Sequence[Family]) -> list[Member]:
    """The fullest copy of each family, in order: a reprint adds no facts."""
    best: dict[str, Member] = {}
    for member in ordered:
        held = best.get(member.family)
        if held is None or len(member.judged.judgment.text) > len(held.judged.judgment.text):
            best[member.family] = member
    return [best[family.id] for family in families]


def _title(own: Sequence[Member], employer: Party | None) -> str:
    """The title of the first report that names the employer, else of the first."""
    names = {core(name) for name in (employer.name, *employer.aliases)} - {""} if employer else set()
    for member in own:
        if any(name in core(member.judged.judgment.title) or name in member.judged.judgment.title for name in names):
            return member.judged.judgment.title
    return own[0].judged.judgment.title


def _parties(own: Sequence[Member]) -> tuple[Party, ...]:
    """Every employer, the one most reports name first; names that mean the same unit are aliases of the fullest."""
    groups: list[list[tuple[str, PartyRole | None, Quotation, float]]] = []
    for member in own:
        for rank, mention in enumerate(member.judged.judgment.employers):
            field = member.judged.judgment.title if mention.field == "title" else member.judged.judgment.text
            span = Quotation(
                article=member.judged.article.id,
                field=mention.field,
                start=mention.start,
                end=mention.end,
                quote=field[mention.start : mention.end],
            )
            entry = (mention.name, mention.role, span, mention.score / (1 + rank))
            for group in groups:
                if mention.name == group[0][0] or alike(core(mention.name), core(group[0][0])):
                    group.append(entry)
                    break
            else:
                groups.append([entry])
    groups.sort(key=lambda group: -sum(entry[3] for entry in group))
    return tuple(_party(group) for group in groups)


def _party(group: Sequence[tuple[str, PartyRole | None, Quotation, float]]) -> Party:
    names = Counter(entry[0] for entry in group)
    name = max(names, key=lambda each: (names[each], len(each), each))
    quotation = next(entry[2] for entry in group if entry[0] == name)
    roles = Counter(entry[1] for entry in group if entry[1])
    return Party(
        name=name,
        role=max(roles, key=lambda role: (roles[role], role)) if roles else None,
        aliases=tuple(sorted(set(names) - {name})),
        quotation=quotation,
    )


def _places(own: Sequence[Member]) -> tuple[Locality, ...]:
    """Places by how many reports name them, the more precise first among equals; none that only contains another."""
    counted: Counter[tuple[str, str]] = Counter()
    for member in own:
        counted.update({(place.code, place.name) for place in member.judged.judgment.places})
    ordered = sorted(counted, key=lambda place: (-counted[place], not place[0], -len(_reach(place[0])), place))
    return tuple(
        Locality(code=code, name=name)
        for code, name in ordered
        if not any(code and other != code and other.startswith(_reach(code)) for other, _ in ordered)
    )


def _reach(code: str) -> str:
    """The digits that every division within CODE begins with: two for a province, four for a prefecture."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _issues(own: Sequence[Member]) -> tuple[Issue, ...]:
    weights: Counter[Issue] = Counter()
    for member in own:
        for finding in member.judged.judgment.issues:
            weights[finding.code] += finding.score  # type: ignore[assignment]  # a Counter adds floats as well
    return tuple(sorted(weights, key=lambda issue: (-weights[issue], list(Issue).index(issue))))


def _union(
    vocabulary: type[Code], given: Iterable[tuple[Code, ...]], leave_out: Code | None = None
) -> tuple[Code, ...]:
    found = {code for codes in given for code in codes}
    return tuple(code for code in vocabulary if code in found and code is not leave_out)


def _most_frequent(codes: Iterable[Industry | None]) -> Industry | None:
    counted = Counter(code for code in codes if code)
    return max(counted, key=lambda code: (counted[code], code)) if counted else None


def _in_headline(quantity: Quantity) -> bool:
    return quantity.evidence is not None and quantity.evidence.field == "title"


def _workers(own: Sequence[Member]) -> tuple[Quantity | None, Quotation | None]:
    """The largest number that a headline states or two reports share, where there is one: smaller ones tell of one shop, of those
    paid so far, of those who came to register; a larger one told once in passing may count others.

    Of numbers that say nearly the same ("140余名" and "143名") the one most reports agree on, then the firmest, then the latest.
    """
    stated = [(member, found) for member in own if (found := member.judged.judgment.workers)]
    if not stated:
        return None, None
    agreed = Counter(quantity.min for _, quantity in stated)
    firm = [quantity.min for _, quantity in stated if agreed[quantity.min] > 1 or _in_headline(quantity)]
    largest = max(firm or agreed)
    near = [(m, q) for m, q in stated if NEAR * largest <= q.min <= largest / NEAR]
    member, chosen = max(near, key=lambda item: (agreed[item[1].min], _FIRMNESS[item[1].basis], _at(item[0])))
    return chosen, _quotation(member, chosen.evidence) if chosen.evidence else None


def _amount(own: Sequence[Member], kind: MoneyKind) -> tuple[Money | None, Quotation | None]:
    """The largest total stated as KIND; claims stand in for what is owed where nothing is called owed."""
    kinds = (kind, MoneyKind.CLAIMED) if kind is MoneyKind.OWED else (kind,)
    for wanted in kinds:
        stated = [(m, money) for m in own for money in m.judged.judgment.money if money.kind is wanted]
        if stated:
            member, money = max(stated, key=lambda item: (item[1].min, _at(item[0])))
            return money, _quotation(member, money.evidence) if money.evidence else None
    return None, None


def _circumstances(own: Sequence[Member]) -> tuple[CircumstanceStated, ...]:
    found: dict[Circumstance, CircumstanceStated] = {}
    for member in own:
        for finding in member.judged.judgment.circumstances:
            stated = CircumstanceStated(code=finding.code, quotation=_quotation(member, finding.evidence))
            found.setdefault(finding.code, stated)
    return tuple(found.values())


def _clocks(own: Sequence[Member]) -> tuple[LegalClock, ...]:
    found: dict[str, LegalClock] = {}
    for member in own:
        for clock in member.judged.judgment.clocks:
            held = found.get(clock.code)
            if held is None or clock.start < held.start:
                found[clock.code] = clock
    return tuple(sorted(found.values(), key=lambda clock: (clock.end, clock.code)))


def _stages(own: Sequence[Member]) -> tuple[StageChange, ...]:
    """The stages in the order they were reported; a repetition is no change, and silence on the stage changes nothing."""
    history: list[StageChange] = []
    for member in own:
        stage = member.judged.judgment.stage
        if stage is Stage.UNKNOWN or (history and history[-1].stage is stage):
            continue
        history.append(StageChange(stage=stage, at=_at(member), quotation=_stage_quotation(member, stage)))
    return tuple(history)


def _stage_quotation(member: Member, stage: Stage) -> Quotation | None:
    for found in member.judged.judgment.because:
        if found.quote and (str(stage) in found.rule or "stage" in found.rule):
            return _quotation(member, found)
    return None


def _timeline(told: Sequence[Member]) -> tuple[TimelineEntry, ...]:
    """One sentence a report: the first of its text that names the employer or carries a fact."""
    return tuple(_entry(member, "reported", span) for member in told if (span := _first_sentence(member)) is not None)


def _entry(member: Member, kind: str, span: Quotation) -> TimelineEntry:
    article = member.judged.article
    return TimelineEntry(at=_at(member), kind=kind, quotation=span, url=article.url, media=_medium(member))


def _first_sentence(member: Member) -> Quotation | None:
    text = member.judged.judgment.text
    wanted = member.employers or ()
    begin = 0
    while begin < len(text):
        end = next((i for i in range(begin, len(text)) if text[i] in "。！？!?\n"), len(text) - 1) + 1
        sentence = text[begin:end]
        if sentence.strip() and len(sentence.strip()) >= 8 and (not wanted or any(name in sentence for name in wanted)):
            return _sentence_span(member, begin, end)
        begin = end
    title = member.judged.judgment.title
    if title.strip() and not wanted:
        return Quotation(article=member.judged.article.id, field="title", start=0, end=len(title), quote=title)
    return None


def _sentence_span(member: Member, begin: int, end: int) -> Quotation:
    text = member.judged.judgment.text
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end - begin > QUOTE:
        clause = max(text.rfind(mark, begin + 8, begin + QUOTE) for mark in "，；、")
        end = clause if clause > 0 else begin + QUOTE
    return Quotation(article=member.judged.article.id, field="text", start=begin, end=end, quote=text[begin:end])


def _measures(own: Sequence[Member]) -> tuple[TimelineEntry, ...]:
    """What authorities and unions are reported to have done, each kind of act once per report."""
    found = []
    for member in own:
        for measure in {measure.code: measure for measure in reversed(member.judged.judgment.measures)}.values():
            if measure.evidence.quote:
                found.append(_entry(member, "measure", _quotation(member, measure.evidence)))
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.quotation.start)))
