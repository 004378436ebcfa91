"""Files into the index: read, masked, judged, kept, decided; with what became of each record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from crawlers.imports.found import Skipped
from crawlers.imports.read import files_in, read_files
from yanpan.app import App
from yanpan.pipeline import Ingest, ingest, judgment_options
from yanpan_domain.article import Article
from yanpan_domain.judgment import JudgedArticle

# Articles judged and committed together.
BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one record: its relevance, or "skipped" with the cause. The title is the masked one."""

    where: str
    outcome: str
    title: str | None = None
    cause: str | None = None


def import_files(
    app: App,
    paths: Sequence[Path],
    *,
    today: date,
    keep: bool = True,
    tell: Callable[[str, int, int | None], None] | None = None,
) -> list[Imported]:
    """Take in all that PATHS hold; with KEEP false nothing is stored. Raises CallerError for a path that is not there."""
    files = files_in(paths)
    lines: list[Imported] = []
    found = read_files(files)
    with ingest(app, today) if keep else nullcontext(None) as opened:
        while batch := list(islice(found, BATCH)):
            judged = _judged(opened, [one for one in batch if isinstance(one, Article)], app)
            lines += [_told(one) for one in judged]
            lines += [
                Imported(where=one.where, outcome="skipped", cause=one.cause)
                for one in batch
                if isinstance(one, Skipped)
            ]
            if tell:
                tell("", len(lines), None)
    return lines


def _judged(opened: Ingest | None, articles: list[Article], app: App) -> Sequence[JudgedArticle]:
    if opened is not None:
        return opened.deliver(articles)
    from judgment.assess import assess

    return [assess(article, judgment_options(app)) for article in articles]


def _told(judged: JudgedArticle) -> Imported:
    where = judged.article.url or judged.article.id
    return Imported(where=where, outcome=judged.judgment.relevance.value, title=judged.article.title)
