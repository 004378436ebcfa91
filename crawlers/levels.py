"""Did the daily yield of a source change its level? A rank test, because counts of news follow no tidy distribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt
from statistics import fmean

# The window of the test: three whole weeks against the last one, so that every weekday counts the same on both sides.
WINDOW_DAYS = 28
RECENT_DAYS = 7
LEAST_RECENT, LEAST_BEFORE = 5, 10
# One false alarm in 200 looks, and at least a halving or doubling: a smaller shift is no sign of a broken source.
SIGNIFICANT = 0.005
RATIO = 2.0


@dataclass(frozen=True, slots=True)
class LevelChange:
    """The mean a day before and of late, and how likely chance alone is."""

    before: float
    recent: float
    p: float

    @property
    def fell(self) -> bool:
        return self.recent < self.before


def level_change(before: Sequence[float], recent: Sequence[float]) -> LevelChange | None:
    """The change of level between two stretches of daily counts; None when there is none to speak of, or too little to tell."""
    if len(before) < LEAST_BEFORE or len(recent) < LEAST_RECENT:
        return None
    mean_before, mean_recent = fmean(before), fmean(recent)
    low, high = sorted((mean_before, mean_recent))
    if high == 0 or high < RATIO * low:
        return None
    p = rank_sum_p(before, recent)
    return LevelChange(mean_before, mean_recent, p) if p < SIGNIFICANT else None


def rank_sum_p(a: Sequence[float], b: Sequence[float]) -> float:
    """Two-sided p of the Mann–Whitney rank-sum test, by the normal approximation with correction for ties."""
    n, m = len(a), len(b)
    pooled = sorted((value, side) for side, values in ((0, a), (1, b)) for value in values)
    rank_sum, ties, position = 0.0, 0, 0
    while position < n + m:
        end = position
        while end < n + m and pooled[end][0] == pooled[position][0]:
            end += 1
        size = end - position
        rank = (position + 1 + end) / 2
        rank_sum += rank * sum(side for _, side in pooled[position:end])
        ties += size**3 - size
        position = end
    total = n + m
    u = rank_sum - m * (m + 1) / 2
    variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    if variance <= 0:
        return 1.0
    z = max(0.0, abs(u - n * m / 2) - 0.5) / sqrt(variance)
    return erfc(z / sqrt(2))
