"""What tells a firm from others in its registered name: 锐霆 in 深圳市锐霆精密电子有限公司; newspapers call it so ever after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from judgment.facts.brands import inside_words
from judgment.facts.edges import place_names
from judgment.occurrences import occurrences
from judgment.places.gazetteer import short_name, table
from judgment.words import known

_LEGAL = re.compile(
    r"(?:股份)?有限(?:责任)?公司(?:.{2,6}分公司)?$|(?:集团)?(?:股份)?公司$|集团$|厂$|总店$|医院$|学校$|超市$|酒店$|合作社$"
)
_BRACKETS = re.compile(r"[（(][^）)]{0,10}[）)]")
_AREA = re.compile(r"[一-龥]{2,3}?[省市州县区镇](?=[一-龥]{2})")
_AREAS = frozenset("省市县区镇乡村街路州")
_LONGEST_PLACE, _LONGEST_TRADE, _LEAST, _LONGEST = 6, 4, 2, 4


@lru_cache(maxsize=4096)
def core_of(name: str) -> str | None:
    """The part of the plain NAME between its place and its trade, where the dictionary doesn't hold it: a common word
    (平安, 长城) stands for much else. None where the name is a short one itself."""
    bare = _BRACKETS.sub("", name)
    rest = _LEGAL.sub("", bare)
    if rest == bare:
        return None
    rest = _without_trade(_without_place(rest))
    return rest if len(rest) >= _LEAST and rest.isalpha() and not known(rest) and rest not in _places() else None


def _without_place(name: str) -> str:
    """广西柳州锐霆 → 锐霆."""
    places = _places()
    while len(name) > _LEAST:
        for length in range(min(_LONGEST_PLACE, len(name) - _LEAST), 1, -1):
            if name[:length] in places:
                name = name[length:].lstrip("省市县区镇")
                break
        else:
            found = _AREA.match(name)
            if found is None:
                return name
            name = name[found.end() :]
    return name


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    provinces = [name for code, name, *_ in table("gazetteer") if code.endswith("0000")]
    return place_names() | {*provinces, "中国"} | {short for name in provinces if (short := short_name(name, 1))}


def _without_trade(name: str) -> str:
    """锐霆精密电子 → 锐霆: words of the dictionary at the end, as long as two characters are left."""
    while True:
        for length in range(min(_LONGEST_TRADE, len(name) - _LEAST), 1, -1):
            if known(name[-length:]):
                name = name[:-length]
                break
        else:
            return name


def short_form(name: str, text: str) -> str | None:
    """How TEXT calls the firm NAME where it gives it a short name: its core or a part of that; None where it gives none."""
    core = core_of(name)
    if core is None:
        return None
    for form in (_grown(core, text), core[-_LEAST:], core[-_LEAST - 1 :]):
        if text.count(form) > text.count(name) and not known(form) and not _is_place(form, text):
            return form
    return None


def _grown(core: str, text: str) -> str:
    """The beginning of CORE that TEXT always uses: 腾岢 of 腾岢鞋塑, but 迅骑达 whole."""
    form = core[:_LEAST]
    while len(form) < min(len(core), _LONGEST) and text.count(core[: len(form) + 1]) == text.count(form):
        form = core[: len(form) + 1]
    return form


def _is_place(form: str, text: str) -> bool:
    """A town that no gazetteer knows: 胥口 where the text has 胥口镇 too."""
    return any(text[at + len(form) : at + len(form) + 1] in _AREAS for at in occurrences(text, form))


def is_bare(name: str) -> bool:
    """A short word that no dictionary holds and that ends like no firm."""
    return len(name) <= _LONGEST and not known(name) and _LEGAL.sub("", name) == name


def find_form(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Where the short FORM stands in the plain TEXT and no common word cuts through it."""
    for at in occurrences(text, form):
        if len(form) > _LEAST or not inside_words(text, at):
            yield at, at + len(form)
