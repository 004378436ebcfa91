"""Which of the places that an article names is the dispute's."""

from __future__ import annotations

import re
from collections import defaultdict

from judgment.document import Document
from judgment.places.evidence import weighed_mentions, writes_as_hong_kong
from judgment.places.gazetteer import HONG_KONG, gazetteer
from judgment.places.readings import Mention
from yanpan_domain.fact import PlaceMention

# Less evidence than one company's name is no evidence.
LEAST = 0.4


def find_places(document: Document) -> tuple[PlaceMention, ...]:
    """The places of the dispute, the most certain first and each as precise as the text allows."""
    weighed = list(weighed_mentions(document))
    if not weighed:
        return _by_its_words(document)
    totals = _totals(weighed)
    ranked = sorted(totals, key=lambda key: -totals[key])
    best = ranked[0]
    if totals[best] < LEAST:
        return ()
    chosen = [key for key in ranked if totals[key] >= max(LEAST, 0.6 * totals[best])][:3]
    places = [_finest(key, weighed) for key in chosen]
    return tuple(_place(mention, totals[key]) for key, mention in zip(chosen, places, strict=True))


# What only Hong Kong calls so; a story that is told in these words and names no place tells of it.
_HONG_KONG_WORDS = re.compile(
    r"外判|入禀|遣散费|执笠|屋苑|拖粮|判头|职工盟|劳工处|立法会|劳审处|强积金|茶餐厅|大状|差饷|公屋|[佢哋嘅唔冇咗喺啲]"
)
_TAIWAN_WORDS = re.compile(r"劳基法|资遣|移工|劳动部|县府|县政府|劳资争议|加班费申报|无薪假")


def _by_its_words(document: Document) -> tuple[PlaceMention, ...]:
    if not writes_as_hong_kong(document):
        return ()
    text = document.plain_title + "\n" + document.plain_text
    words = [*_HONG_KONG_WORDS.finditer(text)]
    if not words or _TAIWAN_WORDS.search(text):
        return ()
    start = words[0].start()
    field, shift = ("title", 0) if start < len(document.plain_title) else ("text", len(document.plain_title) + 1)
    return (
        PlaceMention(
            code=HONG_KONG,
            name=gazetteer().full_name(HONG_KONG),
            field=field,
            start=start - shift,
            end=words[0].end() - shift,
            score=0.2,
        ),
    )


def _place(mention: Mention, score: float) -> PlaceMention:
    name = mention.country or gazetteer().full_name(mention.code)
    return PlaceMention(
        code=mention.code,
        name=name,
        field=mention.field,
        start=mention.start,
        end=mention.end,
        score=min(1.0, score / 4),
    )


def _totals(weighed: list[Mention]) -> dict[str, float]:
    """Evidence by city (or country); what speaks for a province is shared out to its cities that are named."""
    cities: dict[str, float] = defaultdict(float)
    provinces: dict[str, float] = defaultdict(float)
    for mention in weighed:
        if mention.country:
            cities[mention.country] += mention.weight
        elif mention.code.endswith("0000"):
            provinces[mention.code] += mention.weight
        else:
            cities[_city(mention.code)] += mention.weight
    for province, weight in provinces.items():
        below = [city for city in cities if city[:2] == province[:2]]
        if below:
            for city in below:
                cities[city] += weight
        else:
            cities[province] += weight
    return cities


def _city(code: str) -> str:
    """The prefecture of CODE; counties right under a province or municipality stand for themselves or it."""
    return code[:2] + "0000" if code[:2] in _WITHOUT_PREFECTURES else code[:4] + "00"


_WITHOUT_PREFECTURES = frozenset(("11", "12", "31", "50", "81", "82", "71"))


def _key(mention: Mention) -> str:
    """The country, the province or the city that MENTION speaks of."""
    code = mention.code
    return code if code.endswith("0000") else mention.country or _city(code)


def _finest(key: str, weighed: list[Mention]) -> Mention:
    """The most precise mention inside KEY that the text gives enough weight to."""
    inside = [m for m in weighed if _key(m) == key]
    inside = inside or [m for m in weighed if m.country == key or _city(m.code) == key]
    by_code: dict[str, float] = defaultdict(float)
    for mention in inside:
        by_code[mention.code] += mention.weight
    counties = {code: weight for code, weight in by_code.items() if not code.endswith("00")}
    if counties:
        best = max(counties, key=lambda code: counties[code])
        if counties[best] >= 0.5:
            return next(m for m in inside if m.code == best)
    return max(inside, key=lambda m: m.weight)
