"""HTML in one file: no script, nothing from elsewhere, made to be printed too."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup

from briefings.charts.draw import svg
from briefings.renderers.base import Renderer
from yanpan_domain.briefing import Briefing, Chart


class HtmlRenderer(Renderer):
    name = "html"
    suffix = ".html"
    media_type = "text/html"

    def render(self, briefing: Briefing) -> bytes:
        quotes = {
            mark: quotation.quote
            for card in briefing.cards
            for quotation in card.lead.quotations
            for mark in card.lead.marks
        }
        ranks = {card.dispute: card.rank for card in briefing.cards}
        return self.fill(
            "briefing.html.j2",
            escape=True,
            briefing=briefing,
            picture=picture,
            link=safe_link,
            quotes=quotes,
            ranks=ranks,
        ).encode()


def picture(chart: Chart, number: int) -> Markup:
    """The chart as inline SVG; its ids are made unique on the page, and readers' software is told to skip its parts."""
    drawn = svg(chart.specification)
    drawn = re.sub(r'id="([^"]+)"', rf'id="c{number}-\1"', drawn)
    drawn = re.sub(r"url\(#([^)]+)\)", rf"url(#c{number}-\1)", drawn)
    drawn = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", drawn)
    # The picture comes from our own specification; every text in it was escaped by the drawing library.
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704


def safe_link(url: str) -> str:
    """URL where it is http(s), else nothing: an address from a feed never becomes a script."""
    return url if urlsplit(url).scheme in {"http", "https"} else ""
