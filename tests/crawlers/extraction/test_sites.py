"""Pages in the make of the publishing systems that are about: story, headline, date and origin of each."""

from __future__ import annotations

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
