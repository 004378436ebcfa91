"""Which tellings make up which dispute: decides anew what hangs together with what has changed, and gives every case its id."""

from __future__ import annotations

from collections.abc import Iterable

from judgment.disputes.families import Families
from judgment.disputes.identities import Anchor, Identities
from judgment.disputes.partition import partition
from judgment.disputes.ruled import Ruled
from judgment.disputes.same import contradicts, side
from judgment.disputes.shelf import Shelf
from judgment.disputes.tellings import Tellings
from judgment.disputes.ties import Ties


class Cases:
    """The disputes by id. `changed` collects those that are otherwise than when it was last emptied."""

    def __init__(
        self, shelf: Shelf, families: Families, tellings: Tellings, ties: Ties, ruled: Ruled, identities: Identities
    ) -> None:
        self._shelf, self._families, self._tellings, self._ties = shelf, families, tellings, ties
        self._ruled, self._identities = ruled, identities
        self._nodes: dict[str, tuple[int, ...]] = {}
        # Cases that no tie leads out of.
        self._closed: set[str] = set()
        self._emptied: set[str] = set()
        self.changed: set[str] = set()

    def ids(self) -> Iterable[str]:
        """The ids of the living disputes."""
        return self._nodes.keys()

    def nodes(self, case: str) -> tuple[int, ...]:
        """The tellings of CASE; none when it is gone."""
        return self._nodes.get(case, ())

    def drop(self, node: int) -> tuple[int, ...]:
        """Take NODE, which is forgotten, out of its case; what it stood with."""
        case = self._tellings.case[node]
        if case is None:
            return ()
        rest = tuple(other for other in self._nodes[case] if other != node)
        self._nodes[case] = rest
        self.changed.add(case)
        self._emptied.add(case)
        return rest

    def settle(self, touched: set[int]) -> None:
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
            if not self._nodes.get(case):
                self._nodes.pop(case, None)
                self._closed.discard(case)
        self._emptied.clear()

    def _joins_at_the_end(self, node: int) -> bool:
        """Whether NODE, new, is but the latest telling of one case that hangs together with no other: then it joins it.

        Deciding the whole web would say the same at a cost that grows with the case (tests/judgment hold the two together).
        """
        tellings = self._tellings
        if tellings.case[node] is not None or self._emptied or self._ruled.touches(node):
            return False
        cases = {tellings.case[other] for other in self._ties.of(node)}
        case = cases.pop() if len(cases) == 1 else None
        if case is None or case not in self._closed or any(self._ids_anchored_in([node])):
            return False
        mates = self._nodes[case]
        if max(map(tellings.order, mates)) > tellings.order(node):
            return False
        own = side(tellings.facts(node))
        if any(contradicts(own, other) for other in {side(tellings.facts(mate)) for mate in mates}):
            return False
        self._nodes[case] = tuple(sorted((*mates, node)))
        tellings.case[node] = case
        self.changed.add(case)
        return True

    def _parted(self, ordered: list[int]) -> list[list[int]]:
        sides = {node: side(self._tellings.facts(node)) for node in ordered}
        ties = {node: self._ties.of(node) for node in ordered}
        if not self._ruled:
            return partition(ordered, ties, sides)
        together = {node: self._ruled.together(node) for node in ordered}
        apart = {node: self._ruled.apart(node) for node in ordered}
        return partition(ordered, ties, sides, together, apart)

    def _web(self, start: int) -> set[int]:
        found, todo = {start}, [start]
        while todo:
            node = todo.pop()
            case = self._tellings.case[node]
            linked = {*self._ties.of(node), *self._ruled.together(node), *(self.nodes(case) if case else ())} - found
            todo += linked
            found |= linked
        return found

    def _name(self, ordered: list[int], groups: list[list[int]]) -> None:
        """Give every group its id: the eldest id anchored in it, or a new one made from its first article."""
        before = {case for node in ordered if (case := self._tellings.case[node])}
        for case in sorted(before):
            self._anchor_again(case, ordered)
            self._nodes[case] = ()
        given: dict[str, list[int]] = {}
        for group in groups:
            if all(map(self._tellings.is_faint, group)):
                for node in group:
                    self._tellings.case[node] = None
            else:
                given[self._id_of(group)] = group
        for case, group in given.items():
            self._keep(case, tuple(sorted(group)))
        gone = before - given.keys()
        self.changed |= gone
        self._emptied |= gone

    def _id_of(self, group: list[int]) -> str:
        """The id of GROUP; the others that are anchored in it lead to it from now on."""
        # An id that was told to others stays before one that only this run has opened.
        anchored = sorted(self._ids_anchored_in(group), key=lambda one: (not self._identities.is_told(one[2]), one))
        case = anchored[0][2] if anchored else self._open(group)
        for _, _, other in anchored[1:]:
            if self._identities.supersede(other, case):
                self.changed.add(other)
        if self._identities.revive(case):
            self.changed.add(case)
        return case

    def _open(self, group: list[int]) -> str:
        node = next(node for node in group if not self._tellings.is_faint(node))
        first = min(self._families.members(self._tellings.family[node]), key=self._shelf.order)
        return self._identities.open((self._shelf.names[first], self._tellings.telling(node)))

    def _anchor_again(self, case: str, ordered: list[int]) -> None:
        """Where the article that a dispute was opened by is gone, its earliest remaining telling stands in."""
        if self._stands(self._identities.anchor(case)):
            return
        held = [node for node in ordered if self._tellings.case[node] == case]
        heir = next((node for node in held if not self._tellings.is_faint(node)), held[0])
        self._identities.move(case, (self._tellings.article(heir), self._tellings.telling(heir)))

    def _stands(self, anchor: Anchor) -> bool:
        article, number = anchor
        known = self._shelf.number(article)
        return known is not None and number < len(self._tellings.of(self._families.family(known)))

    def _keep(self, case: str, group: tuple[int, ...]) -> None:
        if any(self._tellings.case[node] != case for node in group) or self._nodes.get(case) != group:
            self.changed.add(case)
        self._nodes[case] = group
        for node in group:
            self._tellings.case[node] = case

    def _ids_anchored_in(self, group: list[int]) -> Iterable[tuple[int, str, str]]:
        for node in group:
            for member in self._families.members(self._tellings.family[node]):
                found = self._identities.at((self._shelf.names[member], self._tellings.telling(node)))
                if found:
                    yield *self._shelf.order(member), found

    def written(self) -> list[str]:
        """What the tellings do not say themselves."""
        return sorted(self._closed)

    def read_back(self, closed: list[str]) -> None:
        """Stand as `written`; the tellings are read back already."""
        self._closed = set(closed)
        held: dict[str, list[int]] = {}
        for node, case in enumerate(self._tellings.case):
            if case:
                held.setdefault(case, []).append(node)
        self._nodes = {case: tuple(nodes) for case, nodes in held.items()}
