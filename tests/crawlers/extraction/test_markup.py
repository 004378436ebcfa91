"""Pages built to exhaust a parser end quickly, in bounded memory, and what can be read of them is read."""

from __future__ import annotations

import time

import pytest

from crawlers.extraction.markup import is_suspicious, reopened, tamed
from crawlers.extraction.page import extract
from tests.crawlers.extraction.made_pages import PARAGRAPHS, STORY, TRAPS

HOSTILE = {
    "nested": "<div>" * 100_000 + PARAGRAPHS,
    "nested and closed": "<div>" * 100_000 + PARAGRAPHS + "</div>" * 100_000,
    "nested inline": "<span>" * 100_000 + PARAGRAPHS,
    "unclosed formats": "".join(f"<b id={n}><p>" for n in range(3_000)) + PARAGRAPHS,
    "formats opened again and again": "<p>"
    + "".join(f"<b id={n}>" for n in range(500))
    + "</p>"
    + "<p>x</p>" * 5_000
    + PARAGRAPHS,
    "a tag with many attributes": "<div " + " ".join(f"a{n}=1" for n in range(300_000)) + ">" + PARAGRAPHS,
    "attributes and angles in quotes": "<div "
    + " ".join(f"""a{n}{'="<i>"' if n % 300 == 0 else ""}""" for n in range(200_000))
    + ">"
    + PARAGRAPHS,
    "many tags with many attributes": ("<div " + " ".join(f"a{n}=1" for n in range(900)) + ">") * 500 + PARAGRAPHS,
    "brackets": "<" * 500_000 + PARAGRAPHS,
    "open quotes": '<a b="' * 100_000 + PARAGRAPHS,
    "open scripts": PARAGRAPHS + "<script>" * 100_000,
    "open comments": PARAGRAPHS + "<!--" * 100_000,
    "nested tables": "<table><tr><td>" * 30_000 + PARAGRAPHS,
    "deep structured data": '<script type="application/ld+json">' + "[" * 500_000 + "</script>" + PARAGRAPHS,
    "endless keys": "<script>" + '"content":"' * 300_000 + "</script>" + PARAGRAPHS,
    "a long title": "<title>" + "啊_" * 500_000 + "</title>" + PARAGRAPHS,
    "breaks": "工人，<br>" * 300_000,
    "many megabytes": PARAGRAPHS * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_in_bounded_time(name: str):
    body = HOSTILE[name].encode()
    started = time.process_time()
    found = extract(body)
    # The slowest takes 4 s here; without the bounds several take minutes or gigabytes.
    assert time.process_time() - started < 20
    assert len(found.text) <= 400_000


@pytest.mark.parametrize(
    "name", ["nested", "nested inline", "unclosed formats", "many tags with many attributes", "nested and closed"]
)
def test_the_story_is_still_read(name: str):
    assert STORY[0] in extract(HOSTILE[name].encode()).text


def test_ordinary_pages_pass_untouched():
    for trap in TRAPS:
        assert not is_suspicious(trap.html.encode())
        assert tamed(trap.html) is trap.html


def test_only_what_is_never_closed_is_opened_again():
    assert reopened("<title>a</title><textarea>b</textarea>") is None
    assert reopened("<textarea><p>b</p>") == " <p>b</p>"
