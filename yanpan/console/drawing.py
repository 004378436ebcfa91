"""Draws the console's pages from their templates."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from briefings.lead import dateline
from briefings.numbers import day_words
from briefings.unusual import subject_words
from yanpan.console.fragments import beginning, pieces, with_articles
from yanpan.reasons import lowered, raised, reasons
from yanpan_domain.figures import amount, people
from yanpan_domain.zone import SHANGHAI

TEMPLATES = Path(__file__).parent / "templates"


def draw(template: str, *, post: str = "", **values: object) -> str:
    """TEMPLATE filled with VALUES, for somebody who acts as POST ("" before they said so)."""
    return _environment().get_template(template).render(post=post, **values)


def error_page(sentence: str, post: str = "") -> str:
    """A page that says what went wrong and what to do."""
    return draw("error.html.j2", sentence=sentence, post=post)


def day(moment: datetime | None) -> str:
    """A day in Beijing as people write it; 不详 when unknown."""
    if moment is None:
        return "不详"
    local = moment.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日"


def minute(moment: datetime) -> str:
    """A moment in Beijing to the minute."""
    local = moment.astimezone(SHANGHAI)
    return f"{day(local)} {local:%H:%M}"


def without_reporter(sentence: str) -> str:
    """SENTENCE without what stands before the news and names who reports."""
    return sentence[dateline(sentence) :]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "day": day,
        "minute": minute,
        "amount": amount,
        "people": people,
        "raised": raised,
        "reasons": reasons,
        "lowered": lowered,
        "beginning": beginning,
        "without_reporter": without_reporter,
        "pieces": pieces,
        "with_articles": with_articles,
        "subject_words": subject_words,
        "day_words": day_words,
    }
    return environment
