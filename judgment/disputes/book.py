"""The book of disputes: which family and which disputes each article belongs to.

What it says depends on the set of articles, the analysts' decisions and the ids already given, never on the order in which
the articles came. It holds small features only; the articles themselves are read back when a dispute's record is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from judgment.disputes.candidates import Candidates, blocking_keys
from judgment.disputes.decisions import Decision, Decisions, Verdict
from judgment.disputes.families import Families
from judgment.disputes.features import Facts, Features, features
from judgment.disputes.packed import outline, packed, tells
from judgment.disputes.partition import partition
from judgment.disputes.record import Member, dispute_record, superseded_record
from judgment.disputes.same import contradicts, score, side, terms
from judgment.disputes.shelf import Shelf
from judgment.disputes.tellings import Tellings
from judgment.disputes.ties import Ties
from judgment.urgency.rank import urgency
from yanpan_domain.dispute import Dispute
from yanpan_domain.identifiers import digest
from yanpan_domain.judgment import JudgedArticle

Read = Callable[[Iterable[str]], Mapping[str, JudgedArticle]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article belongs: its reprint family, the disputes it tells of, and why (in Chinese)."""

    article: str
    family: str
    disputes: tuple[str, ...]
    because: str


class DisputeBook:
    """Add judged articles, ask for placements and for the disputes that changed. One owner at a time (owner.py)."""

    def __init__(self, decisions: Iterable[Decision] = (), read: Read | None = None, today: date | None = None) -> None:
        self._decisions = Decisions(decisions)
        self._read = read
        self._held: dict[str, JudgedArticle] = {}
        self._today = today
        self._shelf = Shelf()
        self._families = Families(self._shelf)
        # Only names that are not made from the article that the family is numbered by.
        self._family_names: dict[int, str] = {}
        self._candidates = Candidates()
        self._tellings = Tellings(self._shelf)
        self._ties = Ties()
        self._cases: dict[str, tuple[int, ...]] = {}
        # Cases that no tie leads out of.
        self._closed: set[str] = set()
        self._anchors: dict[str, tuple[str, int]] = {}
        self._anchored: dict[tuple[str, int], str] = {}
        self._superseded: dict[str, str] = {}
        self._revisions: dict[str, int] = {}
        self._changed: set[str] = set()
        self._emptied: set[str] = set()

    @classmethod
    def restore(
        cls,
        articles: Iterable[JudgedArticle],
        disputes: Iterable[Dispute],
        decisions: Iterable[Decision] = (),
        read: Read | None = None,
        today: date | None = None,
    ) -> DisputeBook:
        """The book as it stood: every id of DISPUTES keeps its case, whatever order ARTICLES come in."""
        book = cls(decisions, read, today)
        for dispute in disputes:
            book._revisions[dispute.id] = dispute.revision
            if dispute.superseded_by:
                book._superseded[dispute.id] = dispute.superseded_by
            for article in dispute.articles:
                book._remember_anchor(dispute.id, article)
        ordered = sorted(articles, key=lambda each: (each.article.dated, each.article.id))
        for judged in ordered:
            book.add(judged)
        book._forget_untold()
        book._name_families_as(ordered)
        book._changed.clear()
        return book

    def _forget_untold(self) -> None:
        """Ids that were opened and merged away while the book was restored: nobody was ever told of them."""
        for case in [case for case in self._superseded if case not in self._revisions]:
            del self._superseded[case]
            anchor = self._anchors.pop(case, None)
            if anchor is not None and self._anchored.get(anchor) == case:
                del self._anchored[anchor]

    def _name_families_as(self, told: Iterable[JudgedArticle]) -> None:
        """Families keep the names that TOLD, oldest first, say; of two that grew together the older one's."""
        named: set[int] = set()
        used: set[str] = set()
        for judged in told:
            number = self._shelf.number(judged.article.id)
            family = self._families.family(number) if number else 0
            if judged.family and family not in named and judged.family not in used:
                self._name_family(family, judged.family)
                named.add(family)
                used.add(judged.family)

    def _remember_anchor(self, dispute: str, article: str) -> None:
        for number in range(16):
            if _dispute_id(article, number) == dispute:
                self._anchors[dispute] = (article, number)
                self._anchored[article, number] = dispute

    def add(self, judged: JudgedArticle) -> Placement:
        """Enter JUDGED, in place of what stood under its id before, and say where it belongs."""
        kept = features(judged)
        self._held[kept.article] = judged
        self.place(kept)
        return self.placement(kept.article)

    def place(self, kept: Features) -> None:
        """Enter an article by its features alone; its record can be built once `read` gives the article back."""
        known = self._shelf.number(kept.article)
        if known is not None and self._shelf.data[known]:
            if self._shelf.data[known] == packed(kept):
                self._changed.update(self._disputes_of(known))
                return
            self._take_out(known)
        self._enter(self._shelf.put(kept))

    def decide(self, decision: Decision) -> None:
        """Take an analyst's decision into account from now on."""
        self._decisions.add(decision)
        numbers = map(self._shelf.number, (decision.one, decision.other))
        self._settle(
            {node for number in numbers if number for node in self._tellings.of(self._families.family(number))}
        )

    def placement(self, article_id: str) -> Placement:
        """Where ARTICLE_ID belongs now. Raises KeyError when the book does not know it."""
        number = self._shelf.number(article_id)
        if number is None:
            raise KeyError(article_id)
        family = self._families.family(number)
        found = self._disputes_of(number)
        return Placement(
            article=article_id, family=self._family_name(family), disputes=found, because=self._because(number, family)
        )

    def __contains__(self, article_id: object) -> bool:
        return isinstance(article_id, str) and self._shelf.number(article_id) is not None

    def living(self, dispute_id: str) -> str:
        """The id under which DISPUTE_ID lives now."""
        seen = {dispute_id}
        while (following := self._superseded.get(dispute_id)) and following not in seen:
            dispute_id = following
            seen.add(dispute_id)
        return dispute_id

    def living_ids(self) -> Iterable[str]:
        """The ids of the living disputes."""
        return self._cases.keys()

    def disputes(self) -> tuple[Dispute, ...]:
        """Every living dispute, in order of id."""
        return tuple(self._record(each) for each in sorted(self._cases))

    def dispute(self, dispute_id: str) -> Dispute:
        """The living dispute that DISPUTE_ID leads to. Raises KeyError when there never was one."""
        return self._record(self.living(dispute_id))

    def changed(self) -> tuple[Dispute, ...]:
        """Disputes that are new or otherwise than at the last call, merged-away ids too; each with its next revision."""
        # A dispute whose every article is gone has nothing left to say; what is stored of it stays.
        changed = sorted(case for case in self._changed if case in self._superseded or self._cases.get(case))
        self._changed = set()
        for each in changed:
            self._revisions[each] = self._revisions.get(each, 0) + 1
        records = tuple(self._record(each) for each in changed)
        if self._read is not None:
            self._held.clear()
        return records

    def rescore(self, today: date) -> None:
        """Score every dispute for TODAY from now on; all of them count as changed when the day is another."""
        if today != self._today:
            self._today = today
            self._changed.update(self._cases)

    def written(self, parts: list[bytes]) -> dict[str, Any]:
        """Everything that `changed` has told of: what is long to PARTS, the rest as the answer."""
        self._shelf.written(parts)
        return {
            "families": self._families.written(parts),
            "candidates": self._candidates.written(parts),
            "tellings": self._tellings.written(parts),
            "ties": self._ties.written(parts),
            "family_names": list(self._family_names.items()),
            "closed": sorted(self._closed),
            "anchors": [[case, *anchor] for case, anchor in self._anchors.items()],
            "superseded": self._superseded,
            "revisions": self._revisions,
        }

    def read_back(self, small: dict[str, Any], parts: list[bytes]) -> None:
        """Stand as the book that was `written`."""
        self._shelf.read_back(parts)
        self._families.read_back(small["families"], parts)
        self._candidates.read_back(small["candidates"], parts)
        self._tellings.read_back(small["tellings"], parts)
        self._ties.read_back(small["ties"], parts)
        self._family_names = dict(small["family_names"])
        self._closed = set(small["closed"])
        self._anchors = {case: (article, number) for case, article, number in small["anchors"]}
        self._anchored = {anchor: case for case, anchor in self._anchors.items()}
        self._superseded, self._revisions = small["superseded"], small["revisions"]
        held: dict[str, list[int]] = {}
        for node, case in enumerate(self._tellings.case):
            if case:
                held.setdefault(case, []).append(node)
        self._cases = {case: tuple(nodes) for case, nodes in held.items()}

    # Entering and taking out ------------------------------------------------------------------------------------------

    def _enter(self, number: int) -> None:
        families, tellings = self._families, self._tellings
        family, gone = families.add(number)
        if gone:
            older = min((family, *gone), key=self._shelf.order)
            self._name_family(family, self._family_name(older))
        elif family != number and not self._speaks_now(family, number):
            # A copy that tells no more than the others changes no tie; only an id or a ruling that hangs on it can.
            nodes = tellings.of(family)
            self._changed.update(case for node in nodes if (case := tellings.case[node]))
            if self._hangs_on(number, len(nodes)):
                self._settle(set(nodes))
            return
        touched: set[int] = set()
        for each in (family, *gone):
            touched |= self._drop_nodes(each)
        self._settle(touched | self._make_nodes(family))

    def _speaks_now(self, family: int, number: int) -> bool:
        """Whether article NUMBER, new in FAMILY, is the one that speaks for it."""
        nodes = self._tellings.of(family)
        if not nodes:
            return True
        return self._fullness(number) < self._fullness(self._tellings.teller(nodes[0]))

    def _hangs_on(self, number: int, tellings: int) -> bool:
        article = self._shelf.names[number]
        return bool(self._decisions.about(article)) or any(
            (article, each) in self._anchored for each in range(tellings)
        )

    def _take_out(self, number: int) -> None:
        family = self._families.family(number)
        name = self._family_name(family)
        touched = self._drop_nodes(family)
        formed = self._families.remove(number)
        self._shelf.data[number] = b""
        self._family_names.pop(family, None)
        for each in formed:
            if each == formed[0]:
                self._name_family(each, name)
            touched |= self._make_nodes(each)
        self._settle(touched)

    def _name_family(self, family: int, name: str) -> None:
        self._family_names.pop(family, None)
        if name != self._family_name(family):
            self._family_names[family] = name

    def _family_name(self, family: int) -> str:
        return self._family_names.get(family) or digest(self._shelf.names[family], "f")

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
        tellings = self._tellings
        dropped = tellings.of(family)
        for node in dropped:
            self._candidates.leave(node, blocking_keys(tellings.facts(node)))
            touched |= self._ties.drop(node)
            case = tellings.case[node]
            if case is not None:
                rest = tuple(other for other in self._cases[case] if other != node)
                self._cases[case] = rest
                touched.update(rest)
                self._changed.add(case)
                self._emptied.add(case)
        tellings.forget(family)
        return touched - set(dropped)

    def _tie(self, node: int, facts: Facts) -> None:
        keys = blocking_keys(facts)
        for other in self._candidates.met(keys):
            points = score(facts, self._tellings.facts(other))
            if points > 0:
                self._ties.join(node, other, points)
        self._candidates.enter(node, keys)

    # Deciding the cases ------------------------------------------------------------------------------------------------

    def _settle(self, touched: set[int]) -> None:
        """Decide anew the cases of everything that hangs together with TOUCHED."""
        if len(touched) == 1 and self._joins_at_the_end(next(iter(touched))):
            return
        todo = set(touched)
        while todo:
            web = self._web(todo.pop())
            todo -= web
            ordered = sorted(web, key=self._tellings.order) if len(web) > 1 else [*web]
            groups = self._parted(ordered) if len(web) > 1 else [ordered]
            self._name(ordered, groups)
            for group in groups:
                case = self._tellings.case[group[0]]
                if case:
                    (self._closed.add if len(groups) == 1 else self._closed.discard)(case)
        for case in self._emptied:
            if not self._cases.get(case):
                self._cases.pop(case, None)
                self._closed.discard(case)
        self._emptied.clear()

    def _joins_at_the_end(self, node: int) -> bool:
        """Whether NODE, new, is but the latest telling of one case that hangs together with no other: then it joins it.

        Deciding the whole web would say the same at a cost that grows with the case (tests/judgment hold the two together).
        """
        tellings = self._tellings
        if tellings.case[node] is not None or self._emptied or self._is_ruled(node):
            return False
        cases = {tellings.case[other] for other in self._ties.of(node)}
        case = cases.pop() if len(cases) == 1 else None
        if case is None or case not in self._closed or any(self._ids_anchored_in([node])):
            return False
        mates = self._cases[case]
        if max(map(tellings.order, mates)) > tellings.order(node):
            return False
        own = side(tellings.facts(node))
        if any(contradicts(own, other) for other in {side(tellings.facts(mate)) for mate in mates}):
            return False
        self._cases[case] = tuple(sorted((*mates, node)))
        tellings.case[node] = case
        self._changed.add(case)
        return True

    def _parted(self, ordered: list[int]) -> list[list[int]]:
        sides = {node: side(self._tellings.facts(node)) for node in ordered}
        ties = {node: self._ties.of(node) for node in ordered}
        if not self._decisions:
            return partition(ordered, ties, sides)
        together = {node: self._together(node) for node in ordered}
        apart = {node: self._ruled(node, Verdict.APART) for node in ordered}
        return partition(ordered, ties, sides, together, apart)

    def _web(self, start: int) -> set[int]:
        found, todo = {start}, [start]
        while todo:
            node = todo.pop()
            case = self._tellings.case[node]
            linked = {*self._ties.of(node), *self._together(node), *(self._cases.get(case, ()) if case else ())} - found
            todo += linked
            found |= linked
        return found

    def _is_ruled(self, node: int) -> bool:
        return bool(self._decisions) and any(
            self._decisions.about(self._shelf.names[member])
            for member in self._families.members(self._tellings.family[node])
        )

    def _ruled(self, node: int, verdict: Verdict) -> set[int]:
        ruled: set[int] = set()
        if not self._decisions:
            return ruled
        for member in self._families.members(self._tellings.family[node]):
            for other, said in self._decisions.about(self._shelf.names[member]).items():
                number = self._shelf.number(other)
                if said is verdict and number:
                    ruled.update(self._tellings.of(self._families.family(number))[:1])
        return ruled - {node}

    def _together(self, node: int) -> set[int]:
        return self._ruled(node, Verdict.TOGETHER)

    def _name(self, ordered: list[int], groups: list[list[int]]) -> None:
        """Give every group its id: the eldest id anchored in it, or a new one made from its first article."""
        before = {case for node in ordered if (case := self._tellings.case[node])}
        for case in sorted(before):
            self._anchor_again(case, ordered)
            self._cases[case] = ()
        given: dict[str, list[int]] = {}
        faint = self._tellings.is_faint
        for group in groups:
            if all(map(faint, group)):
                for node in group:
                    self._tellings.case[node] = None
                continue
            # An id that was told to others stays before one that only this run has opened.
            anchored = sorted(self._ids_anchored_in(group), key=lambda one: (one[2] not in self._revisions, one))
            case = anchored[0][2] if anchored else self._open(next(node for node in group if not faint(node)))
            given[case] = group
            for _, _, other in anchored[1:]:
                self._supersede(other, case)
            if self._superseded.pop(case, None):
                self._changed.add(case)
        for case, group in given.items():
            self._keep(case, tuple(sorted(group)))
        gone = before - given.keys()
        self._changed |= gone
        self._emptied |= gone

    def _anchor_again(self, case: str, ordered: list[int]) -> None:
        """Where the article that a dispute was opened by is gone, its earliest remaining telling stands in."""
        article, number = self._anchors[case]
        known = self._shelf.number(article)
        if known is not None and number < len(self._tellings.of(self._families.family(known))):
            return
        held = [node for node in ordered if self._tellings.case[node] == case]
        heir = next((node for node in held if not self._tellings.is_faint(node)), held[0])
        del self._anchored[article, number]
        self._anchors[case] = (self._tellings.article(heir), self._tellings.telling(heir))
        self._anchored.setdefault(self._anchors[case], case)

    def _keep(self, case: str, group: tuple[int, ...]) -> None:
        if any(self._tellings.case[node] != case for node in group) or self._cases.get(case) != group:
            self._changed.add(case)
        self._cases[case] = group
        for node in group:
            self._tellings.case[node] = case

    def _ids_anchored_in(self, group: list[int]) -> Iterable[tuple[int, str, str]]:
        for node in group:
            for member in self._families.members(self._tellings.family[node]):
                found = self._anchored.get((self._shelf.names[member], self._tellings.telling(node)))
                if found:
                    yield *self._shelf.order(member), found

    def _open(self, node: int) -> str:
        first = min(self._families.members(self._tellings.family[node]), key=self._shelf.order)
        article, number = self._shelf.names[first], self._tellings.telling(node)
        case = _dispute_id(article, number)
        self._anchors[case] = (article, number)
        self._anchored[article, number] = case
        return case

    def _supersede(self, case: str, living: str) -> None:
        if self._superseded.get(case) != living:
            self._superseded[case] = living
            self._changed.add(case)

    # Saying what was decided -------------------------------------------------------------------------------------------

    def _disputes_of(self, number: int) -> tuple[str, ...]:
        nodes = self._tellings.of(self._families.family(number))
        return tuple(dict.fromkeys(case for node in nodes if (case := self._tellings.case[node])))

    def _because(self, number: int, family: int) -> str:
        nodes = self._tellings.of(family)
        if not self._disputes_of(number):
            return "未涉及具体争议"
        first = min(self._families.members(family), key=self._shelf.order)
        if first != number:
            return f"转载，原文为{self._shelf.names[first]}"
        if len(nodes) > 1:
            return f"综述，涉及{len(self._disputes_of(number))}起争议"
        return self._why(nodes[0])

    def _why(self, node: int) -> str:
        tellings = self._tellings
        mates = {other for other in self._cases[tellings.case[node] or ""] if other != node}
        if self._together(node) & mates:
            return "分析员认定为同一争议"
        tied = {other: points for other, points in self._ties.of(node).items() if other in mates}
        best = min(tied, key=lambda other: (-tied[other], tellings.order(other)), default=None)
        if best is None:
            return "首次报道，另立一案"
        said = [term.because for term in terms(tellings.facts(node), tellings.facts(best)) if term.points > 0]
        return f"与{tellings.article(best)}同案：" + "；".join(said)

    def _record(self, case: str) -> Dispute:
        if case in self._superseded and not self._cases.get(case):
            record = superseded_record(case, self._record(self.living(case)))
        else:
            record = dispute_record(case, self._members(case))
            if self._today is not None:
                record = replace(record, urgency=urgency(record, self._today))
        return replace(record, revision=max(1, self._revisions.get(case, 1)))

    def _members(self, case: str) -> list[Member]:
        members: list[Member] = []
        for node in self._cases[case]:
            family = self._tellings.family[node]
            name, shared = self._family_name(family), len(self._tellings.of(family)) > 1
            because, teller = self._why(node), self._tellings.article(node)
            articles = [self._shelf.names[number] for number in self._families.members(family)]
            for article, judged in self._judged(articles).items():
                members.append(
                    Member(
                        judged=judged,
                        family=name,
                        because=because if article == teller else "转载",
                        employers=self._tellings.facts(node).employers if shared else None,
                    )
                )
        return members

    def _judged(self, articles: list[str]) -> dict[str, JudgedArticle]:
        held = {article: self._held[article] for article in articles if article in self._held}
        missing = [article for article in articles if article not in held]
        if missing and self._read is not None:
            held.update(self._read(missing))
        return held


def _dispute_id(article: str, number: int) -> str:
    return digest(article if number == 0 else f"{article}#{number}", "d")
