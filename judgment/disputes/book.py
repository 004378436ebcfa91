"""The book of disputes: which family and which disputes each article belongs to.

What it says depends on the set of articles, the analysts' decisions and the ids already given, never on the order in which
the articles came. It holds small features only; the articles themselves are read back when a dispute's record is asked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

from judgment.disputes.decisions import Decision, Decisions, Verdict
from judgment.disputes.families import Families
from judgment.disputes.features import Facts, Features, features
from judgment.disputes.keytable import KeyTable
from judgment.disputes.partition import partition
from judgment.disputes.record import Member, dispute_record, superseded_record
from judgment.disputes.same import contradicts, score, terms
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


@dataclass(slots=True)
class _Node:
    """One telling: a family's account of one dispute."""

    family: int
    number: int
    facts: Facts
    article: str


class DisputeBook:
    """Add judged articles, ask for placements and for the disputes that changed. One owner at a time (see `owner`)."""

    def __init__(self, decisions: Iterable[Decision] = (), read: Read | None = None, today: date | None = None) -> None:
        self._decisions = Decisions(decisions)
        self._read = read
        self._held: dict[str, JudgedArticle] = {}
        self._today = today
        self._numbers: dict[str, int] = {}
        self._kept: list[Features | None] = [None]
        self._families = Families()
        self._family_names: dict[int, str] = {}
        self._table = KeyTable()
        self._nodes: list[_Node | None] = [None]
        self._nodes_of: dict[int, tuple[int, ...]] = {}
        self._ties: dict[int, dict[int, float]] = {}
        self._case_of: dict[int, str] = {}
        self._cases: dict[str, tuple[int, ...]] = {}
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
        for judged in sorted(articles, key=lambda each: (each.article.dated, each.article.id)):
            book.add(judged)
        book._changed.clear()
        return book

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
        known = self._numbers.get(kept.article)
        if known is not None:
            if self._kept[known] == kept:
                self._changed.update(self._disputes_of(known))
                return
            self._take_out(known)
        number = known or len(self._kept)
        if known is None:
            self._kept.append(None)
        self._kept[number] = kept
        self._numbers[kept.article] = number
        self._enter(number, kept)

    def decide(self, decision: Decision) -> None:
        """Take an analyst's decision into account from now on."""
        self._decisions.add(decision)
        known = [self._families.family(self._numbers[a]) for a in (decision.one, decision.other) if a in self._numbers]
        self._settle({node for family in known for node in self._nodes_of.get(family, ())})

    def placement(self, article_id: str) -> Placement:
        """Where ARTICLE_ID belongs now. Raises KeyError when the book does not know it."""
        number = self._numbers[article_id]
        family = self._families.family(number)
        found = self._disputes_of(number)
        return Placement(
            article=article_id, family=self._family_name(family), disputes=found, because=self._because(number, family)
        )

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._numbers

    def living(self, dispute_id: str) -> str:
        """The id under which DISPUTE_ID lives now."""
        seen = {dispute_id}
        while (following := self._superseded.get(dispute_id)) and following not in seen:
            dispute_id = following
            seen.add(dispute_id)
        return dispute_id

    def disputes(self) -> tuple[Dispute, ...]:
        """Every living dispute, in order of id."""
        return tuple(self._record(each) for each in sorted(self._cases))

    def dispute(self, dispute_id: str) -> Dispute:
        """The living dispute that DISPUTE_ID leads to. Raises KeyError when there never was one."""
        return self._record(self.living(dispute_id))

    def changed(self) -> tuple[Dispute, ...]:
        """Disputes that are new or otherwise than at the last call, merged-away ids too; each with its next revision."""
        changed, self._changed = sorted(self._changed), set()
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

    # Entering and taking out ------------------------------------------------------------------------------------------

    def _enter(self, number: int, kept: Features) -> None:
        before = self._families.family
        family, gone = self._families.add(number, kept)
        if family == number:
            self._family_names.setdefault(family, digest(kept.article, "f"))
        else:
            older = min([family, *gone], key=lambda each: (self._kept_of(each).at, self._kept_of(each).article))
            self._family_names[family] = self._family_name(older)
        assert before(number) == family
        touched: set[int] = set()
        for each in (family, *gone):
            touched |= self._drop_nodes(each)
        touched |= self._make_nodes(family)
        self._settle(touched)

    def _take_out(self, number: int) -> None:
        family = self._families.family(number)
        name = self._family_name(family)
        touched = self._drop_nodes(family)
        formed = self._families.remove(number)
        self._kept[number] = None
        for each in formed:
            self._family_names[each] = name if each == formed[0] else digest(self._kept_of(each).article, "f")
            touched |= self._make_nodes(each)
        self._settle(touched)

    def _kept_of(self, number: int) -> Features:
        kept = self._kept[number]
        if kept is None:
            raise KeyError(number)
        return kept

    def _node(self, node: int) -> _Node:
        found = self._nodes[node]
        if found is None:
            raise KeyError(node)
        return found

    def _family_name(self, family: int) -> str:
        return self._family_names.get(family) or digest(self._kept_of(family).article, "f")

    def _teller(self, family: int) -> Features:
        """The member that tells most, the earliest of equals: it speaks for the family."""
        members = [self._kept_of(member) for member in self._families.members(family)]
        return min(members, key=lambda kept: (not kept.tellings, -kept.sketch.size, kept.at, kept.article))

    def _make_nodes(self, family: int) -> set[int]:
        teller = self._teller(family)
        made = []
        for number, facts in enumerate(teller.tellings):
            node = len(self._nodes)
            self._nodes.append(_Node(family, number, facts, teller.article))
            self._tie(node, facts)
            made.append(node)
        if made:
            self._nodes_of[family] = tuple(made)
        return set(made)

    def _drop_nodes(self, family: int) -> set[int]:
        """Forget the nodes of FAMILY; the nodes they were tied to or stood with."""
        touched: set[int] = set()
        dropped = self._nodes_of.pop(family, ())
        for node in dropped:
            for key in blocking_keys(self._node(node).facts)[0]:
                self._table.remove(key, node)
            for other in self._ties.pop(node, {}):
                self._ties[other].pop(node, None)
                touched.add(other)
            case = self._case_of.pop(node, None)
            if case is not None:
                rest = tuple(other for other in self._cases[case] if other != node)
                self._cases[case] = rest
                touched.update(rest)
                self._changed.add(case)
                self._emptied.add(case)
            self._nodes[node] = None
        return touched - set(dropped)

    def _tie(self, node: int, facts: Facts) -> None:
        keys, sought = blocking_keys(facts)
        for other in self._table.find_any(sought):
            points = score(facts, self._node(other).facts)
            if points > 0:
                self._ties.setdefault(node, {})[other] = points
                self._ties.setdefault(other, {})[node] = points
        for key in keys:
            self._table.add(key, node)

    # Deciding the cases ------------------------------------------------------------------------------------------------

    def _settle(self, touched: set[int]) -> None:
        """Decide anew the cases of everything that hangs together with TOUCHED."""
        todo = set(touched)
        while todo:
            web = self._web(todo.pop())
            todo -= web
            ordered = sorted(
                web, key=lambda node: (self._node(node).facts.at, self._node(node).article, self._node(node).number)
            )
            self._name(ordered, partition(ordered, self._ties, self._contradict, self._together, self._apart))
        for case in self._emptied:
            if not self._cases.get(case):
                self._cases.pop(case, None)
        self._emptied.clear()

    def _web(self, start: int) -> set[int]:
        found, todo = {start}, [start]
        while todo:
            node = todo.pop()
            case = self._case_of.get(node)
            linked = {*self._ties.get(node, ()), *self._together(node), *(self._cases.get(case, ()) if case else ())}
            todo += linked - found
            found |= linked
        return found

    def _contradict(self, one: int, other: int) -> bool:
        return contradicts(self._node(one).facts, self._node(other).facts)

    def _ruled(self, node: int, verdict: Verdict) -> set[int]:
        ruled: set[int] = set()
        for member in self._families.members(self._node(node).family):
            for other, said in self._decisions.about(self._kept_of(member).article).items():
                if said is verdict and other in self._numbers:
                    ruled.update(self._nodes_of.get(self._families.family(self._numbers[other]), ())[:1])
        return ruled - {node}

    def _together(self, node: int) -> set[int]:
        return self._ruled(node, Verdict.TOGETHER)

    def _apart(self, one: int, other: int) -> bool:
        return other in self._ruled(one, Verdict.APART)

    def _name(self, ordered: list[int], groups: list[list[int]]) -> None:
        """Give every group its id: the eldest id anchored in it, or a new one made from its first article."""
        before = {case for node in ordered if (case := self._case_of.get(node))}
        for case in sorted(before):
            self._anchor_again(case, ordered)
            self._cases[case] = ()
        given: dict[str, list[int]] = {}
        for group in groups:
            anchored = sorted(self._ids_anchored_in(group))
            case = anchored[0][2] if anchored else self._open(group[0])
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
        known = self._numbers.get(article)
        if known is not None and number < len(self._nodes_of.get(self._families.family(known), ())):
            return
        heir = next(node for node in ordered if self._case_of.get(node) == case)
        del self._anchored[article, number]
        self._anchors[case] = (self._node(heir).article, self._node(heir).number)
        self._anchored.setdefault(self._anchors[case], case)

    def _keep(self, case: str, group: tuple[int, ...]) -> None:
        if any(self._case_of.get(node) != case for node in group) or self._cases.get(case) != group:
            self._changed.add(case)
        self._cases[case] = group
        for node in group:
            self._case_of[node] = case

    def _ids_anchored_in(self, group: list[int]) -> Iterable[tuple[int, str, str]]:
        for node in group:
            for member in self._families.members(self._node(node).family):
                kept = self._kept_of(member)
                found = self._anchored.get((kept.article, self._node(node).number))
                if found:
                    yield kept.at, kept.article, found

    def _open(self, node: int) -> str:
        first = min(
            (self._kept_of(member) for member in self._families.members(self._node(node).family)),
            key=lambda kept: (kept.at, kept.article),
        )
        number = self._node(node).number
        case = _dispute_id(first.article, number)
        self._anchors[case] = (first.article, number)
        self._anchored[first.article, number] = case
        return case

    def _supersede(self, case: str, living: str) -> None:
        if self._superseded.get(case) != living:
            self._superseded[case] = living
            self._changed.add(case)

    # Saying what was decided -------------------------------------------------------------------------------------------

    def _disputes_of(self, number: int) -> tuple[str, ...]:
        nodes = self._nodes_of.get(self._families.family(number), ())
        return tuple(dict.fromkeys(self._case_of[node] for node in nodes))

    def _because(self, number: int, family: int) -> str:
        nodes = self._nodes_of.get(family, ())
        if not nodes:
            return "未涉及具体争议"
        first = min(self._families.members(family), key=lambda m: (self._kept_of(m).at, self._kept_of(m).article))
        if first != number:
            return f"转载，原文为{self._kept_of(first).article}"
        if len(nodes) > 1:
            return f"综述，涉及{len(self._disputes_of(number))}起争议"
        return self._why(nodes[0])

    def _why(self, node: int) -> str:
        mates = [other for other in self._cases[self._case_of[node]] if other != node]
        ruled = self._together(node) & set(mates)
        if ruled:
            return "分析员认定为同一争议"
        tied = self._ties.get(node, {})
        best = max((other for other in mates if other in tied), key=lambda other: (tied[other], -other), default=None)
        if best is None:
            return "首次报道，另立一案"
        said = [term.because for term in terms(self._node(node).facts, self._node(best).facts) if term.points > 0]
        return f"与{self._node(best).article}同案：" + "；".join(said)

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
            found = self._node(node)
            name, shared = self._family_name(found.family), len(self._nodes_of[found.family]) > 1
            because = self._why(node)
            articles = [self._kept_of(number).article for number in self._families.members(found.family)]
            for article, judged in self._judged(articles).items():
                members.append(
                    Member(
                        judged=judged,
                        family=name,
                        because=because if article == found.article else "转载",
                        employers=found.facts.employers if shared else None,
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


def blocking_keys(facts: Facts) -> tuple[set[int], set[int]]:
    """Under which keys a telling is entered, and under which it looks others up: two of one dispute meet under at least one.

    A telling without a place is entered apart, so that only its kind looks through tellings of every city.
    """
    cities = sorted({place // 100 for place in facts.placed})[:2]
    # The smallest hashes are a sample that both tellings draw alike.
    sample = array("I", facts.words)[:8]
    marks = [f"w{word}" for word in sample] + [
        f"n{number}" for number in (facts.workers, *facts.money[:3]) if number >= 30
    ]
    marks += [f"s{name[:2]}" for name in facts.employers[:4]]
    local = {f"{mark}/{city}" for mark in marks for city in cities}
    named = {f"e{name}" for name in facts.employers[:4]}
    placed, nowhere = {f"{mark}/*" for mark in marks[:6]}, {f"{mark}/-" for mark in marks}
    entered = named | (local | placed if cities else nowhere)
    sought = named | (local | nowhere if cities else placed | nowhere)
    return {crc32(key.encode()) for key in entered}, {crc32(key.encode()) for key in sought}
