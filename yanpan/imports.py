"""Files into the index: read, masked, judged, kept, decided; with what became of each record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path

from crawlers.imports.found import Skipped
from crawlers.imports.loose_text import pasted_articles
from crawlers.imports.read import files_in, read_files
from yanpan.app import App
from yanpan.pipeline import Ingest, ingest, judgment_options
from yanpan_domain.article import Article
from yanpan_domain.errors import CallerError
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
    mapping: Mapping[str, str] | None = None,
    pasted: bytes | None = None,
) -> list[Imported]:
    """Take in all that PATHS hold, tables by MAPPING, and the text that was PASTED; with KEEP false nothing is stored.

    Raises CallerError for a path that is not there.
    """
    lines: list[Imported] = []
    found = chain(read_files(files_in(paths), mapping), pasted_articles(pasted, "-") if pasted is not None else ())
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


def saved_mapping(paths: Sequence[Path], target: Path, mapping: Mapping[str, str] | None) -> dict[str, str]:
    """The mapping for the first table of PATHS, now saved at TARGET: what its header says, and what MAPPING overrides."""
    from crawlers.imports.columns import guessed, write_mapping
    from crawlers.imports.tables import table_header

    header = next((header for path in files_in(paths) if (header := table_header(path))), [])
    chosen = guessed(header) | dict(mapping or {})
    if not chosen:
        raise CallerError("没有认出任何列，未存列对照。请给出有表头的 csv、xlsx 或 jsonl。")
    write_mapping(target, chosen)
    return chosen


def import_hotline(app: App, paths: Sequence[Path], *, now: datetime, keep: bool = True) -> int:
    """Take in the 12351 summaries of the tables at PATHS, private names in them masked; how many there were.

    Raises HotlineError for a table with personal columns before anything of any table is kept.
    """
    from briefings.hotline import keep_hotline
    from crawlers.imports.hotline import read_hotline
    from judgment.masking import mask

    rows = [row for path in paths for row in read_hotline(path, lambda text: mask("", text).text)]
    return keep_hotline(app.ledger, rows, actor="读入", now=now) if keep else len(rows)
