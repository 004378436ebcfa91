"""Which places an article names, and which of them is the dispute's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import ne
from typing import Any, NamedTuple

from judgment.document import Document
from judgment.places.gazetteer import HONG_KONG, Gazetteer, Reading, gazetteer, table
from judgment.slices import find_matches
from yanpan_domain.fact import PlaceMention

# Districts of one name in several cities, and the one that a paper means when it names no city.
_USUAL = {
    "朝阳区": "110105", "西湖区": "330106", "宝山区": "310113", "普陀区": "310107", "龙华区": "440309", "南山区": "440305", "通州区": "110112", "白云区": "440111",
    "长安区": "610116", "南沙区": "440115",
}  # fmt: skip
# No article names this many places; what comes after them in a hostile text is not read.
MOST = 3000
# Less evidence than one company's name is no evidence.
LEAST = 0.4
# A short place name with one of these behind it names a road, a paper, a dish or a language.
_NOT_HERE = re.compile(
    r"[东西南北中一二三四五六七八九十\d]{0,3}(?:路|街(?!道)|大道|大街|巷|弄(?!虚)|胡同)|"
    r"(?:日|晚|晨|早|商|时|周|导|都市|青年|法制|工人|经济|消费者?|劳动|农民|教育|环球)报|"
    r"(?:卫视|电视台|电台|广播|新闻网|新闻客户端|发布|头条|在线)|(?:话|菜|方言|口音|料理|拉面)"
)
_ORIGIN_AFTER = re.compile(
    r"[省市县区州]?(?:籍|人(?!社|民|力|才|数|员|工|士|大|们|口|行)|老家|老乡|口音|农村老家|打工者)"
)
_ORIGIN_BEFORE = re.compile(
    r"(?:来自|老家(?:在|是)?|户籍(?:在|地)?|籍贯|家住|家在|祖籍|原籍|出生于|出生在|生于|回到?|返回|返乡)[“「《]?$"
)
_TRAVEL_BEFORE = re.compile(
    r"(?:(?:并非|不是|而非)[^，。；\n]{0,10}|前往|赶赴|赴|飞往|飞抵|途经|转道|逃往|逃到|调往|到过|去过|出差|抵达|外迁|迁[往至到去]|搬[到往至去]|搬迁[到往至]|转移[到至]|类似|例如|比如|参考|效仿)$"
)
_MEDIUM_BEFORE = re.compile(r"(?:本报|本刊|新华社|中新社|中新网|人民网|央视网|记者)$")
_DATELINE_AFTER = re.compile(r"(?:\d{1,2}月\d{1,2}日)?(?:电|讯|消息|报道)|[（(]?记者")
_NAMED_AFTER = re.compile(
    r"(?:公司|集团|科技|控股|股份|电子|汽车|药业|酒业|地产|置业|证券|银行|教育|传媒|网络|物业|路|号)"
)
_TRIP_AFTER = re.compile(r"[市区县省]?(?:[、和及][\u4e00-\u9fff]{2,4})?(?:的)?(?:出差|旅游|旅行|考察|度假)")
_FIRM_OF_ITS_OWN = re.compile(
    r"(?![一某多两几三有])[^，。；、：:！？!?\s《》（）()“”「」省市县区某]{1,16}?(?:有限|股份|集团|公司)"
)
_COMPANY_AFTER = re.compile(
    r"[^，。；、：:！？!?\s《》（）()“”「」省市县区]{1,16}?(?:有限|股份|集团|公司|大学|银行|证券|航空|科技|传媒)"
)
_INSTITUTION_AFTER = re.compile(
    r"[省市县区]?[^，。；、：:！？!?\s《》（）()“”「」]{0,6}?(?:人社|人力资源|劳动|法院|检察院|公安|警方|警察|派出所|信访|住建|城管|街道|政府|工会|仲裁|医院|学校|中学|小学|"
    r"教育局|市民|工地|项目|厂|园区|工业园|公交|地铁|巴士|镇|乡|村|某|一家|一名|一处)"
)


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


@dataclass(slots=True)
class _Hit:
    start: int
    end: int
    name: str
    readings: tuple[Reading, ...]
    chosen: Reading | None = None


class _Finder:
    """Gives every written name of a text, the longest at each position.

    One pass of an automaton finds divisions, countries, zones and traps. Towns are ten times as many, and all end with one of a
    few words, so they are looked up where one of those stands; in the automaton they would cost every text memory and time.
    """

    def __init__(self, book: Gazetteer) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        traps = {row[0] for file in ("gazetteer_traps", "gazetteer_traps_ours") for row in table(file)}
        self.book = book
        self.towns = _towns(book)
        self.names = [*book.readings, *(trap for trap in sorted(traps) if trap not in book.readings)]
        self.names = [name for name in self.names if name in book.readings or name not in self.towns]
        self.longest = max(map(len, self.towns))
        # With the character before, for a first look: it spares 在街道 and 去年镇 the search.
        self.endings = frozenset(name[-3 if name.endswith(("街道", "苏木")) else -2 :] for name in self.towns)
        self.engine: Any = AhoCorasick(self.names, matchkind=MatchKind.LeftmostLongest)

    def hits(self, plain: str) -> list[_Hit]:
        found = []
        for start, end in self._spans(plain):
            name = plain[start:end]
            readings = self.book.readings.get(name) or self._town(name)
            if readings and (readings[0].kind in ("full", "town", "zone") or not _NOT_HERE.match(plain, end)):
                found.append(_Hit(start, end, name, readings))
                if len(found) == MOST:
                    break
        return found

    def _spans(self, plain: str) -> Iterator[tuple[int, int]]:
        named = [(start, end) for _, start, end in find_matches(self.engine, plain)]
        towns = [span for match in _TOWN_ENDS.finditer(plain) if (span := self._town_before(plain, match.end()))]
        if not towns:
            yield from named
            return
        last = 0
        for start, end in sorted((*named, *towns), key=lambda span: (span[0], -span[1])):
            if start >= last:
                last = end
                yield start, end

    def _town_before(self, plain: str, end: int) -> tuple[int, int] | None:
        """The longest town's name that ends at END."""
        if plain[end - 2 : end] not in self.endings and plain[end - 3 : end] not in self.endings:
            return None
        for start in range(max(0, end - self.longest), end - 2):
            if plain[start:end] in self.towns:
                return start, end
        return None

    def _town(self, name: str) -> tuple[Reading, ...]:
        return tuple(Reading(county, "town", True) for county in self.towns.get(name, "").split())


_TOWN_ENDS = re.compile("[镇乡道木](?:(?<=[镇乡])|(?<=街道)|(?<=苏木))")


@lru_cache(maxsize=1)
def _finder() -> _Finder:
    return _Finder(gazetteer())


def _towns(book: Gazetteer) -> dict[str, str]:
    """The counties of each town's name, parted by spaces."""
    towns: dict[str, str] = {}
    for county, names in table("gazetteer_townships"):
        if county in book.in_force or county in book.retired:
            for name in names.split(" "):
                if len(name) >= 3:
                    towns[name] = f"{towns[name]} {county}" if name in towns else county
    return towns


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """Written names that can mean nothing but a place, whichever it is; towns are left out."""
    return frozenset(
        name
        for name, readings in gazetteer().readings.items()
        if any(
            (not reading.weak or len(name) > 2) and reading.kind in ("full", "short", "zone", "country")
            for reading in readings
        )
    )


def find_all_places(text: str, field: str = "text", hong_kong: bool = False) -> tuple[Mention, ...]:
    """Every place that TEXT (in its plain form) names, in order, each read in the light of the others.

    With HONG_KONG the article is written as Hong Kong writes, and its bodies (立法会, 中大) mean Hong Kong's.
    """
    hits = _finder().hits(text)
    if hong_kong:
        for hit in hits:
            hit.chosen = next((r for r in hit.readings if r.kind == "institution" and r.weak), None)
    _read(text, hits)
    return tuple(
        Mention(field, h.start, h.end, text[h.start : h.end], h.chosen.code, h.chosen.kind, h.chosen.country, 1.0)
        for h in hits
        if h.chosen is not None
    )


def _read(text: str, hits: list[_Hit]) -> None:
    """Chooses a reading for each hit: what follows from its neighbour first, then what the whole text supports."""
    book = gazetteer()
    support: dict[str, float] = defaultdict(float)
    for hit in hits:
        certain = [r for r in hit.readings if not r.weak]
        if len(hit.readings) == 1 and certain:
            hit.chosen = certain[0]
            _support(support, certain[0].code)
    previous: _Hit | None = None
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


def _reread(previous: _Hit, chosen: Reading, support: dict[str, float]) -> None:
    """吉林长春: the first name is the province because the second lies in it."""
    for reading in previous.readings:
        if reading.code and inside(chosen.code, reading.code):
            previous.chosen = reading
            _support(support, reading.code)


def _best(hit: _Hit, support: dict[str, float], book: Gazetteer) -> Reading | None:
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


def find_places(document: Document) -> tuple[PlaceMention, ...]:
    """The places of the dispute, the most certain first and each as precise as the text allows."""
    weighed = list(_weighed(document))
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
    if not _writes_as_hong_kong(document):
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


def _weighed(document: Document) -> Iterator[Mention]:
    """Every mention with its weight as evidence of where the dispute is."""
    title, text = document.plain_title, document.plain_text
    joined = f"{title}\n{text}"
    shift = len(title) + 1
    hong_kong = _writes_as_hong_kong(document)
    mentions = find_all_places(joined, hong_kong=hong_kong)
    firms = {m.written for m in mentions if _may_name_a_firm(m) and _FIRM_OF_ITS_OWN.match(joined, m.end)}
    for chain in _chains(mentions):
        weight = _weight(joined, chain, chain[0].start < shift, shift)
        if hong_kong and len(chain) == 1 and _may_name_a_firm(chain[0]) and chain[0].code[:2] not in _SHORES:
            weight *= 0.2  # 永康, 太平, 顺昌: estates and firms there, more often than the mainland's counties
        if len(chain) == 1 and chain[0].written in firms and _may_name_a_firm(chain[0]):
            weight = min(weight, 0.15)
        for mention in chain:
            in_title = mention.start < shift
            offset = 0 if in_title else shift
            yield Mention(
                "title" if in_title else "text",
                mention.start - offset,
                mention.end - offset,
                mention.written,
                mention.code,
                mention.kind,
                mention.country,
                weight,
            )


_SHORES = ("81", "82", "71")


def _may_name_a_firm(mention: Mention) -> bool:
    """光明 in 光明灯饰有限公司 is the firm's own name, far more often than the district."""
    return mention.kind == "short" and mention.code != "" and not mention.code.endswith("00")


def _chains(mentions: tuple[Mention, ...]) -> Iterator[list[Mention]]:
    """四川 + 仁寿县 as one: what stands before the first and behind the last speaks of both."""
    chain: list[Mention] = []
    for mention in mentions:
        if chain and not (mention.start - chain[-1].end <= 1 and inside(mention.code, chain[-1].code)):
            yield chain
            chain = []
        chain.append(mention)
    if chain:
        yield chain


def _writes_as_hong_kong(document: Document) -> bool:
    """Traditional script or Cantonese: what Hong Kong's papers print, and no mainland paper."""
    sample, plain = document.text[:400], document.plain_text[:400]
    if sample == plain:
        return False
    changed = sum(map(ne, sample, plain))
    return changed > 0.1 * len(sample) and any(a > "\u3400" for a, b in zip(sample, plain, strict=True) if a != b)


def _weight(text: str, chain: list[Mention], in_title: bool, shift: int) -> float:
    first, mention = chain[0], chain[-1]
    before, end = text[max(0, first.start - 14) : first.start], mention.end
    weight = 3.0 if in_title else 1.5 if first.start - shift < 60 else 1.0
    if mention.kind == "institution":
        return weight * 0.5
    if (_ORIGIN_AFTER.match(text, end) and mention.code != HONG_KONG) or _ORIGIN_BEFORE.search(before):
        return weight * 0.15
    if mention.kind == "short" and not mention.code.endswith("00") and _NAMED_AFTER.match(text, end):
        return 0.0  # 瑞安公司: a firm's own name
    if _TRAVEL_BEFORE.search(before) or _TRIP_AFTER.match(text, end):
        return weight * 0.2
    if _MEDIUM_BEFORE.search(before) or _DATELINE_AFTER.match(text, end):
        return weight * 0.4
    if _INSTITUTION_AFTER.match(text, end):
        return weight * 1.3
    if _COMPANY_AFTER.match(text, end):
        return weight * 0.5
    return weight


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
    return code[:2] + "0000" if code[:2] in ("11", "12", "31", "50", "81", "82", "71") else code[:4] + "00"


def _finest(key: str, weighed: list[Mention]) -> Mention:
    """The most precise mention inside KEY that the text gives enough weight to."""
    inside = [m for m in weighed if (m.country or _city(m.code) if not m.code.endswith("0000") else m.code) == key]
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
