"""An article that tells of several disputes is cut into one section for each; any other article is one section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from judgment.disputes.names import alike, core
from yanpan_domain.codes import MoneyKind
from yanpan_domain.fact import EmployerMention, PlaceMention
from yanpan_domain.judgment import Judgment

# With two employers and no roles the second is often a court, a partner or a rival; three that stand apart are a list.
SEVERAL = 3
# An employer that so many paragraphs name, twice as many as any other, is what the article is about.
MAIN = 3
# Whoever looks into a dispute is no employer of it.
_AUTHORITY = re.compile(r"(?:局|分局|厅|委|办|办事处|政府|法院|检察院|仲裁院|委员会|工会|大队|支队|社区)$")


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
        starts = [start for start, _ in heads]
        ends = [*starts[1:], len(judgment.text)]
        cut = tuple(_section(judgment, head, start, end) for (start, head), end in zip(heads, ends, strict=True))
        # Whom an article names in passing has no place and no figures of its own.
        if 2 * sum(bool(one.places or one.workers or one.money) for one in cut) >= len(cut):
            return cut
    return (one_section(judgment),)


def one_section(judgment: Judgment) -> Section:
    """The whole article."""
    workers = judgment.workers
    return Section(
        title=judgment.title,
        text=judgment.text,
        employers=_names(judgment.employers),
        places=tuple(place.code for place in judgment.places if place.code),
        workers=workers.min if workers else None,
        money=tuple(money.min for money in judgment.money if money.kind is not MoneyKind.OTHER),
    )


def _names(mentions: tuple[EmployerMention, ...]) -> tuple[str, ...]:
    return tuple(name for mention in mentions for name in (mention.name, *mention.aliases))


def _heads(judgment: Judgment) -> list[tuple[int, EmployerMention]]:
    """Where the part of each employer of an overview begins, in order; empty when the article is about one dispute.

    It is an overview when three or more employers without roles have a paragraph to themselves, none of them in the title.
    """
    first: dict[str, EmployerMention] = {}
    for mention in sorted(judgment.employers, key=lambda each: each.start):
        name = core(mention.name)
        if not name or mention.role is not None or _AUTHORITY.search(mention.name):
            continue
        if mention.field == "title":
            return []
        if not any(alike(name, other) for other in first):
            first[name] = mention
    if len(first) < SEVERAL:
        return []
    paragraphs = [line for _, line in _paragraphs(judgment.text)]
    *_, second, most = sorted(sum(name[:2] in line for line in paragraphs) for name in first)
    if most >= MAIN and most >= 2 * second:
        return []
    own: dict[str, int] = {}
    for start, paragraph in _paragraphs(judgment.text):
        named = [name for name, mention in first.items() if name in paragraph or mention.name in paragraph]
        if len(named) == 1:
            own.setdefault(named[0], start)
    return (
        sorted(((start, first[name]) for name, start in own.items()), key=itemgetter(0))
        if len(own) == len(first)
        else []
    )


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


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
