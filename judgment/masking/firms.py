"""Firms that a text names in full: what their names begin with is no person, wherever else it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from judgment.masking.beside_places import behind_place
from judgment.occurrences import occurrences

# Before these words stands a firm's name; 公司 alone may end any sentence's subject.
_HEADS = ("有限公司", "有限责任公司", "股份公司", "集团公司", "集团", "合作社")
_LONGEST = 18
# A name ends before signs and before words that no firm is called by.
_BOUNDARY = re.compile(
    r"[^\u4e00-\u9fff（）()]|[的在与对称说向到被于是从把将让给为由某]|(?:[承判][办建判包]|分包)商|总包|企业|公司|单位|[被原]告|申请人|第三人|[和及](?=[\u4e00-\u9fff]{2}(?:有限|公司))"
)
_DOES = re.compile(
    r"入职|起诉|状告|诉|加入|进入|任职|离开|担任|应聘|受雇|签|工作|成立|创办|经营|承包|名下|投诉|举报|要求|所属|旗下|通过|供职|就职|隶属|介绍|认为|表示"
)
# How far into a firm's own name a person's may seem to begin: 渝康颐棠.
_FIRST = 1


def firm_names(text: str) -> list[str]:
    """The own names of the firms that TEXT (plain) names in full, with the place before them."""
    found: list[str] = []
    for head in _HEADS:
        found += [own for at in occurrences(text, head) if (own := _own_name(text, at))]
    return found


def _own_name(text: str, end: int) -> str:
    start = max(0, end - _LONGEST)
    for boundary in _BOUNDARY.finditer(text, start, end):
        start = boundary.end()
    for verb in _DOES.finditer(text, start, end):
        start = verb.end()
    return text[start:end]


def begins_firm(name: str, firms: Iterable[str]) -> bool:
    """Whether one of FIRMS begins with NAME, with a place before it, or with one character more."""
    return any((at := firm.find(name)) >= 0 and (at <= _FIRST or behind_place(firm, at)) for firm in firms)
