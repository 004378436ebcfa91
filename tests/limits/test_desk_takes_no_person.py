"""Notices, register and meetings: every field that is typed into refuses a person, masks one, or takes no words at all."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefings.masked import masked
from briefings.meeting import EvidenceMissing, quotation_of
from tests.briefings.memory_index import MemoryIndex
from yanpan.console import drawing
from yanpan.console.notice_acts import count, money
from yanpan.console.posts_written import posts_in
from yanpan.posts import acting_post
from yanpan.registering import unit_named
from yanpan_domain.errors import CallerError

PERSONS = ("王大勇", "李建国", "欧阳锋", "13812345678", "440306199001011234")
PAGES = ("notice", "notice_parts", "notices", "drafting", "register", "meetings", "meeting", "meeting_parts", "judging", "parts")  # fmt: skip
# What becomes of what is typed into each.
POSTS = {"post", "owner", "attendance"}
UNITS = {"unit"}
MASKED = {"reason", "measures", "nature", "response", "basis", "dissent", "text", "outcome"}
NUMBERS = {"recovered", "helped"}
# Refused unless it is a day, a period, a division, or stands in a stored, masked article; a choice is looked up.
READ = {"due", "period", "place", "words"}


def test_every_field_of_these_pages_is_one_of_these() -> None:
    found = set()
    for page in PAGES:
        text = (drawing.TEMPLATES / f"{page}.html.j2").read_text(encoding="utf-8")
        for tag in re.findall(r"<(?:input|textarea)[^>]*>", text):
            if not re.search(r'type="(?:hidden|radio|checkbox|search)"', tag):
                found |= set(re.findall(r'\bname="([^"]*)"', tag))
    assert found == POSTS | UNITS | MASKED | NUMBERS | READ


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("read", [acting_post, posts_in, unit_named, money, count])
def test_a_person_is_refused(read: Callable[[str], object], person: str) -> None:
    try:
        taken = read(person)
    except CallerError:
        return
    assert isinstance(taken, float | int) and person.isdecimal()


@pytest.mark.parametrize("person", PERSONS[:3])
def test_a_person_in_a_sentence_is_masked(person: str) -> None:
    for sentence in (f"职工{person}说企业已搬走", f"当事人{person}不满意", f"回访农民工{person}"):
        assert person not in masked(sentence)
    assert "13812345678" not in masked("联系电话13812345678") and masked("") == ""


def test_what_staff_write_every_day_stays_as_it_is() -> None:
    for sentence in (
        "不属本级办理，企业在东莞市",
        "职工代表大会已通过安置方案，全员补缴社保",
        "追回工资12万元，帮助职工20人",
    ):
        assert masked(sentence) == sentence


@pytest.mark.parametrize("person", PERSONS)
def test_evidence_is_never_words_of_ones_own(person: str) -> None:
    with pytest.raises(EvidenceMissing):
        quotation_of(MemoryIndex([], []), "a1", person)
