"""An article that tells of several disputes is cut into one section for each; any other article is one section."""

from __future__ import annotations

from dataclasses import dataclass

from judgment.disputes.names import alike, core
from yanpan_domain.codes import MoneyKind
from yanpan_domain.fact import EmployerMention, PlaceMention
from yanpan_domain.judgment import Judgment

# With two employers and no roles the second is often a court, a partner or a rival; three that stand apart are a list.
SEVERAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The part of an article that tells of one dispute."""

    title: str
    text: str
    employers: tuple[str, ...]
    places: tuple[str, ...]
    workers: int | None
    money: tuple[float, ...]


def sections(judgment: Judgment) -> tuple[Section, ...]:
    """One section, or one for each employer of an overview."""
    heads = _heads(judgment)
    if heads:
        bounds = [*(head.start for head in heads[1:]), len(judgment.text)]
        starts = [_paragraph_start(judgment.text, head.start) for head in heads]
        ends = [min(end, start) for end, start in zip(bounds, [*starts[1:], len(judgment.text)], strict=True)]
        return tuple(_section(judgment, head, start, end) for head, start, end in zip(heads, starts, ends, strict=True))
    workers = judgment.workers
    return (
        Section(
            title=judgment.title,
            text=judgment.text,
            employers=_names(judgment.employers),
            places=tuple(place.code for place in judgment.places if place.code),
            workers=workers.min if workers else None,
            money=tuple(money.min for money in judgment.money if money.kind is not MoneyKind.OTHER),
        ),
    )


def _names(mentions: tuple[EmployerMention, ...]) -> tuple[str, ...]:
    return tuple(name for mention in mentions for name in (mention.name, *mention.aliases))


def _heads(judgment: Judgment) -> list[EmployerMention]:
    """The first mention of each employer of an overview, in order; empty when the article is about one dispute.

    It is an overview when three or more employers without roles stand in paragraphs of their own, none in the title.
    """
    first: list[EmployerMention] = []
    for mention in sorted(judgment.employers, key=lambda each: each.start):
        name = core(mention.name)
        if not name or mention.role is not None:
            continue
        if mention.field == "title":
            return []
        if not any(alike(name, core(other.name)) for other in first):
            first.append(mention)
    paragraphs = {judgment.text.count("\n", 0, mention.start) for mention in first}
    return first if len(first) >= SEVERAL and len(paragraphs) == len(first) else []


def _paragraph_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _section(judgment: Judgment, head: EmployerMention, start: int, end: int) -> Section:
    def inside(mention: PlaceMention | EmployerMention) -> bool:
        return mention.field == "text" and start <= mention.start < end

    workers = judgment.workers
    own = workers and workers.evidence and workers.evidence.field == "text" and start <= workers.evidence.start < end
    return Section(
        title="",
        text=judgment.text[start:end],
        employers=(head.name, *head.aliases),
        places=tuple(place.code for place in judgment.places if place.code and inside(place)),
        workers=workers.min if workers and own else None,
        money=tuple(
            money.min
            for money in judgment.money
            if money.kind is not MoneyKind.OTHER and money.evidence and start <= money.evidence.start < end
        ),
    )
