"""Like cases (类案): earlier disputes that ended, most alike first, with what was done, how it ended and how long it took."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.numbers import bucket
from briefings.provinces import province_name
from briefings.quoting import phrase
from briefings.selection import Reader
from briefings.sources import SourceList
from briefings.witness import Witness
from index.interface import IndexReader
from index.query import Query, Sort
from yanpan_domain.briefing import LikeCase
from yanpan_domain.codes import Issue, Stage
from yanpan_domain.dispute import Dispute
from yanpan_domain.figures import UNKNOWN, amount

SHOWN = 3
# So many of the newest for each issue and way of ending are compared.
LOOKED_AT = 200
# Alike means at least one issue in common; industry, province and size only order what is alike.
_ISSUE, _INDUSTRY, _PROVINCE, _SIZE = 4.0, 2.0, 1.0, 1.0


def most_alike(dispute: Dispute, closed: Iterable[Dispute], most: int = SHOWN) -> tuple[Dispute, ...]:
    """The MOST closed disputes that share an issue, most alike first; ties go to the newer one."""
    scored = [(likeness(dispute, other), other) for other in closed if other.id != dispute.id]
    alike = [(score, other) for score, other in scored if score >= _ISSUE * 0.3]
    alike.sort(key=lambda pair: (-pair[0], -pair[1].last_seen.timestamp(), pair[1].id))
    return tuple(other for _, other in alike[:most])


def likeness(one: Dispute, other: Dispute) -> float:
    """0 when no issue is shared."""
    shared = set(one.issues) & set(other.issues)
    if not shared:
        return 0.0
    score = _ISSUE * len(shared) / len(set(one.issues) | set(other.issues))
    score += _INDUSTRY * (one.industry is not None and one.industry is other.industry)
    score += _PROVINCE * bool(_provinces(one) & _provinces(other))
    return score + _SIZE * (one.workers is not None and bucket(one.workers) == bucket(other.workers))


class LikeCases:
    """Finds like cases among the newest that ended, by issue; loads the articles of those that are shown only."""

    def __init__(self, index: IndexReader, reader: Reader) -> None:
        self._index = index
        self._reader = reader
        self._ended: dict[Issue, tuple[Dispute, ...]] = {}

    def of(self, dispute: Dispute, sources: SourceList) -> tuple[LikeCase, ...]:
        """The like cases of DISPUTE as a briefing shows them."""
        ended = {one.id: one for issue in dispute.issues for one in self._ended_about(issue)}
        shown = self._reader.witnesses(most_alike(dispute, ended.values()))
        return tuple(_told(dispute, witness, sources) for witness in shown if witness.articles)

    def _ended_about(self, issue: Issue) -> tuple[Dispute, ...]:
        if issue not in self._ended:
            found = [
                hit.record
                for stage in (Stage.SETTLED, Stage.JUDGED)
                for hit in self._index.find_disputes(
                    Query(text=f"stage:{stage.value} AND issue:{issue.value}", sort=Sort.PUBLISHED, limit=LOOKED_AT)
                ).hits
            ]
            known = self._reader.cut_off
            self._ended[issue] = tuple(one for one in found if one.is_living and is_closed(Witness(one, (), known)))
        return self._ended[issue]


def _told(dispute: Dispute, witness: Witness, sources: SourceList) -> LikeCase:
    other = witness.dispute
    stage, ended, words = witness.stage
    done = witness.measures()
    measure = sources.statement(phrase(done[-1].quotation.quote), [done[-1].quotation]) if done else None
    paid = f"，已付{amount(other.paid)}" if other.paid else ""
    spans = (*words, other.paid_quotation) if other.paid and other.paid_quotation else words
    days = (ended - witness.first).days if ended and witness.first and ended > witness.first else None
    return LikeCase(
        dispute=other.id,
        title=other.title,
        alike=why_alike(dispute, other),
        measure=measure or sources.statement(UNKNOWN),
        result=sources.statement(f"{stage.label}{paid}", spans),
        days=days,
    )


def why_alike(one: Dispute, other: Dispute) -> str:
    shared = "、".join(issue.label for issue in one.issues if issue in other.issues)
    reasons = [f"同为{shared}"]
    if one.industry is not None and one.industry is other.industry:
        reasons.append("同行业")
    places = sorted(_provinces(one) & _provinces(other))
    if places:
        reasons.append(f"同在{province_name(places[0])}")
    if one.workers is not None and bucket(one.workers) == bucket(other.workers):
        reasons.append("人数相近")
    return "，".join(reasons)


def is_closed(witness: Witness) -> bool:
    """Ended before the cut-off, so that its outcome can teach."""
    return witness.stage[0] in {Stage.SETTLED, Stage.JUDGED}


def _provinces(dispute: Dispute) -> set[str]:
    return {place.province for place in dispute.places if place.province}
