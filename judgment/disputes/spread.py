"""Whether an article says that one firm's trouble spans several cities, and which: its shops' closing there is one case."""

from __future__ import annotations

import re
from functools import lru_cache

from judgment.places.gazetteer import gazetteer

_SPANS = re.compile(
    r"全国(?:各地|多地|范围|门店)|多个城市|多省|[两二三四五六七八九几多数各]地|等地|门店|分店|分公司|各店|连锁|的店"
)
_COUNTRYWIDE = re.compile(
    r"全国(?:各地|多地|范围|门店)|多个城市|多地(?:门店|员工|分公司|骑手|司机)|各地(?:门店|分公司|骑手|司机)|多省"
)
MOST = 6


def spans_country(text: str) -> bool:
    """Whether TEXT says that what it tells of happens all over, cities named or not."""
    return bool(_COUNTRYWIDE.search(text))


def cities_spanned(text: str, own: tuple[int, ...]) -> tuple[int, ...]:
    """Codes of the prefectures that TEXT (simplified) names beside its OWN places; none unless it speaks of several places."""
    if not _SPANS.search(text):
        return ()
    pattern, codes = _cities()
    named = dict.fromkeys(codes[name] for name in pattern.findall(text))
    beside = [code for code in named if all(code // 100 != place // 100 for place in own)]
    return tuple(beside[:MOST]) if len(beside) + bool(own) > 1 else ()


@lru_cache(maxsize=1)
def _cities() -> tuple[re.Pattern[str], dict[str, int]]:
    """Every short name of one prefecture or municipality that is no everyday word, and its code."""
    municipalities = {"110000", "120000", "310000", "500000"}
    codes: dict[str, int] = {}
    for name, readings in gazetteer().readings.items():
        meant = [one for one in readings if one.kind == "short" and not one.weak]
        code = meant[0].code if len(meant) == 1 else ""
        if len(name) > 1 and (code in municipalities or (code.endswith("00") and not code.endswith("0000"))):
            codes[name] = int(code)
    return re.compile("|".join(sorted(codes, key=len, reverse=True))), codes


def prefecture_names() -> tuple[str, ...]:
    """Short names of prefectures and municipalities that are no everyday words."""
    return tuple(_cities()[1])
