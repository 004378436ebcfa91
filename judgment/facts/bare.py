"""Names that have no suffix and that no list knows: an unknown word where an employer stands, beside the words of
data/facts_anchors.txt ("迅骑达的480名骑手", "外判商洁升", "在洛可悦做店长")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from judgment.facts.edges import closes, last_mark, place_names
from judgment.facts.lexicon import lines, words
from judgment.facts.surnames import SURNAMES
from judgment.words import known, tagged

Span = tuple[int, int]

_NUMERAL = "0-9一二三四五六七八九十百千两数几多余"
_BETWEEN = re.compile(
    rf"(?:[”」』）)]?(?:的|旗下的?|嘅)?(?:全体|部分|多名|多位|若干|一线|前|老|新|逾|近|约|原)?(?:[{_NUMERAL}]{{1,6}}[名位个])?(?:前|男|女|老|[一-龥]{{2}}组)?)$"
)
_FILLING = "”」』）)的旗下嘅全体部分多名位若干一线前老新逾近约原0123456789二三四五六七八九十百千两数几余个男女"
_REACH, _LONGEST = 10, 9
_PEOPLED = frozenset(("staff", "site", "room"))
_FILLS = frozenset("的嘅下体分多名位干线前老新逾近约原个男女组”」』）)")
_FIRST = frozenset(("called", "contractor", "kind"))  # the anchors that stand before the name
_IN = frozenset("在到于从进")
_LEADING = frozenset("在到于从叫向与和被把对给由是为厂商店司让请找告跟将")
_NOT_BEFORE = frozenset(" \n\t，。！？；：、,;:!?的了该某本我贵此是和各两家间个前后新原你他她让使们有无不")
_RULED_OUT = _NOT_BEFORE - _FILLS  # a first look, for most anchors stand behind such a sign
_PROPER = frozenset({"nz", "nt", "nr", "nrt", "nrfg", "eng", "ng"})
_ENDS_OF_PLACES = frozenset("省市县区镇乡村州旗路街里站")


@lru_cache(maxsize=1)
def anchors() -> dict[str, str]:
    """Every anchor with its class."""
    return {word: line.split()[0] for line in lines("anchors") for word in line.split()[1:]}


def find_bare(text: str, spots: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, bool]]:
    """The unknown words beside the anchors at SPOTS (start, end, kind) in the plain TEXT, and whether one mention is enough."""
    for start, end, kind in spots:
        if kind in _FIRST:
            if (span := _behind(text, end)) and (kind != "kind" or _qualified(text, start)):
                yield *span, kind != "kind" or text[span[0]].isascii()
        elif text[start - 1] in _RULED_OUT:
            continue
        elif span := _before(text, start, kind):
            yield *span, False


def _qualified(text: str, start: int) -> bool:
    """在线旅游公司途游天下: a kind of firm with its trade; "公司" alone is the subject of what follows."""
    return start > 1 and text[start - 1].isalpha() and text[start - 1] not in _NOT_BEFORE


def _before(text: str, anchor: int, kind: str) -> Span | None:
    """The name that ends where the anchor starts, with nothing but its workers' number between."""
    end = anchor
    if kind == "room" and text[anchor - 1] != "的":
        return None
    if kind in _PEOPLED and text[anchor - 1 : anchor] in _FILLS:
        floor = max(0, anchor - 16)
        if text[anchor - 1] != "组":  # else the filling has none but these signs
            floor += len(text[floor:anchor].rstrip(_FILLING))
        end = _BETWEEN.search(text, floor, anchor).start()  # type: ignore[union-attr]
    if end < 2 or text[end - 1] in _NOT_BEFORE or known(text[end - 2 : end]):
        return None
    if kind == "work" and _IN.isdisjoint(text[max(0, end - _REACH - 1) : end]):
        return None
    start = _walked_left(text, end)
    if start is None or (kind == "work" and text[start - 1 : start] not in _IN):
        return None
    return start, end


def _walked_left(text: str, end: int) -> int | None:
    """Where the run of unknown and proper words starts that ends at END."""
    floor = last_mark(text, max(0, end - _REACH), end)
    place, unknown = end, False
    for word, part in reversed(tagged(text[floor:end])):
        new = len(word) > 1 and not known(word) and not word.isdigit()
        if new and word[0] in _LEADING and len(word) > 2:
            place -= len(word) - 1  # "厂锐霆": the particle is the end of another word
            unknown = True
            break
        if (not new and part not in _PROPER and len(word) > 1) or closes(word, part):
            break
        if word[-1] in _ENDS_OF_PLACES and not word.isascii():
            break
        place -= len(word)
        unknown = unknown or new
    return place if unknown and _is_name(text[place:end]) else None


def _behind(text: str, start: int) -> Span | None:
    """The name that starts behind the anchor: unknown words, then its trade, up to the first word that no name contains."""
    head = text[start : start + 2]
    if len(head) < 2 or not head.isalpha() or (known(head) and head not in place_names()):
        return None
    place, unknown = start, False
    for word, part in tagged(text[start : start + _REACH + 4]):
        new = len(word) > 1 and not known(word) and not word.isdigit()
        trade = new or part in {"vn", "nz", "n"} or (len(word) == 1 and word in words("name_verbs"))
        if closes(word, part) or not word.isalnum() or (unknown and not trade):
            break
        if not (new or unknown or word in place_names() or part in _PROPER or len(word) == 1):
            break
        place += len(word)
        unknown = unknown or new or part == "eng"
        if place - start >= _LONGEST:
            break
    return (start, place) if unknown and _is_name(text[start:place]) else None


def _is_name(name: str) -> bool:
    """Long enough, no person and no place."""
    person = len(name) <= 3 and name[0] in SURNAMES and not name.isascii()
    if not 2 <= len(name) <= 14 or person or name[-1] in _OTHER_KINDS:
        return False
    halves = len(name) == 4 and known(name[:2]) and known(name[2:])  # 合作协议: two common words
    return not halves and name not in place_names() and not known(name)


# What no firm's short name ends with: unions, parties, offices, crews, places, persons, sums, times.
_OTHER_KINDS = frozenset("会盟协党局署厅部委队组班区校方员者人族们约费款线岁年月日时点度次级期")
