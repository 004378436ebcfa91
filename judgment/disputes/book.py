"""The book of disputes: which family and which disputes each article belongs to.

What it says depends on the set of articles, the analysts' decisions and the ids already given, never on the order in which
the articles came. It holds small features only; the articles themselves are read back when a dispute's record is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from judgment.disputes.accounts import Accounts, Placement, Read
from judgment.disputes.candidates import Candidates, blocking_keys
from judgment.disputes.cases import Cases
from judgment.disputes.decisions import Decision, Decisions
from judgment.disputes.families import Families
from judgment.disputes.family_names import FamilyNames
from judgment.disputes.features import Facts, Features, features
from judgment.disputes.identities import Identities
from judgment.disputes.packed import outline, packed, tells
from judgment.disputes.record import dispute_record, superseded_record, withdrawn_record
from judgment.disputes.ruled import Ruled
from judgment.disputes.same import score
from judgment.disputes.shelf import Shelf
from judgment.disputes.tellings import Tellings
from judgment.disputes.ties import Ties
from judgment.urgency.rank import urgency
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle


class DisputeBook:
    """Add judged articles, ask for placements and for the disputes that changed. One owner at a time (owner.py)."""

    def __init__(self, decisions: Iterable[Decision] = (), read: Read | None = None, today: date | None = None) -> None:
        self._today = today
        self._shelf = Shelf()
        self._families = Families(self._shelf)
        self._names = FamilyNames(self._shelf)
        self._candidates = Candidates()
        self._tellings = Tellings(self._shelf)
        self._ties = Ties()
        self._identities = Identities()
        self._ruled = Ruled(Decisions(decisions), self._shelf, self._families, self._tellings)
        self._cases = Cases(
            self._shelf, self._families, self._tellings, self._ties, self._ruled, self._identities
        )  # fmt: skip
        self._accounts = Accounts(
            self._shelf, self._families, self._names, self._tellings, self._ties, self._ruled, self._cases, read
        )

    @classmethod
    def restore(
        cls,
        articles: Iterable[JudgedArticle],
        disputes: Iterable[Dispute],
        decisions: Iterable[Decision] = (),
        read: Read | None = None,
        today: date | None = None,
        awaited: Iterable[str] = (),
    ) -> DisputeBook:
        """The book as it stood: every id of DISPUTES keeps its case, whatever order ARTICLES come in.

        AWAITED are ids of articles that will be added next: what they opened hangs on them still.
        """
        book = cls(decisions, read, today)
        ordered = sorted(articles, key=lambda each: (each.article.dated, each.article.id))
        told = {one.article.id: one.disputes for one in ordered}
        held, stored = {*told, *awaited}, list(disputes)
        for dispute in stored:
            book._identities.remember(dispute.id, dispute.revision, dispute.superseded_by, dispute.articles)
        for dispute in stored:
            if dispute.is_living and not book._identities.hangs_on_any_of(dispute.id, held):
                book._hang_on_another(dispute, told)
        for judged in ordered:
            book.add(judged)
        book._identities.forget_untold()
        book._name_families_as(ordered)
        book._cases.changed.clear()
        return book

    def _hang_on_another(self, dispute: Dispute, told: Mapping[str, tuple[str, ...]]) -> None:
        """DISPUTE's opening article is gone (retention, a correction): the first that TOLD of it, of it alone if any, stands in."""
        heirs = [one for one in dispute.articles if dispute.id in told.get(one, ())]
        heirs.sort(key=lambda one: len(told[one]) > 1)
        self._identities.stand_in(dispute.id, [(one, told[one].index(dispute.id)) for one in heirs])

    def _name_families_as(self, told: Iterable[JudgedArticle]) -> None:
        """Families keep the names that TOLD, oldest first, say; of two that grew together the older one's."""
        named: set[int] = set()
        used: set[str] = set()
        for judged in told:
            number = self._shelf.number(judged.article.id)
            family = self._families.family(number) if number else 0
            if judged.family and family not in named and judged.family not in used:
                self._names.give(family, judged.family)
                named.add(family)
                used.add(judged.family)

    def add(self, judged: JudgedArticle) -> Placement:
        """Enter JUDGED, in place of what stood under its id before, and say where it belongs."""
        kept = features(judged)
        self._accounts.held[kept.article] = judged
        self.place(kept)
        return self.placement(kept.article)

    def place(self, kept: Features) -> None:
        """Enter an article by its features alone; its record can be built once `read` gives the article back."""
        known = self._shelf.number(kept.article)
        if known is not None and self._shelf.data[known]:
            if self._shelf.data[known] == packed(kept):
                self._cases.changed.update(self._accounts.disputes_of(known))
                return
            self._take_out(known)
        self._enter(self._shelf.put(kept))

    def remove(self, article_id: str) -> None:
        """Take out the article that stood under ARTICLE_ID: it is judged to have nothing to do with labour."""
        number = self._shelf.number(article_id)
        if number is not None and self._shelf.data[number]:
            self._accounts.held.pop(article_id, None)
            self._take_out(number)

    def decide(self, decision: Decision) -> None:
        """Take an analyst's decision into account from now on."""
        self._cases.settle(self._ruled.add(decision))

    def placement(self, article_id: str) -> Placement:
        """Where ARTICLE_ID belongs now. Raises KeyError when the book does not know it."""
        number = self._shelf.number(article_id)
        if number is None or not self._shelf.data[number]:
            raise KeyError(article_id)
        return self._accounts.placement(number)

    def __contains__(self, article_id: object) -> bool:
        number = self._shelf.number(article_id) if isinstance(article_id, str) else None
        return number is not None and self._shelf.data[number] != b""

    def living(self, dispute_id: str) -> str:
        """The id under which DISPUTE_ID lives now."""
        return self._identities.living(dispute_id)

    def living_ids(self) -> Iterable[str]:
        """The ids of the living disputes."""
        return self._cases.ids()

    def disputes(self) -> tuple[Dispute, ...]:
        """Every living dispute, in order of id."""
        return tuple(self._record(each) for each in sorted(self._cases.ids()))

    def dispute(self, dispute_id: str) -> Dispute:
        """The living dispute that DISPUTE_ID leads to. Raises KeyError when there never was one."""
        case = self.living(dispute_id)
        if case not in self._cases.ids():
            raise KeyError(dispute_id)
        return self._record(case)

    def changed(self) -> tuple[Dispute, ...]:
        """Disputes that are new or otherwise than at the last call, merged-away ids too; each with its next revision."""
        # A dispute that no article tells of any more has nothing to say; `ended` makes its record from what is stored.
        changed = sorted(
            case for case in self._cases.changed if self._identities.is_superseded(case) or self._cases.nodes(case)
        )
        self._cases.changed = set()
        for each in changed:
            self._identities.revise(each)
        records = tuple(self._record(each) for each in changed)
        self._accounts.forget_held()
        return records

    def is_untold(self, dispute_id: str) -> bool:
        """Whether no article of the book tells of DISPUTE_ID and it leads to no other."""
        return not self._identities.is_superseded(dispute_id) and dispute_id not in self._cases.ids()

    def untold(self) -> tuple[str, ...]:
        """Of the ids that changed since the last call of `changed`, those that no article tells of any more."""
        return tuple(sorted(filter(self.is_untold, self._cases.changed)))

    def ended(self, stored: Dispute) -> Dispute:
        """The next record of STORED, which is untold: it leads to the dispute that its articles tell of, or is withdrawn."""
        places = (self.placement(one).disputes for one in stored.articles if one in self)
        heir = next((one[0] for one in places if len(one) == 1), None)
        if heir is None and not stored.is_living:
            return stored
        self._identities.revise(stored.id)
        if heir is not None:
            self._identities.supersede(stored.id, heir)
            record = superseded_record(stored.id, self._record(heir))
        else:
            record = withdrawn_record(stored)
        return replace(record, revision=self._identities.revision(stored.id))

    def rescore(self, today: date) -> None:
        """Score every dispute for TODAY from now on; all of them count as changed when the day is another."""
        if today != self._today:
            self._today = today
            self._cases.changed.update(self._cases.ids())

    def _record(self, case: str) -> Dispute:
        if self._identities.is_superseded(case) and not self._cases.nodes(case):
            record = superseded_record(case, self._record(self.living(case)))
        else:
            record = dispute_record(case, self._accounts.members(case))
            if self._today is not None:
                record = replace(record, urgency=urgency(record, self._today))
        return replace(record, revision=self._identities.revision(case))

    def written(self, parts: list[bytes]) -> dict[str, Any]:
        """Everything that `changed` has told of: what is long to PARTS, the rest as the answer."""
        self._shelf.written(parts)
        return {
            "families": self._families.written(parts),
            "candidates": self._candidates.written(parts),
            "tellings": self._tellings.written(parts),
            "ties": self._ties.written(parts),
            "names": self._names.written(),
            "closed": self._cases.written(),
            "identities": self._identities.written(),
        }

    def read_back(self, small: dict[str, Any], parts: list[bytes]) -> None:
        """Stand as the book that was `written`."""
        self._shelf.read_back(parts)
        self._families.read_back(small["families"], parts)
        self._candidates.read_back(small["candidates"], parts)
        self._tellings.read_back(small["tellings"], parts)
        self._ties.read_back(small["ties"], parts)
        self._names.read_back(small["names"])
        self._cases.read_back(small["closed"])
        self._identities.read_back(small["identities"])

    # Entering and taking out ------------------------------------------------------------------------------------------

    def _enter(self, number: int) -> None:
        families, tellings = self._families, self._tellings
        family, gone = families.add(number)
        if gone:
            older = min((family, *gone), key=self._shelf.order)
            self._names.give(family, self._names.of(older))
        elif family != number and not self._speaks_now(family, number):
            # A copy that tells no more than the others changes no tie; only an id or a ruling that hangs on it can.
            nodes = tellings.of(family)
            self._cases.changed.update(case for node in nodes if (case := tellings.case[node]))
            if self._hangs_on(number, len(nodes)):
                self._cases.settle(set(nodes))
            return
        bridged = (family, *gone)
        # A family that is dropped may hang together with one that is dropped after it.
        dropped = {node for each in bridged for node in tellings.of(each)}
        touched = {node for each in bridged for node in self._drop_nodes(each)} - dropped
        self._cases.settle(touched | self._make_nodes(family))

    def _speaks_now(self, family: int, number: int) -> bool:
        """Whether article NUMBER, new in FAMILY, is the one that speaks for it."""
        nodes = self._tellings.of(family)
        if not nodes:
            return True
        return self._fullness(number) < self._fullness(self._tellings.teller(nodes[0]))

    def _hangs_on(self, number: int, tellings: int) -> bool:
        article = self._shelf.names[number]
        return self._ruled.is_about(article) or any(self._identities.at((article, each)) for each in range(tellings))

    def _take_out(self, number: int) -> None:
        family = self._families.family(number)
        name = self._names.of(family)
        touched = self._drop_nodes(family)
        formed = self._families.remove(number)
        self._shelf.data[number] = b""
        self._names.forget(family)
        for each in formed:
            if each == formed[0]:
                self._names.give(each, name)
            touched |= self._make_nodes(each)
        self._cases.settle(touched)

    def _fullness(self, number: int) -> tuple[int, int, int, str]:
        """The first by this order among copies tells most, the earliest of equals: it speaks for the family."""
        at, size, _ = outline(self._shelf.data[number])
        return -tells(self._shelf.data[number]), -size, at, self._shelf.names[number]

    def _make_nodes(self, family: int) -> set[int]:
        members = self._families.members(family)
        teller = members[0] if len(members) == 1 else min(members, key=self._fullness)
        _, _, tellings = outline(self._shelf.data[teller])
        made = self._tellings.make(family, teller, tellings)
        for node in made:
            self._tie(node, self._tellings.facts(node))
        return set(made)

    def _drop_nodes(self, family: int) -> set[int]:
        """Forget the nodes of FAMILY; the nodes they were tied to or stood with."""
        touched: set[int] = set()
        dropped = self._tellings.of(family)
        for node in dropped:
            self._candidates.leave(node, blocking_keys(self._tellings.facts(node)))
            touched |= self._ties.drop(node)
            touched.update(self._cases.drop(node))
        self._tellings.forget(family)
        return touched - set(dropped)

    def _tie(self, node: int, facts: Facts) -> None:
        keys = blocking_keys(facts)
        for other in self._candidates.met(keys):
            points = score(facts, self._tellings.facts(other))
            if points > 0:
                self._ties.join(node, other, points)
        self._candidates.enter(node, keys)
