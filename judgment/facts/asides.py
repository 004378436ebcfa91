"""What a story tells beside its own dispute: other cases, of other firms or years, and what is counted of a whole place."""

from __future__ import annotations

import re
from functools import lru_cache

from judgment.document import Document
from judgment.facts.figures import Figure

_REACH_BEFORE, _REACH_BEHIND = 60, 24
# Each pattern begins with one class of characters, so that the engine skips from one of them to the next.
# 去年金凤区一家火锅店歇业, 2019年沁源另一座煤矿停产时, 曾判决一家配送商: some time ago, and some firm.
_SOME_FIRM = re.compile(
    r"[去前此当多近12曾今](?:(?<=[去前当近])年|(?<=此)前|(?<=多)年前|(?<=1)9\d\d年|(?<=2)0\d\d年|(?<=曾)经?|(?<=今)年[^，。]{0,4}月)"
    r"[^。；]{0,26}?(?:(?:那|另?一)[家座宗起间名]|另一|有家|某家|一个[^，。；]{0,10}项目|同类|同行)"
)
_ONCE = re.compile(r"[另一](?:(?<=另)一)?(?:[家座间]|个[^，。；]{0,6}项目)[^，。；]{0,12}(?:曾|此前)")
_NUMERAL = "0-9二三四五六七八九十百"
_COUNTED = re.compile(
    rf"[近同白抽受一发统据全户家人以截{_NUMERAL}](?:(?<=近)[一两二三四五六七八九十]年|(?<=同)期|(?<=白)皮书|(?<=抽)样|(?<=受)访|(?<=一)项调查|(?<=发)布的数据"
    r"|(?<=统)计公报|(?<=据)[^，。]{2,12}统计|(?<=全)[省市区县州国][^，。]{0,12}(?:共|累计|已|有)|(?<=户)企业|(?<=家)企业(?!的)"
    rf"|(?<=[{_NUMERAL}])[{_NUMERAL}]{{0,3}}余?[家座宗起件]|(?<=人)次|(?<=以)来，[^。]{{0,20}}(?:共|累计)|(?<=截)至[^，。]{{2,8}}，全[省市国])"
)


def aside(document: Document, figure: Figure) -> str | None:
    """What the sentence of FIGURE is about besides the dispute; None where it is about the dispute."""
    sentence = document.sentence_at(figure.field, figure.start)
    if sentence is None:
        return None
    cases, counts = _told_beside(sentence.text)
    start = figure.start - sentence.start
    if cases and any(start - _REACH_BEFORE <= at <= start for at in cases):
        return "another case"
    last = figure.end - sentence.start + _REACH_BEHIND
    return "counted of a place" if counts and any(start - _REACH_BEFORE <= at < last for at in counts) else None


@lru_cache(maxsize=256)
def _told_beside(sentence: str) -> tuple[list[int], list[int]]:
    """Where in SENTENCE another case was named, and where something is counted of a place; asked for by every number in it."""
    cases = [match.end() for pattern in (_SOME_FIRM, _ONCE) for match in pattern.finditer(sentence)]
    return cases, [match.start() for match in _COUNTED.finditer(sentence)]
