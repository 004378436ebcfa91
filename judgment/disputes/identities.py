"""The ids of disputes: each hangs on the article that opened it, and none dies."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from yanpan_domain.identifiers import digest

# An overview of more disputes than this opens the rest without an id of its own to come back to.
MOST = 16

# An article, and which of its tellings.
Anchor = tuple[str, int]


class Identities:
    """Which article each dispute was opened by, which living one a merged id leads to, and the number of its last revision."""

    def __init__(self) -> None:
        self._anchors: dict[str, Anchor] = {}
        self._anchored: dict[Anchor, str] = {}
        self._superseded: dict[str, str] = {}
        self._revisions: dict[str, int] = {}

    def remember(self, dispute: str, revision: int, superseded_by: str | None, articles: Iterable[str]) -> None:
        """DISPUTE was told to others: it was opened by one of ARTICLES."""
        self._revisions[dispute] = revision
        if superseded_by:
            self._superseded[dispute] = superseded_by
        for article in articles:
            for number in range(MOST):
                if _dispute_id(article, number) == dispute:
                    self._anchors[dispute] = (article, number)
                    self._anchored[article, number] = dispute

    def forget_untold(self) -> None:
        """Ids that were opened and merged away while the book was restored: nobody was ever told of them."""
        for case in [case for case in self._superseded if case not in self._revisions]:
            del self._superseded[case]
            anchor = self._anchors.pop(case, None)
            if anchor is not None and self._anchored.get(anchor) == case:
                del self._anchored[anchor]

    def open(self, anchor: Anchor) -> str:
        """The id of a new dispute that ANCHOR opens."""
        case = _dispute_id(*anchor)
        self._anchors[case] = anchor
        self._anchored[anchor] = case
        return case

    def anchor(self, case: str) -> Anchor:
        """What CASE hangs on."""
        return self._anchors[case]

    def at(self, anchor: Anchor) -> str | None:
        """The dispute that hangs on ANCHOR."""
        return self._anchored.get(anchor)

    def move(self, case: str, heir: Anchor) -> None:
        """What CASE was opened by is gone; HEIR stands in."""
        del self._anchored[self._anchors[case]]
        self._anchors[case] = heir
        self._anchored.setdefault(heir, case)

    def hangs_on_any_of(self, case: str, articles: Container[str]) -> bool:
        """Whether what CASE was opened by is one of ARTICLES."""
        return case in self._anchors and self._anchors[case][0] in articles

    def stand_in(self, case: str, heirs: Iterable[Anchor]) -> None:
        """What CASE was opened by is gone; the first of HEIRS that no other hangs on stands in."""
        heir = next((one for one in heirs if one not in self._anchored), None)
        if heir is None:
            return
        if case in self._anchors:
            self.move(case, heir)
        else:
            self._anchors[case], self._anchored[heir] = heir, case

    def supersede(self, case: str, living: str) -> bool:
        """CASE leads to LIVING; whether that is news."""
        if self._superseded.get(case) == living:
            return False
        self._superseded[case] = living
        return True

    def revive(self, case: str) -> bool:
        """CASE lives by itself; whether that is news."""
        return self._superseded.pop(case, None) is not None

    def is_superseded(self, case: str) -> bool:
        return case in self._superseded

    def living(self, case: str) -> str:
        """The id under which CASE lives now."""
        seen = {case}
        while (following := self._superseded.get(case)) and following not in seen:
            case = following
            seen.add(case)
        return case

    def is_told(self, case: str) -> bool:
        """Whether others were told of CASE."""
        return case in self._revisions

    def revise(self, case: str) -> None:
        self._revisions[case] = self._revisions.get(case, 0) + 1

    def revision(self, case: str) -> int:
        return max(1, self._revisions.get(case, 1))

    def written(self) -> dict[str, Any]:
        """Everything in it."""
        return {
            "anchors": [[case, *anchor] for case, anchor in self._anchors.items()],
            "superseded": self._superseded,
            "revisions": self._revisions,
        }

    def read_back(self, small: dict[str, Any]) -> None:
        self._anchors = {case: (article, number) for case, article, number in small["anchors"]}
        self._anchored = {anchor: case for case, anchor in self._anchors.items()}
        self._superseded, self._revisions = small["superseded"], small["revisions"]


def _dispute_id(article: str, number: int) -> str:
    return digest(article if number == 0 else f"{article}#{number}", "d")
