"""How many records had each word when it was last asked for: a first guess, confirmed while the search is under way."""

from __future__ import annotations

from typing import TypeAlias

from index.clauses import Match, Phrase, Word

# Of each leaf, how many records have it; and how many there are.
Counted: TypeAlias = tuple[list[int], int]
# Words remembered; a language's vocabulary of questions is smaller.
MOST = 20_000


class Counts:
    """What the words of one kind of record counted last."""

    def __init__(self) -> None:
        self._having: dict[tuple[Word | Phrase, ...], int] = {}
        self._records = 0

    def of(self, leaves: list[Match]) -> Counted | None:
        """The last counts of LEAVES, when all were counted before."""
        having = [self._having.get(leaf.alternatives) for leaf in leaves]
        known = [one for one in having if one is not None]
        return (known, self._records) if len(known) == len(having) else None

    def remember(self, leaves: list[Match], counted: Counted) -> None:
        having, self._records = counted
        if len(self._having) > MOST:
            self._having.clear()
        self._having.update(zip((leaf.alternatives for leaf in leaves), having, strict=True))
