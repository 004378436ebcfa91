"""Divisions of China by GB/T 2260 code, with their history, and every way a text may write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from yanpan_domain.locality import Locality

HONG_KONG, MACAU, TAIWAN = "810000", "820000", "710000"
_PROVINCE_ENDS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
_PEOPLES = [
    "哈萨克",
    "蒙古",
    "蒙古族",
    "藏族",
    "羌族",
    "彝族",
    "土家族",
    "苗族",
    "布依族",
    "侗族",
    "壮族",
    "哈尼族",
    "傣族",
    "景颇族",
    "白族",
    "傈僳族",
    "朝鲜族",
    "回族",
    "柯尔克孜",
    "维吾尔",
    "满族",
    "瑶族",
    "黎族",
    "土族",
    "裕固族",
    "东乡族",
    "保安族",
    "撒拉族",
    "仫佬族",
    "毛南族",
    "水族",
    "仡佬族",
    "畲族",
    "达斡尔族",
    "鄂温克族",
    "鄂伦春",
    "佤族",
    "拉祜族",
    "布朗族",
    "独龙族",
    "怒族",
    "纳西族",
    "普米族",
    "各族",
    "塔吉克",
    "锡伯",
    "哈萨克族",
    "蒙古族",
]


@dataclass(frozen=True, slots=True)
class Division:
    """A division as one code book names it; `successor` is the code in force that took it over, "" while it is in force."""

    code: str
    name: str
    since: int | None
    until: int | None
    successor: str

    @property
    def level(self) -> int:
        """1 province, 2 prefecture, 3 county; a county-level city directly under its province is 3."""
        return 1 if self.code.endswith("0000") else 2 if self.code.endswith("00") else 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a written name may mean. `code` is "" for a foreign country, whose name is then `country`.

    `kind`: full, short (without 省市县区), zone, town, institution (implies the place), country, trap (no place at all).
    `weak` names are also everyday words or belong to several places: they need support from their surroundings.
    """

    code: str
    kind: str
    weak: bool = False
    country: str = ""


class Gazetteer:
    """All divisions and all written names; immutable once made."""

    def __init__(self) -> None:
        self.in_force: dict[str, Division] = {}
        self.retired: dict[str, Division] = {}
        for division in _divisions():
            (self.retired if division.until else self.in_force).setdefault(division.code, division)
        self.readings: dict[str, tuple[Reading, ...]] = _readings(self)

    def division(self, code: str) -> Division | None:
        """The division in force under CODE, else the last one that bore it."""
        return self.in_force.get(code) or self.retired.get(code)

    def current(self, code: str) -> str:
        """The code in force for CODE; CODE itself when it still holds or nothing took it over."""
        if code in self.in_force:
            return code
        division = self.retired.get(code)
        return division.successor if division and division.successor else code

    def full_name(self, code: str) -> str:
        """广东省深圳市宝安区 for 440306; "" for a code that no book holds."""
        division = self.division(code)
        if division is None:
            return ""
        names = [self.division(upper) for upper in (code[:2] + "0000", code[:4] + "00") if upper != code]
        return "".join(upper.name for upper in names if upper) + division.name


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of this version, read once."""
    return Gazetteer()


def locality(code: str) -> Locality:
    """The place behind CODE with its full name; a code that no book holds is named by itself."""
    return Locality(code=code, name=gazetteer().full_name(code) or code)


def table(name: str) -> Iterator[list[str]]:
    """Rows of one of our tab-separated files, comments left out."""
    for line in files("judgment").joinpath(f"data/{name}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _divisions() -> Iterator[Division]:
    for code, name, since, until, successor in table("gazetteer"):
        yield Division(code, name, int(since) if since else None, int(until) if until else None, successor)


def short_name(name: str, level: int) -> str:
    """The everyday name: 广西 for 广西壮族自治区, 甘南 for 甘南藏族自治州, 宝安 for 宝安区; "" when nothing shorter is used."""
    if level == 1:
        return next((name[: -len(end)] for end in _PROVINCE_ENDS if name.endswith(end)), "")
    for end in ("自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区", "省", "市", "县", "区", "旗", "盟", "州"):
        if name.endswith(end) and len(name) - len(end) >= 2:
            return _without_peoples(name[: -len(end)])
    return ""


def _without_peoples(stem: str) -> str:
    changed = True
    while changed:
        changed = False
        for people in _PEOPLES:
            if stem.endswith(people) and len(stem) - len(people) >= 2:
                stem, changed = stem[: -len(people)], True
    return stem


def _readings(book: Gazetteer) -> dict[str, tuple[Reading, ...]]:
    weak = {(name, int(level)) for name, level in table("gazetteer_weak")}
    names: dict[str, dict[str, Reading]] = {}

    def add(name: str, reading: Reading) -> None:
        for written in {name, name.replace("颍", "颖")}:
            names.setdefault(written, {}).setdefault(reading.code or reading.country, reading)

    for division in book.in_force.values():
        add(division.name, Reading(division.code, "full", (division.name, division.level) in weak))
        short = short_name(division.name, division.level)
        if short:
            add(short, Reading(division.code, "short", (short, division.level) in weak))
            if division.name.endswith("自治州"):
                add(short + "州", Reading(division.code, "full"))
            if division.name.endswith(("自治县", "自治旗")):
                add(short + division.name[-1], Reading(division.code, "full"))
    for division in book.retired.values():
        if division.level > 1 and division.successor:
            named_on = book.division(division.successor)
            code = division.successor if named_on and _same_ground(division, named_on) else division.code
            if division.name not in names:
                add(division.name, Reading(code, "full", (division.name, division.level) in weak))
    for name, code in table("gazetteer_zones"):
        names.setdefault(name, {})[code] = Reading(code, "zone")
    for name, code, kind in table("gazetteer_hongkong"):
        if kind != "none":
            add(name, Reading(code, "institution" if kind in ("institution", "weak") else "short", kind == "weak"))
    for country, *others in table("gazetteer_countries"):
        add(country, Reading("", "country", False, country))
        for other in " ".join(others).split():
            add(other, Reading("", "country", False, country))
    return {name: tuple(found.values()) for name, found in names.items()}


def _same_ground(old: Division, new: Division) -> bool:
    """旬阳县 became 旬阳市: the same place; 渝北区 went into 两江新区: not the same."""
    return short_name(old.name, old.level) == short_name(new.name, new.level) or old.code == new.code
