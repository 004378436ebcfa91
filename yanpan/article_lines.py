"""Articles that came as JSON lines: judged in memory for `disputes group` and `rank`, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawlers.imports.tables import moment
from yanpan.cli.frame import InputLineError, error_line, input_lines, parsed_line, text_of
from yanpan_domain.article import Article
from yanpan_domain.codes import DateSource
from yanpan_domain.errors import YanpanError

if TYPE_CHECKING:
    from judgment.options import JudgmentOptions
    from yanpan_domain.judgment import JudgedArticle


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input: the id it came with, and its article or the answer that says why there is none."""

    identifier: object
    article: Article | None
    error: dict[str, object] | None = None


def read_lines(path: Path) -> list[Line]:
    """Every line of PATH in order. An article without a date is taken to be as old as the newest dated one."""
    lines = [_read(text, number) for number, text in enumerate(input_lines(path), 1) if text.strip()]
    lines = _distinct(lines)
    newest = max((one.article.published for one in lines if one.article and one.article.published), default=None)
    if newest is None:
        return lines
    return [replace(one, article=replace(one.article, fetched=newest)) if one.article else one for one in lines]


def judged_lines(lines: Sequence[Line], options: JudgmentOptions) -> list[JudgedArticle | None]:
    """The judged article of each line; None where there is none."""
    from judgment.assess import assess

    return [assess(one.article, options) if one.article else None for one in lines]


def _distinct(lines: list[Line]) -> list[Line]:
    """Two lines with the same id stay two articles: the later one gets its line's number behind the id."""
    seen: set[str] = set()
    out = []
    for number, line in enumerate(lines, 1):
        article = line.article
        if article is not None and article.id in seen:
            article = replace(article, id=f"{article.id}#{number}")
        if article is not None:
            seen.add(article.id)
        out.append(replace(line, article=article))
    return out


def _read(text: str, number: int) -> Line:
    identifier: object = None
    try:
        value = parsed_line(text, number)
        identifier = value.get("id")
        return Line(identifier, _article(value, identifier, number))
    except YanpanError as error:
        return Line(identifier, None, error_line(identifier, error))


def _article(value: dict[str, Any], identifier: object, number: int) -> Article:
    told = {name: text_of(value, name) for name in ("title", "text", "url", "published", "source", "origin")}
    published, precision = moment(told["published"])
    if published is None and told["published"].strip():
        # Read as undated, it would be grouped and ranked by a wrong day.
        raise InputLineError(
            f"published 读不懂：“{told['published'][:40]}”。请写成 2026-03-01 或 2026-03-01T08:00:00+08:00"
        )
    return Article(
        id=str(number if identifier is None else identifier), source=told["source"], source_title=told["source"], url=told["url"],
        title=told["title"], text=told["text"], fetched=datetime(1970, 1, 1, tzinfo=UTC), published=published,
        published_source=DateSource.FEED if published else DateSource.NONE, published_precision=precision, origin=told["origin"] or None,
    )  # fmt: skip
