"""Prints docs/sources.md from the packaged catalogue: `python -m crawlers.sources_page > docs/sources.md`."""

from __future__ import annotations

import sys

from crawlers.catalogue import Catalogue, load_catalogue

HEAD = """# Packaged sources

Made by `python -m crawlers.sources_page` from `crawlers/sources/*.yaml`; a test fails when a source is missing here.
`verified` is the day someone last compared the page with the live site; a source without one is registered from published
descriptions of the site and must be tried with `yanpan sources test` and `yanpan crawl --source KEY` before it is relied on.
Its health says at once when it does not answer or its list cannot be read.

| key | title | kind | tier | places | delay (s) | expected a day | newest item (days) | verified |
|---|---|---|---|---|---|---|---|---|
"""


def sources_page(catalogue: Catalogue) -> str:
    """The page as Markdown, one row a source."""
    rows = []
    for source in catalogue:
        expected = source.expect.articles_per_day
        a_day = f"{expected.min:g}–{expected.max:g}" if expected and expected.max else "–"
        cells = (
            f"`{source.key}`", f"[{source.title}]({source.urls[0]})", source.kind.value, source.tier.value,
            " ".join(source.places) or "all", f"{source.delay_seconds:g}", a_day, f"{source.expect.newest_item_days or 0:g}",
            source.verified.isoformat() if source.verified else "–",
        )  # fmt: skip
        rows.append("| " + " | ".join(cells) + " |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(sources_page(load_catalogue(None)))
