"""The employers of the dispute, as written; newspapers, courts, authorities, unions and masked parties are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from judgment.document import Document
from judgment.facts.cues import Cues
from judgment.facts.parties import Party, parties
from judgment.facts.ranking import LOOKED_AT, heaviest_first
from judgment.facts.spots import Spots
from judgment.facts.suffixes import AUTHORITY
from judgment.facts.ties import is_medium, set_client_back, weigh
from judgment.words import tagged
from yanpan_domain.fact import EmployerMention

_ENOUGH, _MOST, _RANKED = 2.0, 8, 12
_NAMED = 1.0  # one mention that nothing speaks against
_LEGAL = ("公司", "集团", "厂", "医院", "学校", "大学", "中学", "小学", "电台", "电视台")
_NICKNAME = 4


def read_employers(document: Document, spots: Spots, cues: Cues) -> tuple[EmployerMention, ...]:
    """The dispute's own employer first; where no words tie any company to workers, the companies that are named."""
    named = weighed(document, spots)
    ranked = heaviest_first("employer", signs_of_parties(document, cues, named))
    if not ranked or ranked[0][1] <= 0:
        return ()
    least = _ENOUGH if any(one.tied and one.score >= _ENOUGH for one in named) else _NAMED
    chosen = [(named[at], weight) for at, weight in ranked if named[at].score >= least or weight > 0]
    return tuple(written_as(document, party, weight) for party, weight in chosen[:_MOST])


def weighed(document: Document, spots: Spots) -> list[Party]:
    """The parties with what the rules say of them, the firmest first."""
    named = parties(document, spots)
    for party in named:
        weigh(document, party)
    set_client_back(named)
    named.sort(key=lambda party: (-party.score, party.spans[0][0] == "text", party.spans[0][1]))
    return [party for party in named[:_RANKED] if party.score >= 0]  # whom more speaks against than for is none


def signs_of_parties(document: Document, cues: Cues, named: Sequence[Party]) -> list[dict[str, float]]:
    """The signs of each of NAMED, which come with the firmest by the rules first."""
    if not named:
        return []
    best, most = named[0].score, max(len(party.spans) for party in named)
    first = min(named, key=lambda party: (party.spans[0][0] == "text", party.spans[0][1]))
    mentions = sum(len(party.spans) for party in named)
    found = []
    for party in named:
        told = [*_standing(document, party), *_kind(party), *_firmness(party, best)]
        told += [
            sign
            for holds, sign in (
                (party is first, "first"),
                (len(named) == 1, "only one"),
                (len(party.spans) == most, "most"),
            )
            if holds
        ]
        for part, start, end in party.spans[:LOOKED_AT]:
            told += cues.around(part, start, end)
        signs = dict.fromkeys(told, 1.0)
        found.append(signs | {"rules": party.score, "behind": party.score - best, "share": len(party.spans) / mentions})
    return found


_LEAD, _EARLY, _LATE, _LONG = 120, 300, 0.7, 400


def _standing(document: Document, party: Party) -> Iterator[str]:
    """Where and how often it stands."""
    in_text = [start for part, start, _ in party.spans if part == "text"]
    if len(in_text) < len(party.spans):
        yield "in title"
    if in_text:
        yield "lead" if in_text[0] < _LEAD else "early" if in_text[0] < _EARLY else "later"
        if len(document.text) > _LONG and in_text[0] > _LATE * len(document.text):
            yield "late"
    for least, sign in ((2, "twice"), (3, "thrice"), (5, "five times"), (8, "eight times")):
        if len(party.spans) >= least:
            yield sign


def _kind(party: Party) -> Iterator[str]:
    """What it is by its names and by what is said of it."""
    yield f"role {party.role}"
    if party.tied:
        yield "tied"
    if party.called:
        yield "called"
    if any(form.endswith(_REGISTERED) for form in party.forms):
        yield "registered"
    elif any(form.endswith(_FIRM) for form in party.forms):
        yield "firm"
    if all(form.endswith(AUTHORITY) for form in party.forms):
        yield "authority"
    if is_medium(party):
        yield "medium"
    if all(len(form) <= _NICKNAME for form in party.forms):
        yield "short"
    forms = "\n".join(party.forms)
    yield from [sign for trade, sign in _TRADES if trade in forms]


_REGISTERED, _FIRM = ("有限公司", "有限责任公司"), ("公司", "集团", "厂")
_TRADES = [
    (trade, f"of {trade}")
    for trade in "集团 建设集团 劳务 控股 项目 医院 学校 学院 大学 银行 店 平台 外卖 置业 物业 文化 科技".split()
]


def _firmness(party: Party, best: float) -> Iterator[str]:
    """What the rules say of it, by itself and beside the firmest."""
    for least in (1, 2):
        if party.score < least:
            yield f"rules below {least}"
    behind = best - party.score
    if behind < _CLOSE:
        yield "first by rules" if behind == 0 else "close by rules" if behind < 1 else "not far by rules"


_CLOSE = 2.0


def written_as(document: Document, name: Party, weight: float = 0.0) -> EmployerMention:
    """The party as the article writes it most fully."""
    # In order, the title first, so that of each form the first mention is the fullest.
    firsts = {document.plain(part)[start:end]: (part, start, end) for part, start, end in reversed(name.spans)}
    part, start, end = max(firsts.values(), key=lambda span: _fullness(document, span, name))
    start += _place_before(document.plain(part)[start:end], name)
    form = document.plain(part)[start:end]
    return EmployerMention(
        name=document.quote(part, start, end),
        role=name.role,
        field=part,
        start=start,
        end=end,
        score=round(weight, 3),
        aliases=tuple(sorted(other for other in name.forms if other != form)),
    )


_TAIL = re.compile(r"(?:公司|集团|厂)$")


def _place_before(form: str, name: Party) -> int:
    """How long the place is that FORM begins with where the article also calls the employer without it."""
    cores = [_TAIL.sub("", other) for other in name.forms if other != form]
    pieces = [core[cut:] for core in cores for cut in (0, 2, 3) if len(core) - cut >= _NICKNAME]
    for length in sorted({at for piece in pieces if (at := form.find(piece)) > 0}, reverse=True):
        if all(part == "ns" or word[-1] in "省市县区镇乡村" for word, part in tagged(form[:length])):
            return length
    return _address_before(form)


_ADDRESS = re.compile(
    r"(?:[一-龥]{2,3}省)?[一-龥]{2,4}?[市州](?:[一-龥]{1,4}?[县区市旗])?[一-龥]{1,4}?(?:镇|街道|乡(?!村)|村(?!镇))"
    r"|[一-龥]{2,3}省[一-龥]{2,4}?[市州][一-龥]{1,4}?[县区]"
)


_DISTRICT = re.compile(r"(?:[一-龥]{2,3}省)?[一-龥]{2,4}?市[一-龥]{1,4}?[县区]")


def _address_before(form: str) -> int:
    """How long the address is that FORM begins with: 惠州市惠东县吉隆镇…; of public bodies a city and a district are part of the name."""
    match = _ADDRESS.match(form) or (_DISTRICT.match(form) if form.endswith(("公司", "厂", "集团")) else None)
    return match.end() if match and len(form) - match.end() > _NICKNAME else 0


def _fullness(document: Document, span: tuple[str, int, int], name: Party) -> tuple[bool, bool, int, int]:
    """The shortest full name: what the article says it calls the employer, unless that is but a part of
    it or a nickname of two or three characters; else the longest with a legal suffix; of equal ones the first mention."""
    part, start, end = span
    form = document.plain(part)[start:end]
    part_of_another = any(form in other for other in name.forms if other != form)
    given = form == name.called and len(form) >= _NICKNAME and not part_of_another
    return given, form.endswith(_LEGAL), end - start, -start - (10**9 if part == "text" else 0)
