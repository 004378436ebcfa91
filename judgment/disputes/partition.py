"""Cuts a web of tellings that might belong together into disputes.

The result depends on the tellings and the analysts' decisions alone: tellings are taken in order of publication, each joins
the dispute it fits best unless it contradicts one of its members, and disputes that strong ties join become one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

# Two groups that grew apart become one when a tie between them is this strong (points of `same.score`).
MERGE = 1.5

Tie = Mapping[int, Mapping[int, float]]


def partition(
    ordered: Sequence[int],
    ties: Tie,
    contradicts: Callable[[int, int], bool],
    together: Callable[[int], set[int]],
    apart: Callable[[int, int], bool],
) -> list[list[int]]:
    """Groups of ORDERED. TIES holds the points of pairs that fit; TOGETHER and APART are what analysts decided."""
    groups: list[list[int]] = []
    place: dict[int, int] = {}

    def barred(node: int, group: list[int]) -> bool:
        return any(apart(node, member) or contradicts(node, member) for member in group)

    for node in ordered:
        decided = sorted({place[other] for other in together(node) if other in place})
        chosen: int | None
        if decided:
            chosen = decided[0]
            for other in reversed(decided[1:]):
                _pour(groups, place, other, chosen)
        else:
            chosen = _best(node, ties.get(node, {}), groups, place, barred)
        if chosen is None:
            chosen = len(groups)
            groups.append([])
        groups[chosen].append(node)
        place[node] = chosen
    _merge(groups, place, ties, lambda a, b: any(barred(node, b) for node in a))
    return [group for group in groups if group]


def _best(
    node: int,
    tied: Mapping[int, float],
    groups: list[list[int]],
    place: Mapping[int, int],
    barred: Callable[[int, list[int]], bool],
) -> int | None:
    points: dict[int, float] = {}
    for other, tie in tied.items():
        if other in place:
            points[place[other]] = max(points.get(place[other], tie), tie)
    for group in sorted(points, key=lambda number: (-points[number], number)):
        if not barred(node, groups[group]):
            return group
    return None


def _merge(
    groups: list[list[int]],
    place: dict[int, int],
    ties: Tie,
    barred: Callable[[list[int], list[int]], bool],
) -> None:
    rank = {node: number for number, node in enumerate(node for group in groups for node in group)}
    strong = sorted(
        (-points, rank[a], rank[b], a, b)
        for a in place
        for b, points in ties.get(a, {}).items()
        if b in place and rank[a] < rank[b] and points >= MERGE
    )
    for _, _, _, a, b in strong:
        one, other = sorted((place[a], place[b]))
        if one != other and not barred(groups[one], groups[other]):
            _pour(groups, place, other, one)


def _pour(groups: list[list[int]], place: dict[int, int], source: int, target: int) -> None:
    for node in groups[source]:
        place[node] = target
    groups[target] += groups[source]
    groups[source] = []
