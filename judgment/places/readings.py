"""What each written name of a place means, read in the light of the others."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from judgment.places.gazetteer import Gazetteer, Reading, gazetteer
from judgment.places.written import Hit, finder

# Districts of one name in several cities, and the one that a paper means when it names no city.
_USUAL = {
    "朝阳区": "110105", "西湖区": "330106", "宝山区": "310113", "普陀区": "310107", "龙华区": "440309", "南山区": "440305", "通州区": "110112", "白云区": "440111",
    "长安区": "610116", "南沙区": "440115",
}  # fmt: skip


class Mention(NamedTuple):
    """A written place name and what it was read as; `code` "" and `country` set for a foreign place."""

    field: str
    start: int
    end: int
    written: str
    code: str
    kind: str
    country: str
    weight: float


def find_all_places(text: str, field: str = "text", hong_kong: bool = False) -> tuple[Mention, ...]:
    """Every place that TEXT (in its plain form) names, in order, each read in the light of the others.

    With HONG_KONG the article is written as Hong Kong writes, and its bodies (立法会, 中大) mean Hong Kong's.
    """
    hits = finder().hits(text)
    if hong_kong:
        for hit in hits:
            hit.chosen = next((r for r in hit.readings if r.kind == "institution" and r.weak), None)
    _read(text, hits)
    # A named tuple's own constructor is three times as slow.
    return tuple(
        tuple.__new__(Mention, (field, h.start, h.end, text[h.start : h.end], read.code, read.kind, read.country, 1.0))
        for h in hits
        if (read := h.chosen) is not None
    )


def _read(text: str, hits: list[Hit]) -> None:
    """Chooses a reading for each hit: what follows from its neighbour first, then what the whole text supports."""
    book = gazetteer()
    support: dict[str, float] = defaultdict(float)
    for hit in hits:
        if len(hit.readings) == 1 and not hit.readings[0].weak:
            hit.chosen = hit.readings[0]
            _support(support, hit.chosen.code)
    previous: Hit | None = None
    for hit in hits:
        if previous is not None and previous.chosen is not None and hit.start - previous.end <= 1:
            within = [r for r in hit.readings if r.code and inside(r.code, previous.chosen.code)]
            if within:
                hit.chosen = within[0]
                _support(support, within[0].code)
        if hit.chosen is None:
            hit.chosen = _best(hit, support, book)
            if hit.chosen is not None and previous is not None and previous.end == hit.start:
                _reread(previous, hit.chosen, support)
        previous = hit
    for hit in hits:
        if hit.chosen is None:
            hit.chosen = _best(hit, support, book)


def _reread(previous: Hit, chosen: Reading, support: dict[str, float]) -> None:
    """吉林长春: the first name is the province because the second lies in it."""
    for reading in previous.readings:
        if reading.code and inside(chosen.code, reading.code):
            previous.chosen = reading
            _support(support, reading.code)


def _best(hit: Hit, support: dict[str, float], book: Gazetteer) -> Reading | None:
    scored = [(_backing(r.code, support), not r.weak, _prior(r, book), i, r) for i, r in enumerate(hit.readings)]
    backed = [s for s in scored if s[0] > 0]
    if backed:
        return max(backed, key=lambda s: (s[0], s[1], s[2], -s[3]))[-1]
    sure = [s for s in scored if s[1]]
    if not sure:
        return None
    best = max(sure, key=lambda s: (s[2], -s[3]))
    rivals = [s for s in sure if s[2] == best[2]]
    if len(rivals) == 1:
        return best[-1]
    return next((s[-1] for s in rivals if s[-1].code == _USUAL.get(hit.name)), None)


def _prior(reading: Reading, book: Gazetteer) -> int:
    """Without context 吉林 is the province, 长沙 the city and not the county of that name."""
    division = book.division(reading.code)
    return 4 - division.level if division else 3


def _support(support: dict[str, float], code: str) -> None:
    if code:
        support[code] += 1
        if not code.endswith("0000"):
            support[code[:2] + "0000"] += 0.25
            if not code.endswith("00"):
                support[code[:4] + "00"] += 0.5


def _backing(code: str, support: dict[str, float]) -> float:
    if not code:
        return 0.0
    uppers = {code[:4] + "00": 2.0, code[:2] + "0000": 1.0}
    return 4.0 * support.get(code, 0.0) + sum(
        w * support.get(upper, 0.0) for upper, w in uppers.items() if upper != code
    )


def inside(code: str, upper: str) -> bool:
    """CODE lies in UPPER, and is not UPPER itself."""
    if not upper or code == upper:
        return False
    kept = upper.rstrip("0") if upper.endswith("0000") else upper[:4] if upper.endswith("00") else upper
    return code.startswith(kept[:2] if upper.endswith("0000") else kept)
