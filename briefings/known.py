"""A dispute as it was known at a cut-off: what was published later is taken out of its facts, not only out of its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle
from yanpan_domain.zone import SHANGHAI

if TYPE_CHECKING:
    from judgment.disputes.record import Member


def as_known(dispute: Dispute, articles: Mapping[str, JudgedArticle], cut_off: datetime) -> Dispute:
    """DISPUTE from those of its ARTICLES that were out before CUT_OFF, scored for that day; itself when all of them were.

    Which articles belong together is today's answer: it only gets better.
    """
    own = [articles[key] for key in dispute.articles if key in articles]
    known = [one for one in own if one.article.published is None or one.article.published < cut_off]
    if len(known) == len(own) or not known:
        return dispute
    from judgment.disputes.record import dispute_record
    from judgment.urgency.rank import urgency

    told = dispute_record(dispute.id, _members(dispute, known))
    told = replace(told, revision=dispute.revision, superseded_by=dispute.superseded_by)
    return replace(told, urgency=urgency(told, cut_off.astimezone(SHANGHAI).date())) if dispute.urgency else told


def _members(dispute: Dispute, known: list[JudgedArticle]) -> list[Member]:
    from judgment.disputes.names import core
    from judgment.disputes.record import Member

    families = {article: family.id for family in dispute.families for article in family.articles}
    because = dict(dispute.joined_because)
    names = tuple(name for party in dispute.parties for one in (party.name, *party.aliases) if (name := core(one)))
    return [
        Member(
            judged=one,
            family=families.get(one.article.id, one.article.id),
            because=because.get(one.article.id, ""),
            # A round-up's numbers are not this dispute's, and of its sentences only those that name it.
            employers=names if len(one.disputes) > 1 else None,
        )
        for one in known
    ]
