"""Pages in the make of the publishing systems that are about: story, headline, date and origin of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from crawlers.extraction.page import extract
from tests.crawlers.extraction.made_sites import SITES, UNWANTED, Site

NOON = datetime.fromisoformat("2024-03-06T12:30:00+08:00")


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_page_of_every_make_is_read_right(site: Site):
    found = extract(site.html.encode(site.encoding, "xmlcharrefreplace"), site.url, now=NOON)
    assert found.text.split("\n") == list(site.wanted)
    assert [word for word in (*UNWANTED, *site.unwanted) if word in found.text] == []
    assert found.title == site.title
    assert str(found.published).replace(" ", "T")[: len(site.published)] == site.published
    assert found.origin == site.origin
    assert (found.engine, found.replaced) == (site.engine, 0)


def without_names(html: str) -> str:
    return re.sub(r"\s(?:class|id)=(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", "", html)


def divs_for_paragraphs(html: str) -> str:
    return re.sub(r"<(/?)p(?=[\s>])", r"<\1div", html)


def capitals(html: str) -> str:
    return re.sub(r"</?[a-z0-9]+", lambda tag: tag[0].upper(), html)


# What only its name tells: a box that holds the lead, an invitation, a field that a script shows.
NAMED = {"a lead in a box of its own", "Taiwan"}


@pytest.mark.parametrize("changed", [without_names, divs_for_paragraphs, capitals], ids=lambda one: one.__name__)
def test_no_class_and_no_kind_of_element_is_needed(changed: Callable[[str], str]):
    wrong = []
    for site in SITES:
        found = extract(changed(site.html).encode(site.encoding, "xmlcharrefreplace"), site.url, now=NOON)
        if found.text.split("\n") != list(site.wanted) or found.title != site.title:
            wrong.append(site.name)
    assert set(wrong) <= (NAMED if changed is without_names else set())
