"""Seeming names of a text in the light of each other: the likelier of two that overlap, and what a list says of its members."""

from __future__ import annotations

import re

from judgment.masking.beside_places import in_place_name
from judgment.masking.characters import COMMON, JOINS
from judgment.masking.model import name_model
from judgment.masking.odds import ACCEPT_ROLE, NEXT
from judgment.masking.readings import readings
from judgment.masking.surroundings import HUMAN, SAYS, Candidate, in_context
from judgment.masking.vetoes import is_word

# Between two names of a list: 徐某（分管研发）、张某.
_AND = re.compile(r"\s?(?:[（(][^（）()，。；\n]{1,12}[）)])?\s?[、，和及与]\s?")
_LONGEST_AND = 18
# A list that ends in a number of things is one of places or bodies: 南塘、金溪两个学校.
_COUNTED_LIST = re.compile(
    r"(?:[、和及][\u4e00-\u9fff]{1,4}){0,5}等?[二两三四五六七八九十\d]{1,3}(?:个(?![人月孩儿女弟])|所|座|处|条|镇|乡|村|县|市|区|省)"
)
# 原告江宁诉称 is a person, 原告宁波锋行公司 is not.
_CLOSES = re.compile(r"诉称|辩称|[说称，。（(系]|表示")


def candidates(text: str, roles: dict[int, bool]) -> list[Candidate]:
    """Seeming names of TEXT (plain) in order, overlapping ones resolved to the likelier; ROLES as the model found them."""
    public = name_model().public
    found: list[Candidate] = []
    for start, length, score in readings(name_model(), text, roles):
        if is_word(text, start, length, start in roles and not _only_attributed(text, start)):
            continue
        if text[start + length : start + length + 1] in _DOTS or text[start - 1 : start] in _DOTS:
            continue  # part of a foreign name: 贾马尔·托尔斯
        if length == 2 and start in roles and not _stands_alone(text, start):
            continue
        if in_place_name(text, start, start + length) and not (start in roles and _CLOSES.match(text, start + length)):
            continue
        candidate = in_context(text, start, start + length, score, roles.get(start))
        if found and start < found[-1].end:
            if candidate.score <= found[-1].score + (0 if text[found[-1].start] in COMMON else 60):
                continue
            found.pop()
        if start not in roles and _COUNTED_LIST.match(text, candidate.end):
            continue
        if found and start - found[-1].end <= _LONGEST_AND and _AND.fullmatch(text, found[-1].end, start):
            candidate.private |= found[-1].private
            candidate.office |= found[-1].office or found[-1].name in public
            candidate.score += NEXT
            candidate.listed = True
            candidate.among_names = found[-1].among_names = True
        if candidate.private and candidate.score >= ACCEPT_ROLE and text[candidate.end : candidate.end + 1] in JOINS:
            roles.setdefault(candidate.end + 1, True)  # who is listed beside a private person is one
        found.append(candidate)
    _share_office(found)
    return found


_DOTS = frozenset("·•‧・")
# Behind a role two characters that end so are a verb (学生戴上口罩) or a thing (工人卡上), unless a person's doings follow.
_ENDS_NO_NAME = frozenset("上下停贴占拖欠走坐里内回交带拿退签扣付送收打进出遇教余")


def _stands_alone(text: str, start: int) -> bool:
    """Two characters behind a role are a name by what follows or by how they end."""
    end = start + 2
    return text[end - 1] not in _ENDS_NO_NAME or HUMAN.match(text, end) is not None or SAYS.match(text, end) is not None


def _only_attributed(text: str, start: int) -> bool:
    """来自某国的…: what follows may as well be a thing; 44岁的… is a person."""
    return text.endswith("的", 0, start) and not text.endswith("岁的", 0, start)


def _share_office(found: list[Candidate]) -> None:
    """李某、朴某政府, 由梁某、李某主持: what the last of a list is, the others are."""
    for before, after in zip(found[-2::-1], found[:0:-1], strict=True):
        before.office |= after.listed and (after.office or after.name in name_model().public)
    _read_boards(found)


_BOARD = 4


def _read_boards(found: list[Candidate]) -> None:
    """A list of four and more that begins with a manager is the board of a firm that publishes it."""
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end].listed:
            end += 1
        if end - at >= _BOARD and (found[at].business or found[at].office):
            for member in found[at:end]:
                member.private, member.office, member.role = False, True, False
        at = end
