"""A crawl in a process of its own, for tests of several at once and of sudden death: `python -m tests.crawlers.crawl_once JSON`.

Every delivered article's address goes to a file, one a line, before `deliver` returns.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from crawlers.catalogue import load_catalogue
from crawlers.options import CrawlOptions
from crawlers.run import crawl, outcome_row
from yanpan_domain.article import Article
from yanpan_ledger.engine import open_ledger


def main() -> None:
    told = json.loads(sys.argv[1])

    def deliver(articles: Sequence[Article]) -> None:
        with Path(told["out"]).open("a", encoding="utf-8") as out:
            for article in articles:
                out.write(article.url + "\n")
            out.flush()
            os.fsync(out.fileno())
        time.sleep(told.get("slow", 0))

    with open_ledger(told["ledger"]) as ledger:
        report = crawl(
            load_catalogue(Path(told["catalogue"])), ledger, deliver,
            CrawlOptions(**{**told["options"], "allow_private": tuple(told["options"]["allow_private"])}),
            now=lambda: datetime.now(UTC),
        )  # fmt: skip
    for outcome in report.outcomes:
        sys.stdout.write(json.dumps(outcome_row(outcome), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
