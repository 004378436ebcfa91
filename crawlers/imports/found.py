"""What a file gave: an article, or why there is none; a reader never drops a record in silence."""

from __future__ import annotations

from dataclasses import dataclass

from yanpan_domain.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A record that became no article. `where` is the path, with the record's number where it has one."""

    where: str
    cause: str


Found = Article | Skipped
