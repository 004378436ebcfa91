"""robots.txt by RFC 9309, and Retry-After."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from scrapy.http import Response

from crawlers.polite import retry_after
from crawlers.robots import UNREACHABLE, is_fresh, rules_from

AGENT = "Yanpan/1.0 (+https://example.org/contact)"
TEXT = b"""User-agent: *
Disallow: /
Crawl-delay: 60

User-agent: YANPAN
Allow: /news/
Disallow: /news/private
Disallow: /*.pdf$
Disallow: /search
Crawl-delay: 7.5
Request-rate: 1/10
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/news/1.html", True),
        ("/news/private/1", False),
        ("/a.pdf", False),
        ("/a.pdf?x", True),
        ("/search?q=1", False),
        ("/", True),
    ],
)
def test_the_group_for_us_decides_and_the_longest_rule_wins(path: str, allowed: bool) -> None:
    rules = rules_from(200, TEXT, AGENT)
    assert rules.allowed(f"https://example.org{path}") is allowed
    assert rules.delay == 10.0, "the slower of Crawl-delay and Request-rate"


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        (UNREACHABLE, False),
        (500, False),
        (503, False),
        (429, False),
        (401, True),
        (403, True),
        (404, True),
        (301, True),
    ],
)
def test_statuses(status: int, allowed: bool) -> None:
    assert rules_from(status, b"User-agent: *\nDisallow: /", AGENT).allowed("https://example.org/") is allowed


def test_other_crawlers_rules_and_error_pages_bind_us_not() -> None:
    assert rules_from(200, b"User-agent: OtherBot\nDisallow: /", AGENT).allowed("https://example.org/")
    assert rules_from(200, b"<html>\nUser-agent: *\nDisallow: /\n</html>", AGENT).allowed("https://example.org/")
    assert not rules_from(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /", AGENT).allowed("https://example.org/"), (
        "a BOM hides nothing"
    )


def test_a_copy_lives_a_day() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    assert is_fresh(now - timedelta(hours=23), now) and not is_fresh(now - timedelta(hours=25), now)


def test_retry_after_in_seconds_as_a_date_and_as_nonsense() -> None:
    def told(value: str) -> float | None:
        return retry_after(Response("https://example.org/", status=503, headers={"Retry-After": value}))

    assert told("120") == 120.0
    before = datetime.now(UTC)
    moment = before.replace(microsecond=0) + timedelta(minutes=1)
    left = told(format_datetime(moment, usegmt=True))
    assert left is not None and moment - datetime.now(UTC) <= timedelta(seconds=left) <= moment - before
    assert told("soon") is None and told("") is None
    assert told("99999999999") == 7 * 86_400, "a week at most"
