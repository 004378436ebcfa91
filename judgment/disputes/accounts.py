"""What the book tells others of its cases: where an article belongs and why, and the record of a dispute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from judgment.disputes.cases import Cases
from judgment.disputes.families import Families
from judgment.disputes.family_names import FamilyNames
from judgment.disputes.record import Member
from judgment.disputes.ruled import Ruled
from judgment.disputes.same import terms
from judgment.disputes.shelf import Shelf
from judgment.disputes.tellings import Tellings
from judgment.disputes.ties import Ties
from yanpan_domain.judgment import JudgedArticle

Read = Callable[[Iterable[str]], Mapping[str, JudgedArticle]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article belongs: its reprint family, the disputes it tells of, and why (in Chinese)."""

    article: str
    family: str
    disputes: tuple[str, ...]
    because: str


class Accounts:
    """Reads the book's parts; `held` are articles given to the book, the others are read back when they are asked for."""

    def __init__(
        self, shelf: Shelf, families: Families, names: FamilyNames, tellings: Tellings, ties: Ties, ruled: Ruled, cases: Cases,
        read: Read | None,
    ) -> None:  # fmt: skip
        self._shelf, self._families, self._names, self._tellings = shelf, families, names, tellings
        self._ties, self._ruled, self._cases, self._read = ties, ruled, cases, read
        self.held: dict[str, JudgedArticle] = {}

    def forget_held(self) -> None:
        """Articles that can be read back need not be held."""
        if self._read is not None:
            self.held.clear()

    def placement(self, number: int) -> Placement:
        """Where article NUMBER belongs now."""
        family = self._families.family(number)
        return Placement(
            article=self._shelf.names[number], family=self._names.of(family), disputes=self.disputes_of(number),
            because=self._because(number, family),
        )  # fmt: skip

    def disputes_of(self, number: int) -> tuple[str, ...]:
        """The disputes that article NUMBER tells of."""
        nodes = self._tellings.of(self._families.family(number))
        return tuple(dict.fromkeys(case for node in nodes if (case := self._tellings.case[node])))

    def _because(self, number: int, family: int) -> str:
        nodes = self._tellings.of(family)
        if not self.disputes_of(number):
            return "未涉及具体争议"
        first = min(self._families.members(family), key=self._shelf.order)
        if first != number:
            return f"转载，原文为{self._shelf.names[first]}"
        if len(nodes) > 1:
            return f"综述，涉及{len(self.disputes_of(number))}起争议"
        return self._why(nodes[0])

    def _why(self, node: int) -> str:
        tellings = self._tellings
        mates = {other for other in self._cases.nodes(tellings.case[node] or "") if other != node}
        if self._ruled.together(node) & mates:
            return "分析员认定为同一争议"
        tied = {other: points for other, points in self._ties.of(node).items() if other in mates}
        best = min(tied, key=lambda other: (-tied[other], tellings.order(other)), default=None)
        if best is None:
            return "首次报道，另立一案"
        said = [term.because for term in terms(tellings.facts(node), tellings.facts(best)) if term.points > 0]
        return f"与{tellings.article(best)}同案：" + "；".join(said)

    def members(self, case: str) -> list[Member]:
        """Every article of CASE with its family and why it belongs."""
        members: list[Member] = []
        for node in self._cases.nodes(case):
            family = self._tellings.family[node]
            name, shared = self._names.of(family), len(self._tellings.of(family)) > 1
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
        held = {article: self.held[article] for article in articles if article in self.held}
        missing = [article for article in articles if article not in held]
        if missing and self._read is not None:
            held.update(self._read(missing))
        return held
